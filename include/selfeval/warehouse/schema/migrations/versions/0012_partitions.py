"""Facts in one partition a fiscal year, their keys with department and year; indexes for the queries that there are."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0012_partitions"
down_revision = "0011_rule_part"
branch_labels = None
depends_on = None

GRAIN = {
    "fct_budget_execution": ("form_version_key", "project_number", "measure_code", "funding_source_code"),
    "fct_project_evaluation": ("form_version_key", "project_number"),
    "fct_indicator_result": ("form_version_key", "project_number", "indicator_number"),
}
SUBJECT = ("department_key", "fiscal_year")
BY_SUBJECT = ("fiscal_year", "department_key", "project_key")
NOT_INDEXED_BEFORE = "fct_indicator_result"
INDEXES = (
    ("ix_dim_form_version__series", "dim_form_version", ("department_key", "fiscal_year", "family", "series_code")),
    ("ix_fct_quality_finding__line", "fct_quality_finding", ("form_version_key", "project_number")),
    ("ix_receipt__name", "receipt", ("channel_name", "file_name", "receipt_key")),
)


def upgrade() -> None:
    subject = ("form_version_key", *SUBJECT)
    op.create_unique_constraint("uq_dim_form_version__subject", "dim_form_version", subject, schema="core")
    for fact, grain in GRAIN.items():
        _replace(fact, (*grain, *SUBJECT), subject, is_partitioned=True)
        _index(f"ix_{fact}__subject", fact, BY_SUBJECT)
    for index in INDEXES:
        _index(*index)


def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table, schema="core")
    for fact, grain in GRAIN.items():
        _replace(fact, grain, ("form_version_key",), is_partitioned=False)
        if fact != NOT_INDEXED_BEFORE:
            _index(op.f(f"ix_{fact}__{'_'.join(BY_SUBJECT)}"), fact, BY_SUBJECT)
    op.drop_constraint("uq_dim_form_version__subject", "dim_form_version", schema="core")


def _replace(fact: str, key: Iterable[str], version: Iterable[str], *, is_partitioned: bool) -> None:
    """Move a fact's rows into a table of the same columns, with another key and reference to the version."""
    foreign_keys, comment = _foreign_keys(fact), _comment(fact)
    op.execute(f"alter table core.{fact} rename to {fact}_replaced")
    clause = "partition by list (fiscal_year)" if is_partitioned else ""
    op.execute(f"create table core.{fact} (like core.{fact}_replaced including comments) {clause}")
    op.execute(f"comment on table core.{fact} is {_quoted(comment)}")
    if is_partitioned:
        _add_partitions(fact, comment)
    op.execute(f"insert into core.{fact} select * from core.{fact}_replaced")  # noqa: S608 (a name of ours)
    op.execute(f"drop table core.{fact}_replaced")
    op.create_primary_key(f"pk_{fact}", fact, list(key), schema="core")
    foreign_keys[f"fk_{fact}__form_version_key"] = (
        f"foreign key ({', '.join(version)}) references core.dim_form_version ({', '.join(version)})"
    )
    for name, definition in foreign_keys.items():
        op.execute(f"alter table core.{fact} add constraint {name} {definition}")


def _add_partitions(fact: str, comment: str) -> None:
    years = op.get_bind().scalars(sa.text(f"select distinct fiscal_year from core.{fact}_replaced order by 1"))  # noqa: S608 (a name of ours)
    for year in years.all():
        op.execute(
            f"create table core.{fact}_{year} (like core.{fact} including comments); "
            f"alter table core.{fact} attach partition core.{fact}_{year} for values in ({year})"
        )
        op.execute(f"comment on table core.{fact}_{year} is {_quoted(comment)}")


def _foreign_keys(fact: str) -> dict[str, str]:
    found = op.get_bind().execute(
        sa.text(
            "select conname, pg_get_constraintdef(oid) as definition from pg_constraint "
            "where conrelid = cast(:fact as regclass) and contype = 'f' order by conname"
        ),
        {"fact": f"core.{fact}"},
    )
    return {row.conname: row.definition for row in found}


def _comment(fact: str) -> str:
    asked = sa.text("select obj_description(cast(:fact as regclass), 'pg_class')")
    return str(op.get_bind().scalar(asked, {"fact": f"core.{fact}"}))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _index(name: str, table: str, columns: Iterable[str]) -> None:
    op.create_index(name, table, list(columns), schema="core")
