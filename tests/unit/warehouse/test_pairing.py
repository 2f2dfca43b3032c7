"""Lineage over all departments: what moved, what took another's place, and a history that is known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lineage_history import History
from lineage_measure import Measured, measure

from selfeval.warehouse.lineage.department_change import Change
from selfeval.warehouse.lineage.likeness import Project
from selfeval.warehouse.lineage.lineage_group import Confirmed, Decided
from selfeval.warehouse.lineage.pairing import Pairing, pair

CODE = "51092324t000010263357"
Told = set[tuple[str, int | None, int | None]]


def project(name: str, key: int, department: int, budget: str = "100", code: str = "") -> Project:
    return Project(name, code, key, Decimal(budget), "general", department_key=department)


def story(pairing: Pairing) -> Told:
    """(kind, prior key, current key) of each group of at most two projects."""
    return {
        (group.kind, group.prior[0].key if group.prior else None, group.current[0].key if group.current else None)
        for group in pairing.groups
    }


def test_project_of_one_name_in_another_department_is_asked_about() -> None:
    before = {1: [project("慈善事业", 11, 1), project("社会救助", 12, 1)], 2: [project("禁毒宣传", 13, 2)]}
    after = {1: [project("社会救助", 21, 1)], 2: [project("禁毒宣传", 22, 2), project("慈善事业", 23, 2, "105")]}
    pairing = pair(before, after, Decided())
    assert story(pairing) == {("ended", 11, None), ("new", None, 23), ("same", 12, 21), ("same", 13, 22)}
    assert [(group.kind, group.members) for group in pairing.questions] == [("moved", ({11}, {23}))]


def test_code_in_a_new_department_whose_giver_is_gone_is_asked_about() -> None:
    before, after = {1: [project("慈善事业", 11, 1, "100", CODE)]}, {2: [project("慈善事业", 21, 2, "100", CODE)]}
    pairing = pair(before, after, Decided())
    assert story(pairing) == {("first", None, 21)}
    assert [group.kind for group in pairing.questions] == ["moved"]


def test_name_that_other_departments_bear_too_is_asked_about() -> None:
    before = {1: [project("办公设备购置", 11, 1)], 2: [], 3: [project("办公设备购置", 13, 3)]}
    after = {1: [], 2: [project("办公设备购置", 22, 2)], 3: [project("办公设备购置", 23, 3)]}
    pairing = pair(before, after, Decided())
    assert story(pairing) == {("ended", 11, None), ("new", None, 22), ("same", 13, 23)}
    assert [group.kind for group in pairing.questions] == ["moved"]


def test_code_moves_with_its_project_and_another_budget_does_not() -> None:
    before = {1: [project("慈善事业", 11, 1, "100", CODE), project("社会救助", 12, 1)], 2: []}
    after = {1: [], 2: [project("慈善事业发展", 21, 2, "900", CODE), project("社会救助", 22, 2, "900")]}
    assert story(pair(before, after, Decided())) == {("moved", 11, 21), ("ended", 12, None), ("new", None, 22)}


def test_department_that_has_not_handed_in_ends_nothing_and_without_a_year_before_nothing_is_new() -> None:
    before, after = {1: [project("慈善事业", 11, 1)]}, {2: [project("慈善事业", 21, 2)]}
    assert story(pair(before, after, Decided())) == {("first", None, 21)}


def test_department_of_which_only_some_cards_came_ends_nothing() -> None:
    before = {1: [project("慈善事业", 11, 1), project("社会救助", 12, 1), project("养老服务", 13, 1)]}
    after = {1: [project("社会救助", 21, 1), project("禁毒宣传", 22, 1)]}
    waited = {("awaited", 11, None), ("same", 12, 21), ("awaited", 13, None), ("new", None, 22)}
    assert story(pair(before, after, Decided(), by_cards={1})) == waited
    whole = {(kind.replace("awaited", "ended"), *keys) for kind, *keys in waited}
    assert story(pair(before, after, Decided())) == whole
    after[1].append(project("婚姻登记", 23, 1))
    assert story(pair(before, after, Decided(), by_cards={1})) == whole | {("new", None, 23)}


def test_project_that_a_person_told_to_have_ended_has_until_its_card_comes() -> None:
    before = {1: [project("慈善事业", 11, 1), project("社会救助", 12, 1), project("养老服务", 13, 1)]}
    decided = Decided((Confirmed((frozenset({11}), frozenset()), "ended"),))
    after = {1: [project("社会救助", 12, 1)]}
    told = {("ended", 11, None), ("same", 12, 12), ("awaited", 13, None)}
    assert story(pair(before, after, decided, by_cards={1})) == told
    after[1].append(project("慈善事业", 11, 1))
    assert story(pair(before, after, decided, by_cards={1})) == {
        ("same", 11, 11),
        ("same", 12, 12),
        ("awaited", 13, None),
    }


def test_department_waits_for_the_cards_of_the_one_in_its_place() -> None:
    before = {1: [project("慈善事业", 11, 1), project("社会救助", 12, 1)]}
    after = {2: [project("社会救助", 21, 2)]}
    changes = [Change(1, 2, "renamed")]
    assert story(pair(before, after, Decided(), changes, {2})) == {("awaited", 11, None), ("same", 12, 21)}
    assert story(pair(before, after, Decided(), changes)) == {("ended", 11, None), ("same", 12, 21)}


def test_department_in_the_place_of_another_is_asked_about_and_never_assumed() -> None:
    names = ("慈善事业", "社会救助", "养老服务")
    before = {1: [project(name, 10 + number, 1) for number, name in enumerate(names)]}
    after = {2: [project(name, 20 + number, 2) for number, name in enumerate(names)]}
    asked = pair(before, after, Decided())
    assert {kind for kind, _, _ in story(asked)} == {"first"}
    assert [(one.from_key, one.to_key) for one in asked.departments] == [(1, 2)]
    told = pair(before, after, Decided(), [Change(1, 2, "renamed")])
    assert story(told) == {("same", 10, 20), ("same", 11, 21), ("same", 12, 22)}
    assert told.departments == []
    merged = pair(before, after, Decided(), [Change(1, 2, "merged")])
    assert {kind for kind, _, _ in story(merged)} == {"moved"}


def test_confirmed_group_holds_before_all_evidence() -> None:
    before = {1: [project("慈善事业", 11, 1)], 2: [project("禁毒宣传", 12, 2)]}
    after = {1: [project("慈善事业", 21, 1)], 2: [project("禁毒宣传", 22, 2)]}
    confirmed = Decided((Confirmed((frozenset({11}), frozenset({22})), "moved"),))
    assert story(pair(before, after, confirmed)) == {("moved", 11, 22), ("ended", 12, None), ("new", None, 21)}


NAMES = ("慈善事业", "慈善事业(一期)", "社会救助", "社会救肋", "养老服务", "养老服务(居家)", "养老服务(机构)")
drawn = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(1, 3), st.sampled_from(["60", "100", "160"])),
    max_size=9,
    unique_by=lambda one: one[:2],
)


def years(prior: list[tuple[str, int, str]], current: list[tuple[str, int, str]]) -> list[dict[int, list[Project]]]:
    """Two years by department; prior keys from 100, current ones from 200."""
    told: list[dict[int, list[Project]]] = [{}, {}]
    for year, first, projects in ((told[0], 100, prior), (told[1], 200, current)):
        for number, (name, department, budget) in enumerate(projects):
            year.setdefault(department, []).append(project(name, first + number, department, budget))
    return told


@given(
    drawn,
    drawn,
    st.sets(st.tuples(st.integers(100, 108), st.integers(200, 208)), max_size=2),
    st.sets(st.tuples(st.integers(1, 3), st.integers(1, 3)).filter(lambda one: one[0] != one[1]), max_size=2),
    st.sampled_from(["renamed", "merged"]),
)
def test_whatever_is_decided_every_project_stands_once_and_the_order_does_not_matter(
    prior: list[tuple[str, int, str]],
    current: list[tuple[str, int, str]],
    links: set[tuple[int, int]],
    changed: set[tuple[int, int]],
    kind: str,
) -> None:
    before, after = years(prior, current)
    confirmed = [Confirmed((frozenset({one}), frozenset({other})), "renamed") for one, other in sorted(links)]
    decided = Decided(tuple(confirmed[:1]), frozenset(one.members for one in confirmed[1:]))
    changes = [Change(one, other, kind) for one, other in sorted(changed)]
    pairing = pair(before, after, decided, changes)
    stand = [one.key for group in pairing.groups for one in (*group.prior, *group.current)]
    assert len(stand) == len(set(stand))
    due = {one.key for projects in after.values() for one in projects}
    due |= {one.key for department, projects in before.items() if department in after for one in projects}
    assert due <= set(stand)
    turned = [{key: year[key][::-1] for key in sorted(year, reverse=True)} for year in (before, after)]
    again = pair(turned[0], turned[1], decided, changes[::-1])
    assert again.groups == pairing.groups
    assert {group.members for group in again.questions} == {group.members for group in pairing.questions}


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(departments=150, years=4)


def test_links_of_a_known_history_are_right(measured: Measured) -> None:
    """The whole run: `PYTHONPATH=include:tests python tests/lineage_measure.py 3000 10`."""
    said = "\n".join(measured.lines())
    assert measured.precision >= 0.998, said
    assert measured.precision_with_kind >= 0.995, said


def test_links_of_a_known_history_are_found_and_little_is_asked(measured: Measured) -> None:
    said = "\n".join(measured.lines())
    assert measured.recall >= 0.96, said
    assert measured.recall_answered > measured.recall, said
    assert measured.share_asked <= 0.03, said


def test_history_is_the_same_whenever_it_is_told() -> None:
    told = [[(year.projects, year.links) for year in History(20, seed=7).years(3)] for _ in range(2)]
    assert told[0] == told[1]
