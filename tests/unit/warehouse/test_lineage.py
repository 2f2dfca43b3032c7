"""Lineage of one department's projects: which evidence counts, and what is left open."""

import time
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.warehouse.lineage.likeness import Project
from selfeval.warehouse.lineage.lineage_group import Group
from selfeval.warehouse.lineage.matcher import closed, match

CODE, OTHER_CODE = "51092324t000010263357", "51092324t000010263358"
NAMES = ("养老服务", "养老服务(居家)", "养老服务(机构)", "婚姻登记工作", "婚姻登记管理", "社会救助", "办公设备购置")


def project(name: str, budget: str | None = "100", code: str = "", sources: str = "general", key: int = 0) -> Project:
    return Project(name, code, key or abs(hash((name, code))), None if budget is None else Decimal(budget), sources)


def story(prior: list[Project] | None, current: list[Project]) -> set[tuple[str, str, str]]:
    """(kind, prior names, current names) of each group."""
    return {_told(group) for group in closed(match(prior or (), current), has_prior=prior is not None)}


def asked(prior: list[Project], current: list[Project]) -> set[tuple[str, str, str]]:
    """(kind, prior names, current names) of each question."""
    return {_told(group) for group in match(prior, current).questions}


def _told(group: Group) -> tuple[str, str, str]:
    return (
        group.kind,
        "+".join(one.name_code for one in group.prior),
        "+".join(one.name_code for one in group.current),
    )


def test_same_name_is_the_same_project_whatever_its_budget() -> None:
    assert story([project("社区服务", "562")], [project("社区服务", "5906")]) == {("same", "社区服务", "社区服务")}


def test_same_code_with_another_name_is_renamed() -> None:
    prior, current = [project("禁毒宣传", code=CODE)], [project("毒品预防宣传", "9", code=CODE)]
    assert story(prior, current) == {("renamed", "禁毒宣传", "毒品预防宣传")}


def test_code_given_to_another_project_of_like_budget_is_asked_about() -> None:
    prior, current = [project("禁毒宣传", code=CODE)], [project("路灯照明", code=CODE)]
    assert {kind for kind, _, _ in story(prior, current)} == {"ended", "new"}
    assert ("renamed", "禁毒宣传", "路灯照明") in asked(prior, current)


def test_two_projects_that_swapped_codes_or_names_are_asked_about() -> None:
    """Whether the codes were mixed up or the names, nobody can tell from the forms."""
    prior = [project("禁毒宣传", "40", CODE), project("校车安全", "50", OTHER_CODE)]
    current = [project("禁毒宣传", "40", OTHER_CODE), project("校车安全", "50", CODE)]
    assert {kind for kind, _, _ in story(prior, current)} == {"ended", "new"}
    assert asked(prior, current) == {
        ("renamed", "禁毒宣传", "校车安全"), ("renamed", "校车安全", "禁毒宣传"),
        ("same", "禁毒宣传", "禁毒宣传"), ("same", "校车安全", "校车安全"),
    }  # fmt: skip


@pytest.mark.parametrize("number", ["01", "00000001"])
def test_line_number_as_a_code_is_no_evidence_by_itself(number: str) -> None:
    prior, current = [project("禁毒宣传经费", "100", number)], [project("辅警装备经费", "900", number)]
    assert not asked(prior, current)
    assert {kind for kind, _, _ in story(prior, current)} == {"ended", "new"}


def test_code_given_anew_while_the_old_name_lives_on_is_asked_about() -> None:
    code = "51092324t000010263357"
    prior = [project("禁毒宣传", code=code)]
    current = [project("辅警装备", "9", code=code), project("禁毒宣传", code="51092324t000099999999")]
    assert story(prior, current) == {("same", "禁毒宣传", "禁毒宣传"), ("new", "", "辅警装备")}
    assert asked(prior, current) == {("renamed", "禁毒宣传", "辅警装备")}


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("孤儿及困境儿童保障", "孤儿与困境儿童保障"),
        ("养老服务(居家)", "养老服务、居家"),
        ("2020年春节慰问", "2021年春节慰问"),
    ],
)
def test_names_that_differ_in_writing_only_are_the_same(then: str, now: str) -> None:
    prior, current = replace(project(then, "9"), fiscal_year=2020), replace(project(now, "900"), fiscal_year=2021)
    assert story([prior], [current]) == {("same", then, now)}


