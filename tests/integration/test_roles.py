"""Role bi_reader on a real PostgreSQL: reads every mart, and nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from handed_in import Form, again, hand_in, line, sample_years
from psycopg import errors, sql

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.decisions import replies, waivers
from selfeval.warehouse.decisions.events import Author
from selfeval.warehouse.schema import chinese, views
from selfeval.warehouse.schema import reader as reader_role
from selfeval.warehouse.tables import staging, star
from selfeval.warehouse.view_files import relations
from selfeval.warehouse.view_files import views as view_files

Reader = psycopg.Connection[tuple[Any, ...]]
HIDDEN = [f"{table.schema}.{table.name}" for table in (*staging.metadata.sorted_tables, *star.metadata.sorted_tables)]
HIDDEN += [view for view in view_files() if view.startswith("core.")]


@pytest.fixture
def reader(home: Path) -> Iterator[Reader]:
    """A login of its own as bi_reader, on the three sample years."""
    load_batch(str(hand_in(home, *sample_years().values())))
    card = Form((line("村级道路", "10", "9"),), department="交通局", family="card")
    for form in (card, again(card, lines=(line("村级道路", "20", "19"),), days=1)):
        load_batch(str(hand_in(home, form)))
    publish_fiscal_year(2021)
    asked = waivers.Request("parts-add-to-total", "民政局本级", 2021, None, "核实中", date(2099, 12, 31), "王芳")
    waivers.request(asked, "W1", "test")
    load_batch(str(hand_in(home, Form((line("甲", "1"),), department="教育局"))))
    replies.record_change("moved", "教育局", "民政局本级", 2022, Author("王芳", "机构改革", "test"))
    same = replies.KnownLineage("same", 2021, *["民政局本级"] * 2, *[("养老服务",)] * 2)
    replies.record_lineage(same, Author("王芳", "同名", "test"))
    address = str(settings().warehouse_url).replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("alter role bi_reader login")
    with psycopg.connect(address.replace("postgres:@", "bi_reader:@"), autocommit=True) as connection:
        yield connection


def test_reader_reads_every_mart(reader: Reader) -> None:
    assert reader.execute("select current_user").fetchall() == [("bi_reader",)]
    for mart in views.MARTS:
        assert reader.execute(sql.SQL("select * from {}").format(sql.Identifier(*mart.split(".")))).fetchall(), mart


def test_reader_may_read_the_views_of_mart_and_no_other_relation(reader: Reader) -> None:
    """As the catalogue says of every relation that is neither PostgreSQL's own nor an extension's, whoever made it."""
    readable = reader.execute(
        """
        select nspname || '.' || relname
        from pg_class
        inner join pg_namespace on relnamespace = pg_namespace.oid
        where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and nspname not like 'pg\\_%'
            and nspname not in ('information_schema')
            and not exists (select 1 from pg_depend where deptype = 'e' and objid = pg_class.oid)
            and case
                when relkind = 'S' then has_sequence_privilege(pg_class.oid, 'usage, select, update')
                else has_table_privilege(pg_class.oid, 'select, insert, update, delete, truncate, references, trigger')
                    or has_any_column_privilege(pg_class.oid, 'select, insert, update, references')
            end
        """
    ).fetchall()
    told = {f"{chinese.SCHEMA}.{mart.name}" for mart in relations().values() if mart.name}
    assert {view for (view,) in readable} == set(views.MARTS) | told
    usable = "select has_schema_privilege('core', 'usage') or has_schema_privilege('staging', 'usage')"
    assert reader.execute(usable).fetchall() == [(False,)]
    assert reader.execute(
        "select bool_or(has_table_privilege(oid, 'insert, update, delete')) from pg_class"
        " where relnamespace::regnamespace::text ~ '^mart(_|$)' and relkind = 'v'"
    ).fetchall() == [(False,)]


def test_reader_is_refused_everything_below_the_marts(reader: Reader) -> None:
    for hidden in HIDDEN:
        with pytest.raises(errors.InsufficientPrivilege):
            reader.execute(sql.SQL("select * from {}").format(sql.Identifier(*hidden.split("."))))


def test_reader_is_bounded(reader: Reader) -> None:
    """A question, a forgotten transaction and the connections of one BI server."""
    assert reader.execute("show statement_timeout").fetchall() == [("1min",)]
    assert reader.execute("show idle_in_transaction_session_timeout").fetchall() == [("10min",)]
    limit = "select rolconnlimit from pg_roles where rolname = current_user"
    assert reader.execute(limit).fetchall() == [(30,)]
    reader.execute("set statement_timeout = '10ms'")
    with pytest.raises(errors.QueryCanceled):
        reader.execute("select pg_sleep(1)")


def test_reader_has_the_schemas_of_the_marts_and_no_other(reader: Reader) -> None:
    usable = reader.execute(
        "select nspname from pg_namespace where has_schema_privilege(oid, 'usage, create')"
        " and nspname not in ('pg_catalog', 'information_schema')"
        # An extension lets everybody into its own schemas: they hold nothing of ours.
        " and oid not in (select objid from pg_depend where classid = 'pg_namespace'::regclass and deptype = 'e')"
    ).fetchall()
    assert {schema for (schema,) in usable} == {*views.SCHEMAS, chinese.SCHEMA}
    listed = reader.execute("select schema_name from information_schema.schemata").fetchall()
    assert {schema for (schema,) in listed} <= {*views.SCHEMAS, chinese.SCHEMA, "pg_catalog", "information_schema"}


def test_bounds_that_an_administrator_set_are_kept(home: Path) -> None:  # noqa: ARG001 (a migrated warehouse)
    with transaction() as connection:
        connection.exec_driver_sql("alter role bi_reader connection limit 7")
        reader_role.confine_reader_role(connection)
        asked = connection.exec_driver_sql("select rolconnlimit from pg_roles where rolname = 'bi_reader'")
        assert asked.scalar() == 7
        connection.rollback()


@pytest.mark.parametrize(
    "change",
    [
        "create table mart.mine (n int)",
        "create table core.mine (n int)",
        "create view mart.mine as select 1",
        "delete from mart.quality_finding",
        "update mart_history.receipt set file_name = 'x'",
        "create table public.mine (n int)",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
    ],
)
def test_reader_changes_nothing(reader: Reader, change: str) -> None:
    with pytest.raises(psycopg.Error):
        reader.execute(change)


def test_reader_writes_no_large_object_even_where_it_lifts_its_own_read_only_default(reader: Reader) -> None:
    assert reader.execute("show default_transaction_read_only").fetchall() == [("on",)]
    reader.execute("set default_transaction_read_only = off")
    with pytest.raises(errors.InsufficientPrivilege):
        reader.execute("select lo_from_bytea(0, 'x')")
