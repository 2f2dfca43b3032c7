"""Marts in schemas by what they are for: asked first, in long form, history, trace; the reader confined further."""

import sqlalchemy as sa
from alembic import op

from selfeval.warehouse.schema.reader import confine_reader_role

revision = "0020_mart_schemas"
down_revision = "0019_told_ending"
branch_labels = None
depends_on = None

SCHEMAS = {
    "mart_detail": "长表：按口径、来源、指标一行的同比与统计 / long forms: a row per measure, source, indicator",
    "mart_history": "历史：各版本、各时点的事实与名称，以及决定 / history: facts and names by version and time,"
    " and decisions",
    "数据集市": "数据集市：日常查询各视图的中文名 / the views of schema mart under Chinese names",
    "mart_trace": "溯源：数字到文件、单元格与原文 / trace: from a number to file, cell and printed text",
}

DIMENSIONS = {
    "dim_department": "部门：一行一个名称；各名称的年度见 {mart}.dim_department / one row per name; its years are in "
    "{mart}.dim_department",
    "dim_project": "项目：一行一个部门的一个项目（编码与名称）；各名称的年度见 {mart}.dim_project / "
    "one row per department, code and name; their years are in {mart}.dim_project",
}
"""Comments of tables that name a mart."""


def upgrade() -> None:
    for schema, comment in SCHEMAS.items():
        op.execute(f"create schema {schema}")
        op.execute(f"comment on schema {schema} is '{comment}'")
        op.execute(f"grant usage on schema {schema} to bi_reader")
    op.execute("comment on schema mart is '集市：供日常查询与 BI 的视图 / what people and BI tools ask first'")
    _comment_dimensions("mart_history")
    op.create_table(
        "dim_finding_title",
        sa.Column("rule_code", sa.String(), nullable=False, comment="发现的编号 / code of the finding"),
        sa.Column(
            "origin", sa.String(), nullable=False, comment="来源：reading 读表、loading 入库 / reading or loading"
        ),
        sa.Column(
            "severity", sa.String(), nullable=False, comment="通常的级别：critical、warning、info / usual severity"
        ),
        sa.Column("title_zh", sa.String(), nullable=False, comment="标题 / title in Chinese"),
        sa.Column("title_en", sa.String(), nullable=False, comment="title in English"),
        sa.PrimaryKeyConstraint("rule_code", name=op.f("pk_dim_finding_title")),
        schema="core",
        comment="发现的标题：规则以外，一行一种 / one row per kind of finding that no rule makes: of reading "
        "and loading",
    )
    confine_reader_role(op.get_bind())


def downgrade() -> None:
    op.drop_table("dim_finding_title", schema="core")
    for schema in SCHEMAS:
        op.execute(f"drop schema {schema}")
    op.execute("comment on schema mart is '集市：供查询与 BI 的视图 / views for queries and BI'")
    _comment_dimensions("mart")


def _comment_dimensions(schema: str) -> None:
    for table, comment in DIMENSIONS.items():
        op.execute(f"comment on table core.{table} is '{comment.format(mart=schema)}'")
