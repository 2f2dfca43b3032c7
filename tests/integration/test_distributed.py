"""The warehouse on Citus: where its rows lie, and that it answers as a single PostgreSQL does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from handed_in import Form, again, hand_in, line, sample_years
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.string import TextLoader
from warehouse_contents import EVERYTHING, connect

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse import view_files
from selfeval.warehouse.schema.migrate import migrate

Ask = Callable[..., list[tuple[Any, ...]]]
CITUS_MISSING = (
    "需要 Citus：SELFEVAL_TEST_SERVER 未指向协调节点 / needs Citus: SELFEVAL_TEST_SERVER names no coordinator of one"
)
TABLES = "select table_name::text, citus_table_type, distribution_column from citus_tables order by 1"
BY_DEPARTMENT = ("fct_budget_execution", "fct_indicator_result", "fct_project_evaluation")
ROWS_BY_WORKER = """
select nodeport, sum(result::bigint)
from run_command_on_shards('core.fct_project_evaluation', 'select count(*) from %%s')
inner join citus_shards using (shardid)
group by nodeport
"""
DEPARTMENTS = 24


@pytest.fixture
def spread(home: Path, ask: Ask) -> Path:
    """A home whose warehouse lies on a Citus cluster; without one the test is skipped, and says so."""
    if not ask("select 1 from pg_extension where extname = 'citus'"):
        pytest.skip(CITUS_MISSING)
    return home


def test_facts_lie_by_department_findings_by_file_and_dimensions_everywhere(spread: Path, ask: Ask) -> None:
    load_batch(str(hand_in(spread, Form((line("甲", "1"),)))))
    placed = {name.removeprefix("core."): (kind, column) for name, kind, column in ask(TABLES)}
    by_department = {name for name, place in placed.items() if place == ("distributed", "department_key")}
    assert by_department == {*BY_DEPARTMENT, *(f"{fact}_2021" for fact in BY_DEPARTMENT)}
    assert placed["fct_quality_finding"] == ("distributed", "submission_key")
    assert {kind for name, (kind, _) in placed.items() if name.startswith("dim_")} == {"reference"}
    assert len(ask("select distinct colocation_id from citus_tables where distribution_column = 'department_key'")) == 1


def test_every_worker_holds_some_departments_and_together_all(spread: Path, ask: Ask) -> None:
    forms = [Form((line("甲", "1"), line("乙", "2")), department=f"部门{number}") for number in range(DEPARTMENTS)]
    load_batch(str(hand_in(spread, *forms, channel="未分类")))
    workers = ask("select nodeport from pg_dist_node where shouldhaveshards")
    rows = dict(ask(ROWS_BY_WORKER))
    assert len(workers) > 1
    assert set(rows) == {port for (port,) in workers}
    assert all(rows.values())
    assert sum(rows.values()) == 2 * DEPARTMENTS


def test_migration_that_comes_again_finds_everything_in_its_place(spread: Path, ask: Ask) -> None:
    placed = ask(TABLES)
    assert not migrate(str(settings().warehouse_url))
    assert ask(TABLES) == placed
    assert spread.is_dir()


def test_every_view_says_what_a_single_postgresql_says(
    spread: Path, ask: Ask, one_machine: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _hand_in_three_years(spread)
    distributed = _contents(ask)
    url = one_machine()
    migrate(url)
    monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", url)
    settings.cache_clear()
    _hand_in_three_years(spread)
    assert _contents(ask) == distributed


def test_session_that_keeps_its_plans_sees_what_came_since(spread: Path) -> None:
    """A view that Citus may not take apart is a function there, planned once a session; also over a new year."""
    first = Form((line("甲", "5"), line("乙", "2")), 2020)
    load_batch(str(hand_in(spread, first, Form((line("甲", "6"), line("乙", "2")), 2021))))
    publish_fiscal_year(2021)
    asked = (
        "select amount, prior_amount from mart.department_year_on_year"
        " where measure_code = 'budget' and prior_amount is not null order by 1"
    )
    with connect() as session:
        found = [session.execute(asked).fetchall()]
        load_batch(str(hand_in(spread, again(first, lines=(line("甲", "3"),), days=9))))
        load_batch(str(hand_in(spread, Form((line("甲", "9"),), 2022, days=9))))
        publish_fiscal_year(2021)
        publish_fiscal_year(2022)
        found.append(session.execute(asked).fetchall())
    assert [[tuple(map(int, row)) for row in rows] for rows in found] == [
        [(80_000, 70_000)],
        [(80_000, 50_000), (90_000, 80_000)],
    ]


def _hand_in_three_years(home: Path) -> None:
    forms = sample_years()
    held = Form((line("乙", "2"),), fiscal_year=None)
    for form in (*forms.values(), again(forms[2021], lines=forms[2021].lines[:5], days=9), held):
        load_batch(str(hand_in(home, form)))
    for year in forms:
        publish_fiscal_year(year)


def _contents(ask: Ask) -> dict[str, Any]:
    """What stands in the tables, and every view as text, without keys and the times of this run."""
    found: dict[str, Any] = {"tables": ask(EVERYTHING)}
    with connect() as connection:
        connection.adapters.register_loader("timestamptz", TextLoader)  # Python has no -infinity
        for view in view_files.views():
            name = sql.Identifier(*view.split("."))
            rows = connection.cursor(row_factory=dict_row).execute(sql.SQL("select * from {}").format(name)).fetchall()
            found[view] = sorted(repr(_comparable(row)) for row in rows)
    return found


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    varying = ("settled_at", "asked_at", "answered_at", "lineage_code", "finding_code")
    return {name: value for name, value in row.items() if name not in varying and not name.endswith(("_key", "_keys"))}
