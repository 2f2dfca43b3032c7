"""What lineage was derived from is kept, so that a publication derives anew what has changed and nothing else."""
# ruff: noqa: E501 (generated from the tables, comments and all)

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021_lineage_memory"
down_revision = "0020_mart_schemas"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lineage_department",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False, comment="年度 / fiscal year"),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column(
            "is_whole",
            sa.Boolean(),
            nullable=False,
            comment="有项目总表；否则只有逐项报来的单项表 / a table of its projects came, not only cards, one by one",
        ),
        sa.PrimaryKeyConstraint("fiscal_year", "department_key", name=op.f("pk_lineage_department")),
        schema="core",
        comment="沿革所见的部门：一行一个报了项目的部门及年度 / one row per department and year in which it handed in projects, as lineage sees it",
    )
    op.create_table(
        "lineage_leftover",
        sa.Column(
            "fiscal_year",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="本年度；上年度为其前一年 / the later of the two years",
        ),
        sa.Column("side", sa.String(), nullable=False, comment="侧：current 本年、prior 上年 / this year or last year"),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column("project_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="项目键 / project"),
        sa.Column(
            "written_name",
            sa.String(),
            nullable=False,
            comment="书写归一的名称 / name without punctuation, numbering and year",
        ),
        sa.Column(
            "own_code",
            sa.String(),
            nullable=False,
            comment="项目自身的编码，没有则为空 / the project's own code, empty where it has none",
        ),
        sa.Column(
            "is_in_both",
            sa.Boolean(),
            nullable=False,
            comment="部门两年均有报送 / its department is there in both years",
        ),
        sa.Column(
            "is_moved",
            sa.Boolean(),
            nullable=False,
            comment="已按编码移往另一部门 / its code was found in another department",
        ),
        sa.PrimaryKeyConstraint(
            "fiscal_year", "side", "department_key", "project_key", name=op.f("pk_lineage_leftover")
        ),
        schema="core",
        comment="部门内无对应的项目：一行一个，供与其他部门的比对 / one row per project without counterpart in its own department, to be compared with other departments",
    )
    op.create_index(
        op.f("ix_lineage_leftover__fiscal_year_written_name"),
        "lineage_leftover",
        ["fiscal_year", "written_name"],
        unique=False,
        schema="core",
    )
    op.create_index(
        "ix_lineage_leftover__own_code",
        "lineage_leftover",
        ["fiscal_year", "own_code"],
        unique=False,
        schema="core",
        postgresql_where=sa.text("own_code <> ''"),
    )
    op.create_table(
        "lineage_pair",
        sa.Column(
            "fiscal_year",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="本年度；上年度为其前一年 / the later of the two years",
        ),
        sa.Column(
            "answers",
            postgresql.JSONB(),
            nullable=False,
            comment="所依的人工决定：按编号，其内容与所涉部门 / answers of persons that it rests on: by code, with what was decided and the departments concerned",
        ),
        sa.PrimaryKeyConstraint("fiscal_year", name=op.f("pk_lineage_pair")),
        schema="core",
        comment="已推定沿革的年度：一行一个，及所依的人工决定 / one row per year whose lineage is derived, with the answers that it rests on",
    )
    op.create_table(
        "lineage_project",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False, comment="年度 / fiscal year"),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column("project_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="项目键 / project"),
        sa.Column("printed_code", sa.String(), nullable=False, comment="所填编码 / code that is printed for it"),
        sa.Column("budget_amount", sa.Numeric(), nullable=True, comment="预算合计（元） / budget total in yuan"),
        sa.Column("funding_sources", sa.String(), nullable=False, comment="资金来源 / sources of the budget"),
        sa.Column(
            "written_name",
            sa.String(),
            nullable=False,
            comment="书写归一的名称 / name without punctuation, numbering and year",
        ),
        sa.Column(
            "folded_name",
            sa.String(),
            nullable=False,
            comment="再去通用词的名称 / the same without generic words at its end",
        ),
        sa.PrimaryKeyConstraint("fiscal_year", "department_key", "project_key", name=op.f("pk_lineage_project")),
        schema="core",
        comment="沿革所比的项目：一行一个计入的项目及年度 / one row per project that counts in a year, as lineage compares it",
    )
    op.create_index(
        op.f("ix_lineage_project__fiscal_year_folded_name"),
        "lineage_project",
        ["fiscal_year", "folded_name"],
        unique=False,
        schema="core",
    )
    op.create_index(
        op.f("ix_lineage_project__fiscal_year_written_name"),
        "lineage_project",
        ["fiscal_year", "written_name"],
        unique=False,
        schema="core",
    )
    op.create_index(op.f("ix_lineage__lineage_code"), "lineage", ["lineage_code"], unique=False, schema="core")
    op.create_index(
        op.f("ix_lineage__project_key_fiscal_year"),
        "lineage",
        ["project_key", "fiscal_year"],
        unique=False,
        schema="core",
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_lineage__project_key_fiscal_year"), table_name="lineage", schema="core")
    op.drop_index(op.f("ix_lineage__lineage_code"), table_name="lineage", schema="core")
    op.drop_table("lineage_project", schema="core")
    op.drop_table("lineage_pair", schema="core")
    op.drop_table("lineage_leftover", schema="core")
    op.drop_table("lineage_department", schema="core")
