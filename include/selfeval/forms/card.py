"""The rows of one project's form (card, or a department's overall form) to that form."""

from selfeval.forms import figures
from selfeval.forms.card_answers import Answers, read_columns, read_labels
from selfeval.forms.card_sections import sections_of
from selfeval.forms.card_sheet import CardSheet
from selfeval.forms.faults import YearOfNameError
from selfeval.forms.figures import one_unit
from selfeval.forms.funding import read_funding, take_labelled
from selfeval.forms.funding_table import Funding
from selfeval.forms.indicator_table import read_indicators
from selfeval.forms.ledger import Ledger
from selfeval.forms.masthead import Masthead
from selfeval.forms.names import coded
from selfeval.forms.record import Form, Project, ReadingFinding
from selfeval.forms.vocabulary import Role, vocabulary
from selfeval.forms.years import year_of
from selfeval.sheet import Cell, Sheet
from selfeval.vocabulary.normalise import heading_key


def read_card(
    sheet: Sheet, rows: range, family: str, masthead: Masthead, number: int, ledger: Ledger
) -> tuple[Form, list[ReadingFinding]]:
    """The card that stands in the given rows of a sheet; every cell understood is marked in the ledger."""
    card = CardSheet(sheet, rows, number, ledger)
    project = Project(anchor_cell=card.anchor)
    answers = Answers()
    sections = list(sections_of(card))
    unit = masthead.amount_unit or one_unit(
        cell for kind, section in sections if kind == "funding" for row in section for cell in row.cells
    )
    funding = Funding(card, project, unit)
    for kind, section in sections:
        match kind:
            case "funding":
                read_funding(funding, section)
            case "columns":
                read_columns(card, section, answers, unit)
            case _:
                labels = read_indicators(card, section, project) if kind == "indicators" else section
                for label, cell in read_labels(card, labels, answers):
                    take_labelled(funding, label, cell)
    _take_answers(card, family, masthead, project, answers)
    form = _form(card, family, masthead, project, answers, unit)
    for finding in card.findings:
        finding.project_name = project.name
    return form, card.findings


def _take_answers(card: CardSheet, family: str, masthead: Masthead, project: Project, answers: Answers) -> None:
    name = _department(answers, family) if family == "overall" else answers.first(Role.NAME, Role.UPPER_NAME)
    if family == "overall":
        project.name = coded(name)[1] or masthead.department
    else:
        project.code, project.name = coded(name or masthead.project)
    project.name_cell = card.address(name) if name else None
    if code := answers.first(Role.CODE):
        project.code = code.text
    project.goal_planned = answers.text(Role.GOAL_PLANNED)
    project.goal_actual = answers.text(Role.GOAL_ACTUAL)
    project.problems = answers.text(Role.PROBLEMS)
    project.rectification = answers.text(Role.RECTIFICATION)
    if (score := answers.last(Role.TOTAL_SCORE)) and project.total_score is None:
        project.total_score = figures.score(score)
        project.total_score_cell = None if project.total_score is None else card.address(score)


def _department(answers: Answers, family: str) -> Cell | None:
    """The department's cell; on its own overall form the body is one, however it is labelled."""
    labels = (Role.DEPARTMENT, Role.DIVISION, Role.UPPER_DEPARTMENT)
    return answers.first(*labels, *((Role.IMPLEMENTING_UNIT,) if family == "overall" else ()))


def _form(
    card: CardSheet, family: str, masthead: Masthead, project: Project, answers: Answers, unit: str | None
) -> Form:
    is_overall = family == "overall"
    department = coded(_department(answers, family))[1] or masthead.named_department
    implementing_unit = coded(answers.first(Role.IMPLEMENTING_UNIT))[1] or masthead.filer
    stated_year = masthead.fiscal_year or year_of(answers.text(Role.FISCAL_YEAR))
    named_year = None if stated_year else year_of(project.name)
    if named_year and (name := answers.first(Role.NAME, Role.UPPER_NAME)):
        card.tell(YearOfNameError(name=project.name, year=named_year, cell=card.address(name)), name, "info")
    return Form(
        family=family,
        anchor_cell=card.anchor,
        title=masthead.title_text,
        title_cell=card.address(masthead.title) if masthead.title else None,
        fiscal_year=stated_year or named_year,
        department=department or (masthead.department if is_overall else None),
        implementing_unit=None if is_overall else implementing_unit,
        amount_unit=unit or _unit(answers.first(Role.AMOUNT_UNIT)),
        amount_unit_cell=card.address(masthead.amount_unit_cell) if masthead.amount_unit_cell else None,
        projects=[project],
    )


def _unit(cell: Cell | None) -> str | None:
    return vocabulary().units.get(heading_key(cell.text)) if cell else None
