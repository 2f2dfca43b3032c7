"""A worksheet's column widths and row heights → where a box beside a cell begins and ends."""

from collections.abc import Callable
from unicodedata import east_asian_width

from selfeval.answers.workbook.address import LAST_COLUMN, Place
from selfeval.answers.workbook.package import Element
from selfeval.answers.workbook.text import tag

WIDTH, TALLEST = 330, 420
"""Pixels: a box as wide as 26 Chinese characters, as tall as its text up to most of a screen."""
LINE, CHARACTER, GAP = 16, 12, 12
FARTHEST = 2_000
"""Hidden rows have no height; a box does not look for its end beyond so many of them."""


class Geometry:
    """Sizes of one sheet's columns and rows, in pixels."""

    def __init__(self, sheet: Element) -> None:
        form = sheet.find(tag("sheetFormatPr"))
        self._default_width = _pixels_wide(_stated(form, "defaultColWidth", "9.14"))
        self._default_height = _stated(form, "defaultRowHeight", "15") * 4 / 3
        self._widths = {
            column: 0 if one.get("hidden") in ("1", "true") else _pixels_wide(float(one.get("width", "9.14")))
            for one in sheet.iterfind(f"{tag('cols')}/{tag('col')}")
            for column in range(int(one.get("min", "1")), int(one.get("max", "0")) + 1)
        }
        self._heights = {
            int(row.get("r", "0")): 0 if row.get("hidden") in ("1", "true") else float(row.get("ht", "15")) * 4 / 3
            for row in sheet.iterfind(f"{tag('sheetData')}/{tag('row')}")
            if row.get("ht") or row.get("hidden")
        }

    def anchor(self, place: Place, text: str) -> str:
        """The box for a text beside a cell: column, offset, row, offset of its corners, from 0."""
        lines = sum(1 + int(wide(line) * CHARACTER / (WIDTH - 2 * CHARACTER)) for line in text.split("\n"))
        left, top = min(place.column, LAST_COLUMN - 10), max(place.row - 2, 0)
        right, beyond = _reach(left, WIDTH + GAP, self._width)
        bottom, below = _reach(top, min((lines + 1) * LINE, TALLEST), self._height)
        return ", ".join(str(number) for number in (left, GAP, top, 4, right, beyond, bottom, below))

    def _width(self, column: int) -> float:
        return self._widths.get(column + 1, self._default_width)

    def _height(self, row: int) -> float:
        return self._heights.get(row + 1, self._default_height)


def _reach(start: int, length: float, size_of: Callable[[int], float]) -> tuple[int, int]:
    """The column or row, and the offset in it, that lies so many pixels after the start of another."""
    position, rest = start, length
    while position < start + FARTHEST and rest >= size_of(position):
        rest -= size_of(position)
        position += 1
    return position, int(rest)


def _stated(form: Element | None, name: str, default: str) -> float:
    return float(default if form is None else form.get(name, default))


def _pixels_wide(characters: float) -> float:
    """Excel's widths count digits of seven pixels, with five of padding."""
    return characters * 7 + 5


def wide(line: str) -> float:
    """How many Chinese characters wide a line is; others are half as wide."""
    return sum(1 if east_asian_width(letter) in "WF" else 0.5 for letter in line)


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column as wide as so many digits."""
    return sum(1 + int(2.1 * wide(line) / width) for line in text.split("\n"))
