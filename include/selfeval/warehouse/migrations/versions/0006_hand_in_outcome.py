"""A receipt remembers what its own hand-in came to, so that versions have the times of their hand-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0006_hand_in_outcome"
down_revision = "0005_waiver"
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


def downgrade() -> None:
    op.drop_column("receipt", "settled_state", schema="core")
