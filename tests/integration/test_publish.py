"""Publishing on a real PostgreSQL: the sample years' story, in any order of arrival, and figures that add up."""

from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from counting_answer import answer
from handed_in import Form, Line, again, hand_in, line, sample_years
from mart_places import place

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import due_years, publish_fiscal_year
from selfeval.steps.withdraw import withdraw

Ask = Callable[..., list[tuple[Any, ...]]]
STORY = """
select distinct fiscal_year, lineage_kind, prior_project_name, project_name
from mart_detail.project_year_on_year
where lineage_kind not in ('same', 'first')
order by fiscal_year, lineage_kind, project_name, prior_project_name
"""
BUDGETS = "select {} from {} where measure_code = 'budget' order by 1"
MARTS = """
select to_jsonb(project_year_on_year) - 'lineage_code' from mart_detail.project_year_on_year
order by fiscal_year, project_name, prior_project_name, measure_code
"""


def test_three_years_tell_their_renames_splits_ends_and_beginnings(home: Path, ask: Ask) -> None:
    _load_and_publish(home, 2020, 2021, 2022)
    assert ask(STORY) == [
        (2021, "ended", "孤儿及困境儿童保障", None),
        (2021, "new", None, "区人才工作专项"),
        (2021, "new", None, "龙南区养老服务设施建设改造工程"),
        (2022, "ended", "龙南区养老服务设施建设改造工程", None),
        (2022, "new", None, "未成年人保护工作站运行"),
        (2022, "renamed", "婚姻登记工作", "婚姻登记服务与管理"),
        (2022, "split", "养老服务", "养老服务（居家和社区养老） + 养老服务（机构养老）"),
    ]


