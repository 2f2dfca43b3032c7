"""Withdrawing what was accepted by mistake, on a real PostgreSQL: it counts no more, and all of it can come back."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from finding_batch import Told, load_told
from handed_in import Form, again, hand_in, line
from typer.testing import CliRunner
from warehouse_contents import EVERYTHING, connect

from selfeval import paths
from selfeval.answers import receipt
from selfeval.cli import app
from selfeval.settings import settings
from selfeval.steps.keep_list import import_list
from selfeval.steps.load import load_batch
from selfeval.steps.publish import due_years, publish_fiscal_year
from selfeval.steps.withdraw import in_force, restore, withdraw
from selfeval.warehouse.decisions.refusals import (
    AlreadyDecidedError,
    AmbiguousFileError,
    DecisionIncompleteError,
    NotAcceptedError,
    NothingToRevokeError,
    UnknownFileError,
)
from selfeval.warehouse.schema import views
from selfeval.warehouse.schema.migrate import downgrade, migrate
from selfeval.warehouse.statements import statement

Ask = Callable[..., list[tuple[Any, ...]]]
BY, WHY = "王芳", "误报"
LATER = 4000
"""Days after the first file: after the withdrawal, which happens today."""
CARD = Form((line("社区服务", "4"),), family="card")
WIDE = Form((line("甲", "4"), line("乙", "2"), line("戊", "1")))
CORRECTED = again(WIDE, lines=(line("甲", "9"), line("戊", "1")), days=5)
"""It leaves 乙 out."""
STANDS = [("乙", 20000), ("戊", 10000), ("甲", 40000)]
DOUBLES = {
    "a card whose correction bears another name": (CARD, again(CARD, lines=(line("社区服务项目", "5"),), days=3)),
    "a card whose correction writes its unit differently": (
        again(CARD, implementing_unit="福利院"),
        again(CARD, implementing_unit="市福利院", days=3),
    ),
    "a wide form whose correction names a unit": (WIDE, again(WIDE, implementing_unit="民政局本级机关", days=3)),
}
AMOUNTS = (
    "select amount, prior_amount, prior_reported_amount, change_amount, real_amount, restated_amount"
    " from mart.department_year_on_year where fiscal_year = {} and measure_code = 'budget'"
)
CURRENT = (
    "select project_name, yuan_amount::bigint from mart_history.budget_execution where {} and measure_code = 'budget'"
)
CURRENT += " and funding_source_code = 'total' order by project_name collate \"C\""
AS_OF = CURRENT.format("counted_from <= '{0}' and '{0}' < counted_to")
COUNTING_FILES = """
select distinct version.submission_sha256
from mart_history.budget_execution as budget inner join mart_history.form_version as version using (form_version_key)
where budget.is_current and budget.fiscal_year = 2021
"""
SPANS = """
select version_number, is_current, is_first, withdrawn_at is not null
from mart_history.form_version where fiscal_year = 2021 order by known_from
"""
TOLD = tuple(
    f"select to_jsonb(row) - 'answered_at' from {mart} as row order by row::text"  # noqa: S608
    for mart in views.MARTS
)
FIRST = "select is_first, is_current from mart_history.dim_{}_history order by known_from"
BOARD = (
    "select department_name, board_state, is_late, file_count from mart_detail.submission_board"
    " where fiscal_year = 2021"
)


def loaded(home: Path, *forms: Form, channel: str = "民政局", days: int | None = None) -> None:
    load_batch(str(hand_in(home, *forms, channel=channel, days=days)))
    publish_due()


def publish_due() -> None:
    for year in due_years():
        publish_fiscal_year(year)


@pytest.mark.parametrize("double", DOUBLES)
def test_what_a_withdrawn_correction_in_other_words_replaced_counts_once_it_is_handed_in_again(
    home: Path, ask: Ask, double: str
) -> None:
    """It counts once beside what it corrects, no more when it is withdrawn, and nothing comes back by itself."""
    right, wrong = DOUBLES[double]
    last_year, next_year = (again(right, fiscal_year=year, salt=str(year)) for year in (2020, 2022))
    loaded(home, last_year, right, next_year)
    once = {query: ask(query) for query in (*map(AMOUNTS.format, (2021, 2022)), CURRENT.format("is_current"))}
    loaded(home, wrong)
    budget = sum(Decimal(one.amounts["budget", "total"]) for one in wrong.lines) * 10000
    assert [row[0] for row in ask(AMOUNTS.format(2021))] == [budget]
    assert ask(COUNTING_FILES) == [(wrong.sha256,)]
    assert len(ask(CURRENT.format("is_current"))) == len(once[CURRENT.format("is_current")])
    told = {query: ask(query) for query in once}
    assert withdraw(wrong.sha256, BY, WHY).fiscal_years == (2021,)
    assert {query: ask(query) for query in once} == told
    publish_fiscal_year(2021)
    assert ask(COUNTING_FILES) == ask(AMOUNTS.format(2021)) == []
    loaded(home, right, days=LATER)
    assert ask(COUNTING_FILES) == [(right.sha256,)]
    assert {query: ask(query) for query in once} == once


def test_mistake_that_counted_beside_what_is_right_is_gone_when_its_year_is_published(home: Path, ask: Ask) -> None:
    mistake = Form((line("丁", "9"),), implementing_unit="福利院", days=3)
    last_year, next_year = (again(WIDE, fiscal_year=year, salt=str(year)) for year in (2020, 2022))
    loaded(home, last_year, WIDE, next_year)
    right = {query: ask(query) for query in (*map(AMOUNTS.format, (2021, 2022)), CURRENT.format("is_current"))}
    loaded(home, mistake)
    wrong = {query: ask(query) for query in right}
    assert all(wrong[query] != right[query] for query in right)
    assert withdraw(mistake.sha256, BY, WHY).fiscal_years == (2021,)
    assert {query: ask(query) for query in right} == wrong
    publish_fiscal_year(2021)
    assert {query: ask(query) for query in right} == right


def test_as_of_a_day_before_the_withdrawal_tells_what_was_known(home: Path, ask: Ask) -> None:
    loaded(home, WIDE)
    loaded(home, CORRECTED)
    withdraw(CORRECTED.sha256, BY, WHY)
    after = [("戊", 10000), ("甲", 90000)]
    assert ask(CURRENT.format("is_current")) == after
    publish_due()
    assert ask(AS_OF.format("2023-03-02")) == STANDS
    assert ask(AS_OF.format("2023-04-01")) == after
    assert ask(AS_OF.format("2099-01-01")) == ask(CURRENT.format("is_current or is_first")) == []
    outcomes = "select distinct project_name, outcome_code from mart_history.project_evaluation order by 1, 2"
    assert ask(outcomes) == [
        ("乙", "dropped"),
        ("戊", "replaced"),
        ("戊", "withdrawn"),
        ("甲", "replaced"),
        ("甲", "withdrawn"),
    ]
    assert ask(SPANS) == [(1, False, False, False), (2, False, False, True)]
    assert ask(
        "select known_to = withdrawn_at, withdrawn_at <= now() from mart_history.form_version where version_number = 2"
    ) == [(True, True)]
    assert ask(
        "select distinct counted_to = withdrawn_at from mart_history.project_evaluation"
        " inner join mart_history.form_version using (form_version_key) where outcome_code = 'withdrawn'"
    ) == [(True,)]
    assert ask("select rule_code from mart.quality_finding") == [("withdrawn-without-replacement",)]


def test_dimensions_call_first_what_was_reported_first_of_what_stands(home: Path, ask: Ask) -> None:
    mistake = Form((line("甲", "4"),))
    loaded(home, mistake)
    withdraw(mistake.sha256, BY, WHY)
    publish_due()
    assert ask(FIRST.format("project")) == ask(FIRST.format("department")) == [(False, False)]
    loaded(home, again(mistake, lines=(line("乙", "5"),), days=9))
    assert ask(FIRST.format("project")) == [(False, False), (True, True)]
    assert ask(FIRST.format("department")) == [(True, True)]


def test_what_a_withdrawn_correction_had_replaced_counts_again_once_it_is_handed_in_again(home: Path, ask: Ask) -> None:
    loaded(home, WIDE)
    loaded(home, CORRECTED)
    withdraw(CORRECTED.sha256, BY, WHY)
    publish_due()
    loaded(home, WIDE, days=LATER)
    assert ask(CURRENT.format("is_current")) == ask(CURRENT.format("is_first")) == STANDS
    assert ask("select rule_code from mart.quality_finding") == []
    assert ask(AS_OF.format("2026-12-31")) == []
    assert ask(SPANS) == [(2, False, True, False), (1, False, False, True), (2, True, False, False)]


def test_revoked_withdrawal_leaves_no_trace_in_any_mart(home: Path, ask: Ask) -> None:
    """Two years, a correction, findings and a second series, of which each file is withdrawn and comes back."""
    last_year, other = again(WIDE, fiscal_year=2020, salt="2020"), again(WIDE, implementing_unit="福利院", days=2)
    corrected = again(WIDE, lines=(line("甲", "9", findings=("critical",)), line("戊", "1")), days=5)
    loaded(home, last_year, WIDE, other)
    loaded(home, corrected)
    for year in (2020, 2021):
        publish_fiscal_year(year)
    # What was asked in between is on record, whether or not it is still asked.
    marts = [query for query in TOLD if "counting_question" not in query]
    before = {query: ask(query) for query in marts}
    for form in (last_year, WIDE, other, corrected):
        withdraw(form.sha256, BY, WHY)
        publish_fiscal_year(form.fiscal_year or 0)
        assert {query: ask(query) for query in marts} != before
        restore(form.sha256, BY, "查实无误")
        publish_fiscal_year(form.fiscal_year or 0)
        now = {query: ask(query) for query in marts}
        assert [query for query in marts if now[query] != before[query]] == []
    assert ask("select event from core.withdrawal_event order by event_key") == [("withdrawn",), ("revoked",)] * 4


@pytest.mark.parametrize("days", [5, LATER], ids=["correction from before", "correction from after the withdrawal"])
def test_withdrawal_before_and_after_a_correction_is_loaded_come_to_the_same(
    home: Path, ask: Ask, warehouse: Any, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    last_year, corrected = again(WIDE, fiscal_year=2020), again(CORRECTED, days=days)
    # What was asked in between is on record, whether or not it is still asked.
    marts = [query for query in TOLD if "form_version" not in query and "counting_question" not in query]
    ends = []
    for is_first in (True, False):
        monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
        settings.cache_clear()
        loaded(home, last_year, WIDE)
        if is_first:
            withdraw(WIDE.sha256, BY, WHY)
        loaded(home, corrected)
        if not is_first:
            withdraw(WIDE.sha256, BY, WHY)
        publish_fiscal_year(2021)
        assert ask(SPANS)[-2:] == [(1, False, False, True), (2, True, True, False)]
        ends.append([_without_clock(ask(query)) for query in marts])
    assert ends[0] == ends[1]
    assert ask(AMOUNTS.format(2021))[0][:2] == (Decimal(100000), Decimal(70000))


def test_same_bytes_handed_in_again_stay_withdrawn_until_that_is_revoked(home: Path, ask: Ask) -> None:
    loaded(home, WIDE)
    withdraw(WIDE.sha256, BY, WHY)
    hand_in(home, WIDE, days=LATER)
    publish_due()
    receipts = (
        "select state, submission_state, is_current, withdrawn_at is not null from mart_history.receipt"
        " order by receipt_key"
    )
    assert ask(receipts) == [("loaded", "loaded", False, True), ("duplicate", "loaded", False, True)]
    assert ask(CURRENT.format("is_current")) == []
    assert ask(BOARD) == []
    restore(WIDE.sha256, BY, WHY)
    publish_due()
    assert ask(CURRENT.format("is_current")) == STANDS
    assert ask(SPANS) == [(1, True, True, False)]


def test_department_is_told_and_its_earlier_receipt_is_kept(home: Path) -> None:
    loaded(home, WIDE)
    withdraw(WIDE.sha256, BY, WHY)
    folder, name = paths.answers("民政局"), f"{WIDE.sha256[:8]}.xlsx"
    said = receipt.stated(folder, name)
    assert (said["outcome"]["code"], said["is_current"]) == ("withdrawn", False)
    assert BY not in str(said)
    assert WHY not in str(said)
    restore(WIDE.sha256, BY, WHY)
    assert receipt.stated(folder, name)["outcome"]["code"] == "accepted"
    assert len([*(folder / "earlier").iterdir()]) == 1


def test_receipts_of_versions_name_no_withdrawn_one_as_what_they_replace(home: Path, ask: Ask) -> None:
    """Nor is it asked any more what the one left out of the other."""
    loaded(home, WIDE)
    loaded(home, CORRECTED)
    told = (
        "select replaces_file_name, replaced_by_file_name, warning_count from mart_history.receipt order by receipt_key"
    )
    first, second = (f"{form.sha256[:8]}.xlsx" for form in (WIDE, CORRECTED))
    assert ask(told) == [(None, second, 0), (first, None, 1)]
    withdraw(WIDE.sha256, BY, WHY)
    publish_due()
    assert ask(told) == [(None, second, 0), (None, None, 0)]
    restore(WIDE.sha256, BY, WHY)
    publish_due()
    assert ask(told) == [(None, second, 0), (first, None, 1)]
    withdraw(CORRECTED.sha256, BY, WHY)
    publish_due()
    assert ask(told) == [(None, second, 0), (None, None, 0)]


def test_board_owes_again_what_was_withdrawn(home: Path, ask: Ask) -> None:
    (home / "应报.csv").write_text(
        "部门,区划,起始年度,终止年度,截止日期\n民政局本级,东区,2021,2021,2023-03-01\n", encoding="utf-8"
    )
    import_list("expected_department", home / "应报.csv")
    loaded(home, WIDE)
    assert ask(BOARD) == [("民政局本级", "accepted", False, 1)]
    withdraw(WIDE.sha256, BY, WHY)
    assert ask(BOARD) == [("民政局本级", "overdue", False, 0)]
    publish_due()
    assert ask("select distinct board_state from mart_detail.submission_board_project where fiscal_year = 2021") == []
    loaded(home, again(WIDE, lines=(line("丙", "3"),), days=2))
    assert ask(BOARD) == [("民政局本级", "accepted", True, 1)]


def test_board_forgets_a_department_that_only_a_withdrawn_file_named(home: Path, ask: Ask) -> None:
    loaded(home, again(WIDE, department="教育局"), channel="教育局")
    withdraw(again(WIDE, department="教育局").sha256, BY, WHY)
    assert ask("select department_name, fiscal_year from mart_detail.submission_board") == []


def test_held_file_waits_again_where_what_made_it_good_is_withdrawn(home: Path, ask: Ask) -> None:
    loaded(home, again(WIDE, faults=("金额单位无法识别",)))
    loaded(home, again(WIDE, days=3))
    counts = "select board_state, held_count from mart_detail.submission_board where fiscal_year = 2021"
    assert ask(counts) == [("accepted", 0)]
    withdraw(again(WIDE, days=3).sha256, BY, WHY)
    assert ask(counts) == [("held", 1)]


def test_department_whose_only_form_is_withdrawn_ends_no_project(home: Path, ask: Ask) -> None:
    loaded(home, again(WIDE, fiscal_year=2020), again(WIDE, lines=(line("丙", "7"),)))
    publish_fiscal_year(2021)
    kinds = "select distinct lineage_kind from mart_detail.project_year_on_year where fiscal_year = 2021 order by 1"
    assert ask(kinds) == [("ended",), ("new",)]
    withdraw(again(WIDE, lines=(line("丙", "7"),)).sha256, BY, WHY)
    publish_fiscal_year(2021)
    assert ask(kinds) == []
    assert ask("select count(*) from core.lineage where fiscal_year = 2021") == [(0,)]
    assert ask("select department_name, fiscal_year from core.handed_in_year") == [("民政局本级", 2020)]


def test_last_year_of_which_nothing_stands_is_compared_with_nothing(home: Path, ask: Ask) -> None:
    """What was reported first alone would be a loss of all of it; another unit's form is compared, in dispute.

    Nobody has said yet whether what the withdrawn file had replaced counts again.
    """
    last_year = again(WIDE, fiscal_year=2020)
    corrected = again(last_year, lines=CORRECTED.lines, days=1)
    loaded(home, last_year, WIDE)
    loaded(home, corrected)
    withdraw(corrected.sha256, BY, WHY)
    publish_fiscal_year(2020)
    assert ask(AMOUNTS.format(2021)) == [(70000, None, None, None, None, None)]
    loaded(home, again(last_year, lines=(line("丙", "3"),), implementing_unit="福利院", days=2))
    publish_fiscal_year(2020)
    assert ask(AMOUNTS.format(2021)) == [(70000, 30000, 30000, 40000, 0, 0)]
    parts = (
        "select new_amount, ended_amount, disputed_amount from mart.department_year_on_year where fiscal_year = 2021"
    )
    assert ask(f"{parts} and measure_code = 'budget'") == [(70000, 0, -30000)]


def test_withdrawn_file_gives_its_channel_no_claim_to_a_department(home: Path, ask: Ask) -> None:
    wrong, right = again(WIDE, department="档案馆"), again(WIDE, department="档案馆", salt="right", days=1)
    loaded(home, wrong, channel="民政局")
    loaded(home, right, channel="综合处")
    states = "select channel_name, state from core.submission order by received_at"
    assert ask(states) == [("民政局", "loaded"), ("综合处", "held")]
    withdraw(wrong.sha256, BY, WHY)
    loaded(home, right, channel="综合处", days=2)
    assert ask(states) == [("民政局", "loaded"), ("综合处", "loaded")]


def test_judging_looks_up_nothing_of_a_withdrawn_file(home: Path) -> None:
    loaded(home, WIDE)
    asked = {"departments": ["民政局本级"], "years": [2021], "submissions": [""]}
    with connect() as connection:
        assert len(connection.execute(statement("findings/history"), asked).fetchall()) == 12
    withdraw(WIDE.sha256, BY, WHY)
    with connect() as connection:
        assert connection.execute(statement("findings/history"), asked).fetchall() == []


def test_findings_of_a_withdrawn_file_are_open_no_more_and_not_called_fixed(home: Path, ask: Ask) -> None:
    states = (
        "select version_number, finding_state from mart.quality_finding"
        " where rule_code <> 'withdrawn-without-replacement' order by version_number"
    )
    load_told(home, WIDE, Told(1))
    load_told(home, again(WIDE, days=3))
    publish_due()
    assert ask(states) == [(1, "fixed")]
    withdraw(again(WIDE, days=3).sha256, BY, WHY)
    publish_due()
    assert ask(states) == [(1, "superseded")]
    load_told(home, again(WIDE, days=4, salt="third"))
    publish_due()
    assert ask(states) == [(1, "fixed")]
    withdraw(WIDE.sha256, BY, WHY)
    publish_due()
    assert ask(states) == [(1, "superseded")]
    assert ask("select critical_open_count, critical_fixed_count from mart_detail.quality_by_year") == [(0, 0)]


def test_file_is_told_by_name_by_sha256_and_by_its_beginning(home: Path, ask: Ask) -> None:
    loaded(home, WIDE)
    for named in (f" {WIDE.sha256[:8]}.xlsx ", WIDE.sha256, WIDE.sha256[:8].upper()):
        done = withdraw(named, BY, WHY)
        assert (done.submission_sha256, done.department_name) == (WIDE.sha256, "民政局本级")
        restore(named, BY, WHY)
    assert ask("select count(*), count(distinct recorded_through) from core.withdrawal_event") == [(6, 2)]


def test_mistakes_are_told_and_nothing_is_recorded(home: Path, ask: Ask) -> None:
    held = again(WIDE, faults=("金额单位无法识别",), days=1)
    loaded(home, WIDE)
    loaded(home, held)
    for named in ("不存在.xlsx", WIDE.sha256[:3], "%", ""):
        with pytest.raises(UnknownFileError, match="unknown-file"):
            withdraw(named, BY, WHY)
    with pytest.raises(NotAcceptedError, match="held"):
        withdraw(held.sha256, BY, WHY)
    with pytest.raises(NothingToRevokeError):
        restore(WIDE.sha256, BY, WHY)
    for by, why, missing in ((" ", WHY, "--by"), (BY, "", "--note")):
        for change in (withdraw, restore):
            with pytest.raises(DecisionIncompleteError, match=missing):
                change(WIDE.sha256, by, why)
    ask("update core.receipt set file_name = '自评表.xlsx' returning 1")
    with pytest.raises(AmbiguousFileError) as caught:
        withdraw("自评表.xlsx", BY, WHY)
    assert caught.value.facts["count"] == 2
    for form in (WIDE, held):
        assert form.sha256[:12] in str(caught.value.facts["candidates"])
    assert ask("select count(*) from core.withdrawal_event") == [(0,)]
    withdraw(WIDE.sha256, BY, WHY)
    with pytest.raises(AlreadyDecidedError):
        withdraw(WIDE.sha256, "李强", WHY)
    assert ask("select actor_name from core.withdrawal_event") == [(BY,)]


def test_hand_in_dated_by_a_clock_that_is_ahead_can_be_withdrawn(home: Path, ask: Ask) -> None:
    loaded(home, again(WIDE, days=LATER))
    withdraw(again(WIDE, days=LATER).sha256, BY, WHY)
    assert ask(SPANS) == [(1, False, False, True)]
    restore(again(WIDE, days=LATER).sha256, BY, WHY)
    assert ask(SPANS) == [(1, True, True, False)]


@pytest.mark.parametrize(
    "change", ["update core.withdrawal_event set note = 'x'", "delete from core.withdrawal_event", "truncate core.{}"]
)
def test_events_refuse_to_be_changed_even_by_their_owner(home: Path, ask: Ask, change: str) -> None:
    loaded(home, WIDE)
    withdraw(WIDE.sha256, BY, WHY)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="只增不改"), connect() as connection:
        connection.execute(change.format("withdrawal_event"))
    assert ask("select actor_name, note from core.withdrawal_event") == [(BY, WHY)]


def test_revision_goes_back_and_forth_and_keeps_everything_else(home: Path, ask: Ask) -> None:
    loaded(home, WIDE, again(WIDE, fiscal_year=2020))
    publish_fiscal_year(2021)
    kept = {query: ask(query) for query in (EVERYTHING, *TOLD)}
    withdraw(WIDE.sha256, BY, WHY)
    url = str(settings().warehouse_url)
    downgrade(url, "0015_truncate_apart")
    assert ask("select to_regclass('core.withdrawal_event')") == [(None,)]
    assert migrate(url)
    assert ask("select count(*) from core.withdrawal_event") == [(0,)]
    publish_due()
    now = {query: ask(query) for query in kept}
    assert [query for query in kept if now[query] != kept[query]] == []


def test_reader_sees_when_and_never_who_or_why(home: Path) -> None:
    loaded(home, WIDE)
    withdraw(WIDE.sha256, BY, WHY)
    with connect() as connection:
        connection.execute("set role bi_reader")
        assert connection.execute("select withdrawn_at is not null from mart_history.form_version").fetchall() == [
            (True,)
        ]
        for query in TOLD:
            assert [row for row in connection.execute(query).fetchall() if BY in str(row) or WHY in str(row)] == []
        for relation in ("withdrawal_event", "withdrawn_submission"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from core.{relation}")  # noqa: S608 (a name of ours)


def test_commands_withdraw_list_and_restore(home: Path, ask: Ask) -> None:
    loaded(home, WIDE, again(WIDE, fiscal_year=2020))
    publish_fiscal_year(2021)
    told = _said("withdraw", WIDE.sha256[:10], "--by", BY, "--note", WHY)
    assert "已撤回 withdrawn" in told
    assert "2021 年度的下次发布" in told
    assert ask(AMOUNTS.format(2021))[0][0] == Decimal(70000)
    listed_now = _said("withdrawn")
    assert all(word in listed_now for word in (WIDE.sha256, BY, WHY, "民政局本级 2021"))
    assert [row["actor_name"] for row in in_force()] == [BY]
    assert "已发布 published: 2021" in _said("restore", WIDE.sha256, "--by", BY, "--note", WHY, "--publish")
    assert ask(AMOUNTS.format(2021))[0][0] == Decimal(70000)
    assert "已发布 published: 2021" in _said("withdraw", WIDE.sha256, "--by", BY, "--note", WHY, "--publish")
    assert ask(AMOUNTS.format(2021)) == []


def _said(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["submissions", *arguments], env={"COLUMNS": "300"})
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def _without_clock(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows without the times at which this test itself did something."""
    clocks = ("withdrawn_at", "known_to", "counted_to", "settled_at", "answered_at")
    return [str({key: value for key, value in row[0].items() if key not in clocks}) for row in rows]
