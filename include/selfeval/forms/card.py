"""The rows of one project's form (card, or a department's overall form) to that form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from selfeval.forms import figures
from selfeval.forms.card_sheet import CardSheet, Row
from selfeval.forms.figures import is_rest, one_unit
from selfeval.forms.funding import Funding, read_funding, take_labelled
from selfeval.forms.indicator_table import read_indicators
from selfeval.forms.ledger import Ledger
from selfeval.forms.masthead import Masthead, year_of
from selfeval.forms.names import coded
from selfeval.forms.record import Form, Project, ReadingFinding
from selfeval.forms.vocabulary import Role, normalised, vocabulary
from selfeval.sheet import Cell, Sheet

GOALS = {Role.GOAL_PLANNED, Role.GOAL_ACTUAL}
LABELS = {
    *GOALS, Role.GOAL, Role.NAME, Role.CODE, Role.DEPARTMENT, Role.UPPER_DEPARTMENT, Role.DIVISION, Role.IMPLEMENTING_UNIT, Role.TOTAL_SCORE,
    Role.PROBLEMS, Role.RECTIFICATION, Role.AMOUNT_UNIT, Role.REMARK,
}  # fmt: skip
OUTSIDE_TABLES = {Role.GOAL: Role.GOAL_PLANNED, Role.ACTUAL: Role.GOAL_ACTUAL, Role.REASON: Role.PROBLEMS}
"""What a label says of the project that over a column would say something of each row."""
COLUMNED = GOALS | {Role.PROBLEMS, Role.RECTIFICATION, Role.REMARK}
"""What may stand as a heading over its answers, instead of to their left."""


@dataclass(slots=True)
class Labelled:
    """Values of a card's labels by role, in order."""

    values: dict[Role, list[Cell]] = field(default_factory=dict)

    def add(self, role: Role, cell: Cell) -> None:
        self.values.setdefault(role, []).append(cell)

    def one(self, role: Role) -> Cell | None:
        return next(iter(self.values.get(role, [])), None)

    def text(self, role: Role) -> str | None:
        """All values of a role, parts of one answer joined by a line break."""
        return "\n".join(cell.text for cell in self.values.get(role, [])) or None


def read_card(
    sheet: Sheet, rows: range, family: str, masthead: Masthead, number: int, ledger: Ledger
) -> tuple[Form, list[ReadingFinding]]:
    """The card that stands in the given rows of a sheet; every cell understood is marked in the ledger."""
    card = CardSheet(sheet, rows, number, ledger)
    project = Project(anchor_cell=card.anchor)
    labelled = Labelled()
    sections = list(_sections(card))
    unit = masthead.amount_unit or one_unit(
        cell for kind, section in sections if kind == "funding" for row in section for cell in row.cells
    )
    funding = Funding(card, project, unit)
    for kind, section in sections:
        match kind:
            case "funding":
                read_funding(funding, section)
            case "indicators":
                _add_labels(card, read_indicators(card, section, project), labelled, funding)
            case "columns":
                _add_columns(card, section, labelled)
            case _:
                _add_labels(card, section, labelled, funding)
    form = _form(card, family, masthead, project, labelled, unit)
    for finding in card.findings:
        finding.project_name = project.name
    return form, card.findings


def _sections(card: CardSheet) -> Iterator[tuple[str, list[Row]]]:
    """Runs of rows that belong together, each opened by the headings that it needs."""
    kind, section = "labels", list[Row]()
    for row in card.rows:
        opened = _opens(card, row, kind)
        if opened:
            if section:
                yield kind, section
            kind, section = opened, []
        section.append(row)
    if section:
        yield kind, section


def _opens(card: CardSheet, row: Row, current: str) -> str | None:
    """The kind of section that a row opens, or None where it goes on with the current one."""
    roles = {found.role for cell in row.cells if (found := card.meaning(cell)) and found.role}
    measures = {found.measure for cell in row.cells if (found := card.meaning(cell)) and found.measure}
    if measures and not card.has_figures(row) and len(measures) + len(roles & {Role.RATE, Role.SCORE, Role.WEIGHT}) > 1:
        return "funding" if current != "funding" else None
    table = roles & {Role.INDICATOR_NAME, Role.TARGET, Role.ACTUAL, Role.LEVEL1, Role.LEVEL2, Role.WEIGHT, Role.SCORE}
    if len(table) >= 3 and table & {Role.INDICATOR_NAME, Role.TARGET, Role.ACTUAL}:
        return "indicators" if current != "indicators" else None
    if current == "indicators" and card.has_figures(row):
        return None
    over_answers = COLUMNED if current == "indicators" else {*COLUMNED, Role.ACTUAL}
    is_all_headings = len(row.cells) > 1 and all(card.meaning(cell) for cell in row.cells)
    if (roles & GOALS and not _answers_beside(card, row)) or (is_all_headings and len(roles & over_answers) > 1):
        return "columns"
    is_funding_row = current == "funding" and card.has_figures(row)
    ends = current in ("funding", "columns") and roles & LABELS and not is_funding_row
    return "labels" if ends else None


