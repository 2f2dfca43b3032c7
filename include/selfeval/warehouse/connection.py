"""Settings → transactions on the warehouse: the one place that knows its address."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from selfeval.errors import ConfigurationError
from selfeval.settings import settings

CONNECT_TIMEOUT_SECONDS = 10


class WarehouseUrlMissingError(ConfigurationError):
    """No address of a warehouse is set."""

    slug = "warehouse-url-missing"
    zh = (
        "没有设置数据仓库地址。请设置环境变量 SELFEVAL_WAREHOUSE_URL（postgresql+psycopg://…），"
        "或用 make run 启动自带的数据库。"
    )
    en = (
        "No warehouse address is set. Set SELFEVAL_WAREHOUSE_URL (postgresql+psycopg://…), "
        "or use `make run`, which starts the embedded one."
    )


class WarehouseUnreachableError(ConfigurationError):
    """The warehouse does not answer at the address that is set."""

    slug = "warehouse-unreachable"
    zh = "无法连接数据仓库：{address}（{reason}）。请检查数据库是否已启动，以及 SELFEVAL_WAREHOUSE_URL 是否正确。"
    en = (
        "Cannot reach the warehouse: {address} ({reason}). "
        "See that it is running and that SELFEVAL_WAREHOUSE_URL is right."
    )


def warehouse_url() -> str:
    """The address that is set; raises WarehouseUrlMissingError where none is."""
    url = settings().warehouse_url
    if not url:
        raise WarehouseUrlMissingError
    return url


def engine(url: str) -> Engine:
    """An engine without a pool: a task is a short process, and a pool must not cross its fork."""
    try:
        return create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            connect_args={"application_name": "selfeval", "connect_timeout": CONNECT_TIMEOUT_SECONDS},
        )
    except ArgumentError as error:
        raise WarehouseUnreachableError(address="SELFEVAL_WAREHOUSE_URL", reason=str(error)) from error


@contextmanager
def transaction(url: str | None = None) -> Iterator[Connection]:
    """One transaction, committed when the block ends and rolled back when it raises.

    Without an address, the one that is set. Raises WarehouseUrlMissingError or WarehouseUnreachableError.
    """
    with _connect(url) as connection, connection.begin():
        yield connection


@contextmanager
def discarded() -> Iterator[Connection]:
    """One transaction that sees one moment and is always rolled back: what is changed in it is seen in it only.

    Raises WarehouseUrlMissingError or WarehouseUnreachableError.
    """
    with _connect() as connection:
        begun = connection.execution_options(isolation_level="REPEATABLE READ").begin()
        try:
            yield connection
        finally:
            begun.rollback()


def _connect(url: str | None = None) -> Connection:
    target = engine(url or warehouse_url())
    try:
        return target.connect()
    except OperationalError as error:
        address = target.url.render_as_string(hide_password=True)
        raise WarehouseUnreachableError(address=address, reason=str(error.orig).strip()) from error
