"""Findings over the versions of a form: since when one stands, where it is gone, and what the marts count."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import finding_batch
from finding_batch import RULE, Told
from handed_in import Form, again, hand_in, line, sample_years, write_rules

from selfeval.steps.load import load_batch
from selfeval.steps.publish import due_years, publish_fiscal_year

Ask = Callable[..., list[tuple[Any, ...]]]
FIRST = Form((line("甲", "1"), line("乙", "2"), line("丙", "3")))
SECOND = again(FIRST, salt="second", days=5)
THIRD = again(FIRST, salt="third", days=12)
HISTORY = """
select version_number, finding_state, first_version_number, fixed_version_number, days_to_fix
from mart.quality_finding order by version_number, finding_number
"""


def load_told(home: Path, form: Form, *told: Told, **more: Any) -> None:
    """Load a form with these findings, and publish its year."""
    finding_batch.load_told(home, form, *told, **more)
    for year in due_years():
        publish_fiscal_year(year)


def test_finding_that_is_gone_from_the_next_version_is_fixed_in_it(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(1))
    assert ask(HISTORY) == [(1, "open", 1, None, None)]
    load_told(home, SECOND)
    assert ask(HISTORY) == [(1, "fixed", 1, 2, Decimal("5.00"))]


def test_finding_goes_on_where_its_row_moved_and_its_figure_changed(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(2))
    more = (line("新", "9"), *FIRST.lines)
    load_told(home, again(SECOND, lines=more), Told(3, printed="62"))
    load_told(home, again(THIRD, lines=more))
    assert ask(HISTORY) == [(1, "superseded", 1, None, None), (2, "fixed", 1, 3, Decimal("12.00"))]


def test_same_rule_on_another_project_or_measure_is_another_finding(home: Path, ask: Ask) -> None:
    cells = {("budget", "total"): "Sheet1!D4", ("executed", "total"): "Sheet1!H4"}
    form = Form((line("甲", "1", cells=cells), line("乙", "2")))
    load_told(home, form, Told(1))
    load_told(home, again(form, days=5, salt="second"), Told(1, cell="Sheet1!H4"), Told(2))
    assert [row[:4] for row in ask(HISTORY)] == [(1, "fixed", 1, 2), (2, "open", 2, None), (2, "open", 2, None)]
    assert ask("select distinct subject_code from mart.quality_finding order by 1") == [
        ("amount:budget:general",),
        ("amount:executed:total",),
    ]


def test_finding_that_comes_back_is_timed_from_when_it_came_back(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(1))
    load_told(home, SECOND)
    load_told(home, THIRD, Told(1))
    assert ask(HISTORY) == [(1, "fixed", 1, 2, Decimal("5.00")), (3, "open", 1, None, None)]
    load_told(home, again(FIRST, salt="fourth", days=20), Told(1))
    load_told(home, again(FIRST, salt="fifth", days=21))
    assert ask(HISTORY) == [
        (1, "fixed", 1, 2, Decimal("5.00")),
        (3, "superseded", 1, None, None),
        (4, "fixed", 1, 5, Decimal("9.00")),
    ]
    assert ask("select distinct first_seen_at = '2023-03-01 02:00+00' from mart.quality_finding") == [(True,)]


def test_score_that_is_wrong_in_another_way_is_the_same_finding_wherever_its_cell_went(home: Path, ask: Ask) -> None:
    """The cell of a score is told by the rule only, which says whose indicator's it is."""
    load_told(home, FIRST, Told(1, cell="Sheet1!K4", printed="31.9", indicator_number=1), grain="indicator")
    load_told(home, SECOND, Told(1, cell="Sheet1!K9", printed="30", indicator_number=1), grain="indicator")
    assert [row[:2] for row in ask(HISTORY)] == [(1, "superseded"), (2, "open")]
    assert ask("select distinct subject_code from mart.quality_finding") == [("indicator:产出指标|不少于50件",)]


def test_total_row_that_is_wrong_in_another_way_is_the_same_finding(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(None, cell="Sheet1!K9", printed="31.9"), grain="total")
    load_told(home, SECOND, Told(None, cell="Sheet1!K10", printed="30"), grain="total")
    assert [row[:2] for row in ask(HISTORY)] == [(1, "superseded"), (2, "open")]


def test_of_two_equal_findings_one_can_be_fixed(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(1), Told(1))
    load_told(home, SECOND, Told(1))
    assert [row[1] for row in ask(HISTORY)] == ["superseded", "fixed", "open"]


