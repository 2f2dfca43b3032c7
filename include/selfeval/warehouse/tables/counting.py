"""What counts of a fiscal year: the outcome of every line in time, and what persons are asked and decide about it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    String,
    Table,
)
from sqlalchemy import text as sql_text
from sqlalchemy.dialects.postgresql import JSONB

from selfeval.warehouse.tables.columns import metadata, reference, text
from selfeval.warehouse.tables.decisions import question_columns
from selfeval.warehouse.tables.dimensions import named

dim_counting_outcome = Table(
    "dim_counting_outcome",
    metadata,
    *named("outcome_code", "计入结果 / what became of a line"),
    comment="计入结果：一行一种，counted 为计入，其余为不计入的原因 "
    "/ one row per outcome: counted, or a reason why not",
)

dim_counting_question = Table(
    "dim_counting_question",
    metadata,
    Column("question_kind", String, primary_key=True, comment="问题种类 / kind of question"),
    text("rule_code", "发现编号 / code of the finding", nullable=False),
    Column("severity", String, nullable=False, comment="critical, warning, info"),
    text("title_zh", "标题 / title in Chinese", nullable=False),
    text("title_en", "title in English", nullable=False),
    text("message_zh", "说明的模板 / template of the message in Chinese", nullable=False),
    text("message_en", "template of the message in English", nullable=False),
    comment="计入问题：一行一种 / one row per kind of question about what counts",
)

settled_line = Table(
    "settled_line",
    metadata,
    Column("form_version_key", BigInteger, primary_key=True, autoincrement=False, comment="版本键 / version"),
    Column(
        "project_number",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="表内第几个项目 / number of the project in the form",
    ),
    Column(
        "settled_from",
        DateTime(timezone=True),
        primary_key=True,
        comment="自此时起为此结果 / since when the outcome holds",
    ),
    Column(
        "settled_to",
        DateTime(timezone=True),
        nullable=False,
        comment="至此时止；现行者为 9999-12-31 / until when; 9999-12-31 while it holds",
    ),
    Column("fiscal_year", Integer, nullable=False, comment="年度 / fiscal year"),
    reference("outcome_code", "dim_counting_outcome.outcome_code", "计入结果 / what became of the line"),
    reference(
        "department_key", "dim_department.department_key", "计入的部门键 / department in whose totals the line counts"
    ),
    reference(
        "project_key",
        "dim_project.project_key",
        "本年度所属项目的项目键（最后计入的一行所称）；不是项目的行为空 / project of the year, as the line that "
        "counted last names it; null for a line that is no project",
        nullable=True,
    ),
    text(
        "project_code", "该项目在任一表上填的编码；均未填为空串 / code that any form prints for the project, else empty"
    ),
    Column(
        "is_doubtful", Boolean, nullable=False, comment="计入存疑，有待人工确认 / counted in doubt: a question is open"
    ),
    Column(
        "is_first",
        Boolean,
        nullable=False,
        comment="首报：计入时未取代任何未撤回的行 / first reported: it took the place of no line that stands",
    ),
    Column(
        "gives_indicators",
        Boolean,
        nullable=False,
        comment="该项目的指标取自本行 / the project's indicators are those of this line",
    ),
    Index("ix_settled_line__subject", "fiscal_year", "department_key", "project_key"),
    comment="计入：一行一张表的一行及其一段结果，每行任一时刻恰有一个结果；发布即重定 "
    "/ one row per line of a form and span of time with one outcome; at every instant a line has exactly one; "
    "settled by publication",
)

settled_department = Table(
    "settled_department_year",
    metadata,
    Column("fiscal_year", Integer, primary_key=True, autoincrement=False, comment="年度 / fiscal year"),
    Column(
        "department_key", BigInteger, primary_key=True, autoincrement=False, comment="部门键 / department that reported"
    ),
    text("fingerprint", "所依报送、撤回与决定的摘要 / digest of what it was settled from", nullable=False),
    comment="已定计入的部门年度：一行一个，据以只重定有变动的 "
    "/ one row per department and year that is settled, and from what",
)

counting_question = Table(
    "counting_question",
    metadata,
    Column("question_code", String, primary_key=True, comment="问题编号 / code of the question"),
    Column("fiscal_year", Integer, primary_key=True, autoincrement=False, comment="年度 / fiscal year"),
    reference("department_key", "dim_department.department_key", "部门键 / department"),
    Column("form_version_key", BigInteger, nullable=False, comment="所指行的版本键 / version of the line asked about"),
    Column("project_number", Integer, nullable=False, comment="所指行 / line asked about"),
    text("question_kind", "问题种类 / kind of question", nullable=False),
    Column("severity", String, nullable=False, comment="critical, warning, info"),
    text("message_zh", "说明 / message in Chinese", nullable=False),
    text("message_en", "message in English", nullable=False),
    Index(None, "fiscal_year", "department_key"),
    comment="计入待确认的问题：一行一个，随发布重定 "
    "/ one row per open question about what counts, renewed by publication",
)

counting_decision = Table(
    "counting_decision",
    metadata,
    *question_columns("question_code"),
    text("question_kind", "问题种类（提问） / kind of question, on the question"),
    text("department_code", "部门业务键（提问） / business key of the department, on the question"),
    Column("subject", JSONB, comment="所问的文件与项目（提问） / files and projects asked about, on the question"),
    CheckConstraint(
        "(event = 'asked') = (num_nonnulls(fiscal_year, question_kind, department_code, subject) = 4)", name="question"
    ),
    Index("uq_counting_decision__asked", "question_code", unique=True, postgresql_where=sql_text("event = 'asked'")),
    Index(None, "question_code"),
    comment="计入决定：一行一个事件，只增不改；按文件摘要与名称，重新读取后仍有效 "
    "/ one row per event of a question about what counts; rows are only added; by file and name, so that they "
    "outlive a re-read",
)