@pytest.mark.parametrize(
    "slip", ["基层政杈和社区建设", "基层正权和社区建设", "基层权政和社区建设", "基层政权和社社区建设"]
)
def test_name_with_one_slip_of_the_pen_is_the_same(slip: str) -> None:
    assert story([project("基层政权和社区建设")], [project(slip, "150")]) == {("same", "基层政权和社区建设", slip)}


@pytest.mark.parametrize(
    ("then", "now"),
    [("小学食堂改造", "中小学食堂改造"), ("公共文化服务体系", "公共文化服务体制"), ("抚恤金发放", "抚恤发放")],
)
def test_name_with_another_or_a_missing_character_is_asked_about(then: str, now: str) -> None:
    assert {kind for kind, _, _ in story([project(then)], [project(now)])} == {"ended", "new"}
    assert asked([project(then)], [project(now)]) == {("same", then, now)}


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("道路改造一期", "道路改造二期"),
        ("道路改造工程i期", "道路改造工程ii期"),
        ("道路改造工程a标段", "道路改造工程b标段"),
        ("道路改造甲标段", "道路改造乙标段"),
        ("张庄村道路硬化", "李庄村道路硬化"),
        ("张庄村道路硬化", "章庄村道路硬化"),
        ("河口镇敬老院改造", "何口镇敬老院改造"),
        ("生猪保险补贴", "肉牛保险补贴"),
        ("城市低保补助", "农村低保补助"),
        ("农机推广补助", "农技推广补助"),
    ],
)
@pytest.mark.parametrize("code", ["", CODE])
def test_names_that_tell_two_projects_apart_are_not_one_whatever_their_codes_and_budgets(
    then: str, now: str, code: str
) -> None:
    prior, current = [project(then, code=code)], [project(now, code=code)]
    assert {kind for kind, _, _ in story(prior, current)} == {"ended", "new"}
    assert all(kind in ("same", "renamed") for kind, _, _ in asked(prior, current))
    assert code == "" or asked(prior, current)


def test_place_or_word_that_sounds_alike_is_asked_about_where_budgets_agree_and_numbers_never() -> None:
    assert asked([project("张庄村道路硬化")], [project("章庄村道路硬化")]) == {
        ("same", "张庄村道路硬化", "章庄村道路硬化")
    }
    assert not asked([project("张庄村道路硬化")], [project("章庄村道路硬化", "400")])
    assert not asked([project("张庄村道路硬化")], [project("李庄村道路硬化")])
    assert not asked([project("道路硬化12号")], [project("道路硬化21号")])


def test_name_that_became_narrower_is_asked_about() -> None:
    assert asked([project("养老服务")], [project("养老服务(居家)")]) == {("renamed", "养老服务", "养老服务(居家)")}


def test_two_candidates_are_both_asked_about() -> None:
    current = [project("婚姻登记管理"), project("婚姻登记服务")]
    assert asked([project("婚姻登记工作")], current) == {
        ("renamed", "婚姻登记工作", "婚姻登记管理"),
        ("renamed", "婚姻登记工作", "婚姻登记服务"),
    }


def test_budget_that_grew_by_that_of_an_ended_project_is_asked_about_as_a_merger() -> None:
    prior, current = [project("社会救助", "100"), project("慈善事业", "60")], [project("社会救助", "162")]
    assert asked(prior, current) == {("merged", "慈善事业+社会救助", "社会救助")}


def test_what_was_rejected_is_neither_linked_nor_asked_again() -> None:
    one, other = project("婚姻登记工作"), project("婚姻登记管理")
    rejected = frozenset({(frozenset({one.key}), frozenset({other.key}))})
    matching = match([one], [other], rejected)
    assert (matching.groups, matching.questions) == ([], [])


def test_code_that_changes_every_year_leaves_the_name_to_decide() -> None:
    assert story([project("甲", code="23P1")], [project("甲", code="24P1")]) == {("same", "甲", "甲")}


def test_like_name_with_a_like_budget_is_renamed() -> None:
    prior, current = [project("婚姻登记工作", "618000")], [project("婚姻登记服务与管理", "652000")]
    assert story(prior, current) == {("renamed", "婚姻登记工作", "婚姻登记服务与管理")}


def test_like_name_with_another_budget_is_not_renamed() -> None:
    assert story([project("婚姻登记工作", "100")], [project("婚姻登记管理", "900")]) == {
        ("ended", "婚姻登记工作", ""),
        ("new", "", "婚姻登记管理"),
    }


