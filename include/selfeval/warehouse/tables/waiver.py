"""Waivers: who asked that a finding be tolerated, who decided, and which findings that covers; rows are only added."""

from sqlalchemy import CheckConstraint, Column, DateTime, Index, Integer, String, Table, Uuid, func
from sqlalchemy import text as sql_text

from selfeval.warehouse.tables.columns import metadata, number, reference, surrogate, text

waiver_event = Table(
    "waiver_event",
    metadata,
    surrogate("event_key", "事件键 / surrogate key"),
    text("waiver_code", "豁免编号 / code of the waiver", nullable=False),
    Column(
        "event",
        String,
        CheckConstraint("event in ('requested', 'approved', 'rejected', 'revoked')", name="event"),
        nullable=False,
        comment="事件：requested 申请、approved 批准、rejected 驳回、revoked 撤销 / what happened",
    ),
    Column(
        "actor_name",
        String,
        CheckConstraint("actor_name <> ''", name="actor_name"),
        nullable=False,
        comment="申请、审批或撤销人 / who asked, decided or revoked",
    ),
    Column(
        "happened_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="发生时间 / when it happened",
    ),
    text("note", "申请理由或审批意见 / reason of the request, or words of the decision"),
    text(
        "recorded_through",
        "登记途径：Airflow 运行与用户，或命令行 / the run or command that recorded it",
        nullable=False,
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
