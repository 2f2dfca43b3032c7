"""What a card answers in words: values beside their labels, and answers in columns below their headings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selfeval.forms.card_sheet import CardSheet, Row
from selfeval.forms.figures import is_rest
from selfeval.forms.labelled_amounts import is_labelled_amount
from selfeval.forms.vocabulary import Meaning, Role
from selfeval.sheet import Cell

GOALS = {Role.GOAL_PLANNED, Role.GOAL_ACTUAL}
LABELS = {
    *GOALS, Role.GOAL, Role.NAME, Role.UPPER_NAME, Role.CODE, Role.FISCAL_YEAR, Role.DEPARTMENT,
    Role.UPPER_DEPARTMENT, Role.DIVISION, Role.IMPLEMENTING_UNIT, Role.TOTAL_SCORE, Role.PROBLEMS,
    Role.RECTIFICATION, Role.AMOUNT_UNIT, Role.REMARK,
}  # fmt: skip
"""What a label may say of the project."""
OUTSIDE_TABLES = {Role.GOAL: Role.GOAL_PLANNED, Role.ACTUAL: Role.GOAL_ACTUAL, Role.REASON: Role.PROBLEMS}
"""What a label says of the project that over a column would say something of each row."""
REMARKS = {Role.REMARK, Role.COMMENT, Role.TASK}
"""What no field takes."""
COLUMNED = GOALS | {Role.PROBLEMS, Role.RECTIFICATION, Role.REMARK, Role.TASK}
"""What may stand as a heading over its answers, instead of to their left."""


@dataclass(slots=True)
class Answers:
    """Answers of a card by role, in order."""

    cells: dict[Role, list[Cell]] = field(default_factory=dict)

    def add(self, role: Role, cell: Cell) -> None:
        """Note an answer."""
        self.cells.setdefault(role, []).append(cell)

    def first(self, *roles: Role) -> Cell | None:
        """The first answer of the first role that has any."""
        return next((cells[0] for role in roles if (cells := self.cells.get(role))), None)

    def last(self, role: Role) -> Cell | None:
        """The last answer of a role."""
        return self.cells[role][-1] if role in self.cells else None

    def text(self, role: Role) -> str | None:
        """All answers of a role, parts of one answer joined by a line break."""
        return "\n".join(cell.text for cell in self.cells.get(role, [])) or None


def read_labels(card: CardSheet, section: Iterable[Row], answers: Answers) -> Iterator[tuple[Meaning, Cell]]:
    """Take the answers beside labels; yields (what the label says, cell) of the others, which may be figures."""
    for row in section:
        for label, cell in card.label_values(row):
            role = OUTSIDE_TABLES.get(label.role, label.role) if label.role else None
            if is_rest(cell):
                card.mark(cell, "blank_mark")
            elif role in REMARKS:
                card.leave(cell)
            elif role in LABELS and role:
                card.mark(cell, "value")
                answers.add(role, cell)
            else:
                yield label, cell


def read_columns(card: CardSheet, section: list[Row], answers: Answers, unit: str | None) -> None:
    """Answers stand below their headings, in one row or several; left of the first heading are names of rows."""
    headings = _headings(card, section[0])
    answered = {cell: role for cell, role in headings.items() if role not in (Role.SECTION, Role.GOAL)}
    first = min(card.spans.extent(cell).left for cell in answered)
    for row in section[1:]:
        if card.is_numbering(row):
            card.mark_numbering(row)
            continue
        for cell in row.cells:
            if is_labelled_amount(cell, unit):
                continue
            if inline := card.inline(cell):
                role = OUTSIDE_TABLES.get(inline[0].role, inline[0].role) if inline[0].role else None
                _take(card, inline[1], role, answers, is_name=False)
                continue
            above = next((heading for heading in headings if card.spans.covers(heading, cell.column)), None)
            _take(card, cell, headings.get(above) if above else None, answers, is_name=cell.column < first)


def _headings(card: CardSheet, row: Row) -> dict[Cell, Role]:
    """The headings of the columns; beside a planned goal a result is the goal's."""
    headings = {cell: found.role for cell in row.cells if (found := card.meaning(cell)) and found.role}
    for cell in row.cells:
        if card.meaning(cell):
            card.mark(cell, "heading")
    if Role.GOAL_PLANNED not in headings.values():
        headings = {cell: Role.GOAL_PLANNED if role is Role.GOAL else role for cell, role in headings.items()}
    if Role.GOAL_PLANNED in headings.values() and Role.GOAL_ACTUAL not in headings.values():
        headings = {cell: Role.GOAL_ACTUAL if role is Role.ACTUAL else role for cell, role in headings.items()}
    return headings


def _take(card: CardSheet, cell: Cell, role: Role | None, answers: Answers, *, is_name: bool) -> None:
    if card.meaning(cell) or is_name:
        card.mark(cell, "heading")
    elif is_rest(cell):
        card.mark(cell, "blank_mark")
    elif role in COLUMNED - REMARKS and role:
        card.mark(cell, "value")
        answers.add(role, cell)
    elif role in (*REMARKS, Role.ACTUAL):
        card.leave(cell)
