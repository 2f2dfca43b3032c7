"""An empty or older database → the warehouse as this version of the code knows it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from selfeval.errors import ConfigurationError
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.lineage import comparing
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.schema import citus, views

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 7_202_100_001
"""Advisory lock: one migration at a time; any number that nothing else in the database uses."""
VERSION_SCHEMA = "core"
"""Alembic's version table lies beside ours: Airflow keeps another of that name in schema public."""


class NewerWarehouseError(ConfigurationError):
    """The database was migrated by a newer version of the code."""

    slug = "warehouse-newer"
    zh = "数据仓库的结构版本 {revision} 比程序新。请升级程序，或改用与之相应的数据库。"
    en = "The warehouse is at revision {revision}, newer than this program. Upgrade it, or use a database of its own."


def migrate(url: str) -> bool:
    """Upgrade to the newest revision and refresh the views; True where something had to be done.

    One transaction under an advisory lock: two processes may call it at once, and a failure leaves what was there.
    Raises ReaderRoleRefusedError where role bi_reader is missing and may not be created, and NewerWarehouseError.
    """
    with transaction(url) as connection:
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        revision = current_revision(connection)
        if revision not in (None, *known_revisions()):
            raise NewerWarehouseError(revision=revision)
        is_behind = revision != newest_revision()
        if is_behind:
            if revision is not None:
                views.drop(connection)
            command.upgrade(configuration(connection), "head")
        is_spread = citus.distribute(connection)
        is_new = views.refresh(connection)
        if is_new or is_behind:
            renewing.all_lineage_published(connection)
        if is_behind:
            comparing.settle_all(connection)
        if is_new or is_behind:
            renewing.renew_all(connection)
        return is_new or is_spread or is_behind


def downgrade(url: str, revision: str) -> None:
    """Go back to an older revision (`base`: to before the first); the views go, and come back with `migrate`."""
    with transaction(url) as connection:
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        citus.allow_drops(connection)
        views.drop(connection)
        command.downgrade(configuration(connection), revision)


def current_revision(connection: Connection) -> str | None:
    """The revision that a database is at; None where it was never migrated."""
    return MigrationContext.configure(connection, opts={"version_table_schema": VERSION_SCHEMA}).get_current_revision()


def known_revisions() -> set[str]:
    """Every revision that the code has."""
    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def newest_revision() -> str | None:
    """The newest revision that the code has."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration in code; the migrations run in the connection's own transaction."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
