"""The lines that a year on year compares, as last published."""
# ruff: noqa: E501 (generated from the tables, comments and all)

import sqlalchemy as sa
from alembic import op

revision = "0014_comparison_line"
down_revision = "0013_lineage_kind_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comparison_line",
        sa.Column(
            "fiscal_year", sa.Integer(), autoincrement=False, nullable=False, comment="比较的年度 / the year compared"
        ),
        sa.Column(
            "side",
            sa.String(),
            nullable=False,
            comment="侧：current 本年、prior 上年现行、reported 上年首报 / this year, last year, last as first reported",
        ),
        sa.Column("form_version_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="版本键 / version"),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目 / line of the form",
        ),
        sa.Column(
            "lineage_code",
            sa.String(),
            nullable=False,
            comment="比较：沿革组，或未接续的上年项目 / the comparison: a lineage group, or a project in none",
        ),
        sa.Column(
            "lineage_kind", sa.String(), autoincrement=False, nullable=False, comment="沿革类型 / kind of lineage"
        ),
        sa.Column(
            "department_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="填报部门键 / department of the form",
        ),
        sa.Column(
            "counted_department_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="计入的部门键：更名后为新部门 / department it counts in: the new one where it was renamed",
        ),
        sa.Column("member_year", sa.Integer(), nullable=False, comment="所在表的年度 / fiscal year of the form"),
        sa.Column("project_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="项目键 / project"),
        sa.Column("project_name", sa.String(), nullable=False, comment="项目名称 / name of the project"),
        sa.CheckConstraint("side in ('current', 'prior', 'reported')", name=op.f("ck_comparison_line__side")),
        sa.ForeignKeyConstraint(
            ["counted_department_key"],
            ["core.dim_department.department_key"],
            name=op.f("fk_comparison_line__counted_department_key"),
        ),
        sa.ForeignKeyConstraint(
            ["department_key"], ["core.dim_department.department_key"], name=op.f("fk_comparison_line__department_key")
        ),
        sa.ForeignKeyConstraint(
            ["lineage_kind"], ["core.dim_lineage_kind.lineage_kind"], name=op.f("fk_comparison_line__lineage_kind")
        ),
        sa.ForeignKeyConstraint(
            ["project_key"], ["core.dim_project.project_key"], name=op.f("fk_comparison_line__project_key")
        ),
        sa.PrimaryKeyConstraint(
            "fiscal_year", "side", "form_version_key", "project_number", name=op.f("pk_comparison_line")
        ),
        schema="core",
        comment="比较的行：一行一个比较、侧、表中一行；发布即重定 / one row per side and line compared, as last published",
    )
    op.create_index(
        op.f("ix_comparison_line__form_version_key_project_number"),
        "comparison_line",
        ["form_version_key", "project_number"],
        schema="core",
    )
    op.create_index(op.f("ix_comparison_line__lineage_code"), "comparison_line", ["lineage_code"], schema="core")


def downgrade() -> None:
    op.drop_table("comparison_line", schema="core")
