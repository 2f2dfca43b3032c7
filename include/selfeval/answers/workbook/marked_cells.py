"""A worksheet and the places of remarks → the same worksheet with those cells coloured, nothing else changed."""

from bisect import bisect_right
from collections.abc import Mapping

from lxml import etree

from selfeval.answers.workbook.address import Place
from selfeval.answers.workbook.package import Element
from selfeval.answers.workbook.stylesheet import Stylesheet
from selfeval.answers.workbook.text import remove_attribute, tag


def colour(sheet: Element, fills: Mapping[Place, str], styles: Stylesheet) -> None:
    """Fill cells with colours (AARRGGBB).

    A blank cell that the file does not hold is made, in the style of its row or column.
    """
    data = sheet.find(tag("sheetData"))
    if data is None:
        return
    wanted: dict[int, dict[int, str]] = {}
    for place, fill in fills.items():
        wanted.setdefault(place.row, {})[place.column] = fill
    rows = _Line(data, "row")
    columns = _column_styles(sheet)
    for number, fill_of in wanted.items():
        row = rows.get_or_make(number, str(number))
        cells = _Line(row, "c")
        for column, fill in fill_of.items():
            is_new = column not in cells
            cell = cells.get_or_make(column, str(Place(number, column)))
            if is_new:
                cell.set("s", _row_style(row) or columns.get(column, "0"))
                remove_attribute(row, "spans")
            cell.set("s", str(styles.filled(int(cell.get("s") or "0"), fill)))


class _Line:
    """The rows of a sheet, or the cells of a row, by number: one that states none follows the one before it."""

    def __init__(self, parent: Element, name: str) -> None:
        self._parent, self._name = parent, name
        self._members: dict[int, Element] = {}
        last = 0
        for child in parent.iterchildren(tag(name)):
            last = _stated(child) or last + 1
            self._members[last] = child
        self._numbers = sorted(self._members)

    def __contains__(self, number: int) -> bool:
        return number in self._members

    def get_or_make(self, number: int, reference: str) -> Element:
        """The member of a number, a new one in its order where there is none."""
        if number in self._members:
            return self._members[number]
        made = etree.Element(tag(self._name), r=reference)
        position = bisect_right(self._numbers, number)
        if position < len(self._numbers):
            self._members[self._numbers[position]].addprevious(made)
        else:
            self._parent.append(made)
        self._numbers.insert(position, number)
        self._members[number] = made
        return made


def _stated(child: Element) -> int | None:
    reference = child.get("r", "")
    if reference.isdigit():
        return int(reference)
    place = Place.of(reference)
    return place.column if place else None


def _row_style(row: Element) -> str | None:
    return row.get("s") if row.get("customFormat") in ("1", "true") else None


def _column_styles(sheet: Element) -> dict[int, str]:
    return {
        column: one.get("style", "0")
        for one in sheet.iterfind(f"{tag('cols')}/{tag('col')}")
        for column in range(int(one.get("min", "1")), int(one.get("max", "0")) + 1)
    }
