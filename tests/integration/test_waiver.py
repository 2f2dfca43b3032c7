"""Waivers: asked for and decided by named people, in force while the figure and the day last, never rewritten."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
import stored_marts
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
    return request_waiver(parameters, run_id, "admin" if asked_by is None else None)["waiver_code"]


def decided(code: str, *, approve: bool = True, by: str | None = "李强") -> str:
    return record_decision(code, is_approved=approve, decided_by=by, note="同意", run_id="run 1")


def test_approved_waiver_marks_the_finding_and_its_project_is_disputed_no_more(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1), Told(2))
    publish_fiscal_year(2021)
    code = asked()
    assert ask(STATES) == [("甲", "open"), ("乙", "open")]
    assert ask(DISPUTED) == [("乙",), ("甲",)]
    assert decided(code) == "approved"
    assert ask(STATES) == [("甲", "waived"), ("乙", "open")]
    assert ask(DISPUTED) == [("乙",)]
    assert ask("select is_disputed from core.fct_project_evaluation order by project_number") == [
        (True,), (True,), (False,),
    ]  # fmt: skip
    assert ask(
        "select waiver_state, asked_by, decided_by, decision_note, reason, project_name, covered_count, waived_count"
        " from mart_history.waiver"
    ) == [("approved", "王芳", "李强", "同意", "已核实", "甲", 1, 1)]


def test_project_with_another_open_critical_finding_stays_disputed(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1), Told(1, rule="SE-A02"), Told(1, rule="SE-R01", severity="warning"))
    publish_fiscal_year(2021)
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
    publish_fiscal_year(2021)
    assert ask(STATES) == [("甲", "open")]
    assert ask(DISPUTED) == [("甲",)]
    assert ask("select waiver_state, covered_count, waived_count from mart_history.waiver") == [("approved", 1, 0)]


def test_waiver_falls_away_when_what_is_expected_changes(home: Path, ask: Ask) -> None:
    """A rule that prints the project's name has no figure in `printed`."""
    load_told(home, FORM, Told(1))
    decided(asked())
    ask("update core.fct_quality_finding set expected = '65.00' returning 1")
    stored_marts.renew()
    assert ask(STATES) == [("甲", "open")]


def test_waiver_ends_with_its_last_day_on_the_clock_of_the_office(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    decided(asked(expiry="2099-12-31"))
    assert ask("select expires_at at time zone 'Asia/Shanghai' = '2100-01-01' from mart_history.waiver") == [(True,)]
    with connect() as connection:
        connection.execute(
            "create or replace function core.clock() returns timestamptz language sql stable parallel safe"
            " return '2099-12-31 16:00+00'::timestamptz"
        )
    assert ask(STATES) == [("甲", "open")]
    assert ask("select waiver_state from mart_history.waiver") == [("expired",)]


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
    assert ask("select waiver_state from mart_history.waiver order by asked_at") == [
        ("rejected",), ("rejected",), ("requested",), ("revoked",),
    ]  # fmt: skip
    with pytest.raises(RuleError, match="nothing-to-revoke"):
        revoke_waiver(code, "李强", "再次")


def test_commands_list_waivers_and_revoke_one(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    code = asked()
    decided(code)
    ended = CliRunner().invoke(app, ["waivers", "revoke", code, "--by", "李强", "--reason", "情况有变"])
    assert (ended.exit_code, ended.output) == (0, f"已撤销 revoked: {code}\n")
    assert ask("select revoked_by, revocation_note from mart_history.waiver") == [("李强", "情况有变")]
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


@pytest.mark.parametrize("name", ["王芳 ", "王 芳", "", " "])
def test_who_asks_under_another_spelling_and_nobody_cannot_approve(home: Path, ask: Ask, name: str) -> None:
    load_told(home, FORM, Told(1))
    assert decided(asked(), by=name) == "rejected"
    assert ask(STATES) == [("甲", "open")]


@pytest.mark.parametrize(("by", "reason"), [("", "情况有变"), (" ", "情况有变"), ("李强", " ")])
def test_revocation_without_a_name_or_a_reason_is_refused_in_words(home: Path, ask: Ask, by: str, reason: str) -> None:
    load_told(home, FORM, Told(1))
    code = asked()
    decided(code)
    with pytest.raises(RuleError, match="decision-incomplete"):
        revoke_waiver(code, by, reason)
    assert ask(STATES) == [("甲", "waived")]


def test_two_waivers_of_one_finding_both_say_that_they_cover_it_and_one_is_enough(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    codes = [asked(run_id=run) for run in ("run 1", "run 2")]
    for code in codes:
        decided(code)
    assert ask("select waived_count from mart_history.waiver") == [(1,), (1,)]
    assert ask("select waived_count from mart_detail.quality_by_year") == [(1,)]
    revoke_waiver(codes[0], "李强", "情况有变")
    assert ask(STATES) == [("甲", "waived")]
    revoke_waiver(codes[1], "李强", "情况有变")
    assert ask(STATES) == [("甲", "open")]
    assert ask("select waived_count from mart_history.waiver") == [(0,), (0,)]


def test_words_of_a_request_are_shown_as_one_line_of_plain_text_and_stored_as_given(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1))
    reason = "'; drop table core.waiver_event; --\n\n所涉发现 findings：0 **<b>"
    parameters = {"rule": RULE, "department": "民政局本级", "project": None, "year": 2021, "reason": reason}
    page = request_waiver(parameters | {"expiry": "2099-12-31", "asked_by": "王芳"}, "run 1", None)["page"]
    assert r"理由 reason：'; drop table core.waiver\_event; -- 所涉发现 findings：0 \*\*\<b\>" in page.splitlines()
    assert "所涉发现 findings：1" in page.splitlines()
    assert ask("select reason from mart_history.waiver") == [(reason,)]


def test_request_and_decision_recorded_again_change_nothing_and_another_decision_is_refused(
    home: Path, ask: Ask
) -> None:
    load_told(home, FORM, Told(1))
    assert asked() == asked()
    assert [decided(asked()), decided(asked())] == ["approved"] * 2
    with pytest.raises(RuleError, match="already-decided"):
        decided(asked(), approve=False)
    assert ask("select event from core.waiver_event order by event_key") == [("requested",), ("approved",)]


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"rule": "SE-A09"}, "nothing-to-waive"),
        ({"department": "教育局"}, "nothing-to-waive"),
        ({"project": "丁"}, "nothing-to-waive"),
        ({"year": 2020}, "nothing-to-waive"),
        ({"project": "戊"}, "unknown-project"),
        ({"reason": " "}, "decision-incomplete: .*理由"),
        ({"expiry": date.today().isoformat()}, "decision-incomplete: .*失效日期"),
        ({"expiry": "9999-12-31"}, "decision-incomplete: .*失效日期"),
        ({"expiry": "年底"}, "decision-incomplete: .*失效日期"),
        ({"asked_by": " "}, "decision-incomplete: .*申请人"),
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


