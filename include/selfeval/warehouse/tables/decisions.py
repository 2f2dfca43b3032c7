"""What persons decide, as events: rows are only added and never changed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CheckConstraint, Column, DateTime, Index, Integer, String, Table, Uuid, func
from sqlalchemy import text as sql_text
from sqlalchemy.dialects.postgresql import JSONB

from selfeval.warehouse.tables.columns import metadata, number, reference, surrogate, text


def event_columns(
    about: Column[Any], events: Sequence[str], *, what: str, who: str, why: Column[Any], **comments: str
) -> list[Column[Any]]:
    """The columns that every ledger has: about what, what happened, who, when, why, and how it was recorded.

    `what` and `who` are comments of the event and of the person; `when` and `through` may be given, too.
    """
    return [
        surrogate("event_key", "事件键 / surrogate key"),
        about,
        Column(
            "event",
            String,
            CheckConstraint(f"event in ({', '.join(map(repr, events))})", name="event"),
            nullable=False,
            comment=what,
        ),
        Column(
            "actor_name",
            String,
            CheckConstraint("actor_name <> ''", name="actor_name"),
            nullable=False,
            comment=who,
        ),
        Column(
            "happened_at",
            DateTime(timezone=True),
            nullable=False,
            server_default=func.now(),
            comment=comments.get("when", "发生时间 / when it happened"),
        ),
        why,
        text(
            "recorded_through",
            comments.get("through", "登记途径 / the run or command that recorded it"),
            nullable=False,
        ),
    ]


def question_columns(code: str) -> list[Column[Any]]:
    """The columns of a ledger of questions; what is decided about is on the first event, `asked`."""
    return [
        *event_columns(
            text(code, "编号，由所指的业务键得出 / code, made of the business keys it is about", nullable=False),
            ("asked", "confirmed", "rejected", "revoked"),
            what="事件：asked 提问、confirmed 确认、rejected 否认、revoked 撤销 / what happened",
            who="提问、决定或撤销者 / who asked, decided or revoked",
            why=text("note", "理由 / reason"),
        ),
        Column("fiscal_year", Integer, comment="年度（提问）；上年度为其前一年 / the later year, on the question"),
        number("confidence_ratio", "把握程度 0-1（提问） / confidence 0-1, on the question"),
        text("evidence_zh", "依据（提问） / evidence in Chinese, on the question"),
        text("evidence_en", "依据（英文，提问） / evidence in English, on the question"),
    ]


lineage_decision = Table(
    "lineage_decision",
    metadata,
    *question_columns("question_code"),
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
    *question_columns("change_code"),
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


waiver_event = Table(
    "waiver_event",
    metadata,
    *event_columns(
        text("waiver_code", "豁免编号 / code of the waiver", nullable=False),
        ("requested", "approved", "rejected", "revoked"),
        what="事件：requested 申请、approved 批准、rejected 驳回、revoked 撤销 / what happened",
        who="申请、审批或撤销人 / who asked, decided or revoked",
        why=text("note", "申请理由或审批意见 / reason of the request, or words of the decision"),
        through="登记途径：Airflow 运行与用户，或命令行 / the run or command that recorded it",
    ),
    text("rule_code", "规则编号（申请） / rule, on the request"),
    reference(
        "department_key", "dim_department.department_key", "部门键（申请） / department, on the request", nullable=True
    ),
    reference(
        "project_key", "dim_project.project_key", "项目键；整个部门为空 / project; null for all of them", nullable=True
    ),
    Column("fiscal_year", Integer, comment="年度（申请） / fiscal year, on the request"),
    Column("expires_at", DateTime(timezone=True), comment="失效时间（申请） / when it ends, on the request"),
    CheckConstraint(
        "(event = 'requested') = (num_nonnulls(note, rule_code, department_key, fiscal_year, expires_at) = 5)",
        name="request",
    ),
    Index(None, "waiver_code", "event", unique=True),
    Index(
        "uq_waiver_event__decision",
        "waiver_code",
        unique=True,
        postgresql_where=sql_text("event in ('approved', 'rejected')"),
    ),
    comment="豁免事件：一行一个事件，只增不改 / one row per event of a waiver; rows are only added",
)

waiver_finding = Table(
    "waiver_finding",
    metadata,
    text("waiver_code", "豁免编号 / code of the waiver", nullable=False),
    Column("finding_code", Uuid, nullable=False, comment="申请时的发现 / a finding at the time of the request"),
    text("printed", "申请时的原文；改变即不再豁免 / what was printed: once it changes, the waiver does not cover it"),
    text("expected", "申请时的应为 / what was expected at the time of the request"),
    number("difference", "申请时的差额 / the difference at the time of the request"),
    Index(None, "waiver_code", "finding_code", unique=True),
    Index(None, "finding_code"),
    comment="豁免范围：一行一条申请时的发现 / one row per finding that a waiver was asked for; rows are only added",
)


withdrawal_event = Table(
    "withdrawal_event",
    metadata,
    *event_columns(
        reference("submission_key", "submission.submission_key", "报送键 / the file that is withdrawn"),
        ("withdrawn", "revoked"),
        what="事件：withdrawn 撤回、revoked 撤销撤回 / withdrawn, or the withdrawal revoked",
        who="撤回或撤销者 / who withdrew the file or revoked that",
        why=Column("note", String, CheckConstraint("note <> ''", name="note"), nullable=False, comment="理由 / reason"),
        when="发生时间；撤回者自此不计 / when it happened: from then on a withdrawn file does not count",
    ),
    Index(None, "submission_key", "event_key"),
    comment="撤回事件：一行一个事件，只增不改；以最后一个为准 / one row per event of a file's withdrawal; rows are "
    "only added, and the last one stands",
)
