"""Doubtful groups and departments → questions, each recorded once under a code made of its business keys."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from selfeval.warehouse.decisions.events import DEPARTMENTS, LINEAGE, code_of
from selfeval.warehouse.decisions.replies import change_question, lineage_code
from selfeval.warehouse.lineage.department_change import Change
from selfeval.warehouse.lineage.lineage_group import Group

BusinessKey = tuple[str, str, str]
"""Department, project code and name of a project, normalised."""
ASKED_BY = "publish_year_on_year"
GROUP_CODE_LENGTH = 16
"""Hexadecimal digits: a province has 30,000 groups a year, of which with ten digits two might share a code."""


def ask(
    connection: Connection, fiscal_year: int, questions: Sequence[Group], business: Mapping[int, BusinessKey]
) -> dict[int, list[str]]:
    """Record questions that were never asked before; the codes of all by project key."""
    codes: dict[int, list[str]] = defaultdict(list)
    rows = []
    for group in questions:
        row = question(fiscal_year, group, business)
        rows.append(row | _asked(ASKED_BY, ASKED_BY))
        for one in (*group.prior, *group.current):
            codes[one.key].append(str(row["question_code"]))
    LINEAGE.ask(connection, rows)
    return codes


def question(fiscal_year: int, group: Group, business: Mapping[int, BusinessKey]) -> dict[str, object]:
    """What is asked of a group, with its code: the same question has the same code whenever it is asked."""
    prior, current = _members(group, business)
    return {
        "question_code": lineage_code(fiscal_year, prior, current),
        "fiscal_year": fiscal_year,
        "lineage_kind": group.kind,
        "prior": prior,
        "current": current,
        "confidence_ratio": group.confidence,
        "evidence_zh": group.evidence_zh,
        "evidence_en": group.evidence_en,
    }


def group_code(fiscal_year: int, group: Group, business: Mapping[int, BusinessKey]) -> str:
    """The lineage code of a group: the year, and a hash of its members' business keys, prior and current.

    No surrogate key enters it, so that a warehouse rebuilt from the archive has the same codes.
    """
    return f"{fiscal_year}-{code_of(*_members(group, business), length=GROUP_CODE_LENGTH)}"


def ask_departments(
    connection: Connection, fiscal_year: int, changes: Iterable[Change], names: Mapping[int, str]
) -> None:
    """Record suspected changes of departments that were never asked about before."""
    rows = [
        change_question(fiscal_year, change.kind, names[change.from_key], names[change.to_key])
        | {"confidence_ratio": change.confidence}
        | {"evidence_zh": change.evidence_zh, "evidence_en": change.evidence_en}
        | _asked(ASKED_BY, ASKED_BY)
        for change in changes
    ]
    DEPARTMENTS.ask(connection, rows)


def _members(group: Group, business: Mapping[int, BusinessKey]) -> tuple[list[BusinessKey], list[BusinessKey]]:
    """The business keys of a group's prior and current projects, each in order."""
    return sorted(business[one.key] for one in group.prior), sorted(business[one.key] for one in group.current)


def _asked(actor: str, through: str) -> dict[str, object]:
    return {"actor_name": actor, "recorded_through": through}
