"""Schema core: submissions, dimensions, facts and lineage."""
# ruff: noqa: E501 (generated from the tables, comments and all)

import sqlalchemy as sa
from alembic import op

revision = "0002_core"
down_revision = "0001_staging"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("comment on schema core is '核心：维度、事实与沿革 / dimensions, facts and lineage'")
    op.create_table(
        "applied_definition",
        sa.Column(
            "fingerprint",
            sa.String(length=64),
            nullable=False,
            comment="视图与词表的 SHA-256 / SHA-256 of views and seeds",
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_applied_definition")),
        schema="core",
        comment="已建视图与词表的指纹：一行 / the one row says which views and seeds are in place",
    )
    op.create_table(
        "dim_amount_unit",
        sa.Column("amount_unit_code", sa.String(), nullable=False, comment="金额单位 / unit as the forms print it"),
        sa.Column("name_zh", sa.String(), nullable=False, comment="中文名称 / name in Chinese"),
        sa.Column("name_en", sa.String(), nullable=False, comment="英文名称 / name in English"),
        sa.Column("yuan_factor", sa.Numeric(), nullable=False, comment="一单位合多少元 / yuan in one unit"),
        sa.PrimaryKeyConstraint("amount_unit_code", name=op.f("pk_dim_amount_unit")),
        schema="core",
        comment="金额单位：一行一种 / one row per unit of amounts",
    )
    op.create_table(
        "dim_comparability",
        sa.Column(
            "comparability", sa.String(), nullable=False, comment="可比性 / why two years can or cannot be compared"
        ),
        sa.Column("name_zh", sa.String(), nullable=False, comment="中文名称 / name in Chinese"),
        sa.Column("name_en", sa.String(), nullable=False, comment="英文名称 / name in English"),
        sa.PrimaryKeyConstraint("comparability", name=op.f("pk_dim_comparability")),
        schema="core",
        comment="可比性：一行一种原因 / one row per reason",
    )
    op.create_table(
        "dim_department",
        sa.Column(
            "department_key",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="部门键 / surrogate key",
        ),
        sa.Column(
            "department_code",
            sa.String(),
            nullable=False,
            comment="部门业务键（规范化名称） / business key: the normalised name",
        ),
        sa.Column("department_name", sa.String(), nullable=False, comment="部门名称 / name as printed"),
        sa.Column(
            "valid_from",
            sa.Date(),
            server_default=sa.text("date '1900-01-01'"),
            nullable=False,
            comment="生效日 / first day of validity",
        ),
        sa.Column(
            "valid_to",
            sa.Date(),
            nullable=True,
            comment="失效日；空为现行 / day after the last one; null while current",
        ),
        sa.PrimaryKeyConstraint("department_key", name=op.f("pk_dim_department")),
        sa.UniqueConstraint(
            "department_code", "valid_from", name=op.f("uq_dim_department__department_code_valid_from")
        ),
        schema="core",
        comment="部门：一行一个部门的一段历史 / one row per department and span of validity",
    )
    op.create_table(
        "dim_funding_source",
        sa.Column(
            "funding_source_code",
            sa.String(),
            nullable=False,
            comment="资金来源；total 为表列合计 / funding source; total is the printed total",
        ),
        sa.Column("name_zh", sa.String(), nullable=False, comment="中文名称 / name in Chinese"),
        sa.Column("name_en", sa.String(), nullable=False, comment="英文名称 / name in English"),
        sa.PrimaryKeyConstraint("funding_source_code", name=op.f("pk_dim_funding_source")),
        schema="core",
        comment="资金来源：一行一种 / one row per funding source",
    )
    op.create_table(
        "dim_lineage_kind",
        sa.Column(
            "lineage_kind",
            sa.String(),
            nullable=False,
            comment="沿革类型 / same, renamed, split, merged, new, ended, first",
        ),
        sa.Column("name_zh", sa.String(), nullable=False, comment="中文名称 / name in Chinese"),
        sa.Column("name_en", sa.String(), nullable=False, comment="英文名称 / name in English"),
        sa.PrimaryKeyConstraint("lineage_kind", name=op.f("pk_dim_lineage_kind")),
        schema="core",
        comment="项目沿革类型：一行一种 / one row per kind of lineage",
    )
    op.create_table(
        "dim_measure",
        sa.Column(
            "measure_code", sa.String(), nullable=False, comment="金额口径 / budget_initial, budget, received, executed"
        ),
        sa.Column("name_zh", sa.String(), nullable=False, comment="中文名称 / name in Chinese"),
        sa.Column("name_en", sa.String(), nullable=False, comment="英文名称 / name in English"),
        sa.PrimaryKeyConstraint("measure_code", name=op.f("pk_dim_measure")),
        schema="core",
        comment="金额口径：一行一种 / one row per measure",
    )
    op.create_table(
        "submission",
        sa.Column(
            "submission_key",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="报送键 / surrogate key",
        ),
        sa.Column(
            "submission_sha256", sa.String(length=64), nullable=False, comment="文件 SHA-256 / SHA-256 of the file"
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
        sa.Column(
            "state",
            sa.String(),
            server_default="received",
            nullable=False,
            comment="状态：received 已接收、loaded 已入库、held 已挂起 / state",
        ),
        sa.Column(
            "settled_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="入库或挂起时间 / when it was loaded or held",
        ),
        sa.Column(
            "batch_count",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="接收后已进入的批次数 / batches that it has been put in since it was received",
        ),
        sa.PrimaryKeyConstraint("submission_key", name=op.f("pk_submission")),
        sa.UniqueConstraint("submission_sha256", name=op.f("uq_submission__submission_sha256")),
        schema="core",
        comment="报送：一行一份不同的文件 / one row per distinct file",
    )
    op.create_table(
        "dim_form_version",
        sa.Column(
            "form_version_key",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="版本键 / surrogate key",
        ),
        sa.Column(
            "submission_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="报送键 / the file it stands in",
        ),
        sa.Column(
            "form_number", sa.Integer(), nullable=False, comment="文件内第几张表 / number of the form in the file"
        ),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column("fiscal_year", sa.Integer(), nullable=False, comment="年度 / fiscal year the form reports on"),
        sa.Column(
            "family",
            sa.String(),
            nullable=False,
            comment="wide（一行一个项目）、card（一表一个项目）、overall（整体支出） / layout family",
        ),
        sa.Column(
            "series_code",
            sa.String(),
            nullable=False,
            comment="同一部门、年度、表式内的版本序列：实施单位，单项表另加项目 / series within department, year and family: the implementing unit, and for a card its project",
        ),
        sa.Column("title", sa.String(), nullable=True, comment="表名 / title as printed"),
        sa.Column("title_cell", sa.String(), nullable=True, comment="表名所在单元格 / cell of the title"),
        sa.Column("implementing_unit_name", sa.String(), nullable=True, comment="实施单位 / implementing unit"),
        sa.Column(
            "amount_unit_code",
            sa.String(),
            autoincrement=False,
            nullable=True,
            comment="金额单位；无金额可空 / unit of the amounts",
        ),
        sa.Column(
            "anchor_cell",
            sa.String(),
            nullable=False,
            comment="表内第一个标题格 / first heading cell: where the form stands",
        ),
        sa.ForeignKeyConstraint(
            ["amount_unit_code"],
            ["core.dim_amount_unit.amount_unit_code"],
            name=op.f("fk_dim_form_version__amount_unit_code"),
        ),
        sa.ForeignKeyConstraint(
            ["department_key"], ["core.dim_department.department_key"], name=op.f("fk_dim_form_version__department_key")
        ),
        sa.ForeignKeyConstraint(
            ["submission_key"], ["core.submission.submission_key"], name=op.f("fk_dim_form_version__submission_key")
        ),
        sa.PrimaryKeyConstraint("form_version_key", name=op.f("pk_dim_form_version")),
        sa.UniqueConstraint(
            "submission_key", "form_number", name=op.f("uq_dim_form_version__submission_key_form_number")
        ),
        schema="core",
        comment="自评表版本：一行一份文件中的一张表；后报者取代先报者，均予保留 / one row per form of a file; a later one supersedes, none is overwritten",
    )
    op.create_table(
        "dim_project",
        sa.Column(
            "project_key", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="项目键 / surrogate key"
        ),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column(
            "project_code",
            sa.String(),
            nullable=False,
            comment="项目编码；未填为空串 / project code, empty where none is printed",
        ),
        sa.Column(
            "project_name_code",
            sa.String(),
            nullable=False,
            comment="项目业务键（规范化名称） / business key: the normalised name",
        ),
        sa.Column("project_name", sa.String(), nullable=False, comment="项目名称 / name as printed"),
        sa.Column(
            "valid_from",
            sa.Date(),
            server_default=sa.text("date '1900-01-01'"),
            nullable=False,
            comment="生效日 / first day of validity",
        ),
        sa.Column(
            "valid_to",
            sa.Date(),
            nullable=True,
            comment="失效日；空为现行 / day after the last one; null while current",
        ),
        sa.ForeignKeyConstraint(
            ["department_key"], ["core.dim_department.department_key"], name=op.f("fk_dim_project__department_key")
        ),
        sa.PrimaryKeyConstraint("project_key", name=op.f("pk_dim_project")),
        sa.UniqueConstraint(
            "department_key",
            "project_code",
            "project_name_code",
            "valid_from",
            name=op.f("uq_dim_project__department_key_project_code_project_name_code_valid_from"),
        ),
        schema="core",
        comment="项目：一行一个部门的一个项目（编码与名称）的一段历史 / one row per project and span of validity",
    )
    op.create_table(
        "receipt",
        sa.Column(
            "receipt_key",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="回执键，按接收先后 / surrogate key, in order of arrival",
        ),
        sa.Column(
            "submission_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="报送键 / the file that was handed in",
        ),
        sa.Column("file_name", sa.String(), nullable=False, comment="文件名 / file name as handed in"),
        sa.Column(
            "channel_name",
            sa.String(),
            nullable=False,
            comment="报送通道（landing 下的部门文件夹） / landing channel: the department's folder",
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="接收时间 / when it was received"),
        sa.Column(
            "is_duplicate",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="重复报送，未重新读取 / the bytes were known and are not read again",
        ),
        sa.Column(
            "answered_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="回执送达时间 / when the answer was written",
        ),
        sa.ForeignKeyConstraint(
            ["submission_key"], ["core.submission.submission_key"], name=op.f("fk_receipt__submission_key")
        ),
        sa.PrimaryKeyConstraint("receipt_key", name=op.f("pk_receipt")),
        sa.UniqueConstraint(
            "submission_key",
            "channel_name",
            "file_name",
            "received_at",
            name=op.f("uq_receipt__submission_key_channel_name_file_name_received_at"),
        ),
        schema="core",
        comment="回执：一行一次报送，重复报送亦有 / one row per hand-in, repeated ones too",
    )
    op.create_table(
        "fct_budget_execution",
        sa.Column("form_version_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="版本键 / version"),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目 / number of the project in the form",
        ),
        sa.Column("measure_code", sa.String(), autoincrement=False, nullable=False, comment="金额口径 / measure"),
        sa.Column("funding_source_code", sa.String(), autoincrement=False, nullable=False, comment="资金来源 / source"),
        sa.Column("project_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="项目键 / project"),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column("fiscal_year", sa.Integer(), nullable=False, comment="年度 / fiscal year"),
        sa.Column(
            "yuan_amount",
            sa.Numeric(),
            nullable=False,
            comment="金额（元），由原文按单位换算 / amount in yuan, from the printed one",
        ),
        sa.Column(
            "printed_value", sa.Numeric(), nullable=False, comment="金额（原表单位） / amount in the form's own unit"
        ),
        sa.Column("printed", sa.String(), nullable=False, comment="原文 / text as printed"),
        sa.Column("cell", sa.String(), nullable=False, comment="所在单元格 / cell"),
        sa.ForeignKeyConstraint(
            ["department_key"],
            ["core.dim_department.department_key"],
            name=op.f("fk_fct_budget_execution__department_key"),
        ),
        sa.ForeignKeyConstraint(
            ["form_version_key"],
            ["core.dim_form_version.form_version_key"],
            name=op.f("fk_fct_budget_execution__form_version_key"),
        ),
        sa.ForeignKeyConstraint(
            ["funding_source_code"],
            ["core.dim_funding_source.funding_source_code"],
            name=op.f("fk_fct_budget_execution__funding_source_code"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_code"], ["core.dim_measure.measure_code"], name=op.f("fk_fct_budget_execution__measure_code")
        ),
        sa.ForeignKeyConstraint(
            ["project_key"], ["core.dim_project.project_key"], name=op.f("fk_fct_budget_execution__project_key")
        ),
        sa.PrimaryKeyConstraint(
            "form_version_key",
            "project_number",
            "measure_code",
            "funding_source_code",
            name=op.f("pk_fct_budget_execution"),
        ),
        schema="core",
        comment="预算执行：一行一个版本、项目、口径、资金来源 / one row per version, project, measure and source",
    )
    op.create_index(
        op.f("ix_fct_budget_execution__fiscal_year_department_key_project_key"),
        "fct_budget_execution",
        ["fiscal_year", "department_key", "project_key"],
        unique=False,
        schema="core",
    )
    op.create_table(
        "fct_indicator_result",
        sa.Column("form_version_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="版本键 / version"),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目 / number of the project in the form",
        ),
        sa.Column(
            "indicator_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="项目内第几项指标 / number of the indicator in the project",
        ),
        sa.Column("project_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="项目键 / project"),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column("fiscal_year", sa.Integer(), nullable=False, comment="年度 / fiscal year"),
        sa.Column("level1", sa.String(), nullable=True, comment="一级指标 / level 1"),
        sa.Column("level2", sa.String(), nullable=True, comment="二级指标 / level 2"),
        sa.Column("indicator_name", sa.String(), nullable=True, comment="三级指标 / level 3"),
        sa.Column("target", sa.String(), nullable=True, comment="指标值 / target as printed"),
        sa.Column("actual", sa.String(), nullable=True, comment="完成值 / actual as printed"),
        sa.Column("weight", sa.Numeric(), nullable=True, comment="分值 / weight"),
        sa.Column("score", sa.Numeric(), nullable=True, comment="得分 / score"),
        sa.Column("reason", sa.String(), nullable=True, comment="偏差原因 / reason for a deviation"),
        sa.Column(
            "cell",
            sa.String(),
            nullable=True,
            comment="指标名称（宽表：指标值）所在单元格 / cell of the name (wide: of the target)",
        ),
        sa.Column("actual_cell", sa.String(), nullable=True, comment="完成值所在单元格 / cell of the actual"),
        sa.ForeignKeyConstraint(
            ["department_key"],
            ["core.dim_department.department_key"],
            name=op.f("fk_fct_indicator_result__department_key"),
        ),
        sa.ForeignKeyConstraint(
            ["form_version_key"],
            ["core.dim_form_version.form_version_key"],
            name=op.f("fk_fct_indicator_result__form_version_key"),
        ),
        sa.ForeignKeyConstraint(
            ["project_key"], ["core.dim_project.project_key"], name=op.f("fk_fct_indicator_result__project_key")
        ),
        sa.PrimaryKeyConstraint(
            "form_version_key", "project_number", "indicator_number", name=op.f("pk_fct_indicator_result")
        ),
        schema="core",
        comment="绩效指标：一行一个版本的一个项目的一项指标 / one row per version, project and indicator",
    )
    op.create_table(
        "fct_project_evaluation",
        sa.Column("form_version_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="版本键 / version"),
        sa.Column(
            "project_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="表内第几个项目 / number of the project in the form",
        ),
        sa.Column("project_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="项目键 / project"),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column("fiscal_year", sa.Integer(), nullable=False, comment="年度 / fiscal year"),
        sa.Column(
            "anchor_cell",
            sa.String(),
            nullable=False,
            comment="项目所在行（或表）的第一格 / first cell of the project's row or block",
        ),
        sa.Column("sequence", sa.String(), nullable=True, comment="序号（原文） / sequence number as printed"),
        sa.Column("project_name", sa.String(), nullable=True, comment="项目名称 / project name as printed"),
        sa.Column("project_name_cell", sa.String(), nullable=True, comment="项目名称所在单元格 / cell of the name"),
        sa.Column("division_name", sa.String(), nullable=True, comment="部门名称列（处室） / division as printed"),
        sa.Column("stated_ratio", sa.Numeric(), nullable=True, comment="自报执行率 / stated execution rate, 0-1"),
        sa.Column("stated_rate_printed", sa.String(), nullable=True, comment="执行率原文 / stated rate as printed"),
        sa.Column("stated_rate_cell", sa.String(), nullable=True, comment="执行率所在单元格 / cell of the stated rate"),
        sa.Column(
            "computed_ratio",
            sa.Numeric(),
            nullable=True,
            comment="计算执行率：执行合计÷预算合计，十位小数 / executed total ÷ budget total, ten places",
        ),
        sa.Column("budget_weight", sa.Numeric(), nullable=True, comment="预算执行分值 / weight of budget execution"),
        sa.Column("budget_score", sa.Numeric(), nullable=True, comment="预算执行得分 / score of budget execution"),
        sa.Column("goal_planned", sa.String(), nullable=True, comment="年初绩效目标 / goal as planned"),
        sa.Column("goal_actual", sa.String(), nullable=True, comment="目标完成情况 / goal as achieved"),
        sa.Column("total_score", sa.Numeric(), nullable=True, comment="总分 / total score"),
        sa.Column("problems", sa.String(), nullable=True, comment="存在的问题 / problems"),
        sa.Column("rectification", sa.String(), nullable=True, comment="整改情况 / rectification"),
        sa.Column("is_disputed", sa.Boolean(), nullable=False, comment="存疑：有严重发现 / has a critical finding"),
        sa.ForeignKeyConstraint(
            ["department_key"],
            ["core.dim_department.department_key"],
            name=op.f("fk_fct_project_evaluation__department_key"),
        ),
        sa.ForeignKeyConstraint(
            ["form_version_key"],
            ["core.dim_form_version.form_version_key"],
            name=op.f("fk_fct_project_evaluation__form_version_key"),
        ),
        sa.ForeignKeyConstraint(
            ["project_key"], ["core.dim_project.project_key"], name=op.f("fk_fct_project_evaluation__project_key")
        ),
        sa.PrimaryKeyConstraint("form_version_key", "project_number", name=op.f("pk_fct_project_evaluation")),
        schema="core",
        comment="项目自评：一行一个版本的一个项目 / one row per version and project",
    )
    op.create_index(
        op.f("ix_fct_project_evaluation__fiscal_year_department_key_project_key"),
        "fct_project_evaluation",
        ["fiscal_year", "department_key", "project_key"],
        unique=False,
        schema="core",
    )
    op.create_table(
        "fct_quality_finding",
        sa.Column("submission_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="报送键 / the file"),
        sa.Column(
            "finding_number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="文件内第几条 / number of the finding in the file",
        ),
        sa.Column(
            "form_version_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=True,
            comment="版本键；未入库为空 / version",
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
            sa.Numeric(),
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
        sa.ForeignKeyConstraint(
            ["form_version_key"],
            ["core.dim_form_version.form_version_key"],
            name=op.f("fk_fct_quality_finding__form_version_key"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_key"], ["core.submission.submission_key"], name=op.f("fk_fct_quality_finding__submission_key")
        ),
        sa.PrimaryKeyConstraint("submission_key", "finding_number", name=op.f("pk_fct_quality_finding")),
        schema="core",
        comment="发现：一行一份文件的一条 / one row per file and finding",
    )
    op.create_table(
        "lineage",
        sa.Column(
            "lineage_key", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="沿革键 / surrogate key"
        ),
        sa.Column(
            "lineage_code",
            sa.String(),
            nullable=False,
            comment="沿革组：年度-部门键-组号 / group: year-department-number",
        ),
        sa.Column(
            "fiscal_year", sa.Integer(), nullable=False, comment="本年度；上年度为其前一年 / the later of the two years"
        ),
        sa.Column(
            "department_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="部门键 / department"
        ),
        sa.Column(
            "project_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=True,
            comment="本年项目；终止为空 / project of the year",
        ),
        sa.Column(
            "prior_project_key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=True,
            comment="上年项目；新增为空 / project before",
        ),
        sa.Column(
            "lineage_kind", sa.String(), autoincrement=False, nullable=False, comment="沿革类型 / kind of lineage"
        ),
        sa.Column("confidence_ratio", sa.Numeric(), nullable=False, comment="把握程度 0-1 / confidence, 0-1"),
        sa.Column("evidence_zh", sa.String(), nullable=False, comment="依据 / evidence in Chinese"),
        sa.Column("evidence_en", sa.String(), nullable=False, comment="依据（英文） / evidence in English"),
        sa.ForeignKeyConstraint(
            ["department_key"], ["core.dim_department.department_key"], name=op.f("fk_lineage__department_key")
        ),
        sa.ForeignKeyConstraint(
            ["lineage_kind"], ["core.dim_lineage_kind.lineage_kind"], name=op.f("fk_lineage__lineage_kind")
        ),
        sa.ForeignKeyConstraint(
            ["prior_project_key"], ["core.dim_project.project_key"], name=op.f("fk_lineage__prior_project_key")
        ),
        sa.ForeignKeyConstraint(
            ["project_key"], ["core.dim_project.project_key"], name=op.f("fk_lineage__project_key")
        ),
        sa.PrimaryKeyConstraint("lineage_key", name=op.f("pk_lineage")),
        sa.UniqueConstraint(
            "fiscal_year",
            "department_key",
            "project_key",
            "prior_project_key",
            name=op.f("uq_lineage__fiscal_year_department_key_project_key_prior_project_key"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="core",
        comment="项目沿革：一行一对前后两年的项目；发布即重算 / one row per pair of projects in two years, derived anew",
    )


def downgrade() -> None:
    op.drop_table("lineage", schema="core")
    op.drop_table("fct_quality_finding", schema="core")
    op.drop_index(
        op.f("ix_fct_project_evaluation__fiscal_year_department_key_project_key"),
        table_name="fct_project_evaluation",
        schema="core",
    )
    op.drop_table("fct_project_evaluation", schema="core")
    op.drop_table("fct_indicator_result", schema="core")
    op.drop_index(
        op.f("ix_fct_budget_execution__fiscal_year_department_key_project_key"),
        table_name="fct_budget_execution",
        schema="core",
    )
    op.drop_table("fct_budget_execution", schema="core")
    op.drop_table("receipt", schema="core")
    op.drop_table("dim_project", schema="core")
    op.drop_table("dim_form_version", schema="core")
    op.drop_table("submission", schema="core")
    op.drop_table("dim_measure", schema="core")
    op.drop_table("dim_lineage_kind", schema="core")
    op.drop_table("dim_funding_source", schema="core")
    op.drop_table("dim_department", schema="core")
    op.drop_table("dim_comparability", schema="core")
    op.drop_table("dim_amount_unit", schema="core")
    op.drop_table("applied_definition", schema="core")
