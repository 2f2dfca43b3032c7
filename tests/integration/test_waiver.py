"""Waivers: asked for and decided by named people, in force while the figure and the day last, never rewritten."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from finding_batch import RULE, Told, load_told
from handed_in import Form, again, line
from typer.testing import CliRunner
from warehouse_contents import connect

from selfeval.cli import app
from selfeval.errors import RuleError
from selfeval.steps.answer import answer_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.steps.waive import record_decision, request_waiver, revoke_waiver

Ask = Callable[..., list[tuple[Any, ...]]]
FORM = Form((line("甲", "1"), line("乙", "2"), line("丙", "3")))
STATES = "select project_name, finding_state from mart.quality_finding where is_current order by finding_number"
DISPUTED = "select project_name from core.project_year where is_disputed order by 1"


def asked(*, asked_by: str | None = "王芳", run_id: str = "run 1", **changes: Any) -> str:
    """Ask for a waiver of 甲's finding; its code."""
    parameters = {"rule": RULE, "department": "民政局 本级", "project": "甲", "year": 2021, "reason": "已核实"}
    parameters |= {"expiry": "2099-12-31", "asked_by": asked_by} | changes
    return request_waiver(parameters, run_id, "admin")["waiver_code"]


def decided(code: str, *, approve: bool = True, by: str | None = "李强") -> str:
    return record_decision(code, is_approved=approve, decided_by=by, note="同意", run_id="run 1")


def test_approved_waiver_marks_the_finding_and_its_project_is_disputed_no_more(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1), Told(2))
    code = asked()
    assert ask(STATES) == [("甲", "open"), ("乙", "open")]
    assert decided(code) == "approved"
    assert ask(STATES) == [("甲", "waived"), ("乙", "open")]
    assert ask(DISPUTED) == [("乙",)]
    assert ask("select is_disputed from core.fct_project_evaluation order by project_number") == [
        (True,), (True,), (False,),
    ]  # fmt: skip
    assert ask(
        "select waiver_state, asked_by, decided_by, decision_note, reason, project_name, covered_count, waived_count"
        " from mart.waiver"
    ) == [("approved", "王芳", "李强", "同意", "已核实", "甲", 1, 1)]


def test_project_with_another_open_critical_finding_stays_disputed(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1), Told(1, rule="SE-A02"), Told(1, rule="SE-R01", severity="warning"))
    decided(asked())
    assert ask(DISPUTED) == [("甲",)]
    decided(asked(run_id="run 2", rule="SE-A02"))
    assert ask(DISPUTED) == []


def test_waiver_of_a_whole_department_covers_what_stood_when_it_was_asked_for(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1), Told(2))
    decided(asked(project=None))
    load_told(home, again(FORM, salt="second", days=5), Told(1), Told(2), Told(3))
    assert ask(STATES) == [("甲", "waived"), ("乙", "waived"), ("丙", "open")]


