"""What counts of a fiscal year, line by line and in time, and what persons are asked and decide about it."""
# ruff: noqa: E501 (generated from the tables, comments and all)

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018_settled_line"
down_revision = "0017_stored_marts"
branch_labels = None
depends_on = None

GUARDS = {"only_added": "update or delete", "never_emptied": "truncate"}


def upgrade() -> None:
    op.create_table(
        "counting_decision",
        sa.Column(
            "event_key", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="事件键 / surrogate key"
        ),
        sa.Column(
            "question_code",
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
            "actor_name", sa.String(), nullable=False, comment="提问、决定或撤销者 / who asked, decided or revoked"
        ),
        sa.Column(
            "happened_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="发生时间 / when it happened",
        ),
        sa.Column("note", sa.String(), nullable=True, comment="理由 / reason"),
        sa.Column(
            "recorded_through", sa.String(), nullable=False, comment="登记途径 / the run or command that recorded it"
        ),
        sa.Column(
            "fiscal_year",
            sa.Integer(),
            nullable=True,
            comment="年度（提问）；上年度为其前一年 / the later year, on the question",
        ),
        sa.Column(
            "confidence_ratio",
            sa.Numeric(),
            nullable=True,
            comment="把握程度 0-1（提问） / confidence 0-1, on the question",
        ),
        sa.Column(
            "evidence_zh", sa.String(), nullable=True, comment="依据（提问） / evidence in Chinese, on the question"
        ),
        sa.Column(
            "evidence_en",
            sa.String(),
            nullable=True,
            comment="依据（英文，提问） / evidence in English, on the question",
        ),
        sa.Column(
            "question_kind", sa.String(), nullable=True, comment="问题种类（提问） / kind of question, on the question"
        ),
        sa.Column(
            "department_code",
            sa.String(),
            nullable=True,
            comment="部门业务键（提问） / business key of the department, on the question",
        ),
        sa.Column(
            "subject",
            postgresql.JSONB(),
            nullable=True,
            comment="所问的文件与项目（提问） / files and projects asked about, on the question",
        ),
        sa.CheckConstraint(
            "(event = 'asked') = (num_nonnulls(fiscal_year, question_kind, department_code, subject) = 4)",
            name=op.f("ck_counting_decision__question"),
        ),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_counting_decision")),
        schema="core",
        comment="计入决定：一行一个事件，只增不改；按文件摘要与名称，重新读取后仍有效 / one row per event of a question about what counts; rows are only added; by file and name, so that they outlive a re-read",
    )
    op.create_index(
        op.f("ix_counting_decision__question_code"), "counting_decision", ["question_code"], unique=False, schema="core"
    )
    op.create_index(
        "uq_counting_decision__asked",
        "counting_decision",
        ["question_code"],
        unique=True,
        schema="core",
        postgresql_where=sa.text("event = 'asked'"),
    )
    op.create_table(
        "dim_counting_outcome",
        sa.Column("outcome_code", sa.String(), nullable=False, comment="计入结果 / what became of a line"),
        sa.Column("name_zh", sa.String(), nullable=False, comment="中文名称 / name in Chinese"),
        sa.Column("name_en", sa.String(), nullable=False, comment="英文名称 / name in English"),
        sa.PrimaryKeyConstraint("outcome_code", name=op.f("pk_dim_counting_outcome")),
        schema="core",
        comment="计入结果：一行一种，counted 为计入，其余为不计入的原因 / one row per outcome: counted, or a reason why not",
    )
    op.create_table(
        "dim_counting_question",
        sa.Column("question_kind", sa.String(), nullable=False, comment="问题种类 / kind of question"),
        sa.Column("rule_code", sa.String(), nullable=False, comment="发现编号 / code of the finding"),
        sa.Column("severity", sa.String(), nullable=False, comment="critical, warning, info"),
        sa.Column("title_zh", sa.String(), nullable=False, comment="标题 / title in Chinese"),
        sa.Column("title_en", sa.String(), nullable=False, comment="title in English"),
        sa.Column("message_zh", sa.String(), nullable=False, comment="说明的模板 / template of the message in Chinese"),
        sa.Column("message_en", sa.String(), nullable=False, comment="template of the message in English"),
        sa.PrimaryKeyConstraint("question_kind", name=op.f("pk_dim_counting_question")),
        schema="core",
        comment="计入问题：一行一种 / one row per kind of question about what counts",
    )
    op.create_table(
        "settled_department_year",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False, comment="年度 / fiscal year"),
        sa.Column(
            "department_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="部门键 / department that reported",
        ),
        sa.Column(
            "fingerprint",
            sa.String(),
            nullable=False,
            comment="所依报送、撤回与决定的摘要 / digest of what it was settled from",
        ),
        sa.PrimaryKeyConstraint("fiscal_year", "department_key", name=op.f("pk_settled_department_year")),
        schema="core",
        comment="已定计入的部门年度：一行一个，据以只重定有变动的 / one row per department and year that is settled, and from what",
    )
    op.create_table(
        "counting_question",
        sa.Column("question_code", sa.String(), nullable=False, comment="问题编号 / code of the question"),
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False, comment="年度 / fiscal year"),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column(
            "form_version_key",
            sa.BigInteger(),
            nullable=False,
            comment="所指行的版本键 / version of the line asked about",
        ),
        sa.Column("project_number", sa.Integer(), nullable=False, comment="所指行 / line asked about"),
        sa.Column("question_kind", sa.String(), nullable=False, comment="问题种类 / kind of question"),
        sa.Column("severity", sa.String(), nullable=False, comment="critical, warning, info"),
        sa.Column("message_zh", sa.String(), nullable=False, comment="说明 / message in Chinese"),
        sa.Column("message_en", sa.String(), nullable=False, comment="message in English"),
        sa.ForeignKeyConstraint(
            ["department_key"],
            ["core.dim_department.department_key"],
            name=op.f("fk_counting_question__department_key"),
        ),
        sa.PrimaryKeyConstraint("question_code", "fiscal_year", name=op.f("pk_counting_question")),
        schema="core",
        comment="计入待确认的问题：一行一个，随发布重定 / one row per open question about what counts, renewed by publication",
    )
    op.create_index(
        op.f("ix_counting_question__fiscal_year_department_key"),
        "counting_question",
        ["fiscal_year", "department_key"],
        unique=False,
        schema="core",
    )
    op.create_table(
        "settled_line",
        sa.Column("form_version_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="版本键 / version"),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目 / number of the project in the form",
        ),
        sa.Column(
            "settled_from",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="自此时起为此结果 / since when the outcome holds",
        ),
        sa.Column(
            "settled_to",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="至此时止；现行者为 9999-12-31 / until when; 9999-12-31 while it holds",
        ),
        sa.Column("fiscal_year", sa.Integer(), nullable=False, comment="年度 / fiscal year"),
        sa.Column(
            "outcome_code",
            sa.String(),
            autoincrement=False,
            nullable=False,
            comment="计入结果 / what became of the line",
        ),
        sa.Column(
            "department_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="计入的部门键 / department in whose totals the line counts",
        ),
        sa.Column(
            "project_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=True,
            comment="本年度所属项目的项目键（最后计入的一行所称）；不是项目的行为空 / project of the year, as the line that counted last names it; null for a line that is no project",
        ),
        sa.Column(
            "project_code",
            sa.String(),
            nullable=True,
            comment="该项目在任一表上填的编码；均未填为空串 / code that any form prints for the project, else empty",
        ),
        sa.Column(
            "is_doubtful",
            sa.Boolean(),
            nullable=False,
            comment="计入存疑，有待人工确认 / counted in doubt: a question is open",
        ),
        sa.Column(
            "is_first",
            sa.Boolean(),
            nullable=False,
            comment="首报：计入时未取代任何未撤回的行 / first reported: it took the place of no line that stands",
        ),
        sa.Column(
            "gives_indicators",
            sa.Boolean(),
            nullable=False,
            comment="该项目的指标取自本行 / the project's indicators are those of this line",
        ),
        sa.ForeignKeyConstraint(
            ["department_key"], ["core.dim_department.department_key"], name=op.f("fk_settled_line__department_key")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_code"], ["core.dim_counting_outcome.outcome_code"], name=op.f("fk_settled_line__outcome_code")
        ),
        sa.ForeignKeyConstraint(
            ["project_key"], ["core.dim_project.project_key"], name=op.f("fk_settled_line__project_key")
        ),
        sa.PrimaryKeyConstraint("form_version_key", "project_number", "settled_from", name=op.f("pk_settled_line")),
        schema="core",
        comment="计入：一行一张表的一行及其一段结果，每行任一时刻恰有一个结果；发布即重定 / one row per line of a form and span of time with one outcome; at every instant a line has exactly one; settled by publication",
    )
    op.create_index(
        "ix_settled_line__subject",
        "settled_line",
        ["fiscal_year", "department_key", "project_key"],
        unique=False,
        schema="core",
    )
    op.add_column(
        "comparison_line",
        sa.Column(
            "is_counted",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="金额计入 / its amounts are the project's",
        ),
        schema="core",
    )
    op.add_column(
        "comparison_line",
        sa.Column(
            "gives_indicators",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="该项目的指标取自本行 / the project's indicators are those of this line",
        ),
        schema="core",
    )
    op.add_column(
        "comparison_line",
        sa.Column(
            "is_doubtful",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="计入存疑 / it counts in doubt",
        ),
        schema="core",
    )
    for name, events in GUARDS.items():
        op.execute(
            f"create trigger {name} before {events} on core.counting_decision "
            "for each statement execute function core.refuse_change()"
        )


def downgrade() -> None:
    op.drop_column("comparison_line", "is_doubtful", schema="core")
    op.drop_column("comparison_line", "gives_indicators", schema="core")
    op.drop_column("comparison_line", "is_counted", schema="core")
    op.drop_index("ix_settled_line__subject", table_name="settled_line", schema="core")
    op.drop_table("settled_line", schema="core")
    op.drop_index(
        op.f("ix_counting_question__fiscal_year_department_key"), table_name="counting_question", schema="core"
    )
    op.drop_table("counting_question", schema="core")
    op.drop_table("settled_department_year", schema="core")
    op.drop_table("dim_counting_question", schema="core")
    op.drop_table("dim_counting_outcome", schema="core")
    op.drop_index(
        "uq_counting_decision__asked",
        table_name="counting_decision",
        schema="core",
        postgresql_where=sa.text("event = 'asked'"),
    )
    op.drop_index(op.f("ix_counting_decision__question_code"), table_name="counting_decision", schema="core")
    op.drop_table("counting_decision", schema="core")
