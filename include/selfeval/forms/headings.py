"""The headings of a wide form: what each says, and what the columns below them hold."""

from dataclasses import dataclass, field
from decimal import Decimal

from selfeval.forms.vocabulary import Meaning, Role, vocabulary
from selfeval.sheet import Cell, Range, Sheet

WIDE_ROLES = {
    Role.SEQUENCE,
    Role.DIVISION,
    Role.NAME,
    Role.UPPER_NAME,
    Role.CODE,
    Role.RATE,
    Role.GOAL_PLANNED,
    Role.GOAL_ACTUAL,
    Role.TARGET,
    Role.ACTUAL,
    Role.PROBLEMS,
    Role.RECTIFICATION,
    Role.TOTAL_SCORE,
    Role.WEIGHT,
    Role.SCORE,
    Role.GOAL,
}
"""What a wide form's column can hold; a column of anything else stays unread."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one value of a project's row."""

    role: Role
    measure: str | None = None
    source: str | None = None
    level1: str | None = None
    level2: str | None = None


@dataclass(slots=True)
class HeadingBlock:
    """The heading rows of one wide form."""

    top: int
    bottom: int
    cells: list[Cell] = field(default_factory=list)
    columns: dict[int, Slot] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    """Columns whose heading no field takes (备注, 结余 …): what stands there is left unread, and shifts nothing."""
    remarks: set[int] = field(default_factory=set)
    """Those of them whose heading is known."""
    doubtful: set[int] = field(default_factory=set)
    """Columns of amounts that say what one before them says, or that have no heading of their own behind the parts."""
    department_column: int | None = None
    rate_heading: Cell | None = None
    budget_weight: Decimal | None = None
    """Points that the headings give to the execution of the budget, `预算执行情况（10分）`."""
    budget_weight_cell: Cell | None = None
    repeated: set[int] = field(default_factory=set)
    """Rows further down that print title and headings anew, on the next page."""
    order: list[Slot] = field(default_factory=list)


def missing_measures(block: HeadingBlock) -> list[str]:
    """Which of budget and spending no heading of the block names."""
    named = {found.measure for cell in block.cells if (found := meaning(cell))}
    budgets = named & {"budget", "budget_initial"}
    return ([] if budgets else ["budget"]) + ([] if "executed" in named else ["executed"])


def meaning(cell: Cell) -> Meaning | None:
    """What a heading cell says, or None where the vocabulary does not know it."""
    return vocabulary().heading(cell.text)


def name_heading(cells: list[Cell]) -> Cell | None:
    """The heading of the project's name, the lower one where it has two levels."""
    roles = {found.role: cell for cell in reversed(cells) if (found := meaning(cell)) and found.role}
    return roles.get(Role.NAME) or roles.get(Role.UPPER_NAME)


def merged_anchor(sheet: Sheet, row: int, column: int) -> Cell | None:
    """The cell that a blank place is merged with downwards or rightwards, or None."""
    area = next((a for a in sheet.merged if _covers(a, row, column)), None)
    return sheet.cells.get((area.top, area.left)) if area else None


def _covers(area: Range, row: int, column: int) -> bool:
    return area.top <= row <= area.bottom and area.left <= column <= area.right
