"""Withdrawals: which accepted file counts no more, who said so and why, or took that back; rows are only added."""

from sqlalchemy import CheckConstraint, Column, DateTime, Index, String, Table, func

from selfeval.warehouse.tables.columns import metadata, reference, surrogate, text

withdrawal_event = Table(
    "withdrawal_event",
    metadata,
    surrogate("event_key", "事件键 / surrogate key"),
    reference("submission_key", "submission.submission_key", "报送键 / the file that is withdrawn"),
    Column(
        "event",
        String,
        CheckConstraint("event in ('withdrawn', 'revoked')", name="event"),
        nullable=False,
        comment="事件：withdrawn 撤回、revoked 撤销撤回 / withdrawn, or the withdrawal revoked",
    ),
    Column(
        "actor_name",
        String,
        CheckConstraint("actor_name <> ''", name="actor_name"),
        nullable=False,
        comment="撤回或撤销者 / who withdrew the file or revoked that",
    ),
    Column(
        "happened_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="发生时间；撤回者自此不计 / when it happened: from then on a withdrawn file does not count",
    ),
    Column(
        "note",
        String,
        CheckConstraint("note <> ''", name="note"),
        nullable=False,
        comment="理由 / reason",
    ),
    text("recorded_through", "登记途径 / the run or command that recorded it", nullable=False),
    Index(None, "submission_key", "event_key"),
    comment="撤回事件：一行一个事件，只增不改；以最后一个为准 / one row per event of a file's withdrawal; rows are "
    "only added, and the last one stands",
)
