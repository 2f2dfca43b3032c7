"""Addresses of findings, such as `表 1!D12` → sheet and cell, and back to places that a link finds."""

import re
from typing import NamedTuple, Self

from lxml import etree

from selfeval.answers.workbook.package import Element
from selfeval.answers.workbook.text import tag
from selfeval.sheet import column_letters

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


class Place(NamedTuple):
    """A cell by row and column, from 1."""

    row: int
    column: int

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The place that a text such as D12 names, or None."""
        found = _CELL.fullmatch(text)
        if found is None:
            return None
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        place = cls(int(found[2]), column)
        return place if place.row <= LAST_ROW and column <= LAST_COLUMN else None

    def __str__(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


def parted(address: str) -> tuple[str, Place] | None:
    """The sheet and the place of a finding's address; None where it names no cell."""
    sheet, mark, cell = address.rpartition("!")
    place = Place.of(cell)
    return (sheet, place) if mark and place else None


def location(sheet: str, place: Place) -> str:
    """Where a link within the workbook leads; every sheet name is quoted, which is always right."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{place}"


def corners(sheet: Element, wanted: set[Place]) -> dict[Place, Place]:
    """Those of the wanted places that lie in a merged range, each to its corner, which alone is seen."""
    found: dict[Place, Place] = {}
    for one in sheet.iterfind(f"{tag('mergeCells')}/{tag('mergeCell')}"):
        first, _, last = one.get("ref", "").partition(":")
        top, bottom = Place.of(first), Place.of(last or first)
        if top and bottom:
            found |= dict.fromkeys(_within(top, bottom, wanted), top)
    return found


def _within(top: Place, bottom: Place, wanted: set[Place]) -> list[Place]:
    rows, columns = range(top.row, bottom.row + 1), range(top.column, bottom.column + 1)
    if len(rows) * len(columns) > len(wanted):
        return [place for place in wanted if place.row in rows and place.column in columns]
    return [place for row in rows for column in columns if (place := Place(row, column)) in wanted]


def next_child(parent: Element, followers: frozenset[str]) -> int:
    """Where a new child belongs: before the first of the elements that must follow it."""
    for index, child in enumerate(parent):
        if isinstance(child.tag, str) and etree.QName(child).localname in followers:
            return index
    return len(parent)
