"""Receipts remember what their own hand-in came to; names lose the dates of validity that nothing ever set."""

import sqlalchemy as sa
from alembic import op

revision = "0007_hand_in_outcome"
down_revision = "0006_same_finding"
branch_labels = None
depends_on = None

LEARN = """
with
last_read as (
    select submission_key, max(receipt_key) as receipt_key, max(received_at) as received_at
    from core.receipt
    where not is_duplicate
    group by submission_key
),

version as (
    select distinct
        submission_key, department_key, fiscal_year, family, series_code, submission.received_at, submission.state
    from core.dim_form_version
    inner join core.submission using (submission_key)
),

outcome as (
    select
        receipt.receipt_key,
        case
            when submission.state = 'received' and receipt.receipt_key >= last_read.receipt_key then null
            when submission.state = 'held' then 'held'
            when submission.state = 'loaded' and receipt.receipt_key >= last_read.receipt_key then 'loaded'
            when exists (
                select 1
                from version as own
                inner join version as other using (department_key, fiscal_year, family, series_code)
                where
                    own.submission_key = receipt.submission_key
                    and other.submission_key <> own.submission_key
                    and other.state = 'loaded'
                    and other.received_at > receipt.received_at
                    and other.received_at < last_read.received_at
            ) then 'loaded'
            else 'held'
        end as settled_state
    from core.receipt
    inner join core.submission using (submission_key)
    inner join last_read using (submission_key)
)

update core.receipt
set settled_state = outcome.settled_state
from outcome
where receipt.receipt_key = outcome.receipt_key
"""
"""Hand-ins before this revision kept no outcome. The last reading has the file's; what was read again after it had been
settled was either replaced in between, by a version that is there, or else held."""

NAMES = {
    "dim_department": (
        ["department_code"],
        (
            "部门：一行一个名称；各名称的年度见 mart.dim_department / "
            "one row per name; its years are in mart.dim_department"
        ),
        "部门：一行一个部门的一段历史 / one row per department and span of validity",
    ),
    "dim_project": (
        ["department_key", "project_code", "project_name_code"],
        (
            "项目：一行一个部门的一个项目（编码与名称）；各名称的年度见 mart.dim_project / "
            "one row per department, code and name; their years are in mart.dim_project"
        ),
        "项目：一行一个部门的一个项目（编码与名称）的一段历史 / one row per project and span of validity",
    ),
}
"""What is unique in each, and its comment after and before."""


def upgrade() -> None:
    op.add_column(
        "receipt",
        sa.Column(
            "settled_state",
            sa.String(),
            nullable=True,
            comment="本次报送的结果：loaded 已受理、held 未受理；未处理为空 / "
            "what this hand-in came to: loaded or held; null while it waits",
        ),
        schema="core",
    )
    op.create_check_constraint(
        op.f("ck_receipt__settled_state"), "receipt", "settled_state in ('loaded', 'held')", schema="core"
    )
    op.execute(LEARN)
    for table, (columns, comment, before) in NAMES.items():
        _rekey(table, [*columns, "valid_from"], columns)
        op.drop_column(table, "valid_from", schema="core")
        op.drop_column(table, "valid_to", schema="core")
        op.create_table_comment(table, comment, existing_comment=before, schema="core")


def downgrade() -> None:
    for table, (columns, comment, before) in NAMES.items():
        for column in _validity():
            op.add_column(table, column, schema="core")
        _rekey(table, columns, [*columns, "valid_from"])
        op.create_table_comment(table, before, existing_comment=comment, schema="core")
    op.drop_column("receipt", "settled_state", schema="core")


def _rekey(table: str, columns: list[str], unique: list[str]) -> None:
    op.drop_constraint(op.f(f"uq_{table}__{'_'.join(columns)}"), table, schema="core")
    op.create_unique_constraint(op.f(f"uq_{table}__{'_'.join(unique)}"), table, unique, schema="core")


def _validity() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column(
            "valid_from",
            sa.Date(),
            server_default=sa.text("date '1900-01-01'"),
            nullable=False,
            comment="生效日 / first day of validity",
        ),
        sa.Column(
            "valid_to",
            sa.Date(),
            nullable=True,
            comment="失效日；空为现行 / day after the last one; null while current",
        ),
    )
