"""What a reading yields: a submission's forms, projects, amounts, indicators, cell ledger and findings, as printed."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Self

from selfeval.errors import SelfevalError
from selfeval.vocabulary import Severity

CellRole = Literal["value", "heading", "title", "note", "total", "level", "blank_mark", "unread"]


@dataclass(slots=True)
class Amount:
    """One printed amount in the form's own unit."""

    measure: str
    source: str
    value: Decimal
    printed: str
    cell: str


@dataclass(slots=True)
class StatedRate:
    """A printed execution rate as a fraction."""

    value: Decimal
    printed: str
    cell: str


@dataclass(slots=True)
class Indicator:
    """One indicator with target and actual as printed."""

    level1: str | None
    level2: str | None
    name: str | None
    target: str | None
    actual: str | None
    cell: str
    actual_cell: str | None = None
    weight: Decimal | None = None
    weight_cell: str | None = None
    score: Decimal | None = None
    score_cell: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class Project:
    """One project of a form."""

    anchor_cell: str
    name: str | None = None
    name_cell: str | None = None
    sequence: str | None = None
    sequence_cell: str | None = None
    code: str | None = None
    division: str | None = None
    amounts: list[Amount] = field(default_factory=list)
    stated_rate: StatedRate | None = None
    budget_weight: Decimal | None = None
    budget_weight_cell: str | None = None
    budget_score: Decimal | None = None
    budget_score_cell: str | None = None
    goal_planned: str | None = None
    goal_actual: str | None = None
    indicators: list[Indicator] = field(default_factory=list)
    total_score: Decimal | None = None
    total_score_cell: str | None = None
    problems: str | None = None
    rectification: str | None = None


@dataclass(slots=True)
class Form:
    """One self-evaluation form of a file."""

    family: str
    anchor_cell: str
    title: str | None = None
    title_cell: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    implementing_unit: str | None = None
    amount_unit: str | None = None
    amount_unit_cell: str | None = None
    projects: list[Project] = field(default_factory=list)


@dataclass(slots=True)
class LedgerEntry:
    """What became of one non-blank cell."""

    cell: str
    printed: str
    role: CellRole = "unread"
    is_expected: bool = False
    """Unread because no field takes it (contacts, remarks), not because nobody knows what it is."""
    form_number: int | None = None
    project_number: int | None = None


@dataclass(slots=True)
class ReadingFinding:
    """Something that reading itself found; a fault holds the file."""

    rule: str
    severity: Severity
    is_fault: bool
    message_zh: str
    message_en: str
    cell: str | None = None
    printed: str | None = None
    form_number: int | None = None
    project_number: int | None = None
    project_name: str | None = None

    @classmethod
    def of(
        cls,
        error: SelfevalError,
        *,
        severity: Severity = "critical",
        is_fault: bool | None = None,
        cell: str | None = None,
        form_number: int | None = None,
        project_number: int | None = None,
        project_name: str | None = None,
    ) -> Self:
        """The finding that an error makes; a critical one is a fault and holds the file unless said not to be."""
        return cls(
            rule=error.slug,
            severity=severity,
            is_fault=severity == "critical" if is_fault is None else is_fault,
            message_zh=error.message_zh,
            message_en=error.message_en,
            cell=cell,
            form_number=form_number,
            project_number=project_number,
            project_name=project_name,
        )


@dataclass(slots=True)
class Reading:
    """A file, read."""

    forms: list[Form] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    findings: list[ReadingFinding] = field(default_factory=list)
