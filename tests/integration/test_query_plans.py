"""Plans on a real PostgreSQL with some thousand facts: the queries that are used find their rows by an index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import stored_marts
import warehouse_volume
from warehouse_contents import connect

from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.counting import settled_year
from selfeval.warehouse.lineage import comparing
from selfeval.warehouse.marts.definition import composed
from selfeval.warehouse.statements import statement

pytestmark = pytest.mark.usefixtures("planned_here")
Ask = Callable[..., list[tuple[Any, ...]]]


def of_one(query: str) -> str:
    """A query for some departments, asked for one."""
    return query.replace("%(departments)s", "array[%(department_key)s]::bigint[]")


QUERIES = {
    "a department's projects": "select * from core.project_year where department_key = %(department_key)s",
    "a version that is cleared": "delete from core.fct_budget_execution where form_version_key = 1",
    "what points to a version that is cleared": "delete from core.fct_quality_finding where form_version_key = 1",
    "what a waiver covers": "select * from core.fct_quality_finding where finding_code = %(finding_code)s",
    "what judging looks up": statement("findings/history"),
    "what a waiver is asked for": statement("waivers/finding"),
    "what a batch has come to": statement("loading/outcome"),
}
BIG = ("fct_", "dim_form_version", "dim_project")
TOLD = {
    "a department's year on year": "select * from mart.department_year_on_year where fiscal_year = 2021"
    " and department_name = 'd7'",
    "a project's year on year": "select * from mart_detail.project_year_on_year where lineage_code = %(lineage_code)s"
    " and fiscal_year = 2021",
    "a project's history": "select * from mart_history.budget_execution where project_key = %(project_key)s",
    "an amount's trace": "select * from mart_trace.trace_amount where form_version_key = %(form_version_key)s"
    " and project_number = 3",
    "a comparison's trace": "select * from mart_trace.trace_year_on_year where lineage_code = %(lineage_code)s"
    " and fiscal_year = 2021",
    "a department as of a day": "select * from mart_history.budget_execution where department_key = %(department_key)s"
    " and fiscal_year = 2021 and counted_from <= '2021-06-01' and counted_to > '2021-06-01'",
    "the board of a year": "select * from mart_detail.submission_board where fiscal_year = 2021",
    "what publishing looks up": statement("lineage/project_year").replace("%(departments)s", "null"),
    "what publishing compares of some departments": of_one(composed("comparable_line", comparing.NARROWED)),
    "what publishing settles": "select * from core.comparable_line where fiscal_year = %(fiscal_year)s",
    "what was left free in a department": of_one(statement("lineage/own_leftover")),
    "free projects of a name or code": of_one(statement("lineage/leftover")),
    "who bears a name": statement("lineage/bearer"),
    "departments with names in common": of_one(statement("lineage/alike_department")),
    "what a hand-in is compared with": statement("receipts/replaced"),
    "whose file of a name came last": "select * from core.receipt where channel_name = 'd7' and file_name = '2021.xlsx'"
    " order by receipt_key desc",
    "the list in force": "select * from core.operations_list where list_kind = 'expected_department'"
    " order by list_key desc limit 1",
    "a question's decisions": "select * from core.lineage_decision where question_code = 'q'",
    "a change's decisions": "select * from core.department_change where change_code = 'c'",
    "what became of a file": "select * from core.withdrawal_event where submission_key = 1 order by event_key desc",
    "an indicator's line": "select * from core.fct_indicator_result where fiscal_year = 2021"
    " and department_key = %(department_key)s and project_key = %(project_key)s",
    "what a department shares": "select * from core.year_on_year where fiscal_year = 2021 and grain = 'project'"
    " and shared_department_keys is not null",
    "what a renewal clears": "select * from core.year_on_year where fiscal_year = 2021"
    " and grain in ('department', 'source') and thing_department_key = any(array[1, 2])",
    "what a renewal clears of comparisons": "select * from core.year_on_year where fiscal_year = 2021"
    " and grain in ('project', 'indicator') and thing_code = any(array['a', 'b'])",
    "what a renewal clears of findings": "select * from core.known_finding where submission_key = any(array[1, 2])",
    "what a renewal clears of the board": "select * from core.known_department_standing"
    " where department_code = any(array['d7'])",
    "what a renewal clears of projects": "select * from core.known_project_standing"
    " where department_code = any(array['d7'])",
    "what a publication clears": "select * from core.published_member where fiscal_year = 2021",
    "a group's members": "select * from core.published_member where lineage_code = %(lineage_code)s",
    "the findings of a department": "select * from mart.quality_finding where department_name = 'd7'"
    " and fiscal_year = 2021",
    "the board of a department": "select * from mart_detail.submission_board where department_name = 'd7'",
    "a department's projects of a year": "select * from mart.project_year where fiscal_year = 2021"
    " and department_name = 'd7'",
    "all projects of a year": "select * from core.known_project where fiscal_year = 2021",
    "a department's indicators": "select * from mart.indicator_year where department_name = 'd7'",
    **{
        f"what a renewal clears of {name}": f"select * from core.{name} where department_key = any(array[1, 2])"  # noqa: S608
        for name in ("known_version", "known_span", "known_line", "known_project")
    },
    "a department under all its names": "select * from core.known_department where current_department_key = 7",
    "a department by a name that it bore": "select * from core.known_department where reported_department_name = 'd7'",
    "the spans of a line": "select * from core.known_span where form_version_key = %(form_version_key)s",
    "the spans of a project": "select * from core.known_span where project_key = %(project_key)s",
    "a waiver": "select * from core.waiver_finding where waiver_code = 'w'",
    "the waivers of a finding": "select * from core.waiver_finding where finding_code = %(finding_code)s",
    "what settling clears": of_one(statement("counting/clear")),
    "what was answered about a year": statement("counting/answer"),
    "a department's open questions": "select * from core.counting_question where fiscal_year = 2021"
    " and department_key = %(department_key)s",
    "what counts of a department": "select * from core.settled_line where fiscal_year = 2021"
    " and department_key = %(department_key)s",
}
"""What BI users and the pipeline ask; with QUERIES, all that indexes are for."""
ONE_YEAR = ("a department as of a day", "an indicator's line")
OURS = """
select index_class.relname, array_agg(part.relname::text) from pg_index
inner join pg_class as index_class on indexrelid = index_class.oid
left join pg_inherits on inhparent = index_class.oid
left join pg_class as part on part.oid = inhrelid
where index_class.relnamespace = 'core'::regnamespace and not indisunique and not index_class.relispartition
group by 1 order by 1
"""


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
    one_year = "explain (analyze, format json) select * from core.project_year where fiscal_year = %(fiscal_year)s"
    with transaction() as connection:
        settled_year.settle(connection, 2021)
    with connect() as connection:
        [(plan,)] = connection.execute(one_year, known).fetchall()
    read = [node for node in _nodes(plan[0]["Plan"]) if node["Actual Loops"]]
    assert {name[-4:] for node in read if (name := node.get("Relation Name", ""))[-4:].isdigit()} == {"2021"}


def test_every_index_that_backs_no_key_serves_a_question_and_one_year_reads_one_partition(ask: Ask) -> None:
    warehouse_volume.fill()
    for year in (2018, 2020, 2022):
        publish_fiscal_year(year)
    stored_marts.renew()
    with connect() as connection:
        connection.execute("analyze")
    known = _known(ask)
    used: set[str] = set()
    for name, query in (QUERIES | TOLD).items():
        nodes = [*_plan(query, known, settings="set enable_seqscan = off")]
        used |= {node["Index Name"] for node in nodes if "Index Name" in node}
        if name in ONE_YEAR:
            parts = {node["Relation Name"][-4:] for node in nodes if node.get("Relation Name", "")[-4:].isdigit()}
            assert parts == {"2021"}, name
    unused = {index for index, parts in ask(OURS) if not used & {index, *filter(None, parts)}}
    assert unused == set()


@pytest.mark.usefixtures("home")
def test_publishing_looks_up_projects_without_looping_over_them() -> None:
    """Fifteen seconds at this size, where the planner took the join of lines and versions for one row; now 0.1."""
    warehouse_volume.fill()
    with transaction() as connection:
        for year in (2020, 2021):
            settled_year.settle(connection, year)
    with connect() as connection:
        connection.execute("set statement_timeout = '5s'")
        asked = {"fiscal_year": 2021, "departments": None}
        assert len(connection.execute(statement("lineage/project_year"), asked).fetchall()) == (
            warehouse_volume.DEPARTMENTS * warehouse_volume.PROJECTS
        )


def _known(ask: Ask) -> dict[str, Any]:
    [(sha256, department_key, project_key, finding_code, form_version_key)] = ask(
        "select submission_sha256, department_key, project_key, finding_code, form_version_key"
        " from core.fct_quality_finding inner join core.submission using (submission_key)"
        " inner join core.dim_project using (project_key) limit 1"
    )
    [(lineage_code,)] = ask("select lineage_code from core.comparison_line where fiscal_year = 2021 limit 1")
    known = {"department_key": department_key, "project_key": project_key, "finding_code": finding_code}
    known |= {"submissions": [sha256], "departments": ["d7"], "years": [2021], "fiscal_year": 2021, "rule_code": "r3"}
    known |= {"names": ["p1"], "codes": ["c"], "most": 4, "least": 2, "year": 2021, "other_year": 2020}
    return known | {"form_version_key": form_version_key, "lineage_code": lineage_code, "receipts": [1, 2]}


def _plan(query: str, known: dict[str, Any], settings: str = "select 1") -> Iterator[dict[str, Any]]:
    with connect() as connection:
        connection.execute(settings)
        [(plan,)] = connection.execute(f"explain (format json) {query}", known).fetchall()
    yield from _nodes(plan[0]["Plan"])


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
