"""What settling asks → open questions with their messages, and the first event of each, recorded once."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert as insert_or_keep

from selfeval.warehouse.counting.identity import question_code
from selfeval.warehouse.counting.line import Line, LineKey, Question
from selfeval.warehouse.counting.settling import Settlement
from selfeval.warehouse.decisions.events import COUNTING
from selfeval.warehouse.statements import SEEDS
from selfeval.warehouse.tables.counting import counting_question

ASKED_BY = "publish_year_on_year"
Row = dict[str, object]


@cache
def kinds() -> dict[str, dict[str, str]]:
    """The kinds of questions (seeds/counting_question.csv): rule code, severity, titles and messages."""
    with (SEEDS / "counting_question.csv").open(encoding="utf-8", newline="") as lines:
        return {row["question_kind"]: row for row in csv.DictReader(lines)}


def rows(
    settlement: Settlement,
    lines: Mapping[LineKey, Line],
    fiscal_year: int,
    codes: Mapping[int, str],
    group: Sequence[int],
) -> list[tuple[Row, Row]]:
    """Open questions of a group of departments, each as the row that is open and as the event that asks it."""
    asked = [*settlement.questions, *_about_departments(settlement, lines, codes, group)]
    return [row(question, lines[question.lines[0]].department_key, fiscal_year, codes) for question in asked]


def record(connection: Connection, asked: Sequence[tuple[Row, Row]]) -> None:
    """Store what is open; of what was never asked before, record that it is asked."""
    if asked:
        connection.execute(
            insert_or_keep(counting_question).on_conflict_do_nothing(), [pending for pending, _ in asked]
        )
        COUNTING.ask(connection, [event for _, event in asked])


def row(question: Question, department_key: int, fiscal_year: int, codes: Mapping[int, str]) -> tuple[Row, Row]:
    """A question about a department's year as the row that is open, and as the event that asks it."""
    kind = kinds()[question.kind]
    form_version_key, project_number = question.lines[0]
    said = {f"message_{language}": kind[f"message_{language}"].format_map(question.facts) for language in ("zh", "en")}
    pending: Row = {
        "question_code": question.code,
        "fiscal_year": fiscal_year,
        "department_key": department_key,
        "form_version_key": form_version_key,
        "project_number": project_number,
        "question_kind": question.kind,
        "severity": kind["severity"],
    }
    event: Row = {
        "question_code": question.code,
        "actor_name": ASKED_BY,
        "recorded_through": ASKED_BY,
        "fiscal_year": fiscal_year,
        "question_kind": question.kind,
        "department_code": codes.get(department_key, ""),
        "subject": dict(question.facts),
        "evidence_zh": said["message_zh"],
        "evidence_en": said["message_en"],
    }
    return pending | said, event


def _about_departments(
    settlement: Settlement, lines: Mapping[LineKey, Line], codes: Mapping[int, str], group: Sequence[int]
) -> list[Question]:
    """A question for each pair of departments that may be one, whether or not any of their projects are alike."""
    first = {line.department_key: line.key for line in sorted(lines.values(), key=lambda line: line.key, reverse=True)}
    open_already = {question.code for question in settlement.questions}
    asked = []
    for pair in sorted(settlement.state.suspected, key=sorted):
        names = sorted(codes[key] for key in pair)
        code = question_code("department", *names)
        if pair <= first.keys() and pair <= set(group) and code not in open_already | settlement.answers.keys():
            later = max(pair, key=lambda key: first[key])
            facts = {"department": names[0], "other_department": names[1]}
            asked.append(Question(code, "department", (first[later],), facts))
    return asked
