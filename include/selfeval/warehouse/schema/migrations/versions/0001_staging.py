"""Schema staging: what reading and judging yield, one table a Parquet file of a batch."""
# ruff: noqa: E501 (generated from the tables, comments and all)

import sqlalchemy as sa
from alembic import op

revision = "0001_staging"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create schema staging")
    op.execute(
        "comment on schema staging is '暂存：报送文件的读取与核验结果，按原表 / what reading and judging yield, as printed'"
    )
    op.create_table(
        "amount",
        sa.Column(
            "submission_sha256",
            sa.String(length=64),
            nullable=False,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
        sa.Column(
            "form_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="文件内第几张表，自 1 起 / number of the form in the file, from 1",
        ),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目，自 1 起 / number of the project in the form, from 1",
        ),
        sa.Column("measure", sa.String(), nullable=False, comment="budget_initial, budget, received, executed"),
        sa.Column(
            "source", sa.String(), nullable=False, comment="资金来源 / funding source; total is the printed total"
        ),
        sa.Column(
            "printed_value",
            sa.Numeric(precision=36, scale=16),
            nullable=False,
            comment="金额（原表单位） / amount in the form's own unit",
        ),
        sa.Column("printed", sa.String(), nullable=False, comment="原文 / text as printed"),
        sa.Column("cell", sa.String(), nullable=False, comment="所在单元格 / cell"),
        sa.PrimaryKeyConstraint("submission_sha256", "form_number", "project_number", "measure", "source"),
        schema="staging",
        comment="金额：一行一个项目的一项金额 / one row per project, measure and funding source",
    )
    op.create_table(
        "cell",
        sa.Column(
            "submission_sha256",
            sa.String(length=64),
            nullable=False,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
        sa.Column("cell", sa.String(), nullable=False, comment="单元格地址 / address, Sheet!A1"),
        sa.Column("printed", sa.String(), nullable=False, comment="原文 / text as printed"),
        sa.Column(
            "role", sa.String(), nullable=False, comment="value, heading, title, note, total, level, blank_mark, unread"
        ),
        sa.Column("form_number", sa.Integer(), nullable=True, comment="属于第几张表 / form it belongs to"),
        sa.Column("project_number", sa.Integer(), nullable=True, comment="属于第几个项目 / project it belongs to"),
        sa.PrimaryKeyConstraint("submission_sha256", "cell"),
        schema="staging",
        comment="单元格台账：一行一个非空单元格 / one row per non-blank cell of a file",
    )
    op.create_table(
        "finding",
        sa.Column(
            "submission_sha256",
            sa.String(length=64),
            nullable=False,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
        sa.Column(
            "finding_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="文件内第几条，自 1 起 / number in the file, from 1",
        ),
        sa.Column("form_number", sa.Integer(), nullable=True, comment="第几张表 / form"),
        sa.Column("project_number", sa.Integer(), nullable=True, comment="第几个项目 / project"),
        sa.Column("rule_code", sa.String(), nullable=False, comment="规则编号 / rule code"),
        sa.Column("severity", sa.String(), nullable=False, comment="critical, warning, info"),
        sa.Column(
            "is_fault",
            sa.Boolean(),
            nullable=False,
            comment="读表故障：整份文件暂不入库 / reading fault: the file is held",
        ),
        sa.Column("cell", sa.String(), nullable=True, comment="所在单元格 / cell"),
        sa.Column("project_name", sa.String(), nullable=True, comment="项目名称 / project name"),
        sa.Column("printed", sa.String(), nullable=True, comment="原文 / what is printed"),
        sa.Column("expected", sa.String(), nullable=True, comment="应为 / what was expected"),
        sa.Column(
            "difference",
            sa.Numeric(precision=36, scale=16),
            nullable=True,
            comment="差额（原表单位或比率） / difference, in the form's unit or as a fraction",
        ),
        sa.Column("message_zh", sa.String(), nullable=False, comment="说明 / message in Chinese"),
        sa.Column("message_en", sa.String(), nullable=False, comment="message in English"),
        sa.Column(
            "suggestion",
            sa.String(),
            nullable=True,
            comment="建议值（未经人工接受不生效） / suggested value, never applied by itself",
        ),
        sa.PrimaryKeyConstraint("submission_sha256", "finding_number"),
        schema="staging",
        comment="发现：一行一条 / one row per finding",
    )
    op.create_table(
        "form",
        sa.Column(
            "submission_sha256",
            sa.String(length=64),
            nullable=False,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
        sa.Column(
            "form_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="文件内第几张表，自 1 起 / number of the form in the file, from 1",
        ),
        sa.Column(
            "family",
            sa.String(),
            nullable=False,
            comment="wide（一行一个项目）、card（一表一个项目）、overall（整体支出） / layout family",
        ),
        sa.Column("title", sa.String(), nullable=True, comment="表名 / title as printed"),
        sa.Column("title_cell", sa.String(), nullable=True, comment="表名所在单元格 / cell of the title"),
        sa.Column("fiscal_year", sa.Integer(), nullable=True, comment="年度 / fiscal year the form reports on"),
        sa.Column("department_name", sa.String(), nullable=True, comment="主管部门 / department"),
        sa.Column("implementing_unit_name", sa.String(), nullable=True, comment="实施单位 / implementing unit"),
        sa.Column("amount_unit", sa.String(), nullable=True, comment="金额单位 / unit of the amounts: 元, 万元, 亿元"),
        sa.Column("amount_unit_cell", sa.String(), nullable=True, comment="金额单位所在单元格 / cell of the unit"),
        sa.Column(
            "anchor_cell",
            sa.String(),
            nullable=False,
            comment="表内第一个标题格 / first heading cell: where the form stands",
        ),
        sa.PrimaryKeyConstraint("submission_sha256", "form_number"),
        schema="staging",
        comment="自评表：一行一张表 / one row per form in a file",
    )
    op.create_table(
        "indicator",
        sa.Column(
            "submission_sha256",
            sa.String(length=64),
            nullable=False,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
        sa.Column(
            "form_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="文件内第几张表，自 1 起 / number of the form in the file, from 1",
        ),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目，自 1 起 / number of the project in the form, from 1",
        ),
        sa.Column(
            "indicator_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="项目内第几项指标，自 1 起 / number of the indicator in the project, from 1",
        ),
        sa.Column("level1", sa.String(), nullable=True, comment="一级指标 / level 1"),
        sa.Column("level2", sa.String(), nullable=True, comment="二级指标 / level 2"),
        sa.Column("indicator_name", sa.String(), nullable=True, comment="三级指标 / level 3"),
        sa.Column("target", sa.String(), nullable=True, comment="指标值 / target as printed"),
        sa.Column("actual", sa.String(), nullable=True, comment="完成值 / actual as printed"),
        sa.Column("weight", sa.Numeric(precision=36, scale=16), nullable=True, comment="分值 / weight"),
        sa.Column("score", sa.Numeric(precision=36, scale=16), nullable=True, comment="得分 / score"),
        sa.Column("reason", sa.String(), nullable=True, comment="偏差原因 / reason for a deviation"),
        sa.Column(
            "cell",
            sa.String(),
            nullable=True,
            comment="指标名称（宽表：指标值）所在单元格 / cell of the name (wide: of the target)",
        ),
        sa.Column("actual_cell", sa.String(), nullable=True, comment="完成值所在单元格 / cell of the actual"),
        sa.PrimaryKeyConstraint("submission_sha256", "form_number", "project_number", "indicator_number"),
        schema="staging",
        comment="绩效指标：一行一个项目的一项指标 / one row per indicator of a project",
    )
    op.create_table(
        "project",
        sa.Column(
            "submission_sha256",
            sa.String(length=64),
            nullable=False,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
        sa.Column(
            "form_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="文件内第几张表，自 1 起 / number of the form in the file, from 1",
        ),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目，自 1 起 / number of the project in the form, from 1",
        ),
        sa.Column(
            "anchor_cell",
            sa.String(),
            nullable=False,
            comment="项目所在行（或表）的第一格 / first cell of the project's row or block",
        ),
        sa.Column("sequence", sa.String(), nullable=True, comment="序号（原文） / sequence number as printed"),
        sa.Column(
            "sequence_cell",
            sa.String(),
            nullable=True,
            comment="序号所在单元格（空白亦有） / cell of the sequence number, also where blank",
        ),
        sa.Column("project_name", sa.String(), nullable=True, comment="项目名称 / project name as printed"),
        sa.Column("project_name_cell", sa.String(), nullable=True, comment="项目名称所在单元格 / cell of the name"),
        sa.Column("project_code", sa.String(), nullable=True, comment="项目编码 / project code"),
        sa.Column("division_name", sa.String(), nullable=True, comment="部门名称列（处室） / division as printed"),
        sa.Column(
            "stated_rate",
            sa.Numeric(precision=36, scale=16),
            nullable=True,
            comment="自报执行率（小数） / stated execution rate as a fraction",
        ),
        sa.Column("stated_rate_printed", sa.String(), nullable=True, comment="执行率原文 / stated rate as printed"),
        sa.Column("stated_rate_cell", sa.String(), nullable=True, comment="执行率所在单元格 / cell of the stated rate"),
        sa.Column(
            "budget_weight",
            sa.Numeric(precision=36, scale=16),
            nullable=True,
            comment="预算执行分值 / weight of budget execution",
        ),
        sa.Column(
            "budget_score",
            sa.Numeric(precision=36, scale=16),
            nullable=True,
            comment="预算执行得分 / score of budget execution",
        ),
        sa.Column("goal_planned", sa.String(), nullable=True, comment="年初绩效目标 / goal as planned"),
        sa.Column("goal_actual", sa.String(), nullable=True, comment="目标完成情况 / goal as achieved"),
        sa.Column("total_score", sa.Numeric(precision=36, scale=16), nullable=True, comment="总分 / total score"),
        sa.Column("problems", sa.String(), nullable=True, comment="存在的问题 / problems"),
        sa.Column("rectification", sa.String(), nullable=True, comment="整改情况 / rectification"),
        sa.PrimaryKeyConstraint("submission_sha256", "form_number", "project_number"),
        schema="staging",
        comment="项目：一行一张表中的一个项目 / one row per project in a form",
    )
    op.create_table(
        "submission",
        sa.Column(
            "submission_sha256",
            sa.String(length=64),
            nullable=False,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
        sa.Column("file_name", sa.String(), nullable=False, comment="文件名 / file name as handed in"),
        sa.Column(
            "channel_name",
            sa.String(),
            nullable=False,
            comment="报送通道（landing 下的部门文件夹） / landing channel: the department's folder",
        ),
        sa.Column("size_bytes", sa.Integer(), nullable=False, comment="字节数 / size in bytes"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="接收时间 / when it was received"),
        sa.Column("archive_path", sa.String(), nullable=False, comment="存档位置 / where the bytes are kept"),
        sa.PrimaryKeyConstraint("submission_sha256"),
        schema="staging",
        comment="报送：一行一个文件 / one row per submitted file",
    )


def downgrade() -> None:
    op.drop_table("submission", schema="staging")
    op.drop_table("project", schema="staging")
    op.drop_table("indicator", schema="staging")
    op.drop_table("form", schema="staging")
    op.drop_table("finding", schema="staging")
    op.drop_table("cell", schema="staging")
    op.drop_table("amount", schema="staging")
    op.execute("drop schema staging")
