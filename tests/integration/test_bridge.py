"""The bridge between two years on a real PostgreSQL: every change in parts that add up, each with its reason."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import stored_marts
from handed_in import Form, Line, again, hand_in, line, sample_years
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mart_places import place
from sqlalchemy import Connection, Table, delete, text

from selfeval.steps.decide import record_lineage
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.decisions.replies import KnownLineage
from selfeval.warehouse.marts import storing
from selfeval.warehouse.schema import closed_lists
from selfeval.warehouse.tables import staging, star
from selfeval.warehouse.tables.dimensions import applied_definition
from selfeval.warehouse.tables.rule_set import dim_rule, dim_rule_set

Ask = Callable[..., list[tuple[Any, ...]]]
PARTS = ("real", "restated", "lineage", "new", "ended", "unit", "disputed")
MARTS = ("project", "department", "region", "government", "source", "indicator")
ABOVE = ("department", "region", "government")
UNBALANCED = """
select * from {}
where
    change_amount is distinct from real_amount + restated_amount + lineage_amount + new_amount + ended_amount
        + unit_amount + disputed_amount
    or num_nulls(change_amount, real_amount, restated_amount, unit_amount) not in (0, 4)
    or change_amount is null and comparability not in ('no_prior_year', 'no_current_year', 'amount_missing')
    or num_nulls(change_ratio, ratio_reason) <> 1
    or num_nulls(like_for_like_change_ratio, like_for_like_ratio_reason) <> 1
"""
UNREASONED = """
select * from {}
where
    num_nulls(execution_ratio, execution_ratio_reason_name) <> 2 - (measure_code = 'executed')::int
    or num_nulls(prior_execution_ratio, prior_execution_ratio_reason_name) <> 2 - (measure_code = 'executed')::int
"""
TOTALS = """
select fiscal_year, measure_code, sum(amount), sum(prior_amount), sum(prior_reported_amount), sum(change_amount),
    sum(real_amount), sum(restated_amount), sum(lineage_amount), sum(new_amount), sum(ended_amount), sum(unit_amount),
    sum(disputed_amount), sum(like_for_like_amount), sum(like_for_like_prior_amount), sum(project_count)
