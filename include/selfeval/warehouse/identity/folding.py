"""A printed name of a project → what is left of it without the ways of writing it; the words for that are data."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from selfeval.vocabulary.normalise import simplified
from selfeval.warehouse.statements import SEEDS


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of a role in `name_word.csv`, the longest first."""
    found = [row["word"] for row in rows("name_word") if row["role"] == role]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def any_of(role: str) -> re.Pattern[str]:
    """A pattern that finds the words of a role, the longest first."""
    return re.compile("|".join(re.escape(word) for word in words(role)))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of words, by its name without `.csv`."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TEN = 10
YEAR = 4
"""Digits of a year."""
_ROMAN = re.compile(r"(?<![a-z])(x{0,2})(ix|iv|v?i{0,3})(?![a-z])")
_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


def with_digits(text: str) -> str:
    """The text, in small letters after NFKC, with Chinese and Roman numerals up to 99 and 39 in Arabic digits.

    Digits without 十 are one number where they hold a 零 or are four (二〇二一, 一一〇), and several otherwise: 一二期
    is 1.2期 and not the twelfth.
    """
    return _ROMAN.sub(_roman, _chinese().sub(_counted, text))


@cache
def _values() -> dict[str, int]:
    return {row["character"]: int(row["value"]) for row in rows("numeral")}


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_values())}]+")


def _counted(found: re.Match[str]) -> str:
    values = [_values()[character] for character in found[0]]
    if len(values) == 1:
        return str(values[0])
    head, ten, tail = _parted(values)
    if ten and max(len(head), len(tail)) <= 1:
        return str((head[0] if head else 1) * TEN + sum(tail))
    return ("" if 0 in values or len(values) == YEAR else ".").join(map(str, values))


def _parted(values: list[int]) -> tuple[list[int], bool, list[int]]:
    """What stands before and after the first 十, and whether there is one."""
    place = values.index(TEN) if TEN in values else len(values)
    return values[:place], place < len(values), values[place + 1 :]


def _roman(found: re.Match[str]) -> str:
    return str(len(found[1]) * TEN + _ONES[found[2]]) if found[0] else ""


SHORTEST_BASE = 2
"""Characters that must remain before a generic word at the end: 项目经费 is no name without its words."""
_CIRCLED = re.compile(r"^\s*([\u2460-\u2473\u2776-\u277f])(?=\s*\S)")
_LEADING_YEAR = re.compile(r"^[(\[]?20\d\d年度?[)\]]?(?=.)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_NO_WORD = re.compile(r"(?!(?<=\d)\.(?=\d))[\W_]")
_BRACKETS = re.compile(r"[()\[\]{}〔〕【】〈〉《》「」『』]+")


@lru_cache(maxsize=65_536)
def plain(text: str, fiscal_year: int | None = None) -> str:
    """The name in simplified characters and Arabic digits, without white space, numbering and its own year.

    Punctuation stays. `fiscal_year` is the year of the form: a name loses that year wherever it stands and keeps
    others (2020年结转 and 2021年 on one form are two things). Without it, a leading year is lost whatever it is.
    """
    spelled = unicodedata.normalize("NFKC", _CIRCLED.sub(r"\1、", text))
    spelled = "".join(simplified(spelled).lower().split())
    spelled = _without_numbering(with_digits(spelled))
    if fiscal_year is None:
        return _LEADING_YEAR.sub("", spelled)
    year = rf"(?<!\d){fiscal_year}(?:年度?)?(?!\d)|^{fiscal_year % 100:02}年度?(?=.)"
    return _without_numbering(re.sub(year, "", spelled)) or spelled


@lru_cache(maxsize=65_536)
def written(text: str, fiscal_year: int | None = None) -> str:
    """The name without punctuation and the words for and, generic words kept: equal where only the writing differs."""
    return _joined(_parts(text, fiscal_year)) or _unjoined(text)


@lru_cache(maxsize=65_536)
def folded(text: str, fiscal_year: int | None = None) -> str:
    """The name without punctuation, the words for and, and generic words (项目, 经费, 资金) at the end of a part.

    Two names that are equal after folding are one name written in two ways. Empty where nothing but punctuation is
    printed.
    """
    return _joined(map(_without_tail, _parts(text, fiscal_year))) or written(text, fiscal_year)


def _parts(text: str, fiscal_year: int | None) -> list[str]:
    """What stands between the brackets of a name."""
    return [_unjoined(part) for part in _BRACKETS.split(plain(text, fiscal_year))]


def _joined(parts: Iterable[str]) -> str:
    """Parts in a row, with a point between two digits that did not stand side by side."""
    return _BETWEEN_DIGITS.sub(".", "·".join(part for part in parts if part)).replace("·", "")


def _unjoined(text: str) -> str:
    """Letters and digits, without the words for and; a point between digits, so that 1.5, 1-5 and 15 stay apart."""
    bare = _BETWEEN_DIGITS.sub(".", any_of("joiner").sub("·", text))
    return _NO_WORD.sub("", bare)


def _without_tail(part: str) -> str:
    """The part without generic words at its end, while at least SHORTEST_BASE characters remain."""
    end = len(part)
    while word := next((word for word in words("tail") if part.endswith(word, 0, end)), ""):
        if end - len(word) < SHORTEST_BASE:
            break
        end -= len(word)
    return part[:end]


def _without_numbering(text: str) -> str:
    """The text without numbering before it: 1. 1、 (1) 第1项; (1)期 and 1.5公里 have none."""
    return _numbering().sub("", text)


@cache
def _numbering() -> re.Pattern[str]:
    markers = "|".join(re.escape(word) for word in words("marker"))
    bracketed = rf"\(\d{{1,3}}\)(?!{markers}|$)"
    return re.compile(rf"^(?:{bracketed}|\d{{1,3}}(?:[、.,:)](?!\d)|[、.](?=20\d\d))|第\d{{1,3}}项(?!目)[、.:]?)+(?=.)")
