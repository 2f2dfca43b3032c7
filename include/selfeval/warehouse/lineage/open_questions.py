"""The warehouse → the questions about lineage that wait for a person, with the budgets that they are about."""

from typing import Any

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import run


def read(fiscal_year: int, department: str | None, limit: int) -> list[dict[str, Any]]:
    """Open questions about departments, then about projects, the surest first; of one department, or of all."""
    with transaction() as connection:
        return run(connection, "questions/open_question", fiscal_year=fiscal_year, department=department, limit=limit)
