"""What settling made of a group of departments → rows of core.settled_line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from selfeval.warehouse.counting.history import History, Span
from selfeval.warehouse.counting.line import Line, LineKey
from selfeval.warehouse.counting.project import Project
from selfeval.warehouse.statements import run

Subject = tuple[int, str, str]
"""A project by its business key: department, code and normalised name."""


@dataclass(frozen=True)
class Named:
    """A span with the department in whose totals its line counts, and the line whose name its project bears."""

    span: Span
    department_key: int
    line: Line

    @property
    def is_foreign(self) -> bool:
        """Whether the project's key is that of another department: the one whose form has the line."""
        return self.line.project_department_key not in (None, self.department_key)

    @property
    def subject(self) -> Subject:
        """The project as the department's own."""
        return self.department_key, self.line.code, self.line.name_code


def rows(
    connection: Connection, fiscal_year: int, settled: History, lines: Mapping[LineKey, Line]
) -> Iterator[tuple[Any, ...]]:
    """The rows to store, in the order of the table's columns; `lines` are all lines of the group by their keys.

    A project that only another department's form tells of gets a key of its own in the dimension.
    """
    named = [_named(span, settled, lines) for span in settled.spans]
    keys = _keys(connection, {one.subject: one.line.name for one in named if one.span.project and one.is_foreign})
    # The keys are asked for at once: while rows are copied, the connection answers no other question.
    return _rows(fiscal_year, named, keys, _flags(settled.settlement.projects))


def _rows(
    fiscal_year: int,
    named: Sequence[Named],
    keys: Mapping[Subject, int],
    flags: Mapping[LineKey, tuple[bool, bool]],
) -> Iterator[tuple[object, ...]]:
    for one in named:
        span, project = one.span, one.span.project
        is_first, gives_indicators = flags.get(span.line, (False, False))
        key = keys[one.subject] if project and one.is_foreign else one.line.project_key
        yield (
            *span.line,
            span.begins,
            span.ends,
            fiscal_year,
            span.outcome.reason,
            one.department_key,
            key if project else None,
            next(iter(sorted(project.codes)), "") if project else "",
            span.outcome.is_doubtful,
            is_first,
            gives_indicators,
        )


def _named(span: Span, settled: History, lines: Mapping[LineKey, Line]) -> Named:
    """As it was then of what counted; of all else as it is now."""
    project, line = span.project, lines[span.line]
    named = project.latest.lines[0] if project and project.reports else line
    home = settled.settlement.home(named.department_key if project else line.department_key)
    named = lines[span.outcome.named or named.key]
    return Named(span, span.outcome.department_key or home, named)


def _keys(connection: Connection, told: Mapping[Subject, str]) -> dict[Subject, int]:
    """The keys of projects by their business keys, given with their names; those that are not known are added."""
    if not told:
        return {}
    places = {
        "departments": [department for department, _, _ in told],
        "codes": [code for _, code, _ in told],
        "name_codes": [name_code for _, _, name_code in told],
    }
    run(connection, "counting/add_project", **places, names=list(told.values()))
    found = run(connection, "counting/project_key", **places)
    return {(one["department_key"], one["project_code"], one["project_name_code"]): one["project_key"] for one in found}


def _flags(projects: Sequence[Project]) -> dict[LineKey, tuple[bool, bool]]:
    """Of each line, whether it was reported first, and whether the project's indicators are its own."""
    flags: dict[LineKey, tuple[bool, bool]] = {}
    for project in projects:
        giver = _indicator_giver(project)
        is_known = bool(project.counted) or project.is_dropped or project.is_rolled_up
        for report in project.reports:
            is_first = is_known and report.is_first
            for line in report.lines:
                flags[line.key] = is_first, report is giver
    return flags


def _indicator_giver(project: Project) -> object:
    """The report whose indicators are the project's: what counts, unless only another that holds has any, or scores."""
    standing = [one for one in project.reports if one.reason in ("counted", "elsewhere", "copy")]
    ranked = [
        (
            any(line.score_count for line in one.lines),
            any(line.indicator_count for line in one.lines),
            one in project.counted,
            place,
        )
        for place, one in enumerate(standing)
    ]
    return standing[max(ranked)[-1]] if project.counted and ranked else None
