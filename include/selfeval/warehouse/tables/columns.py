"""Kinds of columns that the star's tables are made of: keys, texts, exact numbers, and copies of staged columns."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, MetaData, Numeric, String, Table

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s__%(column_0_name)s",
    "uq": "uq_%(table_name)s__%(column_0_N_name)s",
    "ix": "ix_%(table_name)s__%(column_0_N_name)s",
    "ck": "ck_%(table_name)s__%(constraint_name)s",
}
metadata = MetaData(schema="core", naming_convention=NAMING)
"""Everything in schema core; constraints carry names, so that a migration can alter them."""


def surrogate(name: str, comment: str) -> Column[int]:
    """A key without meaning, counted by PostgreSQL; gaps are normal."""
    return Column(name, BigInteger, Identity(), primary_key=True, comment=comment)


def reference(
    name: str, target: str, comment: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[object]:
    """A foreign key to `table.column` of schema core; its type is the target's."""
    key = ForeignKey(f"core.{target}")
    return Column(name, key, nullable=nullable, primary_key=primary_key, autoincrement=False, comment=comment)


def text(name: str, comment: str, *, nullable: bool = True) -> Column[str]:
    """A text of any length."""
    return Column(name, String, nullable=nullable, comment=comment)


def number(name: str, comment: str, *, nullable: bool = True) -> Column[object]:
    """An exact number without declared precision: what was printed keeps every digit."""
    return Column(name, Numeric, nullable=nullable, comment=comment)


def staged(table: Table, *names: str) -> list[Column[object]]:
    """Columns as staging declares them, with its comments; numbers lose their padding to a fixed scale."""
    return [_copied(table.columns[name]) for name in names]


def _copied(column: Column[object]) -> Column[object]:
    kind = Numeric() if isinstance(column.type, Numeric) else column.type
    return Column(column.name, kind, nullable=column.nullable, comment=column.comment)
