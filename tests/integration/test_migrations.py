"""Migrations on a real PostgreSQL: forward, back, twice, and equal to the tables that the code declares."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from finding_batch import Told, load_told
from handed_in import Form, again, hand_in, line
from mart_places import place
from sqlalchemy import MetaData
from warehouse_contents import EVERYTHING, connect

from selfeval.errors import ConfigurationError
from selfeval.settings import settings
from selfeval.steps.keep_list import import_list
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse import connection as warehouse_connection
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.marts import storing
from selfeval.warehouse.schema import views
from selfeval.warehouse.schema.migrate import (
    MIGRATIONS,
    VERSION_SCHEMA,
    current_revision,
    downgrade,
    migrate,
    newest_revision,
)
from selfeval.warehouse.schema.reader import ReaderRoleRefusedError
from selfeval.warehouse.tables import staging, star

Ask = Callable[..., list[tuple[Any, ...]]]
KEPT_MARTS = ("form_version", "project_year_on_year", "department_year_on_year", "trace_amount", "submission_board")

STORED_TABLES = tuple(stored.name for stored in storing.STORED)
"""Made with the views, whose columns they have."""


def test_migrated_database_equals_the_declared_tables(postgres: Callable[[], str]) -> None:
    url = postgres()
    migrate(url)
    options = {
        "version_table_schema": VERSION_SCHEMA,
        "include_schemas": True,
        "compare_type": True,
        "include_name": _is_declared,
    }
    with transaction(url) as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, _together()) == []


def test_second_migration_has_nothing_to_do(postgres: Callable[[], str]) -> None:
    url = postgres()
    assert migrate(url)
    assert not migrate(url)


def test_processes_that_migrate_at_once_do_it_once(postgres: Callable[[], str]) -> None:
    url = postgres()
    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(migrate, [url] * 3)) == [False, False, True]


def test_every_revision_goes_back_and_forth(postgres: Callable[[], str]) -> None:
    url = postgres()
    migrate(url)
    for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions():
        revision = str(script.down_revision or "base")
        downgrade(url, revision)
    with transaction(url) as connection:
        assert current_revision(connection) is None
    assert migrate(url)
    with transaction(url) as connection:
        assert current_revision(connection) == newest_revision()


def test_findings_loaded_before_their_history_was_kept_learn_it(home: Path, ask: Ask) -> None:
    form = Form((line("甲", "1"), line("乙", "2")))
    odd = Told(2, rule="figure-not-a-number", cell="Sheet1!L5")
    load_told(home, form, Told(1), Told(1), odd, Told(None))
    load_told(home, again(form, days=5, salt="second"), odd)
    known = (
        "select submission_key, finding_number, project_key, subject_code, finding_code from core.finding order by 1, 2"
    )
    states = "select finding_number, finding_state from mart.quality_finding order by version_number, 1"
    as_loaded, in_state = ask(known), ask(states)
    assert [row[3] for row in as_loaded] == [
        *["amount:budget:general"] * 2,
        "stated_rate",
        "printed:61.8",
        "stated_rate",
    ]
    assert len({row[-1] for row in as_loaded}) == 4
    downgrade(str(settings().warehouse_url), "0003_reader")
    assert migrate(str(settings().warehouse_url))
    assert ask(known) == as_loaded
    assert ask(states) == in_state == [(1, "fixed"), (2, "fixed"), (3, "superseded"), (4, "fixed"), (1, "open")]
    assert ask("select distinct rule_set_version from core.finding") == [(None,)]


def test_lists_go_with_their_revision_and_leave_the_rest_as_it_was(home: Path, ask: Ask) -> None:
    load_told(home, Form((line("甲", "1"),)), Told(1))
    counts = "select (select count(*) from core.fct_budget_execution), (select count(*) from core.fct_quality_finding)"
    loaded = ask(counts)
    (home / "list.csv").write_text("部门,区划,起始年度\n民政局本级,东区,2021\n", encoding="utf-8")
    import_list("expected_department", home / "list.csv")
    downgrade(str(settings().warehouse_url), "0007_hand_in_outcome")
    assert ask("select to_regclass('core.expected_department'), to_regclass('core.dim_region')") == [(None, None)]
    assert migrate(str(settings().warehouse_url))
    assert ask(counts) == loaded
    assert ask("select region_code from core.dim_region") == [("unassigned",)]


def test_lineage_matched_before_departments_mattered_keeps_its_rows(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line("甲", "1"),), 2020), Form((line("甲", "2"), line("乙", "1")), 2021))))
    publish_fiscal_year(2021)
    rows = "select * from core.lineage order by lineage_key"
    known = ask(rows)
    downgrade(str(settings().warehouse_url), "0007_hand_in_outcome")
    assert migrate(str(settings().warehouse_url))
    assert ask(rows) == known


def test_every_step_back_and_forth_keeps_what_a_loaded_warehouse_holds(home: Path, ask: Ask) -> None:
    """Down to 0006 step by step and up again: a correction, a held form mended later, a disputed one, two years."""
    before = Form((line("甲", "1"), line("丙", "3")), 2020)
    now = Form((line("甲", "2", findings=("critical",)), line("乙", "1")), 2021, days=1)
    held = again(now, lines=(line("甲", "9"),), faults=("金额单位无法识别",), days=2, salt="held")
    for form in (before, now, held, again(now, lines=(line("甲", "3"), line("乙", "1")), days=3, salt="mended")):
        load_batch(str(hand_in(home, form)))
    publish_fiscal_year(2021)
    facts = EVERYTHING, "select * from core.lineage order by lineage_key"
    marts = tuple(f"select * from {place(mart)} as row order by row::text" for mart in KEPT_MARTS)  # noqa: S608
    kept = {query: ask(query) for query in (*facts, *marts)}
    assert all(kept.values())
    url = str(settings().warehouse_url)
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    counts = "select (select count(*) from core.fct_budget_execution), (select count(*) from core.fct_indicator_result)"
    loaded = ask(counts)
    for revision in revisions[1 : revisions.index("0006_same_finding") + 1]:
        downgrade(url, revision)
        assert ask(counts) == loaded, revision
    assert migrate(url)
    assert {query: ask(query) for query in kept} == kept


def test_changed_view_is_made_again_without_a_revision(ask: Ask) -> None:
    ask("update core.applied_definition set fingerprint = 'of older files' returning 1")
    with connect() as connection:
        connection.execute("drop view mart_history.receipt")
    assert migrate(str(settings().warehouse_url))
    assert ask("select count(*) from mart_history.receipt") == [(0,)]


def test_views_of_an_earlier_version_do_not_stop_the_next_one(ask: Ask) -> None:
    retired = list(views.RETIRED)
    with connect() as connection:
        for name in retired:
            connection.execute(f"create view {name} as select * from core.counted_line")  # noqa: S608 (a name of ours)
        connection.execute("delete from core.applied_definition")
    assert migrate(str(settings().warehouse_url))
    assert [ask("select to_regclass(%s)", name) for name in retired] == [[(None,)]] * len(retired)
    assert ask("select count(*) from core.counted_line") == [(0,)]


def test_every_table_view_and_column_has_a_bilingual_comment(ask: Ask) -> None:
    uncommented = ask(
        """
        select class.oid::regclass::text, attribute.attname
        from pg_class as class
        left join pg_attribute as attribute on class.oid = attribute.attrelid and attribute.attnum > 0
            and not attribute.attisdropped
        where class.relnamespace::regnamespace::text ~ '^(staging|core|mart(_.*)?)$'
            and class.relkind in ('r', 'v') and class.relname <> 'alembic_version'
            and (
                coalesce(obj_description(class.oid, 'pg_class'), '') not like '%% / %%'
                or coalesce(col_description(class.oid, attribute.attnum), '') = ''
            )
        """
    )
    assert uncommented == []


def test_server_that_refuses_the_role_is_told_what_to_do(postgres: Callable[[], str]) -> None:
    url = postgres()
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("drop role if exists owner_without_createrole")
        connection.execute("create role owner_without_createrole login")
        connection.execute("grant create on database {} to owner_without_createrole".format(_name(plain)))  # noqa: UP032
        exists = connection.execute("select 1 from pg_roles where rolname = 'bi_reader'").fetchall()
        if exists:
            connection.execute("alter role bi_reader rename to bi_reader_aside")
    try:
        with pytest.raises(ReaderRoleRefusedError, match="create role bi_reader nologin"):
            migrate(url.replace("postgres:@", "owner_without_createrole:@"))
    finally:
        if exists:
            with psycopg.connect(plain, autocommit=True) as connection:
                connection.execute("alter role bi_reader_aside rename to bi_reader")


def test_server_that_refuses_to_confine_the_reader_is_migrated_all_the_same(
    postgres: Callable[[], str], caplog: pytest.LogCaptureFixture
) -> None:
    migrate(postgres())
    url = postgres()
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        if connection.execute("select 1 from pg_extension where extname = 'citus'").fetchall():
            pytest.skip("Citus 须由库的所有者迁移 / On Citus the database's owner migrates")
        connection.execute("alter role bi_reader reset default_transaction_read_only")
        connection.execute("drop role if exists plain_owner")
        connection.execute("create role plain_owner login")
        connection.execute("grant create on database {} to plain_owner".format(_name(plain)))  # noqa: UP032
    with caplog.at_level(logging.WARNING):
        assert migrate(url.replace("postgres:@", "plain_owner:@"))
    assert "alter role bi_reader set default_transaction_read_only = on" in caplog.text
    assert "revoke execute on function %s from public" in caplog.text


def test_missing_and_wrong_addresses_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SELFEVAL_WAREHOUSE_URL", raising=False)
    settings.cache_clear()
    with pytest.raises(ConfigurationError, match="SELFEVAL_WAREHOUSE_URL"), transaction():
        pass
    address = "postgresql+psycopg://someone:secret@127.0.0.1:9/none"
    with pytest.raises(warehouse_connection.WarehouseUnreachableError) as caught, transaction(address):
        pass
    assert "secret" not in str(caught.value)
    assert "127.0.0.1:9" in str(caught.value)
    settings.cache_clear()


def test_database_of_a_newer_version_is_refused_in_words(postgres: Callable[[], str]) -> None:
    url = postgres()
    migrate(url)
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("update core.alembic_version set version_num = '9999_future'")
    with pytest.raises(ConfigurationError, match="warehouse-newer"):
        migrate(url)


def _is_declared(name: str | None, kind: str, _: object) -> bool:
    """Our schemas, without the tables that have the columns of their views."""
    if kind == "table":
        return not str(name).startswith(STORED_TABLES)
    return kind != "schema" or name in {"staging", "core"}


def _together() -> MetaData:
    """Both schemas' tables in one collection, as the comparison takes them."""
    tables = MetaData()
    for table in (*staging.metadata.sorted_tables, *star.metadata.sorted_tables):
        table.to_metadata(tables)
    return tables


def _name(url: str) -> str:
    with psycopg.connect(url) as connection:
        return str(connection.info.dbname)
