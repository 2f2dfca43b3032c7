"""The staging tables: what reading and judging yield, as printed, in the form's own unit.

One row of each table is what its name says, within one submission (file). The Parquet files of a batch have exactly
these columns (`arrow_schema`), so a column is declared once, here.
"""

from decimal import Decimal

import pyarrow as pa
from sqlalchemy import Boolean, Column, DateTime, Integer, MetaData, Numeric, String, Table

metadata = MetaData()

NUMBER_PRECISION, NUMBER_SCALE = 36, 16
"""Exact decimals: 16 places hold a stored ratio, and a product of two still fits Arrow's 76 digits."""


def _number() -> Numeric[Decimal]:
    return Numeric(NUMBER_PRECISION, NUMBER_SCALE)


def _text(name: str, comment: str, *, nullable: bool = True) -> Column[str]:
    return Column(name, String, nullable=nullable, comment=comment)


def _place(*levels: str) -> list[Column[object]]:
    """The columns that say within which file, form and project a row stands."""
    columns: list[Column[object]] = [
        Column(
            "submission_sha256",
            String(64),
            nullable=False,
            primary_key=True,
            comment="报送文件 SHA-256 / SHA-256 of the submitted file",
        ),
    ]
    comments = {
        "form_number": "文件内第几张表，自 1 起 / number of the form in the file, from 1",
        "project_number": "表内第几个项目，自 1 起 / number of the project in the form, from 1",
        "indicator_number": "项目内第几项指标，自 1 起 / number of the indicator in the project, from 1",
    }
    columns += [
        Column(level, Integer, nullable=False, primary_key=True, autoincrement=False, comment=comments[level])
        for level in levels
    ]
    return columns


submission = Table(
    "submission",
    metadata,
    *_place(),
    _text("file_name", "文件名 / file name as handed in", nullable=False),
    _text(
        "channel_name", "报送通道（landing 下的部门文件夹） / landing channel: the department's folder", nullable=False
    ),
    Column("size_bytes", Integer, nullable=False, comment="字节数 / size in bytes"),
    Column("received_at", DateTime(timezone=True), nullable=False, comment="接收时间 / when it was received"),
    _text("archive_path", "存档位置 / where the bytes are kept", nullable=False),
    schema="staging",
    comment="报送：一行一个文件 / one row per submitted file",
)

form = Table(
    "form",
    metadata,
    *_place("form_number"),
    _text("family", "wide（一行一个项目）、card（一表一个项目）、overall（整体支出） / layout family", nullable=False),
    _text("title", "表名 / title as printed"),
    _text("title_cell", "表名所在单元格 / cell of the title"),
    Column("fiscal_year", Integer, comment="年度 / fiscal year the form reports on"),
    _text("department_name", "主管部门 / department"),
    _text("implementing_unit_name", "实施单位 / implementing unit"),
    _text("amount_unit", "金额单位 / unit of the amounts: 元, 万元, 亿元"),
    _text("amount_unit_cell", "金额单位所在单元格 / cell of the unit"),
    _text("anchor_cell", "表内第一个标题格 / first heading cell: where the form stands", nullable=False),
    schema="staging",
    comment="自评表：一行一张表 / one row per form in a file",
)

project = Table(
    "project",
    metadata,
    *_place("form_number", "project_number"),
    _text("anchor_cell", "项目所在行（或表）的第一格 / first cell of the project's row or block", nullable=False),
    _text("sequence", "序号（原文） / sequence number as printed"),
    _text("sequence_cell", "序号所在单元格（空白亦有） / cell of the sequence number, also where blank"),
    _text("project_name", "项目名称 / project name as printed"),
    _text("project_name_cell", "项目名称所在单元格 / cell of the name"),
    _text("project_code", "项目编码 / project code"),
    _text("division_name", "部门名称列（处室） / division as printed"),
    Column("stated_rate", _number(), comment="自报执行率（小数） / stated execution rate as a fraction"),
    _text("stated_rate_printed", "执行率原文 / stated rate as printed"),
    _text("stated_rate_cell", "执行率所在单元格 / cell of the stated rate"),
    Column("budget_weight", _number(), comment="预算执行分值 / weight of budget execution"),
    _text("budget_weight_cell", "预算执行分值所在单元格 / cell of the weight of budget execution"),
    Column("budget_score", _number(), comment="预算执行得分 / score of budget execution"),
    _text("budget_score_cell", "预算执行得分所在单元格 / cell of the score of budget execution"),
    _text("goal_planned", "年初绩效目标 / goal as planned"),
    _text("goal_actual", "目标完成情况 / goal as achieved"),
    Column("total_score", _number(), comment="总分 / total score"),
    _text("total_score_cell", "总分所在单元格 / cell of the total score"),
    _text("problems", "存在的问题 / problems"),
    _text("rectification", "整改情况 / rectification"),
    schema="staging",
    comment="项目：一行一张表中的一个项目 / one row per project in a form",
)

