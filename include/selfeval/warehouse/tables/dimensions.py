"""What facts are about: departments, projects, funding sources, measures, units and the versions of a form."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
)

from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.columns import metadata, number, reference, staged, surrogate
from selfeval.warehouse.tables.columns import text as text_column


def named(code: str, comment: str) -> list[Column[str]]:
    """A closed list whose code is its key: stable, readable in a fact without a join."""
    return [
        Column(code, String, primary_key=True, comment=comment),
        text_column("name_zh", "中文名称 / name in Chinese", nullable=False),
        text_column("name_en", "英文名称 / name in English", nullable=False),
    ]


submission = Table(
    "submission",
    metadata,
    surrogate("submission_key", "报送键 / surrogate key"),
    Column("submission_sha256", String(64), nullable=False, unique=True, comment="文件 SHA-256 / SHA-256 of the file"),
    *staged(staging.submission, "file_name", "channel_name", "size_bytes", "received_at", "archive_path"),
    Column(
        "state",
        String,
        CheckConstraint("state in ('received', 'loaded', 'held')", name="state"),
        nullable=False,
        server_default="received",
        comment="状态：received 已接收、loaded 已入库、held 已挂起 / state",
    ),
    Column("settled_at", DateTime(timezone=True), comment="入库或挂起时间 / when it was loaded or held"),
    Column(
        "batch_count",
        Integer,
        nullable=False,
        server_default="0",
        comment="接收后已进入的批次数 / batches that it has been put in since it was received",
    ),
    comment="报送：一行一份不同的文件 / one row per distinct file",
)

receipt = Table(
    "receipt",
    metadata,
    surrogate("receipt_key", "回执键，按接收先后 / surrogate key, in order of arrival"),
    reference("submission_key", "submission.submission_key", "报送键 / the file that was handed in"),
    *staged(staging.submission, "file_name", "channel_name", "received_at"),
    Column(
        "is_duplicate",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="重复报送，未重新读取 / the bytes were known and are not read again",
    ),
    Column(
        "settled_state",
        String,
        CheckConstraint("settled_state in ('loaded', 'held')", name="settled_state"),
        comment="本次报送的结果：loaded 已受理、held 未受理；未处理为空 / "
        "what this hand-in came to: loaded or held; null while it waits",
    ),
    Column("answered_at", DateTime(timezone=True), comment="回执送达时间 / when the answer was written"),
    UniqueConstraint("submission_key", "channel_name", "file_name", "received_at"),
    Index("ix_receipt__name", "channel_name", "file_name", "receipt_key"),
    comment="回执：一行一次报送，重复报送亦有 / one row per hand-in, repeated ones too",
)

dim_department = Table(
    "dim_department",
    metadata,
    surrogate("department_key", "部门键 / surrogate key"),
    text_column("department_code", "部门业务键（规范化名称） / business key: the normalised name", nullable=False),
    text_column("department_name", "部门名称 / name as printed", nullable=False),
    UniqueConstraint("department_code"),
    comment="部门：一行一个名称；各名称的年度见 mart_history.dim_department / one row per name; its years are in "
    "mart_history.dim_department",
)

dim_project = Table(
    "dim_project",
    metadata,
    surrogate("project_key", "项目键 / surrogate key"),
    reference("department_key", "dim_department.department_key", "部门键 / department"),
    text_column("project_code", "项目编码；未填为空串 / project code, empty where none is printed", nullable=False),
    text_column("project_name_code", "项目业务键（规范化名称） / business key: the normalised name", nullable=False),
    text_column("project_name", "项目名称 / name as printed", nullable=False),
    UniqueConstraint("department_key", "project_code", "project_name_code"),
    comment="项目：一行一个部门的一个项目（编码与名称）；各名称的年度见 mart_history.dim_project / "
    "one row per department, code and name; their years are in mart_history.dim_project",
)

dim_measure = Table(
    "dim_measure",
    metadata,
    *named("measure_code", "金额口径 / budget_initial, budget, received, executed"),
    comment="金额口径：一行一种 / one row per measure",
)

dim_funding_source = Table(
    "dim_funding_source",
    metadata,
    *named("funding_source_code", "资金来源；total 为表列合计 / funding source; total is the printed total"),
    comment="资金来源：一行一种 / one row per funding source",
)

dim_amount_unit = Table(
    "dim_amount_unit",
    metadata,
    *named("amount_unit_code", "金额单位 / unit as the forms print it"),
    number("yuan_factor", "一单位合多少元 / yuan in one unit", nullable=False),
    comment="金额单位：一行一种 / one row per unit of amounts",
)

dim_lineage_kind = Table(
    "dim_lineage_kind",
    metadata,
    *named("lineage_kind", "沿革类型 / same, renamed, split, merged, moved, new, ended, first, withdrawn, awaited"),
    comment="项目沿革类型：一行一种 / one row per kind of lineage",
)

dim_comparability = Table(
    "dim_comparability",
    metadata,
    *named("comparability", "可比性 / why two years can or cannot be compared"),
    comment="可比性：一行一种原因 / one row per reason",
)

dim_expectation = Table(
    "dim_expectation",
    metadata,
    *named("expectation", "应报依据 / why a form or project is expected"),
    comment="应报依据：一行一种 / one row per reason to expect a form or project",
)

dim_board_state = Table(
    "dim_board_state",
    metadata,
    *named("board_state", "报送进度 / how a form or project stands on the board"),
    comment="报送进度：一行一种状态 / one row per state on the board",
)

dim_finding_title = Table(
    "dim_finding_title",
    metadata,
    Column("rule_code", String, primary_key=True, comment="发现的编号 / code of the finding"),
    text_column("origin", "来源：reading 读表、loading 入库 / reading or loading", nullable=False),
    text_column("severity", "通常的级别：critical、warning、info / usual severity", nullable=False),
    text_column("title_zh", "标题 / title in Chinese", nullable=False),
    text_column("title_en", "title in English", nullable=False),
    comment="发现的标题：规则以外，一行一种 / one row per kind of finding that no rule makes: of reading and loading",
)

dim_rule_part = Table(
    "dim_rule_part",
    metadata,
    Column("rule_code", String, primary_key=True, comment="规则编号 / rule code"),
    Column(
        "bridge_part",
        String,
        CheckConstraint("bridge_part in ('unit', '')", name="bridge_part"),
        nullable=False,
        comment="未改未豁免的发现使差额归入的部分：unit 计量单位；空串为不归入 / part of the bridge that takes the "
        "difference while a finding of the rule stands; empty for none",
    ),
    comment="规则与同比桥接：一行一条规则 / one row per rule whose findings decide a part of the bridge",
)

dim_form_version = Table(
    "dim_form_version",
    metadata,
    surrogate("form_version_key", "版本键 / surrogate key"),
    reference("submission_key", "submission.submission_key", "报送键 / the file it stands in"),
    Column("form_number", Integer, nullable=False, comment="文件内第几张表 / number of the form in the file"),
    reference("department_key", "dim_department.department_key", "部门键 / department"),
    Column("fiscal_year", Integer, nullable=False, comment="年度 / fiscal year the form reports on"),
    *staged(staging.form, "family"),
    text_column(
        "series_code",
        "同一部门、年度、表式内的版本序列：实施单位，单项表另加项目 / series within department, year and family: "
        "the implementing unit, and for a card its project",
        nullable=False,
    ),
    *staged(staging.form, "title", "title_cell", "implementing_unit_name"),
    reference(
        "amount_unit_code",
        "dim_amount_unit.amount_unit_code",
        "金额单位；无金额可空 / unit of the amounts",
        nullable=True,
    ),
    *staged(staging.form, "anchor_cell"),
    reference(
        "rule_set_version",
        "dim_rule_set.rule_set_version",
        "判断所依规则集；早先入库的为空 / rules it was judged by; null where loaded before they were recorded",
        nullable=True,
    ),
    UniqueConstraint("submission_key", "form_number"),
    UniqueConstraint("form_version_key", "department_key", "fiscal_year", name="uq_dim_form_version__subject"),
    Index("ix_dim_form_version__series", "department_key", "fiscal_year", "family", "series_code"),
    comment="自评表版本：一行一份文件中的一张表；后报者取代先报者，均予保留 / one row per form of a file; a later one "
    "supersedes, none is overwritten",
)

applied_definition = Table(
    "applied_definition",
    metadata,
    Column("fingerprint", String(64), primary_key=True, comment="视图与词表的 SHA-256 / SHA-256 of views and seeds"),
    comment="已建视图与词表的指纹：一行 / the one row says which views and seeds are in place",
)
