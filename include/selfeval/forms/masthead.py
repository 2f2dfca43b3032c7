"""The lines above a form's headings to title, fiscal year, department and unit of amounts."""

import re
import unicodedata
from dataclasses import dataclass, field

from selfeval.forms.faults import UnknownUnitError
from selfeval.forms.figures import plain
from selfeval.forms.record import CellRole
from selfeval.forms.vocabulary import normalised, vocabulary
from selfeval.sheet import Cell, Sheet

_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月)")
_BRACKETED = re.compile(r"\(([^()]+)\)")


@dataclass(slots=True)
class Masthead:
    """What stands above the headings; `read` are the cells accounted for, with their ledger role."""

    title: Cell | None = None
    fiscal_year: int | None = None
    department: str | None = None
    amount_unit: str | None = None
    amount_unit_cell: Cell | None = None
    unknown_unit: Cell | None = None
    read: dict[tuple[int, int], CellRole] = field(default_factory=dict)
    title_text: str | None = None
    family: str | None = None


def read_masthead(cells: list[Cell], headings: list[Cell]) -> Masthead:
    """Read the cells above the headings; the headings themselves may state the unit, `(万元)`."""
    masthead = Masthead()
    for cell in cells:
        if masthead.title_text is None and (family := _family(cell)):
            masthead.family = family
            _take_title(masthead, cell)
        elif (labelled := _labelled(cell)) and _take_label(masthead, cell, *labelled):
            masthead.read[cell.row, cell.column] = "value"
        elif masthead.fiscal_year is None and (year := year_of(cell.text)):
            masthead.fiscal_year = year
            masthead.read[cell.row, cell.column] = "value"
    if masthead.amount_unit is None:
        _take_unit_of_headings(masthead, headings)
    return masthead


def _family(cell: Cell) -> str | None:
    title = _title_of(cell)
    return vocabulary().titles[title] if title else None


def _title_of(cell: Cell) -> str | None:
    """The longest known title that a cell ends with."""
    text = normalised(cell.text)
    return max((title for title in vocabulary().titles if text.endswith(title)), key=len, default=None)


def _take_title(masthead: Masthead, cell: Cell) -> None:
    """`2021年度民政局本级部门预算项目绩效自评表`: the year before, the kind of form behind, the department between."""
    masthead.title = cell if cell.row else None
    masthead.title_text = cell.text
    masthead.read[cell.row, cell.column] = "title"
    if (year := year_of(cell.text)) is not None:
        masthead.fiscal_year = year
    body = re.sub(r"^.*?20\d\d年度?", "", normalised(cell.text).removesuffix(_title_of(cell) or ""))
    masthead.department = body or None


def _labelled(cell: Cell) -> tuple[str, str] | None:
    """(role, value) of a `label: value` cell whose label is known."""
    label, colon, value = plain(cell.text).partition(":")
    role = vocabulary().labels.get(label)
    return (role, value) if colon and role and value else None


def _take_label(masthead: Masthead, cell: Cell, role: str, value: str) -> bool:
    if role == "department":
        masthead.department = unicodedata.normalize("NFKC", cell.text).partition(":")[2].strip()
        return True
    if unit := vocabulary().units.get(normalised(value)):
        masthead.amount_unit, masthead.amount_unit_cell = unit, cell
        return True
    masthead.unknown_unit = cell
    return False


def _take_unit_of_headings(masthead: Masthead, headings: list[Cell]) -> None:
    """One unit in brackets behind any heading holds for the form; two different ones hold for none."""
    stated = {
        unit: cell
        for cell in headings
        if normalised(cell.text) in vocabulary().headings
        for bracketed in _BRACKETED.findall(plain(cell.text))
        if (unit := vocabulary().units.get(normalised(bracketed.rpartition(":")[2])))
    }
    if len(stated) == 1:
        masthead.amount_unit, masthead.amount_unit_cell = next(iter(stated.items()))


def year_of(text: str | None) -> int | None:
    """The fiscal year that a text names, or None."""
    year = _YEAR.search(plain(text)) if text else None
    return int(year[1]) if year else None


def unit_fault(masthead: Masthead, sheet: Sheet) -> UnknownUnitError | None:
    """The error of a unit that is stated but not known, where none other is."""
    cell = masthead.unknown_unit
    if masthead.amount_unit or cell is None:
        return None
    return UnknownUnitError(printed=plain(cell.text).partition(":")[2], cell=sheet.address(cell.row, cell.column))