def test_form_whose_findings_are_all_waived_is_accepted_and_told_so(home: Path) -> None:
    load_told(home, FORM, Told(1))
    code = asked()
    outcomes = []
    for _ in range(3):
        [folder] = (home / "batches").iterdir()
        answer_batch(str(folder))
        said = json.loads((home / "answers/民政局" / f"{FORM.sha256[:8]}.xlsx.receipt.json").read_text("utf-8"))
        outcomes.append((said["outcome"]["code"], said["outcome"]["zh"]))
        if len(outcomes) == 1:
            decided(code)
        else:
            revoke_waiver(code, "李强", "情况有变") if len(outcomes) == 2 else None
    returned = ("returned", "已退回：有 1 条严重问题，请改正后重新报送")
    assert outcomes == [returned, ("accepted", "已接收，没有需要处理的问题；另有 1 条豁免中"), returned]


def test_receipt_and_marts_count_what_is_waived(home: Path, ask: Ask) -> None:
    load_told(home, FORM, Told(1), Told(2, severity="warning"))
    decided(asked())
    publish_fiscal_year(2021)
    [folder] = (home / "batches").iterdir()
    answer_batch(str(folder))
    said = json.loads((home / "answers/民政局" / f"{FORM.sha256[:8]}.xlsx.receipt.json").read_text("utf-8"))
    assert said["counts"] == {"critical": 1, "warning": 1, "info": 0, "waived": 1}
    assert [finding["waiver_code"] is None for finding in said["findings"]] == [False, True]
    assert said["outcome"]["code"] == "accepted_with_warnings"
    page = (home / "answers/民政局" / f"{FORM.sha256[:8]}.xlsx.receipt.html").read_text("utf-8")
    assert "其中豁免中 waived 1" in page
    assert page.count('<tr class="waived">') == 1
    for mart in ("department", "rule", "year"):
        [(counted,)] = ask(f"select sum(critical_waived_count) from mart_detail.quality_by_{mart}")  # noqa: S608
        assert counted == 1
    assert ask("select distinct disputed_project_count from mart.department_year_on_year") == [(0,)]


@pytest.mark.usefixtures("ask")
def test_decision_and_revocation_answer_the_file_again_and_keep_the_earlier_receipts(home: Path) -> None:
    load_told(home, FORM, Told(1))
    [folder] = (home / "batches").iterdir()
    answer_batch(str(folder))
    place = home / "answers/民政局" / f"{FORM.sha256[:8]}.xlsx.receipt.json"
    outcomes = [stated(place)]
    code = asked()
    decided(code)
    outcomes.append(stated(place))
    revoke_waiver(code, "李强", "核实有误")
    outcomes.append(stated(place))
    assert outcomes == [("returned", 0), ("accepted", 1), ("returned", 0)]
    kept = [stated(one) for one in (place.parent / "earlier").iterdir()]
    assert sorted(kept) == [("accepted", 1), ("returned", 0)]


def stated(place: Path) -> tuple[str, int]:
    """Outcome of a receipt, and how many of its findings are waived."""
    said = json.loads(place.read_text("utf-8"))
    return said["outcome"]["code"], said["counts"]["waived"]