def _answers_beside(card: CardSheet, row: Row) -> bool:
    """Whether the answer to a goal stands to the right of its label instead of below it."""
    pairs = ((card.meaning(label), card.meaning(answer)) for label, answer in pairwise(row.cells))
    return any(label is not None and label.role in GOALS and answer is None for label, answer in pairs)


def _add_columns(card: CardSheet, section: list[Row], labelled: Labelled) -> None:
    """Answers stand below their headings, in one row or several; left of the first heading are names of rows."""
    headings = {cell: found.role for cell in section[0].cells if (found := card.meaning(cell)) and found.role}
    for cell in section[0].cells:
        if card.meaning(cell):
            card.mark(cell, "heading")
    if Role.GOAL_PLANNED in headings.values() and Role.GOAL_ACTUAL not in headings.values():
        headings = {cell: Role.GOAL_ACTUAL if role is Role.ACTUAL else role for cell, role in headings.items()}
    answered = {cell: role for cell, role in headings.items() if role not in (Role.SECTION, Role.GOAL)}
    first = min(card.spans.extent(cell).left for cell in answered)
    for row in section[1:]:
        numbering = card.is_numbering(row)
        for cell in row.cells:
            above = next((heading for heading in headings if card.spans.covers(heading, cell.column)), None)
            role = headings.get(above) if above else None
            if card.meaning(cell) or numbering or cell.column < first:
                card.mark(cell, "heading")
            elif role in COLUMNED - {Role.REMARK} and role and not is_rest(cell):
                card.mark(cell, "value")
                labelled.add(role, cell)
            elif is_rest(cell):
                card.mark(cell, "blank_mark")
            elif role in (Role.REMARK, Role.ACTUAL):
                card.leave(cell)


def _add_labels(card: CardSheet, section: Iterable[Row], labelled: Labelled, funding: Funding) -> None:
    for row in section:
        for label, cell in card.label_values(row):
            role = OUTSIDE_TABLES.get(label.role, label.role) if label.role else None
            if role in LABELS - {Role.REMARK} and role and not is_rest(cell):
                labelled.add(role, cell)
            else:
                take_labelled(funding, label, cell)


def _form(
    card: CardSheet, family: str, masthead: Masthead, project: Project, labelled: Labelled, unit: str | None
) -> Form:
    name = labelled.one(Role.NAME)
    own = (Role.DEPARTMENT, Role.DIVISION, Role.UPPER_DEPARTMENT)
    department = next((cell for role in own if (cell := labelled.one(role))), None)
    if family == "overall":
        department = department or labelled.one(Role.IMPLEMENTING_UNIT)
        project.name = coded(department)[1] or masthead.department
        project.name_cell = card.address(department) if department else None
    else:
        project.code, project.name = coded(name or masthead.project)
        project.name_cell = card.address(name) if name else None
    if code := labelled.one(Role.CODE):
        project.code = code.text
    project.goal_planned = labelled.text(Role.GOAL_PLANNED)
    project.goal_actual = labelled.text(Role.GOAL_ACTUAL)
    project.problems = labelled.text(Role.PROBLEMS)
    project.rectification = labelled.text(Role.RECTIFICATION)
    if (score := labelled.values.get(Role.TOTAL_SCORE)) and project.total_score is None:
        project.total_score = figures.score(score[-1])
    return Form(
        family=family,
        anchor_cell=card.anchor,
        title=masthead.title_text,
        title_cell=card.address(masthead.title) if masthead.title else None,
        fiscal_year=masthead.fiscal_year or year_of(project.name),
        department=coded(department)[1]
        or masthead.named_department
        or (masthead.department if family == "overall" else None),
        implementing_unit=None
        if family == "overall"
        else coded(labelled.one(Role.IMPLEMENTING_UNIT))[1] or masthead.filer,
        amount_unit=unit or _unit(labelled.one(Role.AMOUNT_UNIT)),
        amount_unit_cell=card.address(masthead.amount_unit_cell) if masthead.amount_unit_cell else None,
        projects=[project],
    )


def _unit(cell: Cell | None) -> str | None:
    return vocabulary().units.get(normalised(cell.text)) if cell else None
