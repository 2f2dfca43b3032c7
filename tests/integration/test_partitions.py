"""Facts by fiscal year on a real PostgreSQL: partitions come with their years, and rows are kept through migrations."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from handed_in import Form, again, hand_in, line, sample_years
from psycopg import errors, sql
from warehouse_contents import connect

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.schema.migrate import downgrade, migrate

Ask = Callable[..., list[tuple[Any, ...]]]
BY_YEAR = ("fct_budget_execution", "fct_indicator_result", "fct_project_evaluation")
PARTITIONS = """
select child.relname from pg_inherits inner join pg_class as child on inhrelid = child.oid
where child.relkind = 'r' and child.relnamespace = 'core'::regnamespace and child.relname ~ '^fct_'
order by 1
"""
ROWS = """
select to_jsonb(fct_budget_execution)::text from core.fct_budget_execution
union all
select to_jsonb(fct_indicator_result)::text from core.fct_indicator_result
union all
select to_jsonb(fct_project_evaluation)::text from core.fct_project_evaluation
order by 1
"""
MARTS = "select to_jsonb(project_year_on_year)::text from mart_detail.project_year_on_year order by 1"
COPY_TO = """
insert into core.fct_project_evaluation (
    form_version_key, project_number, project_key, anchor_cell, is_disputed, fiscal_year, department_key
)
select form_version_key, 9, project_key, 'A1', false, subject
from core.fct_project_evaluation cross join (select max(department_key) as other_key from core.dim_department) as other
"""
CONSTRAINTS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
where conrelid in (select oid from pg_class where relnamespace = 'core'::regnamespace and not relispartition)
union all
select tablename, indexname, regexp_replace(indexdef, ' ON (ONLY )?', ' on ') from pg_indexes
where schemaname = 'core' and tablename !~ '_20[0-9]{2}$'
order by 1, 2, 3
"""


def test_migration_back_and_forth_keeps_every_row_and_key(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, *sample_years().values())))
    load_batch(str(hand_in(home, again(sample_years()[2021], lines=sample_years()[2021].lines[:3], days=9))))
    publish_fiscal_year(2021)
    before = [ask(question) for question in (ROWS, CONSTRAINTS, PARTITIONS, MARTS)]
    downgrade(str(settings().warehouse_url), "0010_score_cells")
    assert ask(ROWS) == before[0]
    assert ask(PARTITIONS) == []
    assert migrate(str(settings().warehouse_url))
    assert [ask(question) for question in (ROWS, CONSTRAINTS, PARTITIONS, MARTS)] == before


def test_every_row_lies_in_the_partition_of_its_year(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, *sample_years().values())))
    partitions = [name for (name,) in ask(PARTITIONS)]
    assert partitions == [f"{fact}_{year}" for fact in BY_YEAR for year in (2020, 2021, 2022)]
    for name in partitions:
        years = sql.SQL("select distinct fiscal_year from {}").format(sql.Identifier("core", name))
        assert ask(years) == [(int(name[-4:]),)]


def test_file_that_is_held_makes_no_partition(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line("甲", "1"),), fiscal_year=1921, faults=("年度无法识别",)))))
    assert ask("select count(*) from pg_inherits where inhparent = 'core.fct_budget_execution'::regclass") == [(0,)]


def test_new_year_comes_while_a_report_is_read_and_another_load_writes(home: Path, ask: Ask) -> None:
    if ask("select 1 from pg_extension where extname = 'citus'"):
        pytest.skip("Citus 附加分区时等待正在写入者 / Citus waits for writers while it attaches a partition")
    load_batch(str(hand_in(home, Form((line("甲", "1"),)))))
    folder = str(hand_in(home, Form((line("甲", "1"),), fiscal_year=2022)))
    with connect() as report, connect() as other, report.transaction(), other.transaction():
        report.execute("select * from mart_trace.trace_amount")
        other.execute("update core.fct_project_evaluation set total_score = 1 where fiscal_year = 2021")
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(load_batch, folder).result(60)["loaded"] == 1
        assert report.execute("select count(*) from core.fct_project_evaluation").fetchall() == [(2,)]


def test_batches_that_bring_the_same_year_at_once_both_load(home: Path, ask: Ask) -> None:
    folders = [
        str(hand_in(home, Form((line("甲", "1"),), department=f"部门{n}"), channel=f"部门{n}")) for n in range(4)
    ]
    with ThreadPoolExecutor(4) as pool:
        assert [outcome["loaded"] for outcome in pool.map(load_batch, folders)] == [1] * 4
    assert ask("select count(*) from core.fct_project_evaluation_2021") == [(4,)]


def test_fact_of_another_department_or_year_than_its_version_is_refused(home: Path) -> None:
    other = Form((line("乙", "1"),), department="教育局", fiscal_year=2022)
    load_batch(str(hand_in(home, Form((line("甲", "1"),)), other, channel="未分类")))
    for subject in ("4043 - fiscal_year, department_key", "fiscal_year, other_key"):
        command = sql.SQL(COPY_TO.replace("subject", subject))
        with pytest.raises(errors.ForeignKeyViolation), connect() as connection:
            connection.execute(command)
