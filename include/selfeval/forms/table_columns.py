"""Heading rows of a card's table to columns: which role a cell has by the lowest heading over it."""

from selfeval.forms.card_sheet import CardSheet, Row
from selfeval.forms.vocabulary import Role
from selfeval.sheet import Cell

TABLE_ROLES = {
    Role.LEVEL1, Role.LEVEL2, Role.INDICATOR_NAME, Role.OPERATOR, Role.TARGET, Role.UNIT,
    Role.ACTUAL, Role.WEIGHT, Role.SCORE, Role.ITEM_SCORE, Role.REASON, Role.REMARK, Role.NUMBERING,
}  # fmt: skip


INSTEAD = (
    (Role.SCORE, Role.ITEM_SCORE),
    (Role.SCORE, Role.TOTAL_SCORE),
    (Role.TARGET, Role.GOAL_PLANNED),
    (Role.ACTUAL, Role.GOAL_ACTUAL),
    (Role.REASON, Role.COMMENT),
    (Role.INDICATOR_NAME, Role.SECTION),
)
"""Over a column of indicators the second says what the first does, where no heading says the first."""


def table_roles(means: dict[Cell, Role]) -> dict[Cell, Role]:
    """The roles that headings have over the columns of an indicator table."""
    first = next(iter(means), None)
    for role, other in INSTEAD:
        if role not in means.values():
            means = {cell: role if said is other and cell is not first else said for cell, said in means.items()}
    return {cell: role for cell, role in means.items() if role in TABLE_ROLES}


class TableColumns:
    """The columns of an indicator table; a heading over lower ones gives way to them."""

    def __init__(self, card: CardSheet, section: list[Row]) -> None:
        self._card = card
        self._headings: dict[Cell, Role] = {}
        self.body = section[len(section) :]
        for position, row in enumerate(section):
            found = self._known(row)
            if position and (card.has_figures(row) or 2 * len(found) < len(row.cells)):
                self.body = section[position:]
                break
            self._add(row, found)

    def role_of(self, cell: Cell) -> Role | None:
        """The role of a cell in the table's body."""
        heading = next((h for h in reversed(self._headings) if self._card.spans.covers(h, cell.column)), None)
        return self._headings[heading] if heading else None

    def heading(self, role: Role) -> Cell | None:
        """The heading of a role, if the table has such a column."""
        return next((cell for cell, found in self._headings.items() if found is role), None)

    def repeats_headings(self, row: Row) -> bool:
        """Whether a row prints the headings anew, at the top of a page."""
        return len(self._known(row)) > 2 and all(self._card.meaning(cell) for cell in row.cells)

    def _known(self, row: Row) -> dict[Cell, Role]:
        means = {cell: found.role for cell in row.cells if (found := self._card.meaning(cell)) and found.role}
        return table_roles(means)

    def _add(self, row: Row, found: dict[Cell, Role]) -> None:
        for cell in row.cells:
            self._card.mark(cell, "heading")
        for above in [above for above in self._headings if self._is_replaced(above, found)]:
            self._headings.pop(above)
        self._headings |= found

    def _is_replaced(self, above: Cell, found: dict[Cell, Role]) -> bool:
        area = self._card.spans.extent(above)
        columns = range(area.left, area.right + 1)
        return all(any(self._card.spans.covers(low, column) for low in found) for column in columns)
