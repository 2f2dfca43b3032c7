"""Current, as first reported, and as counted on a day: plain predicates, before and after corrections."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from counting_answer import answer
from handed_in import FIRST_DAY, Form, again, hand_in, line
from mart_places import place
from warehouse_contents import connect

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import due_years, publish_fiscal_year
from selfeval.warehouse.schema.migrate import downgrade, migrate
from selfeval.warehouse.tables import staging

Ask = Callable[..., list[tuple[Any, ...]]]
FIRST = Form((line("甲", "1"), line("乙", "2"), line("戊", "3")))
CORRECTED = again(FIRST, lines=(line("甲", "9"), line("戊", "3")), days=5)
"""It leaves 乙 out."""
TOTALS = (
    "select project_name, yuan_amount::bigint from mart_history.budget_execution"
    " where measure_code = 'budget' and funding_source_code = 'total' and {} order by project_name collate \"C\""
)
AS_OF = TOTALS.format("counted_from <= %(day)s and %(day)s < counted_to")
OUTCOMES = """
select distinct project_name, version_number, outcome_code, is_first, is_current from mart_history.project_evaluation
"""
RETURNED = "replaced-form-sent-again"
LATER = 20000
"""Days after the first file: after whatever a person says today."""
SPANS = (
    "select version_number, extract(day from known_from - %s)::int, extract(day from least(known_to, %s) - %s)::int,"
    " is_first, is_current from mart_history.form_version order by known_from"
)
BEFORE, AFTER = [("乙", 20000), ("戊", 30000), ("甲", 10000)], [("戊", 30000), ("甲", 90000)]


def test_as_of_before_and_after_a_correction_gives_both_truths(home: Path) -> None:
    _load(home, FIRST)
    assert _as_of(4) == _as_of(100) == BEFORE
    _load(home, CORRECTED)
    assert _as_of(-1) == []
    assert _as_of(0) == _as_of(4) == BEFORE
    assert _as_of(5) == _as_of(100) == AFTER


def test_file_counts_from_its_hand_in_on_once_its_year_is_published_and_not_before(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, FIRST)))
    assert _as_of(0) == _as_of(100) == ask(TOTALS.format("is_current or is_first")) == []
    assert ask(TOTALS.format("counted_from is null and counted_to is null and outcome_code is null")) == BEFORE
    publish_fiscal_year(2021)
    load_batch(str(hand_in(home, CORRECTED)))
    assert _as_of(5) == ask(TOTALS.format("is_current")) == BEFORE
    publish_fiscal_year(2021)
    assert _as_of(4) == BEFORE
    assert _as_of(5) == ask(TOTALS.format("is_current")) == AFTER


def test_what_a_later_form_repeats_of_few_projects_is_replaced_and_the_rest_counts_on(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, again(FIRST, lines=(line("甲", "9"),), days=5))
    assert _as_of(4) == BEFORE
    assert _as_of(5) == ask(TOTALS.format("is_current")) == [("乙", 20000), ("戊", 30000), ("甲", 90000)]
    assert ask("select rule_code, finding_state from mart.quality_finding") == [("projects-not-repeated", "open")]


def test_dimensions_are_known_as_of_a_day_as_facts_are(home: Path, ask: Ask) -> None:
    """A name that a correction took back, a name that came back, and a year taken back by a correction of another."""
    renamed = again(FIRST, lines=(line("甲", "1"), line("丙", "2"), line("戊", "3")), days=5)
    elsewhere = Form((line("丁", "3"),), department="教育局")
    for form in (renamed, FIRST, elsewhere):  # Out of order.
        _load(home, form)
    _load(home, FIRST, days=9)
    _load(home, Form((line("甲", "1"),), 2020))
    old, new = ["乙", "戊", "甲"], ["丙", "戊", "甲"]
    told = [(-1, []), (0, old), (4, old), (5, new), (9, new)]
    _require_known(told)
    asked = (
        "select project_name, is_first, is_current, durable_project_code is not null"
        " from mart_history.dim_project_history"
        ' where fiscal_year = 2021 order by project_name collate "C", known_from'
    )
    stands = [("戊", True, True, True), ("甲", True, True, True)]
    assert ask(asked) == [
        ("丁", True, True, True),
        ("丙", False, True, True),
        ("乙", True, False, True),
        *stands,
    ]
    answer(RETURNED, "confirmed")
    publish_fiscal_year(2021)
    _require_known([*told, (LATER, old)])
    assert ask(asked) == [
        ("丁", True, True, True),
        ("丙", False, False, True),
        ("乙", True, False, True),
        ("乙", False, True, True),
        *stands,
    ]
    assert ask("select fiscal_year, is_first, is_current from mart_history.dim_department_history order by 1, 2") == [
        (2020, True, True),
        (2021, True, True),
        (2021, True, True),
    ]


def test_current_and_first_reported_stand_beside_each_other(home: Path, ask: Ask) -> None:
    _load(home, CORRECTED)
    assert ask(TOTALS.format("is_first")) == ask(TOTALS.format("is_current")) == AFTER
    _load(home, FIRST)
    assert ask(TOTALS.format("is_first")) == BEFORE
    assert ask(TOTALS.format("is_current")) == AFTER


def test_version_handed_in_again_counts_again_once_a_person_confirms_and_keeps_its_first_span(
    home: Path, ask: Ask
) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    _load(home, FIRST, days=9)
    assert _spans(ask) == [(2, 0, 5, True, False), (1, 5, 9, False, False), (2, 9, 99, False, True)]
    assert _as_of(0) == BEFORE
    assert _as_of(5) == _as_of(9) == ask(TOTALS.format("is_current")) == AFTER
    assert ask(TOTALS.format("is_current and is_disputed")) == [("甲", 90000)]
    assert ask(TOTALS.format("is_first")) == BEFORE
    answer(RETURNED, "confirmed")
    publish_fiscal_year(2021)
    assert _as_of(0) == BEFORE
    assert _as_of(5) == _as_of(9) == AFTER
    assert _as_of(LATER) == ask(TOTALS.format("is_current")) == ask(TOTALS.format("is_first")) == BEFORE
    assert set(ask(OUTCOMES)) == {
        ("甲", 1, "replaced", False, False),
        ("戊", 1, "replaced", False, False),
        *((name, 2, "counted", is_first, not is_first) for name in ("甲", "乙", "戊") for is_first in (True, False)),
    }
    answer(RETURNED, "revoked")
    answer(RETURNED, "rejected")
    publish_fiscal_year(2021)
    assert ask(TOTALS.format("is_current")) == AFTER
    assert ask(TOTALS.format("is_current and is_disputed")) == []
    assert ask(TOTALS.format("is_first")) == BEFORE


def test_same_content_in_other_bytes_replaces_nothing_before_a_person_confirms(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    _load(home, again(FIRST, salt="saved anew", days=9))
    assert _as_of(9) == ask(TOTALS.format("is_current")) == AFTER
    assert {row for row in ask(OUTCOMES) if row[1] == 3} == {
        (name, 3, "returned", False, False) for name in ("甲", "乙", "戊")
    }
    answer(RETURNED, "confirmed")
    publish_fiscal_year(2021)
    assert _as_of(9) == AFTER
    assert _as_of(LATER) == ask(TOTALS.format("is_current")) == BEFORE


def test_duplicate_of_what_stands_moves_no_time(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, FIRST, days=3)
    _load(home, CORRECTED)
    assert _spans(ask) == [(1, 0, 5, True, False), (2, 5, 99, False, True)]


def test_duplicate_after_a_correction_is_asked_about_also_where_the_correction_was_loaded_last(
    home: Path, ask: Ask
) -> None:
    _load(home, FIRST)
    _load(home, FIRST, days=7)
    assert ask("select rule_code from mart.quality_finding") == []
    _load(home, CORRECTED)
    assert _as_of(0) == BEFORE
    assert _as_of(5) == _as_of(7) == ask(TOTALS.format("is_current")) == AFTER
    assert ask("select rule_code, finding_state from mart.quality_finding order by 1") == [
        ("projects-left-out", "open"),
        (RETURNED, "open"),
    ]
    assert _spans(ask) == [(2, 0, 5, True, False), (1, 5, 7, False, False), (2, 7, 99, False, True)]


def test_history_stands_while_a_file_that_came_back_waits_to_be_loaded(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    hand_in(home, FIRST, days=9)
    assert _as_of(0) == BEFORE
    assert _as_of(9) == ask(TOTALS.format("is_current")) == AFTER
    assert ask("select settled_state from core.receipt order by receipt_key") == [("loaded",), ("loaded",), (None,)]


def test_history_stands_where_a_file_that_came_back_is_refused(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    folder = hand_in(home, FIRST, days=9)
    _with_unit(folder, "万圆")
    load_batch(str(folder))
    assert ask("select settled_state from core.receipt order by receipt_key") == [("loaded",), ("loaded",), ("held",)]
    assert _as_of(0) == BEFORE
    assert _as_of(9) == ask(TOTALS.format("is_current")) == AFTER
    assert ask("select count(*) - count(distinct (submission_key, finding_number)) from core.finding_history") == [(0,)]
    assert ask("select state, held_reason is null from mart_history.receipt where is_current") == [("loaded", True)]
    _load(home, FIRST, channel="教育局", days=11)
    assert _as_of(0) == BEFORE
    assert ask("select channel_name, settled_state from core.receipt order by receipt_key desc limit 1") == [
        ("教育局", "held")
    ]


def test_file_that_was_held_is_known_from_the_hand_in_that_was_accepted(home: Path, ask: Ask) -> None:
    folder = hand_in(home, FIRST)
    _with_unit(folder, "万圆")
    load_batch(str(folder))
    assert ask(TOTALS.format("true")) == []
    _load(home, FIRST, days=2)
    assert _spans(ask) == [(1, 2, 99, True, True)]


def test_hand_in_through_another_channel_is_no_word_of_the_department(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    _load(home, FIRST, channel="教育局", days=9)
    assert _spans(ask) == [(1, 0, 5, True, False), (2, 5, 99, False, True)]


def test_file_that_turns_out_to_be_of_another_channel_was_never_known(home: Path, ask: Ask) -> None:
    _load(home, FIRST, channel="教育局")
    assert _as_of(0) == BEFORE
    _load(home, CORRECTED)
    assert _as_of(0) == []
    assert _as_of(5) == ask(TOTALS.format("is_first")) == AFTER
    assert _spans(ask) == [(1, 5, 99, True, True)]


def test_amounts_rates_and_indicators_have_the_same_spans(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    spans = (
        "select distinct form_version_key, project_number, outcome_code, counted_from, counted_to, is_current, is_first"
        " from {} order by 1, 2"
    )
    told = [ask(spans.format(place(view))) for view in ("budget_execution", "project_evaluation")]
    assert told == [ask(spans.format(place("indicator_result")))] * 2
    assert [row[2] for row in told[0]] == ["replaced", "dropped", "replaced", "counted", "counted"]
    [(received, corrected)] = ask("select min(known_from), max(known_from) from mart_history.form_version")
    assert {row[3:5] for row in told[0][:3]} == {(received, corrected)}
    assert {row[3] for row in told[0][3:]} == {corrected}


def test_reader_asks_as_of_a_day(home: Path) -> None:
    _load(home, FIRST)
    with connect() as connection:
        connection.execute("set role bi_reader")
        assert connection.execute(AS_OF, {"day": FIRST_DAY}).fetchall() == BEFORE
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select 1 from core.settled_line")


def test_receipts_from_before_they_kept_outcomes_learn_them(home: Path, ask: Ask) -> None:
    held = again(FIRST, fiscal_year=2020, days=1)
    folder = hand_in(home, held)
    _with_unit(folder, "万圆")
    load_batch(str(folder))
    _load(home, held, days=2)
    _load(home, FIRST)
    _load(home, FIRST, days=1)
    _load(home, CORRECTED)
    _load(home, FIRST, days=9)
    _load(home, again(FIRST, faults=("金额单位“万圆”无法识别",), days=10))
    _load(home, again(FIRST, fiscal_year=2022, days=11))
    _load(home, again(FIRST, fiscal_year=2022, days=12, salt="corrected"))
    hand_in(home, again(FIRST, fiscal_year=2022, days=11), days=13)
    hand_in(home, again(FIRST, fiscal_year=2019, days=14))
    outcomes = "select settled_state from core.receipt order by received_at, receipt_key"
    known = ask(outcomes)
    assert known.count(("held",)) == 2
    assert known.count((None,)) == 2
    downgrade(str(settings().warehouse_url), "0006_same_finding")
    assert migrate(str(settings().warehouse_url))
    assert ask(outcomes) == known


def _require_known(told: list[tuple[int, list[str]]]) -> None:
    """The names of the department's projects of 2021 as of some days after its first hand-in, and its own name."""
    for days, names in told:
        assert _known("project_name", "dim_project_history", "known", days) == names
        assert _known("project_name", "project_evaluation", "counted", days) == names
        assert _known("project_name", "budget_execution", "counted", days) == names
        assert _known("department_name", "dim_department_history", "known", days) == ["民政局本级"][: len(names)]


