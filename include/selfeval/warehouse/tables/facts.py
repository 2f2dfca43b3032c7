"""The facts: amounts, evaluations, indicators and findings of every version, and the lineage of projects."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    false,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.columns import metadata, number, reference, staged, surrogate, text


def _line() -> list[Column[object]]:
    """The columns that say whose line of which version a fact is; project_number tells repeated names apart."""
    return [
        Column("form_version_key", BigInteger, primary_key=True, autoincrement=False, comment="版本键 / version"),
        Column(
            "project_number",
            Integer,
            primary_key=True,
            autoincrement=False,
            comment="表内第几个项目 / number of the project in the form",
        ),
    ]


def _subject() -> list[Column[object]]:
    return [
        reference("project_key", "dim_project.project_key", "项目键 / project"),
        reference("department_key", "dim_department.department_key", "部门键 / department", primary_key=True),
        Column("fiscal_year", Integer, primary_key=True, autoincrement=False, comment="年度 / fiscal year"),
    ]


def _version() -> ForeignKeyConstraint:
    """A fact has its version's department and year, so that these two, in its key, add nothing to its grain."""
    columns = ["form_version_key", "department_key", "fiscal_year"]
    return ForeignKeyConstraint(columns, [f"core.dim_form_version.{column}" for column in columns])


BY_YEAR = "LIST (fiscal_year)"
"""One partition a fiscal year, made by the first load that brings the year (submissions/partitions.py)."""


fct_budget_execution = Table(
    "fct_budget_execution",
    metadata,
    *_line(),
    reference("measure_code", "dim_measure.measure_code", "金额口径 / measure", primary_key=True),
    reference("funding_source_code", "dim_funding_source.funding_source_code", "资金来源 / source", primary_key=True),
    *_subject(),
    number("yuan_amount", "金额（元），由原文按单位换算 / amount in yuan, from the printed one", nullable=False),
    *staged(staging.amount, "printed_value", "printed", "cell"),
    _version(),
    Index("ix_fct_budget_execution__subject", "fiscal_year", "department_key", "project_key"),
    comment="预算执行：一行一个版本、项目、口径、资金来源 / one row per version, project, measure and source",
    postgresql_partition_by=BY_YEAR,
)

fct_project_evaluation = Table(
    "fct_project_evaluation",
    metadata,
    *_line(),
    *_subject(),
    *staged(staging.project, "anchor_cell", "sequence", "project_name", "project_name_cell", "division_name"),
    number("stated_ratio", "自报执行率 / stated execution rate, 0-1"),
    *staged(staging.project, "stated_rate_printed", "stated_rate_cell"),
    number("computed_ratio", "计算执行率：执行合计÷预算合计，十位小数 / executed total ÷ budget total, ten places"),
    *staged(staging.project, "budget_weight", "budget_weight_cell", "budget_score", "budget_score_cell"),
    *staged(staging.project, "goal_planned", "goal_actual", "total_score", "total_score_cell"),
    *staged(staging.project, "problems", "rectification"),
    Column("is_disputed", Boolean, nullable=False, comment="存疑：有严重发现 / has a critical finding"),
    _version(),
    Index("ix_fct_project_evaluation__subject", "fiscal_year", "department_key", "project_key"),
    comment="项目自评：一行一个版本的一个项目 / one row per version and project",
    postgresql_partition_by=BY_YEAR,
)

fct_indicator_result = Table(
    "fct_indicator_result",
    metadata,
    *_line(),
    Column(
        "indicator_number",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="项目内第几项指标 / number of the indicator in the project",
    ),
    *_subject(),
    *staged(staging.indicator, "level1", "level2", "indicator_name", "target", "actual", "weight", "weight_cell"),
    *staged(staging.indicator, "score", "score_cell", "reason", "cell", "actual_cell"),
    _version(),
    Index("ix_fct_indicator_result__subject", "fiscal_year", "department_key", "project_key"),
    comment="绩效指标：一行一个版本的一个项目的一项指标 / one row per version, project and indicator",
    postgresql_partition_by=BY_YEAR,
)

