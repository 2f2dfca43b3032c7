"""The lines above a form's headings to title, fiscal year, department and unit of amounts."""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

from selfeval.errors import SelfevalError
from selfeval.forms.faults import ContradictingUnitsError, ContradictingYearsError, TwoYearsError, UnknownUnitError
from selfeval.forms.figures import plain
from selfeval.forms.names import coded
from selfeval.forms.record import CellRole
from selfeval.forms.vocabulary import vocabulary
from selfeval.forms.years import timeless, year_of, years_in
from selfeval.sheet import Cell, Sheet
from selfeval.vocabulary.normalise import heading_key

_YEAR_LINE = re.compile(r"\(?(20\d\d)(?:年度?)?\)?")
_YEAR_END = re.compile(r"(.*?)(20\d\d)年度?")
"""The first line of a title in two."""
_GAP = re.compile(r"\s+(?=[^\s:：]{1,12}[:：])")
"""Between two labels that share a line."""
_BRACKETED = re.compile(r"\(([^()]+)\)")


@dataclass(slots=True)
class Masthead:
    """What stands above the headings; `read` are the cells accounted for, with their ledger role.

    Years and units are kept with every cell that states one: two that differ are a fault, not a choice.
    """

    title: Cell | None = None
    title_text: str | None = None
    family: str | None = None
    titled_department: str | None = None
    named_department: str | None = None
    filer: str | None = None
    project: Cell | None = None
    years: list[tuple[int, Cell]] = field(default_factory=list)
    units: list[tuple[str, Cell]] = field(default_factory=list)
    unknown_unit: Cell | None = None
    read: dict[tuple[int, int], CellRole] = field(default_factory=dict)

    @property
    def department(self) -> str | None:
        """The body that a line names, else the one that fills in the form, else the one in the title."""
        return self.named_department or self.filer or self.titled_department

    @property
    def fiscal_year(self) -> int | None:
        """The year that is stated first."""
        return self.years[0][0] if self.years else None

    @property
    def amount_unit(self) -> str | None:
        """The unit that is stated first."""
        return self.units[0][0] if self.units else None

    @property
    def amount_unit_cell(self) -> Cell | None:
        """Where the unit stands, also where it is not known."""
        return self.units[0][1] if self.units else self.unknown_unit


def read_masthead(cells: list[Cell], headings: list[Cell], below: list[Cell] | None = None) -> Masthead:
    """Read the cells above the headings; a unit may also stand in the headings, `(万元)`, or below the table."""
    masthead = Masthead()
    for cell, behind in pairwise([*cells, None]):
        if cell is None or (cell.row, cell.column) in masthead.read:
            continue
        if masthead.title_text is None and (title := _title_of(cell)):
            _take_title(masthead, cell, *title)
        elif behind and masthead.title_text is None and _title_of(behind) and _takes_first_line(masthead, cell):
            masthead.read[cell.row, cell.column] = "title"
        elif len(pieces := _GAP.split(cell.text.strip())) > 1:
            for piece in pieces:
                _take_line(masthead, Cell(cell.row, cell.column, piece), None)
        else:
            _take_line(masthead, cell, behind)
    for cell in [*cells, *(below or [])]:
        masthead.units += [(unit, cell) for unit in _noted_units(cell)]
    for cell in below or []:
        labelled = _labelled(cell, None)
        if labelled and labelled[0] == "amount_unit" and _unit_named(labelled[1]):
            _take_label(masthead, *labelled)
    _take_units_of_headings(masthead, headings)
    return masthead


def _takes_first_line(masthead: Masthead, cell: Cell) -> bool:
    """Whether the line above a title is its beginning: `某局2022年度`, or the name of an authority or institution."""
    words = plain(cell.text)
    if opened := _YEAR_END.fullmatch(words):
        masthead.titled_department = opened[1] or None
        masthead.years.append((int(opened[2]), cell))
    elif any(pattern.fullmatch(words) for pattern in vocabulary().bodies):
        masthead.titled_department = words
    else:
        return False
    return True


def _take_line(masthead: Masthead, cell: Cell, behind: Cell | None) -> None:
    """What a cell, or one of several things that share a line, says of the form."""
    if labelled := _labelled(cell, behind):
        _take_label(masthead, *labelled)
    elif line := _YEAR_LINE.fullmatch(plain(cell.text)):
        masthead.years.append((int(line[1]), cell))
        masthead.read[cell.row, cell.column] = "value"


def doubts(masthead: Masthead, sheet: Sheet) -> list[SelfevalError]:
    """What was taken though the title says more than one thing."""
    years = years_in(masthead.title_text)
    if len(years) < 2 or masthead.fiscal_year is None:
        return []
    place = _place(sheet, masthead.title) if masthead.title else sheet.name
    return [TwoYearsError(years="、".join(map(str, years)), year=masthead.fiscal_year, cell=place)]


