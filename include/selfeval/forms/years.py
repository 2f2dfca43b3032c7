"""Printed text to the fiscal year that it names, however it is written."""

import re

from selfeval.forms.figures import plain
from selfeval.vocabulary.normalise import heading_key

_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?(?!\d{1,2}月)")
_FISCAL_YEAR = re.compile(r"(?<!\d)(20\d\d)年度")
_YEARS = re.compile(r"20\d\d(?:年度?)?[-—–~至到]+20\d\d年")
_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_WRITTEN_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")


def year_of(text: str | None) -> int | None:
    """The one fiscal year that a text names, `2021年度` before `2021年`, never a date's; None where none or two."""
    words = plain(_arabic(text or ""))
    years = set(_FISCAL_YEAR.findall(words)) or set(_YEAR.findall(words))
    return int(years.pop()) if len(years) == 1 and not _YEARS.search(words) else None


def years_in(text: str | None) -> list[int]:
    """Every year that a text names, in order, each once."""
    return sorted({int(year) for year in _YEAR.findall(plain(_arabic(text or "")))})


def timeless(text: str) -> str:
    """A title or heading without the years in it, in comparable spelling."""
    return re.sub(r"20\d\d年度?", "", heading_key(_arabic(text))).rstrip(",.;、。")


def _arabic(text: str) -> str:
    """`二〇二三年` as 2023年."""
    return _WRITTEN_YEAR.sub(lambda year: "".join(_DIGITS[digit] for digit in year[0]), text)