def test_waiver_falls_away_when_the_printed_value_changes(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    decided(asked())
    load_told(home, again(FORM, salt="same", days=5), Told(1))
    assert ask(STATES) == [("甲", "waived")]
    load_told(home, again(FORM, salt="other", days=6), Told(1, printed="62.5"))
    assert ask(STATES) == [("甲", "open")]
    assert ask(DISPUTED) == [("甲",)]
    assert ask("select waiver_state, covered_count, waived_count from mart.waiver") == [("approved", 1, 0)]


def test_waiver_ends_with_its_last_day_on_the_clock_of_the_office(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    decided(asked(expiry="2099-12-31"))
    assert ask("select expires_at at time zone 'Asia/Shanghai' = '2100-01-01' from mart.waiver") == [(True,)]
    with connect() as connection:
        connection.execute("create function mart.later() returns timestamptz return '2099-12-31 16:00+00'::timestamptz")
        [(definition,)] = connection.execute("select pg_get_viewdef('core.waiver')").fetchall()
        connection.execute("create or replace view core.waiver as " + definition.replace("now()", "mart.later()"))
    assert ask(STATES) == [("甲", "open")]
    assert ask("select waiver_state from mart.waiver") == [("expired",)]


def test_rejected_undecided_and_revoked_waivers_cover_nothing(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    assert decided(asked(run_id="run 1"), approve=False) == "rejected"
    assert decided(asked(run_id="run 2"), by=None) == "rejected"
    asked(run_id="run 3")
    assert ask(STATES) == [("甲", "open")]
    code = asked(run_id="run 4")
    decided(code)
    assert ask(STATES) == [("甲", "waived")]
    revoke_waiver(code, "李强", "情况有变")
    assert ask(STATES) == [("甲", "open")]
    assert ask("select waiver_state from mart.waiver order by asked_at") == [
        ("rejected",), ("rejected",), ("requested",), ("revoked",),
    ]  # fmt: skip
    with pytest.raises(RuleError, match="unknown-waiver"):
        revoke_waiver(code, "李强", "再次")


def test_commands_list_waivers_and_revoke_one(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    code = asked()
    decided(code)
    ended = CliRunner().invoke(app, ["waivers", "revoke", code, "--by", "李强", "--reason", "情况有变"])
    assert (ended.exit_code, ended.output) == (0, f"已撤销 revoked: {code}\n")
    assert ask("select revoked_by, revocation_note from mart.waiver") == [("李强", "情况有变")]
    listed = CliRunner().invoke(app, ["waivers", "list"])
    assert listed.exit_code == 0, listed.output
    assert code in listed.output
    assert "revoked" in listed.output


def test_who_asks_cannot_approve(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    assert decided(asked(asked_by=None), by="admin") == "rejected"
    assert ask("select actor_name, note from core.waiver_event where event = 'rejected'") == [
        ("admin", "申请人不能批准自己的申请 / who asks cannot approve；同意")
    ]


def test_request_and_decision_recorded_again_change_nothing_and_another_decision_is_refused(
    home: Path, ask: Ask
) -> None:
    load_told(home, FORM, Told(1))
    assert asked() == asked()
    assert [decided(asked()), decided(asked())] == ["approved"] * 2
    with pytest.raises(RuleError, match="waiver-decided"):
        decided(asked(), approve=False)
    assert ask("select event from core.waiver_event order by event_key") == [("requested",), ("approved",)]


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"rule": "SE-A09"}, "nothing-to-waive"),
        ({"department": "教育局"}, "nothing-to-waive"),
        ({"project": "丁"}, "nothing-to-waive"),
        ({"year": 2020}, "nothing-to-waive"),
        ({"project": "戊"}, "several-projects"),
        ({"reason": " "}, "waiver-incomplete: .*理由"),
        ({"expiry": date.today().isoformat()}, "waiver-incomplete: .*失效日期"),
    ],
)
def test_request_for_nothing_is_refused_in_words(home: Path, ask: Ask, changes: dict[str, Any], slug: str) -> None:
    load_told(home, again(FORM, lines=(*FORM.lines, line("戊", "1", code="1"), line("戊", "1", code="2"))), Told(1))
    with pytest.raises(RuleError, match=slug):
        asked(**changes)
    assert ask("select count(*) from core.waiver_event") == [(0,)]


@pytest.mark.parametrize("table", ["waiver_event", "waiver_finding"])
@pytest.mark.parametrize("change", ["update core.{} set waiver_code = 'x'", "delete from core.{}", "truncate core.{}"])
def test_audit_trail_refuses_to_be_changed_even_by_its_owner(home: Path, ask: Ask, table: str, change: str) -> None:
    load_told(home, FORM, Told(1))
    decided(asked())
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="只增不改"), connect() as connection:
        connection.execute(change.format(table))
    assert ask("select count(*) from core.waiver_event") == [(2,)]


def test_receipt_and_marts_count_what_is_waived(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1), Told(2, severity="warning"))
    decided(asked())
    publish_fiscal_year(2021)
    [folder] = (home / "batches").iterdir()
    answer_batch(str(folder))
    said = json.loads((home / "answers/民政局" / f"{FORM.sha256[:8]}.xlsx.receipt.json").read_text("utf-8"))
    assert said["counts"] == {"critical": 1, "warning": 1, "info": 0, "waived": 1}
    assert [finding["waiver_code"] is None for finding in said["findings"]] == [False, True]
    for mart in ("department", "rule", "year"):
        [(counted,)] = ask(f"select sum(critical_waived_count) from mart.quality_by_{mart}")  # noqa: S608
        assert counted == 1
    assert ask("select distinct disputed_project_count from mart.department_year_on_year") == [(0,)]
