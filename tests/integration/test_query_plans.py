"""Plans on a real PostgreSQL with some thousand facts: the queries that are used find their rows by an index."""

from collections.abc import Callable, Iterator
from typing import Any

import warehouse_volume
from warehouse_contents import connect

from selfeval.warehouse.statements import statement

Ask = Callable[..., list[tuple[Any, ...]]]
QUERIES = {
    "a department's projects": "select * from core.project_year where department_key = %(department_key)s",
    "a version that is cleared": "delete from core.fct_budget_execution where form_version_key = 1",
    "what points to a version that is cleared": "delete from core.fct_quality_finding where form_version_key = 1",
    "what a waiver covers": "select * from core.fct_quality_finding where finding_code = %(finding_code)s",
    "what judging looks up": statement("judge/history"),
    "what a waiver is asked for": statement("waive/finding"),
    "what a batch has come to": statement("load/outcome"),
}
BIG = ("fct_", "dim_form_version", "dim_project")


def test_queries_that_are_used_read_no_big_table_from_end_to_end_and_no_other_year(ask: Ask) -> None:
    warehouse_volume.fill()
    [(sha256, department_key, project_key, finding_code)] = ask(
        "select submission_sha256, department_key, project_key, finding_code from core.fct_quality_finding"
        " inner join core.submission using (submission_key) inner join core.dim_project using (project_key) limit 1"
    )
    known = {"department_key": department_key, "project_key": project_key, "finding_code": finding_code}
    known |= {"submissions": [sha256], "departments": ["d7"], "years": [2021], "fiscal_year": 2021, "rule_code": "r3"}
    read_whole = {name: [*_scanned(query, known, whole=True)] for name, query in QUERIES.items()}
    assert read_whole == {name: [] for name in QUERIES}
    one_year = _scanned("select * from core.project_year where fiscal_year = %(fiscal_year)s", known)
    assert {name[-4:] for name in one_year if name[-4:].isdigit()} == {"2021"}


def _scanned(query: str, known: dict[str, Any], *, whole: bool = False) -> Iterator[str]:
    """Big tables and partitions that the plan of a query reads; only those read from end to end, if so asked."""
    with connect() as connection:
        [(plan,)] = connection.execute(f"explain (format json) {query}", known).fetchall()
    for node in _nodes(plan[0]["Plan"]):
        if node.get("Relation Name", "").startswith(BIG) and (not whole or node["Node Type"] == "Seq Scan"):
            yield node["Relation Name"]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)
