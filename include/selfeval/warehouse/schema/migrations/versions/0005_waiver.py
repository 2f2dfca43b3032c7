"""Waivers as events that are only added to: a trigger refuses to change or remove one, whoever asks."""

import sqlalchemy as sa
from alembic import op

revision = "0005_waiver"
down_revision = "0004_finding_history"
branch_labels = None
depends_on = None

REFUSE = """
create function core.refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception 'core.% 只增不改 / rows are only added: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege';
end
$$
"""
APPEND_ONLY = ("waiver_event", "waiver_finding")


def upgrade() -> None:
    _create_events()
    _create_findings()
    op.execute(REFUSE)
    op.execute("comment on function core.refuse_change is '只增不改的表所用 / of tables whose rows are only added'")
    for table in APPEND_ONLY:
        op.execute(
            f"create trigger only_added before update or delete or truncate on core.{table} "
            "for each statement execute function core.refuse_change()"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.drop_table(table, schema="core")
    op.execute("drop function core.refuse_change")


def _create_events() -> None:
    op.create_table(
        "waiver_event",
        sa.Column("event_key", sa.BigInteger(), sa.Identity(), nullable=False, comment="事件键 / surrogate key"),
        sa.Column("waiver_code", sa.String(), nullable=False, comment="豁免编号 / code of the waiver"),
        sa.Column(
            "event",
            sa.String(),
            nullable=False,
            comment="事件：requested 申请、approved 批准、rejected 驳回、revoked 撤销 / what happened",
        ),
        sa.Column(
            "actor_name",
            sa.String(),
            nullable=False,
            comment="申请、审批或撤销人 / who asked, decided or revoked",
        ),
        sa.Column(
            "happened_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="发生时间 / when it happened",
        ),
        sa.Column(
            "note",
            sa.String(),
            nullable=True,
            comment="申请理由或审批意见 / reason of the request, or words of the decision",
        ),
        sa.Column(
            "recorded_through",
            sa.String(),
            nullable=False,
            comment="登记途径：Airflow 运行与用户，或命令行 / the run or command that recorded it",
        ),
        sa.Column("rule_code", sa.String(), nullable=True, comment="规则编号（申请） / rule, on the request"),
        sa.Column(
            "department_key", sa.BigInteger(), nullable=True, comment="部门键（申请） / department, on the request"
        ),
        sa.Column(
            "project_key",
            sa.BigInteger(),
            nullable=True,
            comment="项目键；整个部门为空 / project; null for all of them",
        ),
        sa.Column("fiscal_year", sa.Integer(), nullable=True, comment="年度（申请） / fiscal year, on the request"),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="失效时间（申请） / when it ends, on the request",
        ),
        sa.CheckConstraint(
            "event in ('requested', 'approved', 'rejected', 'revoked')", name=op.f("ck_waiver_event__event")
        ),
        sa.CheckConstraint("actor_name <> ''", name=op.f("ck_waiver_event__actor_name")),
        sa.CheckConstraint(
            "(event = 'requested') = (num_nonnulls(note, rule_code, department_key, fiscal_year, expires_at) = 5)",
            name=op.f("ck_waiver_event__request"),
        ),
        sa.ForeignKeyConstraint(
            ["department_key"], ["core.dim_department.department_key"], name=op.f("fk_waiver_event__department_key")
        ),
        sa.ForeignKeyConstraint(
            ["project_key"], ["core.dim_project.project_key"], name=op.f("fk_waiver_event__project_key")
        ),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_waiver_event")),
        schema="core",
        comment="豁免事件：一行一个事件，只增不改 / one row per event of a waiver; rows are only added",
    )
    op.create_index(
        op.f("ix_waiver_event__waiver_code_event"),
        "waiver_event",
        ["waiver_code", "event"],
        unique=True,
        schema="core",
    )
    op.create_index(
        "uq_waiver_event__decision",
        "waiver_event",
        ["waiver_code"],
        unique=True,
        schema="core",
        postgresql_where=sa.text("event in ('approved', 'rejected')"),
    )


def _create_findings() -> None:
    op.create_table(
        "waiver_finding",
        sa.Column("waiver_code", sa.String(), nullable=False, comment="豁免编号 / code of the waiver"),
        sa.Column(
            "finding_code", sa.Uuid(), nullable=False, comment="申请时的发现 / a finding at the time of the request"
        ),
        sa.Column(
            "printed",
            sa.String(),
            nullable=True,
            comment="申请时的原文；改变即不再豁免 / what was printed: once it changes, the waiver does not cover it",
        ),
        sa.Column(
            "difference",
            sa.Numeric(),
            nullable=True,
            comment="申请时的差额 / the difference at the time of the request",
        ),
        schema="core",
        comment="豁免范围：一行一条申请时的发现 / one row per finding that a waiver was asked for; rows are only added",
    )
    for columns, unique in ((["waiver_code", "finding_code"], True), (["finding_code"], False)):
        op.create_index(
            op.f(f"ix_waiver_finding__{'_'.join(columns)}"), "waiver_finding", columns, unique=unique, schema="core"
        )
