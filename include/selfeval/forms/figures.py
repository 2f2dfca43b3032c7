"""Printed figures to exact decimals: amounts, rates, and what kind of thing a cell holds."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from selfeval.forms.vocabulary import vocabulary
from selfeval.sheet import Cell
from selfeval.vocabulary.normalise import heading_key

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[Ee][+-]?\d{1,2})?"
_TWO_NUMBERS = re.compile(r"\d\s+\d")
_AMOUNT = re.compile(_NUMBER)
_RATE = re.compile(rf"({_NUMBER})%")
_MEASURED = re.compile(rf"({_NUMBER})(\D{{1,3}})")
_POINTS_IN_LABEL = re.compile(r"\((\d+(?:\.\d+)?)分")
_FOOTNOTE = re.compile(r"(?<=.)[①-⑳㉑-㊿⑴-⒇]+\s*$")
_FORMULA = re.compile(r"=(?=.*[A-Za-z*/+(])[A-Za-z0-9+\-*/().,$:!'%]+")
"""`=50*4`, `=SUM(D4:D9)`: what a workbook shows where no calculated value was saved."""
_NOTED = re.compile(r"([^()]*\d[^()]*)\(([^()]*[^\W\d_][^()]*)\)", re.DOTALL)
"""`90(另有质保金10未付)`: a note in words behind a figure."""
_GARBLED = re.compile(r"(?=.*\d)[\d\s.,()%+\-?]+", re.DOTALL)
"""Digits and marks that are no one number: `(100)`, two numbers in a cell, `202010100.00%10`; `#DIV/0!` likewise."""
GIANT = Decimal("1e15")
"""A thousand million million; China's public expenditure of 2023 was 27.5e12 yuan."""
CURRENCY = "¥"
LARGEST_RATIO = Decimal("1.5")
"""A rate printed without % and not above this is a ratio (0.958, 1), else a percentage (96.85): DOMAIN section 3."""


class Kind(StrEnum):
    """What a cell looks like, before anyone asks which column it is in."""

    BLANK = "blank"
    NULL_MARK = "null_mark"
    NUMBER = "number"
    RATE = "rate"
    GARBLED = "garbled"
    STATE = "state"
    TEXT = "text"


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """NFKC without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("−", "-")


def _figure(text: str) -> str:
    """A figure's text without white space, currency sign and note behind it; two numbers in one cell stay two."""
    words = unicodedata.normalize("NFKC", _without_marks(text)).strip().lstrip(CURRENCY)
    if noted := _NOTED.fullmatch(words):
        words = noted[1].strip()
    return words if _TWO_NUMBERS.search(words) else plain(words)


def _without_marks(text: str) -> str:
    """`100①` without its footnote; any other mark that would turn into digits (10², ½) as a question mark."""
    marked = _FOOTNOTE.sub("", text)
    return "".join("?" if unicodedata.category(letter) == "No" else letter for letter in marked)


def kind_of(cell: Cell | None) -> Kind:
    """The kind of a cell; None is a blank."""
    return Kind.BLANK if cell is None else _kind_of_text(cell.text)


@lru_cache(maxsize=65_536)
def _kind_of_text(printed: str) -> Kind:
    text = _figure(printed)
    if _AMOUNT.fullmatch(text) or _in_unit(text):
        return Kind.NUMBER
    if _RATE.fullmatch(text):
        return Kind.RATE
    if _GARBLED.fullmatch(text) or text in vocabulary().error_values or _FORMULA.fullmatch(text):
        return Kind.GARBLED
    if text in vocabulary().null_marks:
        return Kind.NULL_MARK
    return Kind.STATE if text in vocabulary().states else Kind.TEXT


def amount(cell: Cell) -> Decimal | None:
    """The amount that a cell prints, in the form's unit, or None where it prints none."""
    text = _figure(cell.text)
    if not _AMOUNT.fullmatch(text) or _is_giant(text):
        return None
    return Decimal(text.replace(",", "")) if cell.number is None else cell.number


def amount_in(cell: Cell, unit: str | None) -> Decimal | None:
    """The amount of a cell that may print its unit behind the number; another unit than the form's is no amount."""
    if (number := amount(cell)) is not None:
        return number
    measured = _in_unit(_figure(cell.text))
    if measured is None or unit_behind(cell) != unit:
        return None
    return Decimal(measured[1].replace(",", "")) if cell.number is None else cell.number