amount = Table(
    "amount",
    metadata,
    *_place("form_number", "project_number"),
    Column("measure", String, primary_key=True, comment="budget_initial, budget, received, executed"),
    Column("source", String, primary_key=True, comment="资金来源 / funding source; total is the printed total"),
    Column("printed_value", _number(), nullable=False, comment="金额（原表单位） / amount in the form's own unit"),
    _text("printed", "原文 / text as printed", nullable=False),
    _text("cell", "所在单元格 / cell", nullable=False),
    schema="staging",
    comment="金额：一行一个项目的一项金额 / one row per project, measure and funding source",
)

indicator = Table(
    "indicator",
    metadata,
    *_place("form_number", "project_number", "indicator_number"),
    _text("level1", "一级指标 / level 1"),
    _text("level2", "二级指标 / level 2"),
    _text("indicator_name", "三级指标 / level 3"),
    _text("target", "指标值 / target as printed"),
    _text("actual", "完成值 / actual as printed"),
    Column("weight", _number(), comment="分值 / weight"),
    _text("weight_cell", "分值所在单元格 / cell of the weight"),
    Column("score", _number(), comment="得分 / score"),
    _text("score_cell", "得分所在单元格 / cell of the score"),
    _text("reason", "偏差原因 / reason for a deviation"),
    _text("cell", "指标名称（宽表：指标值）所在单元格 / cell of the name (wide: of the target)"),
    _text("actual_cell", "完成值所在单元格 / cell of the actual"),
    schema="staging",
    comment="绩效指标：一行一个项目的一项指标 / one row per indicator of a project",
)

cell = Table(
    "cell",
    metadata,
    *_place(),
    Column("cell", String, primary_key=True, comment="单元格地址 / address, Sheet!A1"),
    _text("printed", "原文 / text as printed", nullable=False),
    _text("role", "value, heading, title, note, total, level, blank_mark, unread", nullable=False),
    Column("form_number", Integer, comment="属于第几张表 / form it belongs to"),
    Column("project_number", Integer, comment="属于第几个项目 / project it belongs to"),
    schema="staging",
    comment="单元格台账：一行一个非空单元格 / one row per non-blank cell of a file",
)

finding = Table(
    "finding",
    metadata,
    *_place(),
    Column(
        "finding_number",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="文件内第几条，自 1 起 / number in the file, from 1",
    ),
    Column("form_number", Integer, comment="第几张表 / form"),
    Column("project_number", Integer, comment="第几个项目 / project"),
    _text("rule_code", "规则编号 / rule code", nullable=False),
    _text("severity", "critical, warning, info", nullable=False),
    Column("is_fault", Boolean, nullable=False, comment="读表故障：整份文件暂不入库 / reading fault: the file is held"),
    _text("cell", "所在单元格 / cell"),
    _text("project_name", "项目名称 / project name"),
    _text("printed", "原文 / what is printed"),
    _text("expected", "应为 / what was expected"),
    Column("difference", _number(), comment="差额（原表单位或比率） / difference, in the form's unit or as a fraction"),
    _text("message_zh", "说明 / message in Chinese", nullable=False),
    _text("message_en", "message in English", nullable=False),
    _text("suggestion", "建议值（未经人工接受不生效） / suggested value, never applied by itself"),
    Column("indicator_number", Integer, comment="项目内第几项指标 / indicator of the project that it is about"),
    schema="staging",
    comment="发现：一行一条 / one row per finding",
)


def fitted(number: Decimal | None) -> Decimal | None:
    """A number at the scale of the tables: what a file stores beyond 16 places is binary dust, its print is kept."""
    if number is None or int(number.as_tuple().exponent) >= -NUMBER_SCALE:
        return number
    return number.quantize(Decimal(1).scaleb(-NUMBER_SCALE))


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a staging table: same columns, same order, same nullability."""
    return pa.schema(
        [pa.field(column.name, _arrow_type(column), nullable=bool(column.nullable)) for column in table.columns]
    )


def _arrow_type(column: Column[object]) -> pa.DataType:
    match column.type:
        case Numeric():
            return pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE)
        case Boolean():
            return pa.bool_()
        case Integer():
            return pa.int64()
        case DateTime():
            return pa.timestamp("us", tz="UTC")
        case _:
            return pa.string()
