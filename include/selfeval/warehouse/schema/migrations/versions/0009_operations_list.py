"""Regions and the lists that operations keep; a trigger refuses to change or remove a row of a list."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0009_operations_list"
down_revision = "0008_lineage_decision"
branch_labels = None
depends_on = None

CLOSED_LISTS = (
    (
        "dim_expectation",
        "expectation",
        "应报依据 / why a form or project is expected",
        "应报依据：一行一种 / one row per reason to expect a form or project",
    ),
    (
        "dim_board_state",
        "board_state",
        "报送进度 / how a form or project stands on the board",
        "报送进度：一行一种状态 / one row per state on the board",
    ),
)
LISTS = ("operations_list", "expected_department", "expected_project", "classified_item")


def upgrade() -> None:
    for table, key, told, comment in CLOSED_LISTS:
        _create_closed_list(table, key, told, comment)
    _create_regions()
    _create_lists()
    _create_departments()
    _create_projects()
    _create_classified()
    for table in LISTS:
        op.execute(
            f"create trigger only_added before update or delete or truncate on core.{table} "
            "for each statement execute function core.refuse_change()"
        )


def downgrade() -> None:
    for table in (*reversed(LISTS), "dim_region", *(table for table, *_ in CLOSED_LISTS)):
        op.drop_table(table, schema="core")


def _create_closed_list(table: str, key: str, told: str, comment: str) -> None:
    op.create_table(
        table,
        sa.Column(key, sa.String(), nullable=False, comment=told),
        sa.Column("name_zh", sa.String(), nullable=False, comment="中文名称 / name in Chinese"),
        sa.Column("name_en", sa.String(), nullable=False, comment="英文名称 / name in English"),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
        schema="core",
        comment=comment,
    )


def _create_regions() -> None:
    op.create_table(
        "dim_region",
        sa.Column("region_code", sa.String(), nullable=False, comment="区划业务键（规范化名称） / the normalised name"),
        sa.Column("region_name", sa.String(), nullable=False, comment="区划名称 / name of the region"),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_dim_region")),
        schema="core",
        comment="区划：一行一个 / one row per region; unassigned is of departments that no list puts in one",
    )


def _create_lists() -> None:
    op.create_table(
        "operations_list",
        sa.Column(
            "list_key",
            sa.BigInteger(),
            sa.Identity(),
            nullable=False,
            comment="清单键；同种清单以最新者为准 / surrogate key; of one kind, the newest is in force",
        ),
        sa.Column(
            "list_kind",
            sa.String(),
            nullable=False,
            comment="种类：应报部门、应报项目、涉密事项 / which of the lists it is",
        ),
        sa.Column("file_name", sa.String(), nullable=False, comment="文件名 / file name"),
        sa.Column("file_sha256", sa.String(64), nullable=False, comment="文件 SHA-256 / SHA-256 of the file"),
        sa.Column("row_count", sa.Integer(), nullable=False, comment="行数 / rows in the list"),
        sa.Column("time_zone", sa.String(), nullable=False, comment="截止日期所依时区 / time zone of its days"),
        sa.Column(
            "imported_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="导入时间 / when it was imported",
        ),
        sa.CheckConstraint(
            "list_kind in ('expected_department', 'expected_project', 'classified_item')",
            name=op.f("ck_operations_list__list_kind"),
        ),
        sa.PrimaryKeyConstraint("list_key", name=op.f("pk_operations_list")),
        schema="core",
        comment="业务清单：一行一次导入，只增不改 / one row per list that was imported; rows are only added",
    )
    op.create_index(
        op.f("ix_operations_list__list_kind_list_key"), "operations_list", ["list_kind", "list_key"], schema="core"
    )


def _create_departments() -> None:
    op.create_table(
        "expected_department",
        *_entry("expected_department"),
        sa.Column("region_code", sa.String(), nullable=False, comment="区划 / region"),
        sa.Column(
            "due_date",
            sa.Date(),
            nullable=True,
            comment="起始年度自评表的截止日期，以后逐年顺延 / due for the first year; a year later each",
        ),
        sa.Column(
            "is_nil_return",
            sa.Boolean(),
            nullable=False,
            comment="零报送：已报告无项目 / has reported that it has none",
        ),
        sa.Column("note", sa.String(), nullable=True, comment="备注 / note"),
        sa.ForeignKeyConstraint(
            ["region_code"], ["core.dim_region.region_code"], name=op.f("fk_expected_department__region_code")
        ),
        schema="core",
        comment="应报部门：一行一个部门的一段年度 / one row per department and span of years that it owes a form for",
    )


def _create_projects() -> None:
    op.create_table(
        "expected_project",
        *_entry("expected_project"),
        *_project(nullable=False),
        schema="core",
        comment="应报项目：一行一个项目的一段年度 / one row per project and span of years in which a form must have it",
    )


def _create_classified() -> None:
    op.create_table(
        "classified_item",
        *_entry("classified_item"),
        *_project(nullable=True),
        sa.Column("basis", sa.String(), nullable=True, comment="定密依据 / why it is classified"),
        schema="core",
        comment="涉密事项：一行一个项目（或整个部门）的一段年度，不予公开 / "
        "one row per project, or whole department, withheld",
    )


def _entry(table: str) -> list[SchemaItem]:
    return [
        sa.Column("list_key", sa.BigInteger(), autoincrement=False, nullable=False, comment="清单键 / the list"),
        sa.Column(
            "row_number", sa.Integer(), autoincrement=False, nullable=False, comment="文件第几行 / line of the file"
        ),
        sa.Column(
            "department_code",
            sa.String(),
            nullable=False,
            comment="部门业务键（规范化名称） / business key of the department",
        ),
        sa.Column("department_name", sa.String(), nullable=False, comment="部门名称 / department"),
        sa.Column("first_fiscal_year", sa.Integer(), nullable=False, comment="起始年度 / first fiscal year"),
        sa.Column(
            "last_fiscal_year",
            sa.Integer(),
            nullable=True,
            comment="终止年度；空为至今 / last fiscal year; null while it goes on",
        ),
        sa.CheckConstraint("first_fiscal_year <= last_fiscal_year", name=op.f(f"ck_{table}__years")),
        sa.ForeignKeyConstraint(["list_key"], ["core.operations_list.list_key"], name=op.f(f"fk_{table}__list_key")),
        sa.PrimaryKeyConstraint("list_key", "row_number", name=op.f(f"pk_{table}")),
    ]


def _project(*, nullable: bool) -> list[SchemaItem]:
    return [
        sa.Column(
            "project_code",
            sa.String(),
            nullable=False,
            comment="项目编码；未填为空串 / project code, empty where none is given",
        ),
        sa.Column(
            "project_name_code",
            sa.String(),
            nullable=nullable,
            comment="项目业务键（规范化名称） / the normalised name",
        ),
        sa.Column("project_name", sa.String(), nullable=nullable, comment="项目名称 / project"),
    ]
