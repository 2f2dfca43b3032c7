"""Current, as first reported, and as known on a day: plain predicates, before and after corrections."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from handed_in import FIRST_DAY, Form, again, hand_in, line
from mart_places import place
from warehouse_contents import connect

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.warehouse.schema.migrate import downgrade, migrate
from selfeval.warehouse.tables import staging

Ask = Callable[..., list[tuple[Any, ...]]]
FIRST = Form((line("甲", "1"), line("乙", "2")))
CORRECTED = again(FIRST, lines=(line("甲", "9"),), days=5)
TOTALS = (
    "select project_name, yuan_amount::bigint from mart_history.budget_execution"
    " where measure_code = 'budget' and funding_source_code = 'total' and {} order by project_name collate \"C\""
)
AS_OF = TOTALS.format("known_from <= %(day)s and %(day)s < known_to")
SPANS = (
    "select version_number, extract(day from known_from - %s)::int, extract(day from least(known_to, %s) - %s)::int,"
    " is_first, is_current from mart_history.form_version order by known_from"
)
BEFORE, AFTER = [("乙", 20000), ("甲", 10000)], [("甲", 90000)]


def test_as_of_before_and_after_a_correction_gives_both_truths(home: Path) -> None:
    _load(home, FIRST)
    assert _as_of(4) == _as_of(100) == BEFORE
    _load(home, CORRECTED)
    assert _as_of(-1) == []
    assert _as_of(0) == _as_of(4) == BEFORE
    assert _as_of(5) == _as_of(100) == AFTER


def test_dimensions_are_known_as_of_a_day_as_facts_are(home: Path, ask: Ask) -> None:
    """A name that a correction took back, a name that came back, and a year taken back by a correction of another."""
    renamed = again(FIRST, lines=(line("甲", "1"), line("丙", "2")), days=5)
    elsewhere = Form((line("丁", "3"),), department="教育局")
    for form in (renamed, FIRST, elsewhere):  # Out of order.
        _load(home, form)
    _load(home, FIRST, days=9)
    _load(home, Form((line("甲", "1"),), 2020))
    for days, names in ((-1, []), (0, ["乙", "甲"]), (4, ["乙", "甲"]), (5, ["丙", "甲"]), (9, ["乙", "甲"])):
        assert _known("project_name", "dim_project_history", days) == names
        of_facts = "project_evaluation where family <> 'overall' and"
        assert _known("project_name", of_facts, days) == names
        assert _known("department_name", "dim_department_history", days) == ["民政局本级"][: len(names)]
    assert ask(
        "select project_name, is_first, is_current, durable_project_code is not null"
        " from mart_history.dim_project_history"
        ' where fiscal_year = 2021 order by project_name collate "C", known_from'
    ) == [
        ("丁", True, True, True),
        ("丙", False, False, False),
        ("乙", True, False, True),
        ("乙", False, True, True),
        ("甲", True, True, True),
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


def test_version_handed_in_again_has_a_second_span_and_keeps_the_first(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    _load(home, FIRST, days=9)
    assert _spans(ask) == [(2, 0, 5, True, False), (1, 5, 9, False, False), (2, 9, 99, False, True)]
    assert _as_of(0) == _as_of(9) == BEFORE
    assert _as_of(5) == AFTER
    assert ask(TOTALS.format("is_first")) == ask(TOTALS.format("is_current")) == BEFORE


def test_duplicate_of_what_stands_moves_no_time(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, FIRST, days=3)
    _load(home, CORRECTED)
    assert _spans(ask) == [(1, 0, 5, True, False), (2, 5, 99, False, True)]


def test_duplicate_after_a_correction_of_its_own_day_is_current(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, FIRST, days=7)
    _load(home, CORRECTED)
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
    assert _spans(ask) == [(1, 5, 99, True, True)]


def test_amounts_rates_and_indicators_have_the_same_spans(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, CORRECTED)
    spans = "select distinct form_version_key, known_from, known_to, is_current, is_first from {} order by 1, 2"
    told = [ask(spans.format(place(view))) for view in ("form_version", "budget_execution", "project_evaluation")]
    assert told == [ask(spans.format(place("indicator_result")))] * 3
    assert len(told[0]) == 2


def test_reader_asks_as_of_a_day(home: Path) -> None:
    _load(home, FIRST)
    with connect() as connection:
        connection.execute("set role bi_reader")
        assert connection.execute(AS_OF, {"day": FIRST_DAY}).fetchall() == BEFORE
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select 1 from core.version_span")


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


def _known(column: str, asked: str, days: float) -> list[str]:
    """What the department's names of 2021 were, as of some days after its first hand-in."""
    mart, *where = asked.split(" ", 1)
    source = " ".join([place(mart), *(where or ["where"])])
    with connect() as connection:
        rows = connection.execute(
            f"select distinct {column} from {source} fiscal_year = 2021 and department_name = '民政局本级'"  # noqa: S608
            " and known_from <= %(day)s and %(day)s < known_to",
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