def test_like_name_with_other_sources_is_not_renamed() -> None:
    kinds = story([project("婚姻登记工作")], [project("婚姻登记管理", sources="government_fund")])
    assert {kind for kind, _, _ in kinds} == {"ended", "new"}


def test_two_equally_good_candidates_are_no_answer() -> None:
    kinds = story([project("婚姻登记工作")], [project("婚姻登记管理"), project("婚姻登记服务")])
    assert sorted(kind for kind, _, _ in kinds) == ["ended", "new", "new"]


def test_base_of_two_names_with_a_like_sum_is_split() -> None:
    current = [project("养老服务(居家)", "60"), project("养老服务(机构)", "50")]
    assert story([project("养老服务", "100")], current) == {("split", "养老服务", "养老服务(居家)+养老服务(机构)")}


def test_two_names_with_one_base_and_a_like_sum_are_merged() -> None:
    prior = [project("养老服务(居家)", "60"), project("养老服务(机构)", "50")]
    assert story(prior, [project("养老服务", "100")]) == {("merged", "养老服务(居家)+养老服务(机构)", "养老服务")}


def test_short_word_is_no_base_of_a_split() -> None:
    prior, current = [project("教育", "100")], [project("教育督导经费", "60"), project("教育扶贫资金", "50")]
    assert {kind for kind, _, _ in story(prior, current)} == {"ended", "new"}
    assert asked(prior, current) == {("split", "教育", "教育扶贫资金+教育督导经费")}


def test_own_code_on_two_lines_with_a_like_sum_is_split() -> None:
    prior = [project("教育", "100", CODE)]
    current = [project("教育督导经费", "60", CODE), project("扶贫资金", "50", CODE)]
    assert {kind for kind, _, _ in story(prior, current)} == {"split"}


def test_thousands_of_projects_without_counterpart_are_matched_in_little_time() -> None:
    """Names of one department that are all alike and all other: what a user can send."""
    prior = [project(f"农村公路养护{number}号", "100", key=number) for number in range(3_000)]
    current = [project(f"农村公路养护{number}段", str(number), key=number) for number in range(1, 3_001)]
    started = time.process_time()
    match(prior, current)
    assert time.process_time() - started < 20


def test_base_of_two_names_with_another_sum_is_not_split() -> None:
    current = [project("养老服务(居家)", "600"), project("养老服务(机构)", "500")]
    assert {kind for kind, _, _ in story([project("养老服务", "100")], current)} == {"ended", "new"}


def test_project_that_lives_on_beside_a_like_name_is_not_split() -> None:
    current = [project("养老服务"), project("养老服务(居家)", "60"), project("养老服务(机构)", "50")]
    assert story([project("养老服务")], current) == {
        ("same", "养老服务", "养老服务"),
        ("new", "", "养老服务(居家)"),
        ("new", "", "养老服务(机构)"),
    }


def test_without_a_prior_year_nothing_is_new() -> None:
    assert story(None, [project("甲")]) == {("first", "", "甲")}
    assert story([], [project("甲")]) == {("new", "", "甲")}


def test_unknown_budget_is_no_evidence() -> None:
    kinds = story([project("婚姻登记工作", None)], [project("婚姻登记管理", None)])
    assert {kind for kind, _, _ in kinds} == {"ended", "new"}


projects = st.lists(
    st.builds(project, st.sampled_from(NAMES), st.sampled_from([None, "0", "60", "100", "130"])),
    max_size=6,
    unique_by=lambda one: one.name_code,
)


@given(projects, projects)
def test_every_project_stands_in_exactly_one_group(prior: list[Project], current: list[Project]) -> None:
    groups = closed(match(prior, current))
    assert sorted(one for group in groups for one in group.prior) == sorted(prior)
    assert sorted(one for group in groups for one in group.current) == sorted(current)
    assert all(0 <= group.confidence <= 1 for group in groups)


@given(st.lists(st.builds(project, st.sampled_from(NAMES)), max_size=3, unique_by=lambda one: one.name_code))
def test_order_of_projects_does_not_matter(current: list[Project]) -> None:
    prior = [project("养老服务"), project("婚姻登记工作")]
    expected = match(prior, current)
    for order in permutations(current):
        found = match(prior[::-1], list(order))
        assert closed(found) == closed(expected)
        assert {_told(group) for group in found.questions} == {_told(group) for group in expected.questions}
