"""What counts of a department's year ↔ the totals that it states itself, and last year's → one question if they differ.

The department's whole year is disputed while the question is open (core.counted_line asks for it).
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete

from selfeval.warehouse.counting import questions
from selfeval.warehouse.counting.identity import question_code
from selfeval.warehouse.counting.line import Question
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.counting import counting_question

KINDS = ("control_overall", "control_printed", "control_last_year")
WAN = Decimal(10_000)


def compare(
    connection: Connection,
    fiscal_year: int,
    departments: Collection[int],
    codes: Mapping[int, str],
    confirmed: set[str],
) -> None:
    """Ask about control totals that some departments' years miss, unless a person has confirmed the difference."""
    places = {"fiscal_year": fiscal_year, "departments": sorted(departments)}
    connection.execute(
        delete(counting_question).where(
            counting_question.c.fiscal_year == fiscal_year,
            counting_question.c.department_key.in_(departments),
            counting_question.c.question_kind.in_(KINDS),
        )
    )
    asked = [
        _question(kind, row, fiscal_year, codes[row["department_key"]])
        for kind in KINDS
        for row in run(connection, f"counting/{kind}", **places)
        if row["department_key"] in codes
    ]
    questions.record(
        connection,
        [
            questions.row(question, row["department_key"], fiscal_year, codes)
            for question, row in asked
            if question.code not in confirmed
        ],
    )


def _question(kind: str, row: dict[str, Any], fiscal_year: int, department: str) -> tuple[Question, dict[str, Any]]:
    """One question, of the same code while both totals are what they are."""
    counted, control = row["counted_amount"] / WAN, row["control_amount"] / WAN
    code = question_code(kind, fiscal_year, department, f"{counted.normalize():f}", f"{control.normalize():f}")
    facts = {
        "department": department,
        "counted": f"{counted:,.2f}",
        "control": f"{control:,.2f}",
        "difference": f"{counted - control:,.2f}",
    }
    line = (row["form_version_key"], row["project_number"])
    return Question(code, kind, (line,), facts), row