def _known(column: str, view: str, span: str, days: float) -> list[str]:
    with connect() as connection:
        rows = connection.execute(
            f"select distinct {column} from {place(view)}"  # noqa: S608 (names of ours)
            " where fiscal_year = 2021 and department_name = '民政局本级'"
            f" and {span}_from <= %(day)s and %(day)s < {span}_to",
            {"day": FIRST_DAY + timedelta(days=days)},
        ).fetchall()
    return sorted(name for (name,) in rows)


def _as_of(days: int) -> list[tuple[Any, ...]]:
    with connect() as connection:
        return connection.execute(AS_OF, {"day": FIRST_DAY + timedelta(days=days)}).fetchall()


def _spans(ask: Ask) -> list[tuple[Any, ...]]:
    """Versions by span: number, first and last day (99: still stands), whether first reported, whether current."""
    return ask(SPANS, FIRST_DAY, FIRST_DAY + timedelta(days=99), FIRST_DAY)


def _with_unit(folder: Path, unit: str) -> None:
    """The batch as a vocabulary would read it that does not know the unit."""
    rows = pq.read_table(folder / "form.parquet").to_pylist()
    changed = [row | {"amount_unit": unit} for row in rows]
    pq.write_table(pa.Table.from_pylist(changed, staging.arrow_schema(staging.form)), folder / "form.parquet")


def _load(home: Path, form: Form, *, channel: str = "民政局", days: int | None = None) -> None:
    load_batch(str(hand_in(home, form, channel=channel, days=days)))
    for year in due_years():
        publish_fiscal_year(year)
