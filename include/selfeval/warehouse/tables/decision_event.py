"""What persons are asked about lineage and departments, and what they decide: events, recorded and never changed."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, DateTime, Index, Integer, String, Table, func
from sqlalchemy import text as sql_text
from sqlalchemy.dialects.postgresql import JSONB

from selfeval.warehouse.tables.columns import metadata, number, surrogate, text


def event_columns(code: str) -> list[Column[Any]]:
    """The columns of every event; what is decided about stands on the first one, `asked`."""
    return [
        surrogate("event_key", "事件键 / surrogate key"),
        text(code, "编号，由所指的业务键得出 / code, made of the business keys it is about", nullable=False),
        Column(
            "event",
            String,
            CheckConstraint("event in ('asked', 'confirmed', 'rejected', 'revoked')", name="event"),
            nullable=False,
            comment="事件：asked 提问、confirmed 确认、rejected 否认、revoked 撤销 / what happened",
        ),
        Column(
            "actor_name",
            String,
            CheckConstraint("actor_name <> ''", name="actor_name"),
            nullable=False,
            comment="提问、决定或撤销者 / who asked, decided or revoked",
        ),
        Column(
            "happened_at",
            DateTime(timezone=True),
            nullable=False,
            server_default=func.now(),
            comment="发生时间 / when it happened",
        ),
        text("note", "理由 / reason"),
        text("recorded_through", "登记途径 / the run or command that recorded it", nullable=False),
        Column("fiscal_year", Integer, comment="年度（提问）；上年度为其前一年 / the later year, on the question"),
        number("confidence_ratio", "把握程度 0-1（提问） / confidence 0-1, on the question"),
        text("evidence_zh", "依据（提问） / evidence in Chinese, on the question"),
        text("evidence_en", "依据（英文，提问） / evidence in English, on the question"),
    ]


lineage_decision = Table(
    "lineage_decision",
    metadata,
    *event_columns("question_code"),
    Column(
        "lineage_kind",
        String,
        CheckConstraint("lineage_kind in ('same', 'renamed', 'split', 'merged', 'moved', 'ended')", name="kind"),
        comment="沿革类型（提问） / kind of lineage, on the question",
    ),
    Column(
        "prior",
        JSONB,
        comment="上年项目（提问）：部门、编码、规范化名称 / last year: department, code, normalised name",
    ),
    Column(
        "current",
        JSONB,
        comment="本年项目（提问）：部门、编码、规范化名称 / this year: department, code, normalised name",
    ),
    CheckConstraint(
        "(event = 'asked') = (num_nonnulls(fiscal_year, confidence_ratio, lineage_kind, prior, current) = 5)",
        name="question",
    ),
    Index("uq_lineage_decision__asked", "question_code", unique=True, postgresql_where=sql_text("event = 'asked'")),
    Index(None, "question_code"),
    comment="沿革决定：一行一个事件，只增不改；按业务键，重新读取后仍有效 / one row per event of a question about "
    "lineage; rows are only added, by business keys, so that they outlive a re-read",
)

department_change = Table(
    "department_change",
    metadata,
    *event_columns("change_code"),
    Column(
        "change_kind",
        String,
        CheckConstraint("change_kind in ('renamed', 'merged', 'split', 'moved')", name="kind"),
        comment="变更类型（提问） / kind of change, on the question",
    ),
    text("from_department_code", "原部门业务键（提问） / business key of the department before"),
    text("to_department_code", "新部门业务键（提问） / business key of the department since"),
    CheckConstraint(
        "(event = 'asked') = (num_nonnulls(fiscal_year, change_kind, from_department_code, to_department_code) = 4)",
        name="question",
    ),
    Index("uq_department_change__asked", "change_code", unique=True, postgresql_where=sql_text("event = 'asked'")),
    Index(None, "change_code"),
    comment="部门变更：一行一个事件，只增不改；年度为新部门首个年度 / one row per event of a department's change; "
    "rows are only added; its year is the first one of the new department",
)
