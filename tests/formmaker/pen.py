"""What a layout says to cells of a sheet and merged ranges, with the truth of each cell written in the same stroke."""

from dataclasses import dataclass, field
from decimal import Decimal

from formmaker.content import MadeProject, Subject
from formmaker.indicators import MadeIndicator
from selfeval.forms.record import Amount, Form, Indicator, Project, StatedRate
from selfeval.sheet import Cell, Range, Sheet

Place = tuple[int, str]
"""Number of the project over all forms of the file, from 1; what: `budget/general`, `rate`, `indicator 3 score` …"""


@dataclass(slots=True)
class Pen:
    """Writes one sheet; `form` and `project` are what is being filled in."""

    sheet: Sheet
    subject: Subject
    forms: list[Form] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    places: dict[Place, str] = field(default_factory=dict)
    projects_before: int = 0

    def begin(self, family: str, title: str, *, department: str | None, implementing_unit: str | None = None) -> None:
        """A form begins; its title is printed by the layout."""
        subject = self.subject
        self.forms.append(
            Form(family, "", title, None, subject.fiscal_year, department, implementing_unit, subject.amount_unit)
        )

    def begin_project(self, name: str, *, code: str | None = None, sequence: str | None = None) -> None:
        """A project of the form begins."""
        self.forms[-1].projects.append(Project("", name, code=code, sequence=sequence))

    @property
    def project(self) -> Project:
        """The project that is being filled in."""
        return self.forms[-1].projects[-1]

    @property
    def number(self) -> int:
        """Its number over all forms of the file."""
        return self.projects_before + sum(len(form.projects) for form in self.forms)

    def put(self, row: int, column: int, text: str, *, across: int = 1, down: int = 1) -> str:
        """Print a heading, label, title or note (or nothing), merged over so many columns and rows."""
        return self._put(row, column, Cell(row, column, text), across, down)

    def leave(self, row: int, column: int, text: str, *, across: int = 1, down: int = 1) -> None:
        """Print what no field takes: it must be told as unread."""
        self.unread.append(self.put(row, column, text, across=across, down=down))

    def amount(self, row: int, column: int, measure: str, source: str, value: Decimal, across: int = 1) -> None:
        """Print an amount."""
        self._note(f"{measure}/{source}", self._figure(row, column, self.money(value), value, across))
        printed = self.money(value)
        self.project.amounts.append(Amount(measure, source, value, printed, self.sheet.address(row, column)))

    def measured(
        self, row: int, column: int, measure: str, source: str, value: Decimal, *, label: str = "", across: int = 1
    ) -> None:
        """Print an amount with its unit behind it and, it may be, its label before it, all in one cell."""
        printed = f"{self.money(value)}{self.subject.amount_unit}"
        address = self.put(row, column, label + printed, across=across)
        self._note(f"{measure}/{source}", address)
        self.project.amounts.append(Amount(measure, source, value, printed, address))

    def rate(self, row: int, column: int, value: Decimal, *, places: int = 2, across: int = 1, sign: str = "%") -> None:
        """Print the execution rate, `98.52%` or `98%`; a stored number is the fraction under its format."""
        shown = round(value, places + 2)
        address = self._figure(row, column, f"{100 * shown:.{places}f}{sign}", shown, across, typed=not sign)
        self._note("rate", address)
        self.project.stated_rate = StatedRate(shown, self.sheet.cells[row, column].text, address)

    def points(self, row: int, column: int, what: str, value: Decimal, *, across: int = 1, down: int = 1) -> None:
        """Print the project's budget_weight, budget_score or total_score."""
        setattr(self.project, what, value)
        self._note(what, self._figure(row, column, format(value, "f"), value, across, down))

    def text(self, row: int, column: int, what: str, value: str | None, *, across: int = 1) -> None:
        """Print one of the project's texts: goal_planned, goal_actual, problems, rectification."""
        setattr(self.project, what, value)
        address = self.put(row, column, value or "", across=across)
        if value:
            self._note(what, address)

    def indicator(self, made: MadeIndicator, columns: dict[str, int], row: int, **spans: int) -> None:
        """Print an indicator: `columns` of name, operator, target, unit, actual, weight, score and reason; those that
        the layout lacks are null. Without a column of its own the operator or unit is printed with the target.
        """
        split = "unit" in columns
        target = made.target if "operator" in columns else made.operator + made.target
        target += "" if split else made.unit
        found = Indicator(
            made.level1 or None, made.level2 or None, made.name, made.joined_target,
            made.actual_number if split else made.actual,
            cell=self.sheet.address(row, columns["name"]), actual_cell=self.sheet.address(row, columns["actual"]),
        )  # fmt: skip
        self.project.indicators.append(found)
        printed = {"name": made.name, "target": target, "actual": found.actual, "reason": made.reason}
        printed |= {"operator": made.operator, "unit": made.unit}
        for what, column in columns.items():
            if value := printed.get(what):
                self._note_indicator(what, self.put(row, column, value, across=spans.get(what, 1)))
        found.reason = made.reason if "reason" in columns else None
        for what in ("weight", "score"):
            if what in columns:
                value = getattr(made, what)
                setattr(found, what, value)
                address = self._figure(row, columns[what], format(value, "f"), value, spans.get(what, 1))
                self._note_indicator(what, address)

    def money(self, value: Decimal) -> str:
        """An amount as this form prints it."""
        text = format(value, "f") if self.subject.pads_cents else format(value.normalize(), "f")
        whole, point, cents = text.partition(".")
        return f"{int(whole):,}{point}{cents}" if self.subject.has_thousands else text

    def _figure(
        self, row: int, column: int, text: str, value: Decimal, across: int = 1, down: int = 1, *, typed: bool = False
    ) -> str:
        number = value if self.subject.stores_numbers and not typed else None
        return self._put(row, column, Cell(row, column, text, number), across, down)

    def _put(self, row: int, column: int, cell: Cell, across: int, down: int) -> str:
        if cell.text:
            self.sheet.cells[row, column] = cell
        if across > 1 or down > 1:
            self.sheet.merged.append(Range(row, column, row + down - 1, column + across - 1))
        return self.sheet.address(row, column)

    def _note(self, what: str, address: str) -> None:
        self.places[self.number, what] = address

    def _note_indicator(self, what: str, address: str) -> None:
        self._note(f"indicator {len(self.project.indicators)} {what}", address)


def spread_levels(pen: Pen, made: MadeProject, top: int, columns: tuple[int, int], *, has_points: bool) -> None:
    """Print levels 1 and 2 beside the indicators from row `top` on, merged downwards over the rows they hold for."""
    for column, level in zip(columns, ("level1", "level2"), strict=True):
        start = 0
        for position, one in enumerate([*made.indicators[1:], None], 1):
            first = made.indicators[start]
            if one is None or (one.level1, getattr(one, level)) != (first.level1, getattr(first, level)):
                group = made.indicators[start:position]
                points = sum(each.weight for each in group)
                label = f"{getattr(first, level)}" + (f"（{points}分）" if has_points and level == "level1" else "")
                pen.put(top + start, column, label, down=len(group))
                start = position
