"""The lists that operations keep: who owes a form by when, which projects are expected, what is classified."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, DateTime, Index, Integer, String, Table, func
from sqlalchemy.schema import SchemaItem

from selfeval.warehouse.tables.columns import metadata, reference, surrogate, text

LIST_KINDS = ("expected_department", "expected_project", "classified_item")

dim_region = Table(
    "dim_region",
    metadata,
    Column("region_code", String, primary_key=True, comment="区划业务键（规范化名称） / the normalised name"),
    text("region_name", "区划名称 / name of the region", nullable=False),
    comment="区划：一行一个 / one row per region; unassigned is of departments that no list puts in one",
)

operations_list = Table(
    "operations_list",
    metadata,
    surrogate("list_key", "清单键；同种清单以最新者为准 / surrogate key; of one kind, the newest is in force"),
    Column(
        "list_kind",
        String,
        CheckConstraint(f"list_kind in ({', '.join(map(repr, LIST_KINDS))})", name="list_kind"),
        nullable=False,
        comment="种类：应报部门、应报项目、涉密事项 / which of the lists it is",
    ),
    text("file_name", "文件名 / file name", nullable=False),
    Column("file_sha256", String(64), nullable=False, comment="文件 SHA-256 / SHA-256 of the file"),
    Column("row_count", Integer, nullable=False, comment="行数 / rows in the list"),
    text("time_zone", "截止日期所依时区 / time zone of its days", nullable=False),
    Column(
        "imported_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="导入时间 / when it was imported",
    ),
    Index(None, "list_kind", "list_key"),
    comment="业务清单：一行一次导入，只增不改 / one row per list that was imported; rows are only added",
)


def _entry() -> list[SchemaItem]:
    """The columns that say where an entry stands, which department it is about, and for which years."""
    return [
        reference("list_key", "operations_list.list_key", "清单键 / the list", primary_key=True),
        Column("row_number", Integer, primary_key=True, autoincrement=False, comment="文件第几行 / line of the file"),
        text("department_code", "部门业务键（规范化名称） / business key of the department", nullable=False),
        text("department_name", "部门名称 / department", nullable=False),
        Column("first_fiscal_year", Integer, nullable=False, comment="起始年度 / first fiscal year"),
        Column("last_fiscal_year", Integer, comment="终止年度；空为至今 / last fiscal year; null while it goes on"),
        CheckConstraint("first_fiscal_year <= last_fiscal_year", name="years"),
    ]


def _project(*, nullable: bool) -> list[Column[str]]:
    return [
        text("project_code", "项目编码；未填为空串 / project code, empty where none is given", nullable=False),
        text("project_name_code", "项目业务键（规范化名称） / the normalised name", nullable=nullable),
        text("project_name", "项目名称 / project", nullable=nullable),
    ]


expected_department = Table(
    "expected_department",
    metadata,
    *_entry(),
    reference("region_code", "dim_region.region_code", "区划 / region"),
    Column(
        "due_date", Date, comment="起始年度自评表的截止日期，以后逐年顺延 / due for the first year; a year later each"
    ),
    Column("is_nil_return", Boolean, nullable=False, comment="零报送：已报告无项目 / has reported that it has none"),
    text("note", "备注 / note"),
    comment="应报部门：一行一个部门的一段年度 / one row per department and span of years that it owes a form for",
)

expected_project = Table(
    "expected_project",
    metadata,
    *_entry(),
    *_project(nullable=False),
    comment="应报项目：一行一个项目的一段年度 / one row per project and span of years in which a form must have it",
)

classified_item = Table(
    "classified_item",
    metadata,
    *_entry(),
    *_project(nullable=True),
    text("basis", "定密依据 / why it is classified"),
    comment="涉密事项：一行一个项目（或整个部门）的一段年度，不予公开 / "
    "one row per project, or whole department, withheld",
)