from {} group by 1, 2 order by 1, 2
"""
BRIDGE = "select change_amount, {parts} from {mart} where measure_code = 'budget' and {where}"
COMPARED = """
select change_amount, change_ratio, ratio_reason, like_for_like_change_amount from mart_detail.project_year_on_year
where fiscal_year = 2021 and measure_code = 'budget' and project_name = '甲项目经费'
"""


def test_three_years_of_a_department_add_up_to_the_fen(home: Path, ask: Ask) -> None:
    _load(home, *sample_years().values())
    _require_balance(ask)
    assert _bridge(ask, "department", "fiscal_year = 2021") == [
        _parts(real=733000, new=10000, ended=-880000, disputed=104692000)
    ]
    assert _bridge(ask, "department", "fiscal_year = 2022") == [
        _parts(real=79600, lineage=103900, new=420000, ended=-10000, disputed=-55049000)
    ]


def test_correction_of_last_year_is_restated_not_real(home: Path, ask: Ask) -> None:
    first = Form((line("甲", "4"), line("乙", "5"), line("丙", "6")), 2020)
    corrected = again(first, lines=(line("甲", "4.5"), line("乙", "5"), line("丁", "2")), days=1)
    _load(home, first, corrected, Form((line("甲", "7"), line("乙", "5"), line("丁", "2")), 2021, days=2))
    _require_balance(ask)
    assert _bridge(ask, "department", "fiscal_year = 2021") == [_parts(real=25000, restated=5000 + 20000 - 60000)]
    assert _bridge(ask, "project", "fiscal_year = 2021 and lineage_kind = 'withdrawn'") == [_parts(restated=-60000)]
    assert ask(
        "select prior_project_name, amount, prior_amount, prior_reported_amount, comparability"
        " from mart_detail.project_year_on_year where lineage_kind = 'withdrawn' and measure_code = 'budget'"
    ) == [("丙", None, None, Decimal(60000), "withdrawn")]


def test_project_in_the_wrong_unit_is_neither_real_nor_disputed(home: Path, ask: Ask) -> None:
    slipped = Form((line("甲", "40000", findings=("critical",)), line("乙", "6")), 2021)
    _load(home, Form((line("甲", "4"), line("乙", "5")), 2020), slipped)
    ask("update core.fct_quality_finding set rule_code = 'SE-H05' returning 1")
    stored_marts.renew()
    assert _bridge(ask, "department", "fiscal_year = 2021") == [_parts(real=10000, unit=399960000)]
    assert ask(
        "select like_for_like_amount, like_for_like_prior_amount, like_for_like_change_ratio, unit_count, comparability"
        " from mart.department_year_on_year where fiscal_year = 2021 and measure_code = 'budget'"
    ) == [(Decimal(60000), Decimal(50000), Decimal("0.2"), 1, "unit")]


def test_departments_without_both_years_are_counted_beside_the_change(home: Path, ask: Ask) -> None:
    both = Form((line("甲", "4"),), 2020)
    _load(home, both, again(both, fiscal_year=2021, lines=(line("甲", "5"),)))
    _load(home, Form((line("乙", "8"),), 2020, department="教育局"), channel="教育局")
    _load(home, Form((line("丙", "9"),), 2021, department="卫健局"), channel="卫健局")
    _require_balance(ask)
    assert ask(
        "select region_name, amount, prior_amount, compared_amount, compared_prior_amount, change_amount,"
        " change_ratio, covered_department_count, uncovered_department_count, comparability"
        " from mart_detail.region_year_on_year where fiscal_year = 2021 and measure_code = 'budget'"
    ) == [
        (
            *("未分区", Decimal(140000), Decimal(120000), Decimal(50000), Decimal(40000), Decimal(10000)),
            *(Decimal("0.25"), 1, 2, "partial_coverage"),
        )
    ]
    assert ask(
        "select department_name, change_amount, comparability, ratio_reason from mart.department_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'budget' and change_amount is null order by 1"
    ) == [("卫健局", None, "no_prior_year", "no_prior_year"), ("教育局", None, "no_current_year", "no_current_year")]


def test_nothing_ends_while_cards_of_the_year_come_one_by_one(home: Path, ask: Ask) -> None:
    """A project whose card has not come yet is awaited, and its amount of last year is in no part of the change."""
    names = (("社区服务", "10", "11"), ("养老服务补贴", "5", "6"), ("临时救助", "3", "4"))
    before = [_card(name, amount, 2021) for name, amount, _ in names]
    _load(home, *before, _card("社区服务", "11", 2022, days=30))
    _require_balance(ask)
    assert _bridge(ask, "department", "fiscal_year = 2022") == [_parts(real=10000)]
    assert _bridge(ask, "government", "fiscal_year = 2022") == [_parts(real=10000)]
    assert ask(
        "select amount, prior_amount, compared_prior_amount, ended_count, comparability"
        " from mart.department_year_on_year where fiscal_year = 2022 and measure_code = 'budget'"
    ) == [(Decimal(110000), Decimal(180000), Decimal(100000), 0, "partial_coverage")]
    assert ask(
        "select prior_project_name, change_amount, comparability from mart_detail.project_year_on_year"
        " where fiscal_year = 2022 and measure_code = 'budget' and lineage_kind = 'awaited' order by 1"
    ) == [("临时救助", None, "no_current_year"), ("养老服务补贴", None, "no_current_year")]
    assert ask(
        "select covered_department_count, uncovered_department_count from mart.government_year_on_year"
        " where fiscal_year = 2022 and measure_code = 'budget'"
    ) == [(0, 1)]
    _load(home, _card("养老服务补贴", "6", 2022, days=31))
    assert _bridge(ask, "department", "fiscal_year = 2022") == [_parts(real=20000)]
    record_lineage(KnownLineage("ended", 2022, "民政局本级", "民政局本级", ("临时救助",), ()), "李强", "项目已完成")
    assert _bridge(ask, "department", "fiscal_year = 2022") == [_parts(real=20000, ended=-30000)]
    _load(home, _card("春节慰问", "2", 2022, days=32))
    _require_balance(ask)
    assert _bridge(ask, "department", "fiscal_year = 2022") == [_parts(real=20000, new=20000, ended=-30000)]


def test_table_of_the_department_ends_what_it_does_not_have_and_an_overall_form_ends_nothing(
    home: Path, ask: Ask
) -> None:
    _load(home, _card("社区服务", "10", 2021), _card("养老服务补贴", "5", 2021), _card("社区服务", "11", 2022, days=30))
    assert _bridge(ask, "department", "fiscal_year = 2022") == [_parts(real=10000)]
    _load(home, Form((line("民政局本级", "11"),), 2022, family="overall", days=31))
    assert _bridge(ask, "department", "fiscal_year = 2022") == [_parts(real=10000)]
    _load(home, Form((line("社区服务", "11"),), 2022, days=32))
    _require_balance(ask)
    assert _bridge(ask, "department", "fiscal_year = 2022") == [_parts(real=10000, ended=-50000)]


def test_nothing_to_divide_by_is_told_instead_of_a_ratio(home: Path, ask: Ask) -> None:
    _load(home, Form((line("甲", "0", "0"),), 2020), Form((line("甲", "5"), line("乙", "1")), 2021))
    assert ask(
        "select project_name, change_amount, change_ratio, ratio_reason from mart_detail.project_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'budget' order by 1"
    ) == [("乙", Decimal(10000), None, "new"), ("甲", Decimal(50000), None, "prior_not_positive")]


def test_project_that_a_correction_words_otherwise_is_compared_with_what_was_reported_first(
    home: Path, ask: Ask
) -> None:
    first = Form((line("甲项目资金", "4"),), 2020)
    _load(home, first, again(first, lines=(line("甲项目经费", "4.5"),), days=1), Form((line("甲项目经费", "7"),), 2021))
    _require_balance(ask)
    assert _bridge(ask, "department", "fiscal_year = 2021") == [_parts(real=25000, restated=5000)]
    assert ask(COMPARED) == [(Decimal(30000), Decimal("0.75"), None, Decimal(25000))]


def test_project_that_only_a_correction_has_has_no_ratio_and_says_why(home: Path, ask: Ask) -> None:
    first = Form((line("乙", "1"), line("戊", "2")), 2020)
    added = again(first, lines=(*first.lines, line("甲项目经费", "4.5")), days=1)
    _load(home, first, added, again(first, fiscal_year=2021, lines=(*first.lines, line("甲项目经费", "7"))))
    _require_balance(ask)
    assert _bridge(ask, "department", "fiscal_year = 2021") == [_parts(real=25000, restated=45000)]
    assert ask(COMPARED) == [(Decimal(70000), None, "not_reported_first", Decimal(25000))]


def test_spending_of_a_project_without_a_budget_does_not_raise_the_execution_ratio(home: Path, ask: Ask) -> None:
    spent = Line("甲", {("executed", "total"): "3"})
    _load(home, *(Form((spent, line("乙", "20", "10")), year) for year in (2020, 2021)))
    asked = "select execution_ratio, prior_execution_ratio from {} where {} order by 1"
    where = "fiscal_year = 2021 and measure_code = 'executed'"
    for mart in ABOVE:
        assert ask(asked.format(_place(mart), where)) == [(None, None)], mart
    half = Decimal("0.5")
    assert ask(asked.format(_place("project"), where)) == [(half, half), (None, None)]


def test_execution_ratio_that_cannot_be_says_why(home: Path, ask: Ask) -> None:
    spent = Line("乙", {("executed", "total"): "3"})
    _load(home, Form((line("甲", "0"), spent, line("丙", "4")), 2020), Form((line("甲", "-5"), line("丁", "2")), 2021))
    _require_balance(ask)
    asked = (
        "select execution_ratio, execution_ratio_reason, prior_execution_ratio, prior_execution_ratio_reason"
        " from {} where fiscal_year = 2021 and measure_code = 'executed' order by 2, 4, 1"
    )
    none, half, quarter = None, Decimal("0.5"), Decimal("0.25")
    assert ask(asked.format(_place("project"))) == [
        (none, "budget_not_positive", none, "budget_not_positive"),
        (none, "no_current_project", none, "amount_missing"),
        (none, "no_current_project", quarter, none),
        (half, none, none, "no_prior_project"),
    ]
    for mart in ABOVE:
        assert ask(asked.format(_place(mart))) == [(none, "budget_not_positive", none, "amount_missing")], mart


def test_measures_that_forms_print_have_rows_of_their_own(home: Path, ask: Ask) -> None:
    amounts = {("budget", "total"): "5", ("executed", "total"): "1", ("budget_initial", "total"): "3"}
    _load(
        home,
        Form((Line("甲", amounts),), 2020),
        Form((Line("甲", {**amounts, ("budget_initial", "total"): "4"}),), 2021),
    )
    assert ask(
        "select measure_code, change_amount from mart.department_year_on_year where fiscal_year = 2021 order by 1"
    ) == [("budget", Decimal(0)), ("budget_initial", Decimal(10000)), ("executed", Decimal(0))]


def test_total_that_no_form_divides_is_a_source_of_its_own_and_compared_with_none(home: Path, ask: Ask) -> None:
    undivided = Line("甲", {("budget", "total"): "5", ("executed", "total"): "1"})
    _load(home, Form((undivided,), 2020), Form((line("甲", "7"),), 2021))
    assert ask(
        "select funding_source_code, change_amount, disputed_amount, comparability from mart_detail.source_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'budget' order by 1"
    ) == [
        ("general", Decimal(70000), Decimal(70000), "amount_missing"),
        ("undivided", Decimal(-50000), Decimal(-50000), "amount_missing"),
    ]


def test_project_that_moved_leaves_one_department_and_joins_the_other(home: Path, ask: Ask) -> None:
    _load(home, Form((line("甲", "4"), line("乙", "5")), 2020), Form((line("甲", "4"),), 2021))
    one, other = (Form((line("丙", "1"),), year, department="教育局") for year in (2020, 2021))
    _load(home, one, replace(other, lines=(*other.lines, line("乙", "6"))), channel="教育局")
    record_lineage(KnownLineage("moved", 2021, "教育局", "民政局本级", ("乙",), ("乙",)), "李强", "职能划转")
    _require_balance(ask)
    assert ask(
        "select department_name, change_amount, lineage_amount, moved_count from mart.department_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'budget' order by 1"
    ) == [("教育局", Decimal(60000), Decimal(60000), 1), ("民政局本级", Decimal(-50000), Decimal(-50000), 1)]
    assert _bridge(ask, "project", "lineage_kind = 'moved'") == [_parts(lineage=10000)]
    assert _bridge(ask, "government", "fiscal_year = 2021") == [_parts(lineage=10000)]


GENERATE_ONLY = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes seconds: shrinking one that fails would take an hour."""
NAMES = ("甲项目", "乙项目", "丙项目", "丁项目")
FEN = st.integers(-5, 10**9).map(lambda fen: str(Decimal(fen) / 100))
AMOUNTS = st.dictionaries(
    st.sampled_from(
        [
            (measure, source)
            for measure in ("budget", "executed", "received")
            for source in ("total", "general", "other")
        ]
    ),
    FEN,
    min_size=1,
)
LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(NAMES),
        AMOUNTS,
        findings=st.sampled_from(((), (), (), ("critical",), ("warning",))),
    ),
    min_size=1,
    max_size=4,
).map(tuple)
FORMS = st.lists(
    st.builds(
        Form,
        LINES,
        st.sampled_from((2020, 2021, 2022)),
        st.sampled_from(("民政局", "教育局")),
        st.sampled_from(("元", "万元")),
        days=st.integers(0, 3),
        salt=st.uuids().map(str),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=12, phases=GENERATE_ONLY, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FORMS, st.sampled_from(("SE-A01", "SE-H05")))
def test_bridge_adds_up_whatever_is_handed_in(home: Path, ask: Ask, forms: list[Form], rule: str) -> None:
    _empty()
    for number, form in enumerate(forms):
        _load(home, replace(form, days=form.days * 10 + number), channel=str(form.department), publish=False)
    ask("update core.fct_quality_finding set rule_code = %s where severity = 'warning' returning 1", rule)
    stored_marts.renew()
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    _require_balance(ask)
    assert stored_marts.different() == []


def _require_balance(ask: Ask) -> None:
    """Every mart adds up within its rows, and the marts above departments to the same sums as the projects."""
    for mart in MARTS:
        assert ask(UNBALANCED.format(_place(mart))) == [], mart
        assert mart == "indicator" or ask(UNREASONED.format(_place(mart))) == [], mart
    for mart in ABOVE:
        assert ask(TOTALS.format(_place(mart))) == ask(TOTALS.format(_place("project"))), mart


def _parts(**parts: int) -> tuple[Decimal, ...]:
    return (Decimal(sum(parts.values())), *(Decimal(parts.get(part, 0)) for part in PARTS))


def _bridge(ask: Ask, mart: str, where: str) -> list[tuple[Any, ...]]:
    return ask(BRIDGE.format(parts=", ".join(f"{part}_amount" for part in PARTS), mart=_place(mart), where=where))


def _card(name: str, amount: str, fiscal_year: int, **more: Any) -> Form:
    """A file with the card of one project."""
    return Form((line(name, amount),), fiscal_year, family="card", **more)


def _load(home: Path, *forms: Form, channel: str = "民政局", publish: bool = True) -> None:
    load_batch(str(hand_in(home, *forms, channel=channel)))
    for year in sorted({form.fiscal_year for form in forms if form.fiscal_year}) if publish else ():
        publish_fiscal_year(year)


def _empty() -> None:
    """Remove all that an earlier example loaded; only closed lists and the rules stay."""
    kept = {table.name for table in (*dict(closed_lists.rows_by_table()), dim_rule, dim_rule_set, applied_definition)}
    with transaction() as connection:
        for table in (*reversed(star.metadata.sorted_tables), *staging.metadata.sorted_tables):
            if table.name not in kept and not _is_append_only(connection, table):
                connection.execute(delete(table))
        for stored in storing.STORED:
            connection.execute(text(f"delete from core.{stored.name}"))  # noqa: S608 (names of ours)


def _is_append_only(connection: Connection, table: Table) -> bool:
    """Whether a trigger keeps the table's rows, of which the examples make none."""
    asked = text("select 1 from pg_trigger where tgrelid = cast(:name as regclass) and tgname = 'only_added'")
    return connection.scalar(asked, {"name": f"{table.schema}.{table.name}"}) is not None


def _place(mart: str) -> str:
    return place(f"{mart}_year_on_year")
