"""Lineage of one department's projects: which evidence counts, and what is left open."""

from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from selfeval.warehouse.likeness import Project
from selfeval.warehouse.lineage import match

NAMES = ("养老服务", "养老服务(居家)", "养老服务(机构)", "婚姻登记工作", "婚姻登记管理", "社会救助", "办公设备购置")


def project(name: str, budget: str | None = "100", code: str = "", sources: str = "general", key: int = 0) -> Project:
    return Project(name, code, key or abs(hash((name, code))), None if budget is None else Decimal(budget), sources)


def story(prior: list[Project] | None, current: list[Project]) -> set[tuple[str, str, str]]:
    """(kind, prior names, current names) of each group."""
    return {
        (group.kind, "+".join(p.name_code for p in group.prior), "+".join(p.name_code for p in group.current))
        for group in match(prior, current)
    }


def test_same_name_is_the_same_project_whatever_its_budget() -> None:
    assert story([project("社区服务", "562")], [project("社区服务", "5906")]) == {("same", "社区服务", "社区服务")}


def test_same_code_with_another_name_is_renamed() -> None:
    assert story([project("甲", code="P1")], [project("乙丙丁", code="P1")]) == {("renamed", "甲", "乙丙丁")}


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
    groups = match(prior, current)
    assert sorted(one for group in groups for one in group.prior) == sorted(prior)
    assert sorted(one for group in groups for one in group.current) == sorted(current)
    assert all(0 <= group.confidence <= 1 for group in groups)


@given(st.lists(st.builds(project, st.sampled_from(NAMES)), max_size=3, unique_by=lambda one: one.name_code))
def test_order_of_projects_does_not_matter(current: list[Project]) -> None:
    prior = [project("养老服务"), project("婚姻登记工作")]
    expected = match(prior, current)
    for order in permutations(current):
        assert match(prior[::-1], list(order)) == expected
