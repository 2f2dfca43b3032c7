"""The embedded PostgreSQL through start, stop and crash, on a home of its own."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from selfeval import paths
from selfeval.local import postgres, question, roles, stack
from selfeval.local.credentials import credentials
from selfeval.local.errors import NotADatabaseFolderError, PortTakenError, SqlRefusedError, WarehouseEmptyError
from selfeval.settings import settings


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home without a server yet; its server is stopped at the end."""
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path / "主 home"))
    monkeypatch.setenv("SELFEVAL_WAREHOUSE_PORT", str(free_port()))
    for name in ("SELFEVAL_LANDING", "SELFEVAL_WAREHOUSE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    yield settings().home
    postgres.stop()
    settings.cache_clear()


@pytest.fixture
def server(own_home: Path) -> postgres.Server:
    """A running server with its roles, on the local socket only."""
    assert stack.open_server()
    assert own_home.exists()
    return postgres.embedded()


def ask_owner(server: postgres.Server, query: str) -> object:
    address = server.url("selfeval", "selfeval").replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else None


def test_starting_a_running_server_does_nothing(server: postgres.Server):
    assert not stack.open_server()
    assert postgres.embedded() == server


def test_what_was_committed_outlives_a_crash(server: postgres.Server):
    ask_owner(server, "create table kept as select 1 as one")
    os.kill(server.pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(server.pid)] if psutil.pid_exists(server.pid) else [], timeout=5)
    assert postgres.running() is None
    assert postgres.start(tcp=False)
    assert ask_owner(postgres.embedded(), "select one from kept") == [(1,)]


def test_a_pid_file_whose_pid_is_another_programs_is_stale(server: postgres.Server):
    file = paths.postgres_data() / "postmaster.pid"
    lines = file.read_text().splitlines()
    postgres.stop()
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert postgres.running() is None
    assert postgres.start(tcp=False)
    assert postgres.embedded().socket_folder == server.socket_folder


def test_tcp_is_open_only_where_asked_for_and_only_with_the_password(server: postgres.Server):
    assert not server.is_on_tcp
    assert postgres.start(tcp=True)
    address = {"host": "127.0.0.1", "port": settings().warehouse_port, "dbname": "selfeval"}
    reader = {**address, "user": "bi_reader"}
    with psycopg.connect(**reader, password=credentials().bi_reader) as connection:
        assert connection.execute("select current_user").fetchone() == ("bi_reader",)
    for stranger in ({**reader, "password": "guessed"}, {**address, "user": "selfeval", "password": "selfeval"}):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(**stranger)


def test_no_role_of_ours_is_a_superuser(server: postgres.Server):
    found = ask_owner(server, "select rolname from pg_roles where rolsuper and rolname !~ '^pg_'")
    assert found == [("postgres",)]


def test_bi_reader_cannot_enter_airflows_database(server: postgres.Server):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(server.url("bi_reader", "airflow").replace("+psycopg", ""))


def test_a_question_is_asked_as_bi_reader_and_cannot_write(server: postgres.Server):
    assert postgres.running() == server
    assert question.ask("select current_user as who") == question.Answer(["who"], [("bi_reader",)])
    ask_owner(server, "create schema mart")
    with pytest.raises(SqlRefusedError, match="read-only"):
        question.ask("create table mine (one int)")
    with pytest.raises(SqlRefusedError, match="multiple commands"):
        question.ask("select 1; set transaction read write")


@pytest.mark.parametrize("statement", ["select lo_create(0)", "create temporary table mine (one int)"])
def test_reader_writes_nothing_in_a_session_of_its_own(server: postgres.Server, statement: str):
    address = server.url("bi_reader", "selfeval").replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection, pytest.raises(psycopg.Error):
        connection.execute(statement.encode())


def test_a_question_that_fails_before_anything_was_loaded_says_what_to_run_first(server: postgres.Server):
    assert postgres.running() == server
    with pytest.raises(WarehouseEmptyError, match="make run"):
        question.ask("select * from mart_history.receipt")


def test_the_note_of_migrated_metadata_lies_in_the_database_itself(server: postgres.Server):
    assert roles.metadata_version(server) is None
    roles.note_metadata_version(server)
    assert roles.metadata_version(server) == roles.airflow_version()


def test_a_deep_folder_gets_a_short_socket(own_home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SELFEVAL_HOME", str(own_home / ("深" * 30) / "home"))
    settings.cache_clear()
    assert stack.open_server()
    folder = postgres.embedded().socket_folder
    assert question.ask("select 1").rows == [(1,)]
    assert folder.stat().st_mode & 0o077 == 0
    postgres.stop()
    assert not folder.exists()


def test_a_taken_port_leaves_the_server_down_and_is_named(own_home: Path):
    with socket.create_server(("127.0.0.1", settings().warehouse_port)), pytest.raises(PortTakenError):
        postgres.start(tcp=True)
    assert postgres.running() is None
    assert own_home.exists()


def test_a_folder_that_is_no_database_is_refused_and_left_alone(own_home: Path):
    paths.postgres_data().mkdir(parents=True)
    (paths.postgres_data() / "holiday.jpg").touch()
    with pytest.raises(NotADatabaseFolderError):
        postgres.start(tcp=False)
    assert list(own_home.rglob("*.jpg"))
