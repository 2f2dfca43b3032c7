"""Departments and projects with the names they bore, year by year: type 2, and alike in any order of arrival."""

from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from handed_in import Form, again, hand_in, line, sample_years

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

Ask = Callable[..., list[tuple[Any, ...]]]
PROJECTS = """
select project_name, extract(year from valid_from)::int, extract(year from valid_to)::int, is_current, ending_kind,
    successor_project_name, latest_project_name, durable_project_code
from mart_history.dim_project order by durable_project_code collate "C", valid_from
"""
UNPLACED = """
select budget.project_name, budget.fiscal_year, count(dim_project.project_key)
from mart_history.budget_execution as budget
left join mart_history.dim_project
    on budget.project_key = dim_project.project_key
    and dim_project.valid_from <= make_date(budget.fiscal_year, 1, 1)
    and make_date(budget.fiscal_year, 1, 1) < dim_project.valid_to
where budget.is_current
group by budget.form_version_key, budget.project_number, budget.measure_code, budget.funding_source_code,
    budget.project_name, budget.fiscal_year
having count(dim_project.project_key) <> 1
"""


def test_renamed_project_is_one_durable_thing_with_two_names(home: Path, ask: Ask) -> None:
    _load(home, *sample_years().values())
    marriage = [row[:4] + row[6:7] for row in ask(PROJECTS) if row[6] == "婚姻登记服务与管理"]
    assert marriage == [
        ("婚姻登记工作", 2020, 2022, False, "婚姻登记服务与管理"),
        ("婚姻登记服务与管理", 2022, 9999, True, "婚姻登记服务与管理"),
    ]


def test_ended_and_split_projects_say_what_became_of_them(home: Path, ask: Ask) -> None:
    _load(home, *sample_years().values())
    assert [row[:6] for row in ask(PROJECTS) if row[4]] == [
        ("养老服务", 2020, 2022, False, "split", "养老服务（居家和社区养老） + 养老服务（机构养老）"),
        ("孤儿及困境儿童保障", 2020, 2021, False, "ended", None),
        ("龙南区养老服务设施建设改造工程", 2021, 2022, False, "ended", None),
    ]


def test_every_current_amount_finds_its_project_once(home: Path, ask: Ask) -> None:
    _load(home, *sample_years().values())
    assert ask(UNPLACED) == []
    assert ask("select count(*) > 200 from mart_history.budget_execution where is_current") == [(True,)]


def test_order_of_arrival_does_not_show_in_the_dimensions(
    home: Path, ask: Ask, warehouse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    for order in list(permutations((2020, 2021, 2022)))[::2]:
        monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
        settings.cache_clear()
        for year in order:
            _load(home, sample_years()[year])
        seen.append(
            (ask(PROJECTS), ask("select to_jsonb(dim) - 'department_key' from mart_history.dim_department as dim"))
        )
    assert seen == [seen[0]] * 3


def test_project_that_paused_a_year_goes_on_as_the_same(home: Path, ask: Ask) -> None:
    form = Form((line("甲", "1"), line("乙", "200")), fiscal_year=2020)
    other = again(form, fiscal_year=2021, lines=(line("乙", "200"),), days=1)
    _load(home, form, other, again(form, fiscal_year=2022, days=2))
    assert [row[:5] for row in ask(PROJECTS)] == [("乙", 2020, 9999, True, None), ("甲", 2020, 9999, True, None)]
    assert ask(UNPLACED) == []


def test_project_of_a_code_that_goes_on_under_another_name_is_followed_by_its_code(home: Path, ask: Ask) -> None:
    form = Form((line("社会救助资金", "1", code="A100200300"),), fiscal_year=2020)
    _load(home, form, again(form, fiscal_year=2021, lines=(line("社会救助专项资金", "1", code="A100200300"),), days=1))
    assert [row[:3] + row[7:] for row in ask(PROJECTS)] == [
        ("社会救助资金", 2020, 2021, "民政局本级|a100200300|社会救助资金|2020"),
        ("社会救助专项资金", 2021, 9999, "民政局本级|a100200300|社会救助资金|2020"),
    ]


def test_correction_that_renames_a_project_leaves_no_trace_in_the_dimension(home: Path, ask: Ask) -> None:
    """It repeats the others; one that repeats nothing is a form of other projects, and both stand."""
    others = (line("丙", "2"), line("丁", "3"))
    form = Form((line("甲", "1"), *others))
    _load(home, form)
    _load(home, again(form, lines=(line("乙", "1"), *others), days=5))
    names = 'select project_name from mart_history.dim_project order by project_name collate "C"'
    assert ask(names) == [("丁",), ("丙",), ("乙",)]
    assert ask(
        "select distinct project_name, is_first, is_current from mart_history.budget_execution"
        " where project_name in ('甲', '乙') order by is_first"
    ) == [("乙", False, True), ("甲", True, False)]
    _load(home, again(form, lines=(line("戊", "7"),), days=6))
    assert ask(names) == [("丁",), ("丙",), ("乙",), ("戊",)]


def test_department_is_valid_from_its_first_year_on(home: Path, ask: Ask) -> None:
    _load(home, sample_years()[2021])
    assert ask("select department_name, valid_from, valid_to, is_current from mart_history.dim_department") == [
        ("民政局本级", date(2021, 1, 1), date(9999, 12, 31), True)
    ]


def _load(home: Path, *forms: Form) -> None:
    for form in forms:
        for year in load_batch(str(hand_in(home, form)))["fiscal_years"]:
            publish_fiscal_year(year)
