"""Events of decisions → the ledgers that hold them: rows are added and never changed, and the last one is in force.

A ledger is a table of events. An event says who (`actor_name`), when (`happened_at`), about what (the ledger's own
code), why (`note`) and, where it ends by itself, until when (`expires_at`). The first event also says what is asked
for; recorded again, it changes nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or_keep

from selfeval.warehouse.decisions.refusals import AlreadyDecidedError, DecisionIncompleteError, NothingToRevokeError
from selfeval.warehouse.tables.counting import counting_decision
from selfeval.warehouse.tables.decisions import department_change, lineage_decision, waiver_event, withdrawal_event

REVOKED = "revoked"
CODE_LENGTH = 10
Event = Mapping[str, Any]


@dataclass(frozen=True)
class Author:
    """Who decides, why, and through which command or run it is recorded."""

    name: str
    reason: str
    through: str

    def require_complete(self, who: str = "何人 --by", why: str = "理由 --reason", **lacking: bool) -> None:
        """Raise DecisionIncompleteError without a name or a reason, or where something else that is named is lacking.

        `who` and `why` are what the person calls the two.
        """
        lacks = {who: not self.name.strip(), why: not self.reason.strip()} | lacking
        if missing := [name for name, is_missing in lacks.items() if is_missing]:
            raise DecisionIncompleteError(missing="、".join(missing))


@dataclass(frozen=True)
class EventLog:
    """A table of events, the column that says what they are about, what may be decided, and the command for it."""

    table: Table
    about: str
    decisions: tuple[str, ...]
    command: str

    def events(self, connection: Connection, about: object) -> list[Event]:
        """All events about one thing, the oldest first."""
        found = select(self.table).where(self.table.c[self.about] == about).order_by(self.table.c.event_key)
        return [dict(row) for row in connection.execute(found).mappings()]

    def in_force(self, events: Sequence[Event]) -> Event | None:
        """The decision that is in force: the last event, unless it is a question, a request or a revocation."""
        return events[-1] if events and events[-1]["event"] in self.decisions else None

    def is_new(self, about: object, event: str, events: Sequence[Event]) -> bool:
        """Whether a decision or its revocation is to be recorded after these events; not where the same is in force.

        Raises AlreadyDecidedError where another decision is in force, NothingToRevokeError where none is.
        """
        known = self.in_force(events)
        if event == REVOKED and known is None:
            raise NothingToRevokeError(subject=about, command=f"{self.command} list")
        if event == REVOKED or known is None:
            return True
        if known["event"] != event:
            raise self.already_decided(about, known)
        return False

    def already_decided(self, about: object, known: Event) -> AlreadyDecidedError:
        """What to raise where a decision is in force that another one would contradict."""
        command = f"{self.command} revoke"
        return AlreadyDecidedError(subject=about, actor=known["actor_name"], event=known["event"], command=command)

    def record(self, connection: Connection, about: object, event: str, author: Author, **facts: object) -> None:
        """Add an event, whatever was there before."""
        row = {
            self.about: about,
            "event": event,
            "actor_name": author.name.strip(),
            "note": author.reason.strip() or None,
        }
        connection.execute(insert(self.table).values(row | {"recorded_through": author.through} | facts))

    def ask(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Add first events; what was asked before stays as it was."""
        if rows:
            asked = [{"event": "asked", **row} for row in rows]
            connection.execute(insert_or_keep(self.table).on_conflict_do_nothing(), asked)


ANSWERS = ("confirmed", "rejected")
LINEAGE = EventLog(lineage_decision, "question_code", ANSWERS, "lineage")
DEPARTMENTS = EventLog(department_change, "change_code", ANSWERS, "departments")
COUNTING = EventLog(counting_decision, "question_code", ANSWERS, "counting")
WAIVERS = EventLog(waiver_event, "waiver_code", ("approved", "rejected"), "waivers")
WITHDRAWALS = EventLog(withdrawal_event, "submission_key", ("withdrawn",), "submissions")


def code_of(*business: object, length: int = CODE_LENGTH) -> str:
    """A short code of business keys: so many hexadecimal digits of their SHA-256.

    No surrogate key enters it, so that a warehouse rebuilt from the archive has the same codes.
    """
    return sha256(json.dumps(business, ensure_ascii=False).encode()).hexdigest()[:length]