def test_order_of_arrival_does_not_show(home: Path, ask: Ask, warehouse: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _load_and_publish(home, 2020, 2021, 2022)
    expected = ask(MARTS)
    for order in permutations((2020, 2021, 2022)):
        monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
        settings.cache_clear()
        for year in order:
            _load_and_publish(home, year)
        assert ask(MARTS) == expected


def test_publishing_again_changes_nothing(home: Path, ask: Ask) -> None:
    _load_and_publish(home, 2020, 2021, 2022)
    before = ask(MARTS)
    assert publish_fiscal_year(2021) == publish_fiscal_year(2021)
    assert ask(MARTS) == before


def test_correction_shows_when_it_is_published_and_not_in_part_before(home: Path, ask: Ask) -> None:
    """A line that is loaded and not published counts nowhere, and what it replaces counts until then."""
    last_year = Form((line("甲", "4"), line("乙", "50"), line("戊", "1")), 2020)
    form = again(last_year, fiscal_year=2021)
    load_batch(str(hand_in(home, last_year, form)))
    publish_fiscal_year(2021)
    before = ask(MARTS)
    corrected = again(form, lines=(line("甲", "4"), line("丙", "70"), line("戊", "1")), days=1)
    load_batch(str(hand_in(home, corrected)))
    assert ask(MARTS) == before
    counted = (
        "select project_name, count(*), count(*) filter (where is_current), count(counted_from)"
        " from mart_history.budget_execution"
        " where fiscal_year = 2021 and project_name in ('乙', '丙') group by 1 order by 1"
    )
    assert ask(counted) == [("丙", 4, 0, 0), ("乙", 4, 4, 4)]
    publish_fiscal_year(2021)
    assert ask(counted) == [("丙", 4, 4, 4), ("乙", 4, 0, 4)]
    assert ask(
        "select amount, change_amount, new_amount, ended_amount from mart.department_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'budget'"
    ) == [(Decimal(750000), Decimal(200000), Decimal(700000), Decimal(-500000))]


def test_file_that_was_read_anew_is_no_loss_until_it_is_published(home: Path, ask: Ask) -> None:
    last_year, form = Form((line("甲", "4"),), 2020), Form((line("甲", "4"),), 2021)
    folder = hand_in(home, last_year, form)
    load_batch(str(folder))
    publish_fiscal_year(2021)
    ask("update core.submission set state = 'received' returning 1")
    load_batch(str(folder))
    asked = BUDGETS.format("fiscal_year, amount, change_amount, comparability", place("department_year_on_year"))
    assert ask(asked) == [(2020, None, None, "amount_missing"), (2021, None, 0, "amount_missing")]
    publish_fiscal_year(2021)
    assert ask(asked) == [(2020, Decimal(40000), None, "no_prior_year"), (2021, Decimal(40000), 0, "comparable")]


def test_split_project_stands_in_one_row_with_both_totals(home: Path, ask: Ask) -> None:
    _load_and_publish(home, 2021, 2022)
    assert ask(
        "select amount, prior_amount, change_amount, change_ratio, project_count, prior_project_count, comparability"
        " from mart_detail.project_year_on_year where lineage_kind = 'split' and measure_code = 'budget'"
    ) == [(Decimal(3330000), Decimal(3226100), Decimal(103900), Decimal("0.032206"), 2, 1, "comparable")]


def test_department_budgets_and_what_is_disputed_in_them(home: Path, ask: Ask) -> None:
    _load_and_publish(home, 2020, 2021, 2022)
    assert ask(
        "select fiscal_year, amount, change_amount, in_dispute_amount, prior_in_dispute_amount,"
        " disputed_project_count, comparability"
        " from mart.department_year_on_year where measure_code = 'budget' order by fiscal_year"
    ) == [
        (2020, Decimal("68020000"), None, 0, 0, 0, "no_prior_year"),
        (2021, Decimal("172575000"), Decimal("104555000"), Decimal("161901000"), 0, 4, "disputed"),
        (2022, Decimal("118119500"), Decimal("-54455500"), 0, Decimal("161901000"), 0, "disputed"),
    ]


def test_first_year_has_a_reason_instead_of_a_change(home: Path, ask: Ask) -> None:
    _load_and_publish(home, 2020)
    assert ask(
        "select distinct lineage_kind, change_amount, comparability, comparability_name"
        " from mart_detail.project_year_on_year"
    ) == [("first", None, "no_prior_year", "上年自评表未入库")]


def test_total_that_is_not_printed_is_a_reason_not_a_guess(home: Path, ask: Ask) -> None:
    parts_only = Line("甲", {("budget", "general"): "5", ("executed", "total"): "1"})
    load_batch(str(hand_in(home, Form((line("甲", "4"),), 2020), Form((parts_only, line("乙", "1")), 2021))))
    publish_fiscal_year(2021)
    assert ask(
        "select amount, prior_amount, change_amount, disputed_amount, change_ratio, ratio_reason, comparability"
        " from mart_detail.project_year_on_year"
        " where fiscal_year = 2021 and project_name = '甲' and measure_code = 'budget'"
    ) == [(None, Decimal(40000), Decimal(-40000), Decimal(-40000), None, "amount_missing", "amount_missing")]
    assert ask(
        "select comparability, amount_missing_count from mart.department_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'budget'"
    ) == [("amount_missing", 1)]


def test_total_that_is_not_printed_is_told_in_a_first_year_too(home: Path, ask: Ask) -> None:
    parts_only = Line(
        "甲", {("budget", "general"): "60", ("budget", "government_fund"): "40", ("executed", "total"): "1"}
    )
    load_batch(str(hand_in(home, Form((parts_only, line("乙", "5"))))))
    publish_fiscal_year(2021)
    assert ask(BUDGETS.format("project_name, comparability", place("project_year_on_year"))) == [
        ("乙", "no_prior_year"),
        ("甲", "amount_missing"),
    ]
    assert ask(
        BUDGETS.format("amount, project_count, missing_total_count, comparability", place("department_year_on_year"))
    ) == [(Decimal(50000), 2, 1, "amount_missing")]


def test_two_lines_of_one_name_both_count(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line("甲", "5"), line("甲", "7", findings=("critical",)), line("乙", "1"))))))
    publish_fiscal_year(2021)
    assert ask(BUDGETS.format("project_name, amount, project_count", place("project_year_on_year"))) == [
        ("乙", Decimal(10000), 1),
        ("甲", Decimal(120000), 2),
    ]
    assert ask(
        BUDGETS.format(
            "amount, project_count, in_dispute_amount, disputed_project_count", place("department_year_on_year")
        )
    ) == [(Decimal(130000), 3, Decimal(70000), 1)]


