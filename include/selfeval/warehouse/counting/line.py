"""The records that settling works on: deliveries of forms, their lines, and what persons decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from selfeval.warehouse.counting.words import words
from selfeval.warehouse.identity.names import Name

LineKey = tuple[int, int]
"""A line by its form version and its number in the form."""
Totals = tuple[Decimal | None, Decimal | None]
"""The printed totals of budget and spending in yuan; None where one is not printed."""

TELLING_CODE = 8
"""Characters from which a code is a project's own; shorter ones are often line numbers."""
EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
SPECIFIC_FUNDS = frozenset({"general", "government_fund", "state_capital", "special_account"})
"""Sources that name one budget; a form that prints nothing else is a form about that fund."""


@dataclass(frozen=True)
class Line:
    """One project on one form as printed: names, code, sequence number and amounts in yuan by measure and source."""

    form_version_key: int
    project_number: int
    project_key: int
    department_key: int
    fiscal_year: int
    name: str
    name_code: str
    code: str
    sequence: str
    amounts: Mapping[tuple[str, str], Decimal]
    indicator_count: int = 0
    score_count: int = 0
    project_department_key: int | None = None
    """The department of the project key, where it is not the line's own: that of the form."""

    @property
    def key(self) -> LineKey:
        """Form version and number in the form."""
        return self.form_version_key, self.project_number

    @cached_property
    def label(self) -> Name:
        """The name as it is compared with others."""
        return Name(self.name, self.fiscal_year)

    @property
    def folded(self) -> str:
        """The name without what writing adds to it."""
        return self.label.folded or self.name_code

    @cached_property
    def own_code(self) -> str:
        """The code in letters and digits alone, without leading zeros, which a spreadsheet loses.

        Empty where it may be a line number, or where a spreadsheet has lost all digits after the fifteenth.
        """
        code = "".join(character for character in self.code if character.isalnum()).upper().lstrip("0")
        is_rounded = len(code) > EXACT_DIGITS and code.isdigit() and not int(code[EXACT_DIGITS:])
        return code if len(code) >= TELLING_CODE and not is_rounded else ""

    @cached_property
    def totals(self) -> Totals:
        """Budget and spending, the budget of the year before the initial one."""
        budget = self.amounts.get(("budget", "total"), self.amounts.get(("budget_initial", "total")))
        return budget, self.amounts.get(("executed", "total"))

    @cached_property
    def content(self) -> frozenset[tuple[tuple[str, str], Decimal]]:
        """All printed amounts: two lines with one content say the same."""
        return frozenset(self.amounts.items())


@dataclass(frozen=True)
class Form:
    """One form of one file, with its lines in printed order."""

    key: int
    submission_sha256: str
    number: int
    family: str
    department_key: int
    unit: str
    file_name: str
    lines: tuple[Line, ...]

    @cached_property
    def fund(self) -> str | None:
        """The one fund that all its amounts belong to; None where it prints several, or sources that name no fund."""
        sources = {source for line in self.lines for (_, source), amount in line.amounts.items() if amount}
        sources.discard("total")
        return next(iter(sources)) if len(sources) == 1 and sources <= SPECIFIC_FUNDS else None

    @cached_property
    def is_correction(self) -> bool:
        """Whether its file's name says that it corrects another."""
        return self.says_corrects or any(word in self.file_name for word in words("final"))

    @cached_property
    def says_corrects(self) -> bool:
        """Whether its file's name says that there was another one before it; a final version may be the first."""
        return any(word in self.file_name for word in words("correction"))

    @cached_property
    def fingerprint(self) -> tuple[object, ...]:
        """What the form says of which projects: the same when it is saved anew or sent again."""
        return tuple(sorted((line.folded, line.own_code, tuple(sorted(line.content))) for line in self.lines))


@dataclass(frozen=True)
class Delivery:
    """The forms of one file that came in at one instant, or the withdrawal of the file."""

    instant: datetime
    submission_sha256: str
    forms: tuple[Form, ...] = ()
    is_withdrawal: bool = False


@dataclass(frozen=True)
class Question:
    """What a person is asked about lines, under a code that is the same whenever it is asked.

    `kind` says what is asked, and what a confirmation does (seeds/counting_question.csv).
    """

    code: str
    kind: str
    lines: tuple[LineKey, ...]
    facts: Mapping[str, str]


Answers = Mapping[str, bool]
"""Questions by code that persons have confirmed (True) or rejected (False)."""
