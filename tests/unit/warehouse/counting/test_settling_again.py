"""Forms that come again, and files that are withdrawn: what counts then, what was first, and what is asked."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from selfeval.warehouse.counting.history import FOREVER, Answer, History, history
from selfeval.warehouse.counting.line import Delivery, Form, Line

DEPARTMENTS = {1: "民政局"}
NAMES = {"救助": 1, "养老": 2, "社区": 3}
FIRST = {"救助": 10, "养老": 20, "社区": 30}
CORRECTED = {"救助": 90, "社区": 30}
"""It leaves 养老 out."""


def test_what_is_saved_anew_twice_is_no_return_and_nothing_is_asked() -> None:
    told = _told(_wide(1, FIRST), _wide(2, FIRST), _wide(3, FIRST))
    assert _counted(told) == {(3, 1), (3, 2), (3, 3)}
    assert _asked(told) == []


def test_bytes_that_say_what_counts_ask_nothing() -> None:
    told = _told(_wide(1, FIRST), _wide(2, FIRST), _wide(1, FIRST))
    assert _counted(told) == {(2, 1), (2, 2), (2, 3)}
    assert _asked(told) == []


def test_name_that_a_correction_changed_comes_back_only_when_a_person_confirms() -> None:
    renamed = {"救助": 10, "养老服务": 20, "社区": 30}
    told = _told(_wide(1, FIRST), _wide(2, renamed), _wide(1, FIRST))
    assert _counted(told) == {(2, 1), (2, 2), (2, 3)}
    assert "returned" in _asked(told)


def test_table_whose_project_a_card_of_its_file_tells_may_come_twice() -> None:
    file = ("both", (*_wide(1, FIRST)[1], *_card(2, "救助", 10)[1]))
    told = _told(file, file)
    assert len(_counted(told)) == 3
    assert _asked(told) == []


def test_roll_up_that_comes_again_stays_a_total() -> None:
    units = (_wide(2, {"培训费": 4}, unit="一站"), _wide(3, {"培训费": 6}, unit="二站"))
    told = _told(_wide(1, {"培训费": 10}), *units, _wide(1, {"培训费": 10}))
    assert _counted(told) == {(2, 1), (3, 1)}


def test_return_counts_from_the_answer_on_and_what_was_first_stays_first() -> None:
    unanswered = _told(_wide(1, FIRST), _wide(2, CORRECTED), _wide(1, FIRST))
    assert _counted(unanswered) == {(2, 1), (2, 2)}
    assert _asked(unanswered) == ["dropped", "returned"]
    [code] = [one.code for one in unanswered.settlement.questions if one.kind == "returned"]
    told = _told(_wide(1, FIRST), _wide(2, CORRECTED), _wide(1, FIRST), answers=[Answer(_day(9), code, True)])
    assert _counted(told) == {(1, 1), (1, 2), (1, 3)}
    assert _first(told) == {(1, 1), (1, 2), (1, 3)}
    assert _asked(told) == []


def test_card_that_is_confirmed_to_hold_again_leaves_nothing_out() -> None:
    forms = (_wide(1, FIRST), _card(2, "救助", 11), _wide(3, FIRST | {"救助": 12}), _card(2, "救助", 11))
    [code] = [one.code for one in _told(*forms).settlement.questions if one.kind == "returned"]
    told = _told(*forms, answers=[Answer(_day(9), code, True)])
    assert _counted(told) == {(2, 1), (3, 2), (3, 3)}
    assert _asked(told) == []


def test_withdrawn_correction_leaves_nothing_first_and_asks_whether_what_was_before_holds_again() -> None:
    files = _wide(1, FIRST), _wide(2, CORRECTED)
    told = _told(*files, withdrawn=["2"])
    assert _counted(told) == _first(told) == set()
    assert _asked(told) == ["withdrawn"]
    [code] = [one.code for one in told.settlement.questions]
    assert _counted(_told(*files, withdrawn=["2"], answers=[Answer(_day(25), code, True)])) == {(1, 1), (1, 2), (1, 3)}
    denied = _told(*files, withdrawn=["2"], answers=[Answer(_day(25), code, False)])
    assert _counted(denied) == set()
    assert _asked(denied) == []


def test_what_a_withdrawn_correction_replaced_or_left_out_counts_when_it_is_handed_in_again() -> None:
    told = _told(_wide(1, FIRST), _wide(2, CORRECTED), withdrawn=["2"], later=[_wide(1, FIRST)])
    assert _counted(told) == _first(told) == {(1, 1), (1, 2), (1, 3)}
    assert _asked(told) == []


def test_all_lines_of_a_withdrawn_file_are_withdrawn_also_those_that_are_no_projects() -> None:
    told = _told(_wide(1, FIRST | {"合计": 60}), withdrawn=["1"])
    assert {outcome.reason for outcome in told.settlement.outcomes.values()} == {"withdrawn"}


def _told(
    *files: tuple[str, tuple[Form, ...]],
    answers: list[Answer] | None = None,
    withdrawn: list[str] | None = None,
    later: list[tuple[str, tuple[Form, ...]]] | None = None,
) -> History:
    """Files a day each, then withdrawals, then later files."""
    deliveries = [Delivery(_day(number), *file) for number, file in enumerate(files)]
    deliveries += [Delivery(_day(20), sha256, is_withdrawal=True) for sha256 in withdrawn or []]
    deliveries += [Delivery(_day(30), *file) for file in later or []]
    return history(deliveries, answers or [], DEPARTMENTS)


def _day(number: int) -> datetime:
    return datetime(2023, 3, 1, tzinfo=UTC) + timedelta(days=number)


def _wide(key: int, budgets: dict[str, int], unit: str = "") -> tuple[str, tuple[Form, ...]]:
    return str(key), (_form(key, "wide", budgets, unit),)


def _card(key: int, name: str, budget: int) -> tuple[str, tuple[Form, ...]]:
    return str(key), (_form(key, "card", {name: budget}, ""),)


def _form(key: int, family: str, budgets: dict[str, int], unit: str) -> Form:
    lines = tuple(
        Line(
            key, number, NAMES.get(name, 9), 1, 2021, name, name, "", "",
            {("budget", "total"): Decimal(budget), ("executed", "total"): Decimal(budget)},
        )
        for number, (name, budget) in enumerate(budgets.items(), 1)
    )  # fmt: skip
    return Form(key, str(key), 1, family, 1, unit, f"{key}.xlsx", lines)


def _counted(told: History) -> set[tuple[int, int]]:
    """Lines that count now, and that their spans say so too."""
    now = {key for key, outcome in told.settlement.outcomes.items() if outcome.reason == "counted"}
    assert now == {span.line for span in told.spans if span.ends == FOREVER and span.outcome.reason == "counted"}
    return now


def _first(told: History) -> set[tuple[int, int]]:
    return {
        line.key
        for project in told.settlement.projects
        if project.counted or project.is_dropped or project.is_rolled_up
        for report in project.reports
        if report.is_first
        for line in report.lines
    }


def _asked(told: History) -> list[str]:
    return sorted(one.kind for one in told.settlement.questions)