def test_overall_form_of_a_department_is_not_added_to_its_projects(home: Path, ask: Ask) -> None:
    overall = Form((line("民政局本级", "9"),), family="overall")
    load_batch(str(hand_in(home, Form((line("甲", "4"), line("乙", "5"))), overall)))
    publish_fiscal_year(2021)
    assert ask(BUDGETS.format("project_count, amount", place("department_year_on_year"))) == [(2, Decimal(90000))]


def test_correction_after_publication_moves_both_comparisons(home: Path, ask: Ask) -> None:
    _load_and_publish(home, 2020, 2021, 2022)
    corrected = sample_years()[2021]
    kept = tuple(one for one in corrected.lines if one.name != "养老服务")
    load_batch(str(hand_in(home, again(corrected, lines=kept, days=9))))
    publish_fiscal_year(2021)
    assert (2021, "ended", "养老服务", None) in ask(STORY)
    assert (2022, "new", None, "养老服务（机构养老）") in ask(STORY)


def test_every_amount_of_a_mart_row_traces_to_file_cell_and_printed_text(home: Path, ask: Ask) -> None:
    _load_and_publish(home, 2020, 2021, 2022)
    untraced = ask(
        """
        select project_year_on_year.lineage_code
        from mart_detail.project_year_on_year
        left join mart_trace.trace_amount as trace
            on
                project_year_on_year.lineage_code in (trace.lineage_code, trace.next_lineage_code)
                and project_year_on_year.measure_code = trace.measure_code
                and trace.is_counted and trace.funding_source_code = 'total'
        group by
            project_year_on_year.lineage_code, project_year_on_year.fiscal_year, project_year_on_year.measure_code,
            amount, prior_amount
        having
            coalesce(sum(yuan_amount) filter (where trace.fiscal_year = project_year_on_year.fiscal_year), -1)
            <> coalesce(amount, -1)
            or coalesce(sum(yuan_amount) filter (where trace.fiscal_year < project_year_on_year.fiscal_year), -1)
            <> coalesce(prior_amount, -1)
            or bool_or(printed is null or cell is null or submission_sha256 is null)
        """
    )
    assert untraced == []
    assert ask("select count(*), count(lineage_code), count(next_lineage_code) from mart_trace.trace_amount") == [
        (206, 206, 134)
    ]


def test_year_is_due_from_its_load_to_its_publication(home: Path, ask: Ask) -> None:
    """Also where nothing that counts changes, as with a card that tells what a later table has corrected."""
    first = Form((line("甲", "4"), line("乙", "2")))
    other = again(first, fiscal_year=2023)
    corrected = again(first, lines=(line("甲", "5"), line("乙", "2")), days=3)
    card = again(first, lines=first.lines[:1], family="card")
    assert due_years() == []
    for form, year in ((first, 2021), (other, 2023), (corrected, 2021)):
        load_batch(str(hand_in(home, form)))
        assert due_years() == [year]
        publish_fiscal_year(year)
        assert due_years() == []
    before = ask(MARTS)
    load_batch(str(hand_in(home, card)))
    assert due_years() == [2021]
    publish_fiscal_year(2021)
    assert ask(MARTS) == before
    load_batch(str(hand_in(home, first, days=9)))
    assert due_years() == [2021], "what was corrected came again"
    publish_fiscal_year(2021)
    answer("replaced-form-sent-again", "confirmed")
    assert due_years() == [2021], "a person answered"
    publish_fiscal_year(2021)
    assert ask(MARTS) != before
    withdraw(other.sha256, "王芳", "误报")
    assert due_years() == [2023]
    publish_fiscal_year(2023)
    assert due_years() == []


def _load_and_publish(home: Path, *years: int) -> None:
    forms = sample_years()
    load_batch(str(hand_in(home, *(forms[year] for year in years))))
    for year in years:
        publish_fiscal_year(year)
