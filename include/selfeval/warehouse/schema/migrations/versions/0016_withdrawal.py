"""Withdrawals of accepted files as events that are only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0016_withdrawal"
down_revision = "0015_truncate_apart"
branch_labels = None
depends_on = None

GUARDS = {"only_added": "update or delete", "never_emptied": "truncate"}


def upgrade() -> None:
    op.create_table(
        "withdrawal_event",
        sa.Column("event_key", sa.BigInteger(), sa.Identity(), nullable=False, comment="事件键 / surrogate key"),
        sa.Column("submission_key", sa.BigInteger(), nullable=False, comment="报送键 / the file that is withdrawn"),
        sa.Column(
            "event",
            sa.String(),
            nullable=False,
            comment="事件：withdrawn 撤回、revoked 撤销撤回 / withdrawn, or the withdrawal revoked",
        ),
        sa.Column(
            "actor_name",
            sa.String(),
            nullable=False,
            comment="撤回或撤销者 / who withdrew the file or revoked that",
        ),
        sa.Column(
            "happened_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="发生时间；撤回者自此不计 / when it happened: from then on a withdrawn file does not count",
        ),
        sa.Column("note", sa.String(), nullable=False, comment="理由 / reason"),
        sa.Column(
            "recorded_through",
            sa.String(),
            nullable=False,
            comment="登记途径 / the run or command that recorded it",
        ),
        sa.CheckConstraint("event in ('withdrawn', 'revoked')", name=op.f("ck_withdrawal_event__event")),
        sa.CheckConstraint("actor_name <> ''", name=op.f("ck_withdrawal_event__actor_name")),
        sa.CheckConstraint("note <> ''", name=op.f("ck_withdrawal_event__note")),
        sa.ForeignKeyConstraint(
            ["submission_key"], ["core.submission.submission_key"], name=op.f("fk_withdrawal_event__submission_key")
        ),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_withdrawal_event")),
        schema="core",
        comment="撤回事件：一行一个事件，只增不改；以最后一个为准 / one row per event of a file's withdrawal; rows are "
        "only added, and the last one stands",
    )
    op.create_index(
        op.f("ix_withdrawal_event__submission_key_event_key"),
        "withdrawal_event",
        ["submission_key", "event_key"],
        schema="core",
    )
    for name, events in GUARDS.items():
        op.execute(
            f"create trigger {name} before {events} on core.withdrawal_event "
            "for each statement execute function core.refuse_change()"
        )


def downgrade() -> None:
    op.drop_table("withdrawal_event", schema="core")
