"""Where Alembic meets the tables: the caller's connection, schemas staging and core, and nothing else."""

from alembic import context
from sqlalchemy import text

from selfeval.warehouse.schema.migrate import VERSION_SCHEMA
from selfeval.warehouse.tables import staging, star

SCHEMAS = {"staging", "core"}


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "schema" or name in SCHEMAS


connection = context.config.attributes["connection"]
connection.execute(text("create schema if not exists core"))
context.configure(
    connection=connection,
    target_metadata=[staging.metadata, star.metadata],
    include_schemas=True,
    include_name=_is_ours,
    compare_type=True,
    version_table_schema=VERSION_SCHEMA,
)
with context.begin_transaction():
    context.run_migrations()
