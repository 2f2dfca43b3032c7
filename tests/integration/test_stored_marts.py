"""Stored rows on a real PostgreSQL: whatever happens, at any moment, they are what would be worked out anew.

Publications work only on what has changed; what they leave, lineage included, is what deriving everything would leave.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import stored_marts
import whole_lineage
from finding_batch import RULE, Told, load_told
from handed_in import Form, again, line
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from warehouse_contents import connect

from selfeval.errors import SelfevalError
from selfeval.settings import settings as product_settings
from selfeval.steps.decide import record_change
from selfeval.steps.keep_list import import_list
from selfeval.steps.publish import publish_fiscal_year
from selfeval.steps.waive import record_decision, request_waiver, revoke_waiver
from selfeval.warehouse.decisions.events import Author
from selfeval.warehouse.decisions.replies import decide
from selfeval.warehouse.decisions.withdrawals import restore, withdraw

BY, WHY = "李强", "报错文件"
DEPARTMENTS = ("民政局本级", "教育局", "卫健局")
YEARS = (2020, 2021)
EVENTS = (
    *("load", "load", "correct", "again", "waive", "waive", "revoke", "withdraw", "restore"),
    *("publish", "publish", "publish", "list", "rename", "answer"),
)


@dataclass
class Story:
    """What has been handed in, asked for and withdrawn so far."""

    home: Path
    forms: list[Form] = field(default_factory=list)
    waivers: list[str] = field(default_factory=list)
    day: int = 0

    def happen(self, event: str, choice: int) -> None:
        """One event; what cannot happen now does not."""
        self.day += 1
        form = self.forms[choice % len(self.forms)] if self.forms else Form(self._lines(choice), 2020, DEPARTMENTS[0])
        happening: dict[str, Callable[[], object]] = {
            "publish": lambda: publish_fiscal_year(YEARS[choice % 2]),
            "answer": lambda: self._answer(choice),
            "list": lambda: self._list(choice),
            "rename": lambda: record_change(
                "renamed", DEPARTMENTS[choice % 3], DEPARTMENTS[(choice + 1) % 3], 2021, BY, WHY
            ),
            "load": lambda: self._load(Form(self._lines(choice), YEARS[choice % 2], DEPARTMENTS[choice % 3])),
            "correct": lambda: self._load(again(form, lines=self._lines(choice))),
            "again": lambda: load_told(self.home, form, Told(1), days=self.day),
            "withdraw": lambda: withdraw(form.sha256, Author(BY, WHY, "test")),
            "restore": lambda: restore(form.sha256, Author(BY, WHY, "test")),
            "waive": lambda: self._waive(form, choice),
            "revoke": lambda: [revoke_waiver(one, BY, WHY) for one in self.waivers[choice % 3 :][:1]],
        }
        happening[event]()

    def _load(self, form: Form) -> None:
        told = replace(form, days=self.day, salt=uuid4().hex)
        self.forms.append(told)
        load_told(self.home, told, Told(1), Told(2, severity="warning"))

    def _lines(self, choice: int) -> tuple[Any, ...]:
        names = ("慈善事业", "禁毒宣传", "养老服务", "养老服务补贴")
        return tuple(
            line(names[(choice + number) % 4], str(choice % 7 + number + 1)) for number in range(2 + choice % 2)
        )

    def _answer(self, choice: int) -> None:
        """A person's answer to a question about lineage that was asked some time."""
        with connect() as connection:
            asked = connection.execute(
                "select question_code from core.lineage_decision where event = 'asked' order by 1"
            )
            codes = [code for (code,) in asked.fetchall()]
        event = ("confirmed", "rejected", "revoked")[choice % 3]
        for code in codes[choice % 5 :][:1]:
            decide(code, event, Author(BY, WHY, "test"))

    def _waive(self, form: Form, choice: int) -> None:
        wanted = {"rule": RULE, "department": form.department, "project": None, "year": form.fiscal_year}
        wanted |= {"reason": WHY, "asked_by": "王芳", "expiry": f"209{choice % 3}-12-31"}
        code = request_waiver(wanted, uuid4().hex, None)["waiver_code"]
        record_decision(code, is_approved=True, decided_by=BY, note=WHY, run_id="run")
        self.waivers.append(code)

    def _list(self, choice: int) -> None:
        file = self.home / f"{uuid4().hex}.csv"
        rows = [f"{name},{'东西'[(choice + number) % 2]}区,2020" for number, name in enumerate(DEPARTMENTS)]
        file.write_text("\n".join(["部门,区划,起始年度", *rows]), encoding="utf-8")
        import_list("expected_department", file)


@settings(
    max_examples=4,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 50)), min_size=4, max_size=9))
def test_after_every_event_what_is_stored_is_what_would_be_worked_out(
    home: Path, warehouse: Callable[[], str], events: list[tuple[str, int]]
) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
        product_settings.cache_clear()
        _require_equal_after_each(home, events)
    product_settings.cache_clear()


def _require_equal_after_each(home: Path, events: list[tuple[str, int]]) -> None:
    story = Story(home)
    for number, choice in enumerate((0, 1, 2)):
        story.happen("load", choice + number)
    publish_fiscal_year(2021)
    for event, choice in events:
        try:
            story.happen(event, choice)
        except SelfevalError:
            continue
        if event == "publish":
            year = YEARS[choice % 2]
            assert whole_lineage.different(year, year + 1) == [], (event, choice)
        for moment in ("now", *stored_marts.instants()):
            assert stored_marts.different(moment) == [], (event, choice, moment)