def faults(masthead: Masthead, sheet: Sheet) -> list[SelfevalError]:
    """What makes the form's year or unit uncertain."""
    found: list[SelfevalError] = []
    if len({year for year, _ in masthead.years}) > 1:
        told = "、".join(f"{year}（{_place(sheet, cell)}）" for year, cell in masthead.years)
        found.append(ContradictingYearsError(years=told))
    if len({unit for unit, _ in masthead.units}) > 1:
        told = "、".join(f"{unit}（{_place(sheet, cell)}）" for unit, cell in masthead.units)
        found.append(ContradictingUnitsError(units=told))
    if not masthead.units and (cell := masthead.unknown_unit):
        printed = plain(cell.text).rpartition(":")[2]
        found.append(UnknownUnitError(printed=printed, cell=_place(sheet, cell)))
    return found


def _place(sheet: Sheet, cell: Cell) -> str:
    return sheet.address(cell.row, cell.column) if cell.row else f"{sheet.name}: {cell.text}"


def _title_of(cell: Cell) -> tuple[str, str] | None:
    """(kind of form as printed, family): the longest known title that a cell ends with."""
    text = timeless(cell.text)
    if vocabulary().heading(text):
        return None
    found = ((match[0], family) for pattern, family in vocabulary().titles if (match := pattern.search(text)))
    return max(found, key=lambda title: len(title[0]), default=None)


def _take_title(masthead: Masthead, cell: Cell, kind: str, family: str) -> None:
    """`2021年度民政局本级部门预算项目绩效自评表`: the kind of form behind, a year, and what is left, the department."""
    masthead.title, masthead.title_text = (cell if cell.row else None), cell.text
    masthead.family = family
    masthead.read[cell.row, cell.column] = "title"
    if (year := year_of(cell.text)) is not None:
        masthead.years.append((year, cell))
    body = timeless(cell.text).removesuffix(kind)
    masthead.titled_department = body or masthead.titled_department
    masthead.units += [(unit, cell) for unit in _bracketed_units(cell)]


def _labelled(cell: Cell, behind: Cell | None) -> tuple[str, str, list[Cell]] | None:
    """(role, value, cells) of `label: value`, in brackets or not, or of a label with its value in the next cell."""
    words = unicodedata.normalize("NFKC", cell.text).strip()
    inner = words[1:-1] if words.startswith("(") and words.endswith(")") else words
    label, colon, value = inner.partition(":")
    role = vocabulary().labels.get(heading_key(label))
    if role and colon and value.strip():
        return role, value.strip(), [cell]
    if role and colon and behind and behind.row == cell.row:
        return role, behind.text, [cell, behind]
    return None


def _take_label(masthead: Masthead, role: str, value: str, cells: list[Cell]) -> None:
    """A label's value; 单位 names a unit of amounts or, where it is none, whoever fills in the form."""
    if role == "department":
        masthead.named_department = coded(value)[1]
    elif role == "filer":
        masthead.filer = coded(value)[1]
    elif role == "name":
        masthead.project = Cell(cells[0].row, cells[0].column, value)
    elif role == "fiscal_year" and (year := _YEAR_LINE.fullmatch(plain(value))):
        masthead.years.insert(0, (int(year[1]), cells[0]))
    elif unit := _unit_named(value):
        masthead.units.append((unit, cells[0]))
    else:
        masthead.unknown_unit = cells[0] if role == "amount_unit" else masthead.unknown_unit
        return
    masthead.read |= {(cell.row, cell.column): "value" for cell in cells}


def _noted_units(cell: Cell) -> list[str]:
    """Units that a note states in a sentence: `以上金额以元为单位`."""
    words = plain(cell.text)
    found = (match for pattern in vocabulary().unit_notes for match in pattern.finditer(words))
    return [match["unit"] for match in found if not _labelled(cell, None)]


def _unit_named(value: str) -> str | None:
    """The unit of `万元`, `(万元)` or `万元(保留两位小数)`."""
    spellings = (heading_key(value), heading_key(value.strip("()")))
    named = next((vocabulary().units[one] for one in spellings if one in vocabulary().units), None)
    within = {vocabulary().units.get(heading_key(one)) for one in _BRACKETED.findall(plain(value))} - {None, named}
    return None if within else named


def _take_units_of_headings(masthead: Masthead, headings: list[Cell]) -> None:
    """A unit in brackets behind a heading holds for the form; behind an unknown one only beside a measure."""
    measured = {cell.row for cell in headings if (found := vocabulary().heading(cell.text)) and found.measure}
    known = [cell for cell in headings if vocabulary().heading(cell.text)]
    unknown = [cell for cell in headings if cell.row in measured and cell not in known]
    masthead.units += [(unit, cell) for cell in known for unit in _bracketed_units(cell)]
    if not masthead.units:
        masthead.units += [(unit, cell) for cell in unknown for unit in _bracketed_units(cell)]


def _bracketed_units(cell: Cell) -> list[str]:
    stated = (vocabulary().units.get(heading_key(b.rpartition(":")[2])) for b in _BRACKETED.findall(plain(cell.text)))
    return [unit for unit in stated if unit]