def _in_unit(text: str) -> re.Match[str] | None:
    """`4753.66万元`: a number with a unit of amounts behind it."""
    measured = _MEASURED.fullmatch(text)
    is_money = measured is not None and heading_key(measured[2]) in vocabulary().units and not _is_giant(measured[1])
    return measured if is_money else None


def _is_giant(text: str) -> bool:
    """Whether a number is larger than any budget: a slip, or two figures that ran together."""
    return abs(Decimal(text.replace(",", ""))) >= GIANT


def unit_behind(cell: Cell) -> str | None:
    """The unit of amounts that a cell prints behind its number, or None."""
    measured = _in_unit(_figure(cell.text))
    return vocabulary().units[heading_key(measured[2])] if measured else None


def one_unit(cells: Iterable[Cell]) -> str | None:
    """The one unit that amounts print behind their numbers; None where none or two."""
    units = {unit for cell in cells if (unit := unit_behind(cell))}
    return units.pop() if len(units) == 1 else None


def is_rest(cell: Cell) -> bool:
    """Whether a cell holds no answer: a null mark or a rest of the template (`……`, `指标2：`, `(100字以内)`)."""
    text = plain(cell.text)
    return text in vocabulary().null_marks or any(rest.fullmatch(text) for rest in vocabulary().template_rests)


def points_in_label(cell: Cell) -> Decimal | None:
    """The points fixed in a heading, `预算执行情况(20分)`, or None."""
    points = _POINTS_IN_LABEL.search(plain(cell.text))
    return Decimal(points[1]) if points else None


def is_formula(cell: Cell) -> bool:
    """Whether a cell shows a formula whose value was never saved."""
    return bool(_FORMULA.fullmatch(plain(cell.text)))


def has_second_figure(cell: Cell) -> bool:
    """Whether the note behind a figure holds another one: `200(调整后150)`."""
    noted = _NOTED.fullmatch(unicodedata.normalize("NFKC", _without_marks(cell.text)).strip())
    return noted is not None and bool(re.search(r"\d", noted[2])) and kind_of(cell) in (Kind.NUMBER, Kind.RATE)


def is_no_figure(cell: Cell) -> bool:
    """Whether a cell says in words that it has no figure: `无`, `暂无`, or a null mark."""
    text = plain(cell.text)
    return text in vocabulary().null_marks or text in vocabulary().answers


def score(cell: Cell) -> Decimal | None:
    """Points that a cell prints, with or without 分 behind them; a weight of `20%` is 20 of the hundred."""
    number = amount(cell)
    words = _figure(cell.text)
    if (percent := _RATE.fullmatch(words)) and not _is_giant(percent[1]):
        return Decimal(percent[1].replace(",", ""))
    measured = _MEASURED.fullmatch(words)
    if number is None and measured and measured[2] in vocabulary().points and not _is_giant(measured[1]):
        return Decimal(measured[1].replace(",", ""))
    return number


def rate(cell: Cell, *, in_percent: bool = False) -> Decimal | None:
    """The rate that a cell prints as a fraction (`98%` is 0.98), or None where it prints none.

    `in_percent` says that a bare number is meant in percent, however small.
    """
    percent = _RATE.fullmatch(_figure(cell.text))
    if percent and not _is_giant(percent[1]):
        printed = Decimal(percent[1].replace(",", ""))
        # A format may add the sign without scaling, `0.0"%"`: then what is stored is what is printed before the sign.
        is_scaled = cell.number is not None and abs(cell.number * 100 - printed) <= abs(cell.number - printed)
        return cell.number if cell.number is not None and is_scaled else (cell.number or printed).scaleb(-2)
    number = amount(cell)
    if number is None:
        return None
    return number if abs(number) <= LARGEST_RATIO and not in_percent else number.scaleb(-2)


def rate_beside(cell: Cell, heading: Cell | None, budget: Decimal | None, executed: Decimal | None) -> Decimal | None:
    """The rate of a cell under its heading: a bare `1` under `执行率(%)` is 1 % where the amounts say so."""
    stated = rate(cell)
    percent = rate(cell, in_percent=True)
    if stated is None or percent is None or heading is None or "%" not in plain(heading.text):
        return stated
    if not budget or executed is None:
        return stated
    return min((stated, percent), key=lambda one: abs(executed - one * budget))
