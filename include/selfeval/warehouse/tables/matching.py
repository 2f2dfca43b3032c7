"""What lineage was derived from, kept so that a publication derives anew what has changed and nothing else.

These rows follow from facts, what counts and what persons decided; a publication replaces them with the lineage.
"""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Index, Integer, String, Table
from sqlalchemy import text as sql_text
from sqlalchemy.dialects.postgresql import JSONB

from selfeval.warehouse.tables.columns import metadata, number, text


def _key(name: str, comment: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False, comment=comment)


def _year(comment: str) -> Column[int]:
    return Column("fiscal_year", Integer, primary_key=True, autoincrement=False, comment=comment)


lineage_pair = Table(
    "lineage_pair",
    metadata,
    _year("本年度；上年度为其前一年 / the later of the two years"),
    Column(
        "answers",
        JSONB,
        nullable=False,
        comment="所依的人工决定：按编号，其内容与所涉部门 / answers of persons that it rests on: by code, "
        "with what was decided and the departments concerned",
    ),
    comment="已推定沿革的年度：一行一个，及所依的人工决定 / one row per year whose lineage is derived, "
    "with the answers that it rests on",
)

lineage_department = Table(
    "lineage_department",
    metadata,
    _year("年度 / fiscal year"),
    _key("department_key", "部门键 / department"),
    Column(
        "is_whole",
        Boolean,
        nullable=False,
        comment="有项目总表；否则只有逐项报来的单项表 / a table of its projects came, not only cards, one by one",
    ),
    comment="沿革所见的部门：一行一个报了项目的部门及年度 / one row per department and year in which it handed in "
    "projects, as lineage sees it",
)

lineage_project = Table(
    "lineage_project",
    metadata,
    _year("年度 / fiscal year"),
    _key("department_key", "部门键 / department"),
    _key("project_key", "项目键 / project"),
    text("printed_code", "所填编码 / code that is printed for it", nullable=False),
    number("budget_amount", "预算合计（元） / budget total in yuan"),
    text("funding_sources", "资金来源 / sources of the budget", nullable=False),
    text("written_name", "书写归一的名称 / name without punctuation, numbering and year", nullable=False),
    text("folded_name", "再去通用词的名称 / the same without generic words at its end", nullable=False),
    Index(None, "fiscal_year", "written_name"),
    Index(None, "fiscal_year", "folded_name"),
    comment="沿革所比的项目：一行一个计入的项目及年度 / one row per project that counts in a year, "
    "as lineage compares it",
)

lineage_leftover = Table(
    "lineage_leftover",
    metadata,
    _year("本年度；上年度为其前一年 / the later of the two years"),
    Column(
        "side",
        String,
        CheckConstraint("side in ('current', 'prior')", name="side"),
        primary_key=True,
        comment="侧：current 本年、prior 上年 / this year or last year",
    ),
    _key("department_key", "部门键 / department"),
    _key("project_key", "项目键 / project"),
    text("written_name", "书写归一的名称 / name without punctuation, numbering and year", nullable=False),
    text("own_code", "项目自身的编码，没有则为空 / the project's own code, empty where it has none", nullable=False),
    Column("is_in_both", Boolean, nullable=False, comment="部门两年均有报送 / its department is there in both years"),
    Column(
        "is_moved", Boolean, nullable=False, comment="已按编码移往另一部门 / its code was found in another department"
    ),
    Index(None, "fiscal_year", "written_name"),
    Index(
        "ix_lineage_leftover__own_code",
        "fiscal_year",
        "own_code",
        postgresql_where=sql_text("own_code <> ''"),
    ),
    comment="部门内无对应的项目：一行一个，供与其他部门的比对 / one row per project without counterpart in its own "
    "department, to be compared with other departments",
)