fct_quality_finding = Table(
    "fct_quality_finding",
    metadata,
    reference("submission_key", "submission.submission_key", "报送键 / the file", primary_key=True),
    Column(
        "finding_number",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="文件内第几条 / number of the finding in the file",
    ),
    reference("form_version_key", "dim_form_version.form_version_key", "版本键；未入库为空 / version", nullable=True),
    *staged(staging.finding, "form_number", "project_number", "rule_code", "severity", "is_fault", "cell"),
    *staged(staging.finding, "project_name", "printed", "expected", "difference", "message_zh", "message_en"),
    *staged(staging.finding, "suggestion"),
    # No foreign key: one value a batch, which rule_set.record keeps first; checking it 200,000 times takes seconds.
    text(
        "rule_set_version", "判断所依规则集；早先入库的为空 / rules it was judged by; null where loaded before recorded"
    ),
    reference("project_key", "dim_project.project_key", "项目键；不属项目或未入库为空 / project", nullable=True),
    text(
        "subject_code",
        "所指：amount:口径:来源、indicator:指标、stated_rate 等，或原文；整个项目或整张表为空串 / "
        "what of the project it is about: amount, indicator, rate, else the printed text; empty for all of it",
    ),
    Column(
        "finding_code",
        Uuid,
        comment="同一发现跨版本的标识；未入库为空 / the same in every version in which the same finding stands",
    ),
    Index(None, "finding_code"),
    Index("ix_fct_quality_finding__line", "form_version_key", "project_number"),
    comment="发现：一行一份文件的一条 / one row per file and finding",
)

lineage = Table(
    "lineage",
    metadata,
    surrogate("lineage_key", "沿革键 / surrogate key"),
    text(
        "lineage_code",
        "沿革组：年度-成员业务键的摘要 / group: year and a hash of its members' business keys",
        nullable=False,
    ),
    Column("fiscal_year", Integer, nullable=False, comment="本年度；上年度为其前一年 / the later of the two years"),
    reference("department_key", "dim_department.department_key", "部门键 / department"),
    reference("project_key", "dim_project.project_key", "本年项目；终止为空 / project of the year", nullable=True),
    reference("prior_project_key", "dim_project.project_key", "上年项目；新增为空 / project before", nullable=True),
    reference("lineage_kind", "dim_lineage_kind.lineage_kind", "沿革类型 / kind of lineage"),
    number("confidence_ratio", "把握程度 0-1 / confidence, 0-1", nullable=False),
    text("evidence_zh", "依据 / evidence in Chinese", nullable=False),
    text("evidence_en", "依据（英文） / evidence in English", nullable=False),
    reference(
        "prior_department_key",
        "dim_department.department_key",
        "上年项目的部门键；新增为空 / department of the project before; null where there is none",
        nullable=True,
    ),
    Column(
        "is_questioned",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="有待人工确认 / a question about one of its projects is open",
    ),
    Column("question_codes", ARRAY(String), comment="待确认问题编号 / codes of the open questions"),
    UniqueConstraint(
        "fiscal_year", "department_key", "project_key", "prior_project_key", postgresql_nulls_not_distinct=True
    ),
    Index(None, "lineage_code"),
    Index(None, "project_key", "fiscal_year"),
    comment="项目沿革：一行一对前后两年的项目；发布即重算 / one row per pair of projects in two years, derived anew",
)

comparison_line = Table(
    "comparison_line",
    metadata,
    Column("fiscal_year", Integer, primary_key=True, autoincrement=False, comment="比较的年度 / the year compared"),
    Column(
        "side",
        String,
        CheckConstraint("side in ('current', 'prior', 'reported')", name="side"),
        primary_key=True,
        comment="侧：current 本年、prior 上年现行、reported 上年首报 / this year, last year, last as first reported",
    ),
    Column("form_version_key", BigInteger, primary_key=True, autoincrement=False, comment="版本键 / version"),
    Column(
        "project_number", Integer, primary_key=True, autoincrement=False, comment="表内第几个项目 / line of the form"
    ),
    text(
        "lineage_code",
        "比较：沿革组，或未接续的上年项目 / the comparison: a lineage group, or a project in none",
        nullable=False,
    ),
    reference("lineage_kind", "dim_lineage_kind.lineage_kind", "沿革类型 / kind of lineage"),
    reference("department_key", "dim_department.department_key", "填报部门键 / department of the form"),
    reference(
        "counted_department_key",
        "dim_department.department_key",
        "计入的部门键：更名后为新部门 / department it counts in: the new one where it was renamed",
    ),
    Column("member_year", Integer, nullable=False, comment="所在表的年度 / fiscal year of the form"),
    reference("project_key", "dim_project.project_key", "项目键 / project"),
    text("project_name", "项目名称 / name of the project", nullable=False),
    Column(
        "is_counted", Boolean, nullable=False, server_default=true(), comment="金额计入 / its amounts are the project's"
    ),
    Column(
        "gives_indicators",
        Boolean,
        nullable=False,
        server_default=true(),
        comment="该项目的指标取自本行 / the project's indicators are those of this line",
    ),
    Column("is_doubtful", Boolean, nullable=False, server_default=false(), comment="计入存疑 / it counts in doubt"),
    Index(None, "form_version_key", "project_number"),
    Index(None, "lineage_code"),
    Index(None, "project_key", "member_year"),
    comment="比较的行：一行一个比较、侧、表中一行；发布即重定 / one row per side and line compared, as last published",
)
