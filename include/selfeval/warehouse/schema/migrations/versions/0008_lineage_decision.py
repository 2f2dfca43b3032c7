"""Lineage across departments, questions about it, and what persons decide: events that are only added to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_lineage_decision"
down_revision = "0007_hand_in_outcome"
branch_labels = None
depends_on = None

APPEND_ONLY = ("lineage_decision", "department_change")


def upgrade() -> None:
    _widen_lineage()
    _create_events(
        "lineage_decision",
        "question_code",
        sa.Column("lineage_kind", sa.String(), comment="沿革类型（提问） / kind of lineage, on the question"),
        sa.Column(
            "prior",
            postgresql.JSONB(),
            comment="上年项目（提问）：部门、编码、规范化名称 / last year: department, code, normalised name",
        ),
        sa.Column(
            "current",
            postgresql.JSONB(),
            comment="本年项目（提问）：部门、编码、规范化名称 / this year: department, code, normalised name",
        ),
        sa.CheckConstraint(
            "lineage_kind in ('same', 'renamed', 'split', 'merged', 'moved')", name=op.f("ck_lineage_decision__kind")
        ),
        sa.CheckConstraint(
            "(event = 'asked') = (num_nonnulls(fiscal_year, confidence_ratio, lineage_kind, prior, current) = 5)",
            name=op.f("ck_lineage_decision__question"),
        ),
        comment="沿革决定：一行一个事件，只增不改；按业务键，重新读取后仍有效 / one row per event of a question about "
        "lineage; rows are only added, by business keys, so that they outlive a re-read",
    )
    _create_events(
        "department_change",
        "change_code",
        sa.Column("change_kind", sa.String(), comment="变更类型（提问） / kind of change, on the question"),
        sa.Column(
            "from_department_code",
            sa.String(),
            comment="原部门业务键（提问） / business key of the department before",
        ),
        sa.Column(
            "to_department_code", sa.String(), comment="新部门业务键（提问） / business key of the department since"
        ),
        sa.CheckConstraint(
            "change_kind in ('renamed', 'merged', 'split', 'moved')", name=op.f("ck_department_change__kind")
        ),
        sa.CheckConstraint(
            "(event = 'asked') = "
            "(num_nonnulls(fiscal_year, change_kind, from_department_code, to_department_code) = 4)",
            name=op.f("ck_department_change__question"),
        ),
        comment="部门变更：一行一个事件，只增不改；年度为新部门首个年度 / one row per event of a department's change; "
        "rows are only added; its year is the first one of the new department",
    )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.drop_table(table, schema="core")
    op.execute("delete from core.lineage where lineage_kind = 'moved' or department_key <> prior_department_key")
    op.execute("delete from core.dim_lineage_kind where lineage_kind = 'moved'")
    for column in ("prior_department_key", "is_questioned", "question_codes"):
        op.drop_column("lineage", column, schema="core")


def _widen_lineage() -> None:
    """What stands in the table was matched inside departments and asked nobody."""
    op.add_column(
        "lineage",
        sa.Column(
            "prior_department_key",
            sa.BigInteger(),
            sa.ForeignKey("core.dim_department.department_key", name=op.f("fk_lineage__prior_department_key")),
            comment="上年项目的部门键；新增为空 / department of the project before; null where there is none",
        ),
        schema="core",
    )
    op.execute("update core.lineage set prior_department_key = department_key where prior_project_key is not null")
    op.add_column(
        "lineage",
        sa.Column(
            "is_questioned",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="有待人工确认 / a question about one of its projects is open",
        ),
        schema="core",
    )
    op.add_column(
        "lineage",
        sa.Column(
            "question_codes", postgresql.ARRAY(sa.String()), comment="待确认问题编号 / codes of the open questions"
        ),
        schema="core",
    )


def _create_events(name: str, code: str, *more: sa.schema.SchemaItem, comment: str) -> None:
    op.create_table(
        name,
        sa.Column("event_key", sa.BigInteger(), sa.Identity(), nullable=False, comment="事件键 / surrogate key"),
        sa.Column(
            code,
            sa.String(),
            nullable=False,
            comment="编号，由所指的业务键得出 / code, made of the business keys it is about",
        ),
        sa.Column(
            "event",
            sa.String(),
            nullable=False,
            comment="事件：asked 提问、confirmed 确认、rejected 否认、revoked 撤销 / what happened",
        ),
        sa.Column(
            "actor_name",
            sa.String(),
            nullable=False,
            comment="提问、决定或撤销者 / who asked, decided or revoked",
        ),
        sa.Column(
            "happened_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="发生时间 / when it happened",
        ),
        sa.Column("note", sa.String(), comment="理由 / reason"),
        sa.Column(
            "recorded_through",
            sa.String(),
            nullable=False,
            comment="登记途径 / the run or command that recorded it",
        ),
        sa.Column(
            "fiscal_year",
            sa.Integer(),
            comment="年度（提问）；上年度为其前一年 / the later year, on the question",
        ),
        sa.Column("confidence_ratio", sa.Numeric(), comment="把握程度 0-1（提问） / confidence 0-1, on the question"),
        sa.Column("evidence_zh", sa.String(), comment="依据（提问） / evidence in Chinese, on the question"),
        sa.Column("evidence_en", sa.String(), comment="依据（英文，提问） / evidence in English, on the question"),
        *more,
        sa.CheckConstraint("event in ('asked', 'confirmed', 'rejected', 'revoked')", name=op.f(f"ck_{name}__event")),
        sa.CheckConstraint("actor_name <> ''", name=op.f(f"ck_{name}__actor_name")),
        sa.PrimaryKeyConstraint("event_key", name=op.f(f"pk_{name}")),
        schema="core",
        comment=comment,
    )
    op.create_index(
        f"uq_{name}__asked",
        name,
        [code],
        unique=True,
        schema="core",
        postgresql_where=sa.text("event = 'asked'"),
    )
    op.create_index(op.f(f"ix_{name}__{code}"), name, [code], schema="core")
    op.execute(
        f"create trigger only_added before update or delete or truncate on core.{name} "
        "for each statement execute function core.refuse_change()"
    )