def test_finding_whose_rule_is_no_longer_applied_is_not_called_fixed(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(1), Told(2, rule="SE-A02"), rules=(RULE, "SE-A02"))
    load_told(home, SECOND, rules=(RULE,))
    assert [row[1] for row in ask(HISTORY)] == ["fixed", "superseded"]


def test_history_does_not_depend_on_the_order_of_loading(home: Path, ask: Ask) -> None:
    load_told(home, THIRD)
    load_told(home, SECOND, Told(1), Told(2))
    load_told(home, FIRST, Told(1))
    assert ask(HISTORY) == [
        (1, "superseded", 1, None, None),
        (2, "fixed", 1, 3, Decimal("12.00")),
        (2, "fixed", 2, 3, Decimal("7.00")),
    ]


def test_bytes_that_come_in_once_more_change_neither_first_seen_nor_fixed(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(1))
    load_told(home, SECOND)
    before = ask(HISTORY)
    hand_in(home, SECOND, days=20)
    assert ask("select count(*) from mart_history.receipt") == [(3,)]
    assert ask(HISTORY) == before


def test_fault_of_a_held_file_is_fixed_by_the_next_file_of_its_department_and_year(home: Path, ask: Ask) -> None:
    bad = again(FIRST, amount_unit="万圆", faults=("金额单位无法识别",))
    load_batch(str(hand_in(home, bad)))
    load_batch(str(hand_in(home, again(FIRST, fiscal_year=2020, days=3))))
    assert ask(HISTORY) == [(None, "open", None, None, None)]
    load_told(home, SECOND)
    assert ask(HISTORY) == [(None, "fixed", None, 1, Decimal("5.00"))]
    assert ask("select fiscal_year, critical_fixed_count from mart_detail.quality_by_year where finding_count > 0") == [
        (2021, 1)
    ]


def test_marts_count_each_finding_once_by_severity_and_state(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(1), Told(2, severity="warning"), Told(3))
    load_told(home, SECOND, Told(1), Told(3, severity="info", rule="SE-P03"), rules=(RULE, "SE-P03"))
    load_told(home, again(FIRST, fiscal_year=2020, days=7), Told(1), Told(2))
    assert ask(
        "select fiscal_year, project_count, disputed_project_count, finding_count, critical_open_count,"
        " critical_fixed_count, warning_fixed_count, info_open_count, superseded_count, median_days_to_fix"
        " from mart_detail.quality_by_department order by 1"
    ) == [(2020, 3, 2, 2, 2, 0, 0, 0, 0, None), (2021, 3, 1, 4, 1, 1, 1, 1, 1, Decimal("5.00"))]
    assert ask(
        "select rule_code, fiscal_year, title_zh, department_count, disputed_project_count, open_count, fixed_count"
        " from mart_detail.quality_by_rule order by 1, 2"
    ) == [
        (RULE, 2020, "各项之和等于合计", 1, 2, 2, 0),
        (RULE, 2021, "各项之和等于合计", 1, 1, 1, 2),
        ("SE-P03", 2021, "各项之和等于合计", 1, 0, 1, 0),
    ]
    for mart in ("department", "rule", "year"):
        [(count,)] = ask(f"select sum(finding_count + superseded_count) from mart_detail.quality_by_{mart}")  # noqa: S608
        assert [(count,)] == ask("select count(*) from mart.quality_finding")


def test_each_finding_is_one_row_with_its_lineage_once_years_are_published(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, *sample_years().values())))
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    [(count,)] = ask("select count(*) from core.fct_quality_finding")
    assert ask("select count(*), count(distinct lineage_code), count(project_key) from mart.quality_finding") == [
        (count, 4, count)
    ]
    assert ask(
        "select distinct year.project_name from mart.quality_finding as finding"
        " join mart_detail.project_year_on_year as year using (lineage_code) where year.is_disputed order by 1"
    ) == ask("select distinct project_name from mart.quality_finding order by 1")


def test_every_verdict_names_the_rules_it_was_given_by(home: Path, ask: Ask) -> None:
    load_told(home, FIRST, Told(1))
    folder = hand_in(home, again(SECOND, lines=(line("甲", "1", findings=("critical",)),)))
    write_rules(folder, "b" * 12)
    load_batch(str(folder))
    assert ask(
        "select version_number, rule_set_version, stage from mart.quality_finding join core.dim_rule"
        " using (rule_set_version) where is_current is not null group by 1, 2, 3 order by 1"
    ) == [(1, "000000000001", "active"), (2, "b" * 12, "active")]
    assert ask("select count(*) from core.dim_form_version where rule_set_version is null") == [(0,)]
    assert ask("select rule_set_version from mart_history.receipt order by receipt_key") == [
        ("000000000001",),
        ("b" * 12,),
    ]
