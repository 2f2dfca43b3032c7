"""What counts on a real warehouse: doubts mark figures until a person answers, control totals, any instant before."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from conservation import unequal
from handed_in import FIRST_DAY, Form, again, hand_in, line
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from selfeval.settings import settings as program_settings
from selfeval.steps.answer import answer_batch
from selfeval.steps.decide import decide, find_questions
from selfeval.steps.find import find_submissions
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.lineage import publishing

Ask = Callable[..., list[tuple[object, ...]]]
BUDGET = (
    "select amount, disputed_project_count from mart.department_year_on_year"
    " where fiscal_year = 2021 and measure_code = 'budget' and department_name = '民政局'"
)
TABLE = Form((line("道路养护", "100", "95"), line("桥梁检测", "50", "47.5")), department="民政局")
CARD = Form((line("村级道路", "10", "9"),), department="民政局", family="card")
OVERALL = Form((line("民政局", "900", "855"),), department="民政局", family="overall")


def _arrive(home: Path, *forms: Form) -> None:
    load_batch(str(hand_in(home, *forms)))
    publish_fiscal_year(2021)


def test_two_cards_of_one_name_count_once_in_dispute_until_a_person_answers(home: Path, ask: Ask) -> None:
    _arrive(home, CARD)
    _arrive(home, again(CARD, lines=(line("村级道路", "20", "19"),), days=1))
    assert ask(BUDGET) == [(Decimal(200000), 1)]
    [question] = find_questions(2021, "民政局", 9)
    assert "村级道路" in question["page"]
    assert ask("select rule_code, severity, finding_state from mart.quality_finding where severity = 'critical'") == [
        ("project-reported-twice", "critical", "open")
    ]
    decide(question["code"], "rejected", "王芳", "两个村各一个项目", "test")
    assert ask(BUDGET) == [(Decimal(300000), 0)]
    assert find_questions(2021, "民政局", 9) == []
    decide(question["code"], "revoked", "王芳", "再核", "test")
    assert ask(BUDGET) == [(Decimal(200000), 1)]
    decide(question["code"], "confirmed", "王芳", "更正", "test")
    assert ask(BUDGET) == [(Decimal(200000), 0)]
    assert ask("select question_state, decided_by from mart_history.counting_question") == [("confirmed", "王芳")]


def test_answer_outlives_a_new_reading_of_the_file(home: Path, ask: Ask) -> None:
    second = again(CARD, lines=(line("村级道路", "20", "19"),), days=1)
    _arrive(home, CARD)
    _arrive(home, second)
    [question] = find_questions(2021, None, 9)
    decide(question["code"], "rejected", "王芳", "两个村各一个项目", "test")
    ask("update core.submission set state = 'received' where submission_sha256 = %s returning 1", second.sha256)
    _arrive(home, second)
    assert ask(BUDGET) == [(Decimal(300000), 0)]


def test_department_that_misses_its_overall_form_is_disputed_as_a_whole(home: Path, ask: Ask) -> None:
    _arrive(home, TABLE, again(OVERALL, days=1))
    assert ask(BUDGET) == [(Decimal(1500000), 2)]
    assert ask("select rule_code from mart.quality_finding where severity = 'critical' and finding_state = 'open'") == [
        ("counted-unlike-overall-form",)
    ]
    [question] = find_questions(2021, None, 9)
    decide(question["code"], "confirmed", "王芳", "含基本支出", "test")
    assert ask(BUDGET) == [(Decimal(1500000), 0)]


def test_year_a_thousand_times_the_last_is_disputed_as_a_whole(home: Path, ask: Ask) -> None:
    inflated = tuple(line(one.name, f"{one.amounts['budget', 'total']}0000") for one in TABLE.lines)
    load_batch(str(hand_in(home, again(TABLE, fiscal_year=2020))))
    _arrive(home, again(TABLE, lines=inflated, days=1))
    assert ask(BUDGET)[0][1] == 2
    assert ("counted-unlike-last-year",) in ask(
        "select rule_code from mart.quality_finding where severity = 'critical'"
    )


def test_card_beside_a_later_table_keeps_its_indicators(home: Path, ask: Ask) -> None:
    card = Form((line("道路养护", "100", "95", points=(("完成率", "50", "48"),)),), department="民政局", family="card")
    _arrive(home, card)
    _arrive(home, again(TABLE, days=1))
    assert ask(BUDGET) == [(Decimal(1500000), 0)]
    assert ask(
        "select indicator_name, score from mart_history.indicator_result where gives_indicators and score is not null"
    ) == [("完成率", Decimal(48))]
    assert ask(
        "select amount from mart_detail.indicator_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'indicator_score'"
        " and amount is not null"
    ) == [(Decimal(48),)]


def test_every_line_is_counted_or_says_why_not(home: Path, ask: Ask) -> None:
    _arrive(home, TABLE, again(OVERALL, lines=(line("民政局", "150", "142.5"),)))
    _arrive(home, again(TABLE, lines=(line("道路养护", "120", "95"),), days=1))
    assert ask("select count(*) from core.fct_project_evaluation") == ask(
        "select count(distinct (form_version_key, project_number)) from core.settled_line"
    )
    assert ask(
        "select outcome_name from mart_history.budget_execution where not is_current and measure_code = 'budget'"
        " and funding_source_code = 'total' order by 1"
    ) == [("已由后报的同一项目取代",), ("整体支出表，不逐项计入",)]


NAMES = ["道路养护", "道路养护经费", "桥梁检测", "日常公用经费", "张庄村道路", "李庄村道路"]
LINES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["10", "20", "100"])), min_size=1, max_size=3)
FORMS = st.lists(st.tuples(st.integers(0, 6), LINES, st.sampled_from(["", "福利院"])), min_size=2, max_size=5)
COUNTED = (
    "select project_name, yuan_amount from mart_history.budget_execution where measure_code = 'budget'"
    " and funding_source_code = 'total' and {} order by 1, 2"
)


@seed(7)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(came=FORMS, day=st.integers(0, 6))
def test_as_of_an_instant_is_what_a_fresh_warehouse_says_that_had_only_that(  # type: ignore[no-untyped-def]
    home: Path,
    ask: Ask,
    warehouse,
    monkeypatch: pytest.MonkeyPatch,
    came: list[tuple[int, list[tuple[str, str]], str]],
    day: int,
) -> None:
    forms = [
        Form(
            tuple(line(name, budget, "5") for name, budget in lines),
            department="民政局",
            implementing_unit=unit or None,
            family="card" if len(lines) == 1 else "wide",
            days=days,
            salt=str(number),
        )
        for number, (days, lines, unit) in enumerate(came)
    ]
    instant = FIRST_DAY + timedelta(days=day, hours=1)
    _in_new_warehouse(warehouse, monkeypatch)
    for form in sorted(forms, key=lambda form: form.salt, reverse=True):
        load_batch(str(hand_in(home, form)))
    publish_fiscal_year(2021)
    assert unequal(ask, 2021) == []
    then = ask(COUNTED.format("counted_from <= %s and %s < counted_to"), instant, instant)
    early = [form for form in forms if form.received_at <= instant]
    _in_new_warehouse(warehouse, monkeypatch)
    if early:
        load_batch(str(hand_in(home, *early)))
        publish_fiscal_year(2021)
    assert then == ask(COUNTED.format("is_current"))


def _in_new_warehouse(warehouse: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
    program_settings.cache_clear()


def test_department_gets_the_question_in_its_answer_and_is_told_when_it_is_settled(home: Path, ask: Ask) -> None:
    second = again(CARD, lines=(line("村级道路", "20", "19"),), days=1)
    for form in (CARD, second):
        batch = str(hand_in(home, form))
        load_batch(batch)
        answer_batch(batch)
    publish_fiscal_year(2021)
    answers = home / "answers" / "民政局"
    asked = [path for path in answers.rglob("*.json") if "project-reported-twice" in path.read_text(encoding="utf-8")]
    assert len(asked) == 1
    [(code,)] = ask("select question_code from mart_history.counting_question")
    decide(str(code), "rejected", "王芳", "两个村", "test")
    assert "project-reported-twice" not in asked[0].read_text(encoding="utf-8")


def test_file_whose_question_could_not_be_answered_is_answered_by_the_next_run(home: Path, ask: Ask) -> None:
    second = again(CARD, lines=(line("村级道路", "20", "19"),), days=1)
    for form in (CARD, second):
        batch = str(hand_in(home, form))
        load_batch(batch)
        answer_batch(batch)
    publishing.publish(2021)
    assert ask("select count(*) from core.receipt where answered_at is null") == [(1,)]
    find_submissions()
    assert ask("select count(*) from core.receipt where answered_at is null") == [(0,)]
    answers = home / "answers" / "民政局"
    assert any("project-reported-twice" in path.read_text(encoding="utf-8") for path in answers.rglob("*.json"))


def test_two_names_of_one_department_count_in_one_row_once_a_person_says_so(home: Path, ask: Ask) -> None:
    rows = (
        "select department_name, amount, disputed_project_count > 0 from mart.{}_year_on_year"
        " where measure_code = 'budget' and fiscal_year = 2021"
    )
    other = again(TABLE, department="民生和政务局", days=1)
    load_batch(str(hand_in(home, TABLE)))
    load_batch(str(hand_in(home, other, channel="民生和政务局")))
    publish_fiscal_year(2021)
    assert sum(amount for _, amount, _ in ask(rows.format("department"))) == Decimal(1500000)
    assert ask(rows.format("government").replace("department_name, ", "'', "))[0][2] is True
    [question] = find_questions(2021, None, 9)
    decide(question["code"], "confirmed", "王芳", "机构简称", "test")
    assert ask(rows.format("department")) == [("民政局", Decimal(1500000), False)]
    decide(question["code"], "revoked", "王芳", "再核", "test")
    decide(question["code"], "rejected", "王芳", "两个部门", "test")
    assert [amount for _, amount, _ in ask(rows.format("department"))] == [Decimal(1500000)] * 2


def test_form_between_load_and_publication_has_a_finding_open_once(home: Path, ask: Ask) -> None:
    faulty = again(TABLE, lines=(line("道路养护", "100", "95", findings=("critical",)), line("桥梁检测", "50", "47.5")))
    _arrive(home, faulty)
    load_batch(str(hand_in(home, again(faulty, days=1, salt="again"))))
    states = "select finding_state from mart.quality_finding where finding_state = 'open'"
    assert len(ask(states)) == 1
    publish_fiscal_year(2021)
    assert len(ask(states)) == 1
