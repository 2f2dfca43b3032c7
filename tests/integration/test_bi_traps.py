"""Questions that a newcomer to the marts asks in one line of SQL, with the answers worked out by hand.

Two years of five departments: one corrects its first form, one is renamed, one hands its project over to another, one
has two projects of one name, one has not handed in for the second year. Amounts are in 万元.

    2020        budget executed                    2021        budget executed
    城管局 道路    100 (first reported as 90)  80   道路          120     90
           绿化     50     50                       绿化           60     30   disputed
           路灯     30     30   ended               公厕           20     10   new
                                                    校车            9      9   moved here
    旧局   甲       10     10   renamed to 新局:     甲             12      6
    教育局 课后服务  40     20                       课后服务        44     33   on a wide form and on a card
           校车      8      8                       研学            -      3   no budget printed; new
    体育局 训练     15     15                       (not handed in)
    卫健局 (first handed in for 2021)               设备购置        7      7   第一医院
                                                    设备购置        9      3   第二医院
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from handed_in import Form, Line, again, hand_in, line
from warehouse_contents import connect

from selfeval.steps.decide import record_change, record_lineage
from selfeval.steps.keep_list import import_list
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.decisions.replies import KnownLineage

Ask = Callable[..., list[tuple[Any, ...]]]
EXPECTED = """部门,区划,起始年度,终止年度,截止日期,零报送
城管局,东区,2020,,2022-04-30,
旧局,东区,2020,2020,2022-04-30,
新局,东区,2021,,2022-04-30,
教育局,西区,2020,,2022-04-30,
卫健局,西区,2021,,2022-04-30,
体育局,西区,2020,,2022-04-30,
民政局,西区,2021,,2022-04-30,
"""
D = Decimal
OF_2021 = "where fiscal_year = 2021"
"""What @2021 stands for."""
QUESTIONS: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    # sums
    "budget of the year, from projects": (
        "select sum(budget_wan) from mart.project_year @2021",
        [(281,)],
    ),
    "budget of the year, from departments": (
        "select sum(budget_wan) from mart.department_year @2021",
        [(281,)],
    ),
    "budget in yuan": ("select sum(budget_yuan) from mart.department_year @2021", [(2810000,)]),
    "spending of the year": ("select sum(executed_wan) from mart.project_year @2021", [(191,)]),
    "budget of the corrected year is the corrected one": (
        "select sum(budget_wan) from mart.project_year where fiscal_year = 2020",
        [(253,)],
    ),
    "budget by year": (
        (
            "select extract(year from fiscal_year_date)::int, sum(budget_wan) from mart.department_year"
            " group by 1 order by 1"
        ),
        [(2020, 253), (2021, 281)],
    ),
    "budget by department": (
        "select department_name, sum(budget_wan) from mart.project_year @2021 group by 1 order by 2",
        [("新局", 12), ("卫健局", 16), ("教育局", 44), ("城管局", 209)],
    ),
    "budget by region": (
        "select region_name, sum(budget_wan) from mart.department_year @2021 group by 1 order by 2",
        [("西区", 60), ("东区", 221)],
    ),
    "budget in dispute": (
        "select sum(budget_in_dispute_wan) from mart.department_year @2021",
        [(60,)],
    ),
    "budget out of dispute": (
        "select sum(budget_wan) from mart.project_year @2021 and not is_disputed",
        [(221,)],
    ),
    # counts
    "how many projects": ("select count(*) from mart.project_year @2021", [(9,)]),
    "how many projects, from departments": (
        "select sum(project_count) from mart.department_year @2021",
        [(9,)],
    ),
    "how many projects by their names": (
        "select count(distinct (department_name, project_name)) from mart.project_year @2021",
        [(9,)],
    ),
    "how many departments count": ("select count(*) from mart.department_year @2021", [(4,)]),
    "how many disputed projects": (
        "select count(*) from mart.project_year @2021 and is_disputed",
        [(1,)],
    ),
    "how many new projects": (
        "select count(*) from mart.project_year @2021 and lineage_kind_name = '新增'",
        [(2,)],
    ),
    "how many projects ended": (
        "select count(*) from mart.project_change @2021 and change_kind_name = '终止'",
        [(1,)],
    ),
    "how many projects moved": (
        "select count(*) from mart.project_change @2021 and change_kind_name = '划入'",
        [(1,)],
    ),
    "how many departments have handed in": (
        "select count(*) from mart.submission @2021 and is_handed_in",
        [(4,)],
    ),
    "who has not handed in": (
        (
            "select department_name from mart.submission @2021 and is_expected and not is_handed_in"
            ' order by department_name collate "C"'
        ),
        [("体育局",), ("民政局",)],
    ),
    "how many critical findings stand": (
        ("select count(*) from mart.finding @2021 and severity_name = '严重' and finding_state_name = '未改'"),
        [(1,)],
    ),
    # averages
    "average budget of a project that prints one": (
        "select avg(budget_wan) from mart.project_year @2021",
        [(D("35.125"),)],
    ),
    "average budget of a department": (
        "select avg(budget_wan) from mart.department_year @2021",
        [(D("70.25"),)],
    ),
    "average score": ("select avg(total_score) from mart.project_year @2021", [(96,)]),
    "execution rate of all": (
        ("select round(sum(rated_executed_yuan) / sum(rated_budget_yuan), 4) from mart.project_year @2021"),
        [(D("0.6690"),)],
    ),
    "execution rate of all, from departments": (
        "select round(sum(rated_executed_yuan) / sum(rated_budget_yuan), 4) from mart.department_year @2021",
        [(D("0.6690"),)],
    ),
    "execution rate of a department": (
        "select execution_rate from mart.department_year @2021 and department_name = '新局'",
        [("50.00%",)],
    ),
    "rate of points": (
        "select sum(rated_score) / sum(rated_weight) from mart.indicator_year @2021 and department_name = '教育局'",
        [(D("0.9"),)],
    ),
    # change over last year
    "change of the budget, from departments": (
        "select sum(budget_change_wan) from mart.department_year @2021",
        [(27,)],
    ),
    "change of the budget, from projects": (
        "select sum(budget_change_wan) from mart.project_change @2021",
        [(27,)],
    ),
    "change of the budget, from the bridge": (
        "select sum(budget_change_wan) from mart.bridge_step @2021",
        [(27,)],
    ),
    "change of spending": (
        "select sum(executed_change_wan) from mart.department_year @2021",
        [(-17,)],
    ),
    "this year less last year": (
        "select sum(compared_budget_wan) - sum(prior_budget_wan) from mart.project_change @2021",
        [(27,)],
    ),
    "growth in per cent": (
        "select round(100 * sum(budget_change_wan) / sum(prior_budget_wan), 2) from mart.project_change @2021",
        [(D("11.34"),)],
    ),
    "change by department": (
        "select department_name, sum(budget_change_wan) from mart.project_change @2021 group by 1 order by 2",
        [("教育局", -4), ("新局", 2), ("城管局", 29)],
    ),
    "change by department, as the departments have it": (
        (
            "select department_name, budget_change_wan from mart.department_year @2021"
            " and budget_change_wan is not null order by 2"
        ),
        [("教育局", -4), ("新局", 2), ("城管局", 29)],
    ),
    "change of a department by the row before": (
        (
            "select budget_wan - lag(budget_wan) over (order by fiscal_year) from mart.department_year"
            " where department_name = '城管局' order by fiscal_year"
        ),
        [(None,), (29,)],
    ),
    "renamed department over the years": (
        "select fiscal_year, budget_wan from mart.department_year where department_name = '新局' order by 1",
        [(2020, 10), (2021, 12)],
    ),
    "waterfall": (
        (
            "select step_name, sum(budget_step_wan) from mart.bridge_step @2021 group by step_number, step_name"
            " having sum(budget_step_wan) <> 0 order by step_number"
        ),
        [
            *(("上年首报数", 228), ("上年更正", 10), ("实际增减", 26), ("更名拆并划转", 1)),
            *(("新增项目", 20), ("终止项目", -30), ("存疑", 10)),
        ],
    ),
    "all steps of the waterfall": (
        "select sum(budget_step_wan) from mart.bridge_step @2021",
        [(265,)],
    ),
    "what grew most": (
        (
            "select project_name, budget_change_wan from mart.project_change @2021 and change_kind_name = '延续'"
            " order by 2 desc limit 1"
        ),
        [("道路", 20)],
    ),
    "department that has not handed in has no change": (
        "select count(*) from mart.project_change @2021 and department_name in ('体育局', '民政局')",
        [(0,)],
    ),
    "department that has not handed in has no steps and no totals": (
        (
            "select (select count(*) from mart.bridge_step @2021 and department_name = '体育局')"
            " + (select count(*) from mart.department_year @2021 and department_name = '体育局')"
        ),
        [(0,)],
    ),
    # joins by name
    "indicators of each project of one name": (
        (
            "select project_name, count(*) from mart.project_year inner join mart.indicator_year"
            " using (fiscal_year, department_name, project_name)"
            " @2021 and department_name = '卫健局' group by 1 order by 1"
        ),
        [("设备购置（第一医院）", 1), ("设备购置（第二医院）", 2)],
    ),
    "projects and their departments": (
        (
            "select sum(project.budget_wan) from mart.project_year as project inner join mart.department_year"
            " using (fiscal_year, department_name) @2021"
        ),
        [(281,)],
    ),
    "departments and their filing": (
        (
            "select sum(budget_wan) from mart.department_year inner join mart.submission"
            " using (fiscal_year, department_name) @2021"
        ),
        [(281,)],
    ),
    "findings and their rules": (
        "select count(*) from mart.finding join mart.rule using (rule_code, severity) @2021 and severity = 'critical'",
        [(1,)],
    ),
    # under Chinese names
    "全年预算": ('select sum("全年预算（万元）") from 数据集市."部门年度" where 年度 = 2021', [(281,)]),
    "项目数": ("select count(*) from 数据集市.项目年度 where 年度 = 2021", [(9,)]),
    "预算增减": (
        'select 部门, sum("预算增减（万元）") from 数据集市.项目增减 where 年度 = 2021 group by 1 order by 2',
        [("教育局", -4), ("新局", 2), ("城管局", 29)],
    ),
    "未报部门": (
        "select count(*) from 数据集市.报送情况 where 年度 = 2021 and 是否应报 and not 是否已报",
        [(2,)],
    ),
}
CHANGES = ("project_change", "bridge_step", "department_year")
IMPOSSIBLE = {
    "average of the projects' rates": "select avg(execution_rate) from mart.project_year",
    "average of the departments' rates": "select avg(execution_rate) from mart.department_year",
    "average of the rates as stated": "select avg(stated_execution_rate) from mart.project_year",
    "平均执行率": "select avg(执行率) from 数据集市.部门年度",
}


@pytest.fixture
def filled(home: Path) -> None:
    """The two years above, published."""
    (home / "应报.csv").write_text(EXPECTED, encoding="utf-8")
    import_list("expected_department", home / "应报.csv")
    points = (("甲数", "10", "9"), ("甲率", "10", "9"))
    _hand_in(
        home,
        first := Form((line("道路", "90", "80"), line("绿化", "50", "50"), line("路灯", "30", "30")), 2020, "城管局"),
        again(first, lines=(line("道路", "100", "80"), *first.lines[1:]), days=1),
        Form(
            (
                *(line("道路", "120", "90"), line("绿化", "60", "30", findings=("critical",))),
                *(line("公厕", "20", "10"), line("校车", "9", "9")),
            ),
            2021,
            "城管局",
            days=2,
        ),
    )
    _hand_in(home, Form((line("甲", "10", "10"),), 2020, "旧局"))
    _hand_in(home, Form((line("甲", "12", "6"),), 2021, "新局"))
    _hand_in(
        home,
        Form((line("课后服务", "40", "20"), line("校车", "8", "8")), 2020, "教育局"),
        Form((line("课后服务", "44", "33"), Line("研学", {("executed", "total"): "3"})), 2021, "教育局"),
        Form((line("课后服务", "44", "33", points=points),), 2021, "教育局", family="card", days=1),
    )
    _hand_in(home, Form((line("训练", "15", "15"),), 2020, "体育局"))
    _hand_in(
        home,
        Form((line("设备购置", "7", "7"),), 2021, "卫健局", implementing_unit="第一医院"),
        Form((line("设备购置", "9", "3", points=points),), 2021, "卫健局", implementing_unit="第二医院"),
    )
    record_change("renamed", "旧局", "新局", 2021, "李强", "机构改革")
    for year in (2020, 2021):
        publish_fiscal_year(year)
    record_lineage(KnownLineage("moved", 2021, "城管局", "教育局", ("校车",), ("校车",)), "李强", "职能划转")
    publish_fiscal_year(2021)


@pytest.mark.usefixtures("filled")
def test_naive_question_has_the_right_answer_or_none(ask: Ask) -> None:
    """Asked as the reader that BI tools are."""
    wrong = {}
    with connect() as connection:
        connection.execute("set role bi_reader")
        for question, (query, answer) in QUESTIONS.items():
            found = connection.execute(query.replace("@2021", OF_2021)).fetchall()
            if found != answer:
                wrong[question] = (found, answer)
        for query in IMPOSSIBLE.values():
            with pytest.raises(psycopg.errors.UndefinedFunction):
                connection.execute(query)
    assert wrong == {}
    assert ask("select amount / 10000 from mart.government_year_on_year where measure_code = 'budget' order by 1") == [
        (253,),
        (281,),
    ]


def test_project_whose_card_is_awaited_is_in_no_change(home: Path, ask: Ask) -> None:
    cards = (("道路养护", "10"), ("桥梁检测", "20"), ("公厕改造", "30"))
    _hand_in(home, *(Form((line(*card),), 2020, "交通局", family="card") for card in cards))
    _hand_in(home, Form((line("道路养护", "12"),), 2021, "交通局", family="card"))
    for year in (2020, 2021):
        publish_fiscal_year(year)
    changes = (f"(select sum(budget_change_wan) from mart.{mart} {OF_2021})" for mart in CHANGES)  # noqa: S608
    assert ask(f"select {', '.join(changes)}") == [(2,) * len(CHANGES)]
    steps = f"select sum(budget_step_wan), min(budget_step_wan) from mart.bridge_step {OF_2021}"  # noqa: S608
    assert ask(steps) == [(12, 0)]
    assert ask(f"select project_name from mart.project_change {OF_2021}") == [("道路养护",)]  # noqa: S608


def _hand_in(home: Path, *forms: Form) -> None:
    load_batch(str(hand_in(home, *forms, channel=str(forms[0].department))))
