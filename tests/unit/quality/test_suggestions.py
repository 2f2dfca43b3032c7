"""The one smallest change that makes a project agree: found where it is certain, and never a wrong one."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selfeval.quality.figures_of_project import Amount, Printed, Scored
from selfeval.quality.identities import Sum
from selfeval.quality.slips import slips
from selfeval.quality.sources import load_sources
from selfeval.quality.suggestions import suggest

SOURCES = load_sources()


def amounts(**measures: dict[str, str]) -> list[Amount]:
    return [
        Amount(measure, source, Decimal(text), text, f"{measure}.{source}")
        for measure, those in measures.items()
        for source, text in those.items()
    ]


def suggested(those: list[Amount], rate: str | None) -> dict[str, str]:
    """Cell of each broken total → cell and text of its mending."""
    number = Decimal(rate.rstrip("%")) if rate else None
    figure = None if rate is None or number is None else Amount("rate", "", number, rate, "rate")
    printed = Printed(tuple(those), rate=figure, stated_rate=None if number is None else number / 100)
    return {
        one.figures[0].cell: "；".join(f"{change.amount.cell}={change.text}" for change in changes)
        for one, (changes, _) in suggest(printed, SOURCES).items()
        if isinstance(one, Sum)
    }


def test_two_totals_misread_at_once_are_both_suggested() -> None:
    project = amounts(
        budget={"total": "5906.95", "general": "5295.56", "government_fund": "311.39"},
        executed={"total": "5985.53", "general": "5274.37", "government_fund": "311.16"},
    )
    assert suggested(project, "100%") == {
        "budget.total": "budget.total=5606.95",
        "executed.total": "executed.total=5585.53",
    }


def test_no_suggestion_where_two_changes_would_have_to_conspire() -> None:
    """64.8 against 64.80 would satisfy everything, but neither change mends anything by itself."""
    project = amounts(budget={"total": "61.8", "general": "64.00"}, executed={"total": "63.68", "general": "63.68"})
    assert suggested(project, "98%") == {}


def test_no_suggestion_where_total_and_part_could_equally_be_wrong() -> None:
    assert suggested(amounts(budget={"total": "27.28", "general": "27.38"}), None) == {}


def test_rate_decides_whether_the_total_or_its_part_is_wrong() -> None:
    project = amounts(budget={"total": "27.28", "general": "29.28"}, executed={"total": "27.23", "general": "27.23"})
    assert suggested(project, "100%") == {"budget.total": "budget.general=27.28"}
    assert suggested(project, "93%") == {"budget.total": "budget.total=29.28"}


def test_total_in_yuan_among_parts_in_ten_thousands() -> None:
    project = amounts(budget={"total": "272800", "general": "27.28"}, executed={"total": "27.23", "general": "27.23"})
    assert suggested(project, "100%") == {"budget.total": "budget.total=27.28"}


def test_subtotal_that_breaks_two_sums_is_changed_once() -> None:
    project = amounts(budget={"total": "143", "fiscal": "128", "general": "91", "government_fund": "32", "other": "20"})
    assert suggested(project, None) == {"budget.total": "budget.fiscal=123", "budget.fiscal": "budget.fiscal=123"}


def test_no_suggestion_where_one_print_hides_digits() -> None:
    """A total stored as 5607.051 and printed 5607.05 may be what is wrong: a unique slip elsewhere proves nothing."""
    hidden = Amount("budget", "total", Decimal("5607.051"), "5607.05", "budget.total")
    parts = amounts(budget={"general": "5295.661", "government_fund": "311.30"})
    assert suggested([hidden, *parts], None) == {}
    shown = hidden._replace(printed="5607.051")
    assert suggested([shown, *parts], None) == {"budget.total": "budget.government_fund=311.39"}


def offered(those: list[Amount], rate: str) -> list[str]:
    """What is offered to a project whose amounts have no sources."""
    number = Decimal(rate.rstrip("%"))
    printed = Printed(tuple(those), rate=Amount("rate", "", number, rate, "rate"), stated_rate=number / 100)
    return [
        f"{change.amount.cell}={change.text}" for changes, _ in suggest(printed, SOURCES).values() for change in changes
    ]


def test_rate_is_not_mended_where_an_amount_hides_digits() -> None:
    """Spending stored as 99.52283 may be a slip of 9.52283, which the rate says."""
    budget, executed = amounts(budget={"total": "100"}, executed={"total": "99.52"})
    assert offered([budget, executed], "9.52%") == []
    assert offered([budget._replace(printed_value=Decimal("100.004")), executed], "99.5%") == []


@pytest.mark.parametrize("budget", ["5", "50", "8.00"])
def test_budget_is_not_mended_into_none_for_the_sake_of_a_rate(budget: str) -> None:
    """A budget of 0 has no rate, so it would agree with any."""
    assert offered(amounts(budget={"total": budget}, executed={"total": "0"}), "98%") == []


def test_total_score_is_restored_exactly_or_not_at_all() -> None:
    """59.97 in the place of 599.7 would pass as the sum of 60, but nobody scores so."""
    scores = tuple(
        Scored(Amount("score", str(number), Decimal(text), text, f"score{number}"), None, is_reasoned=True)
        for number, text in enumerate(("599.7", "40"))
    )
    total = Amount("total_score", "", Decimal(100), "100", "total")
    assert suggest(Printed((), scores=scores, total_score=total), SOURCES) == {}
    meant = scores[0]._replace(figure=scores[0].figure._replace(printed_value=Decimal(600), printed="600"))
    [(changes, _)] = suggest(Printed((), scores=(meant, scores[1]), total_score=total), SOURCES).values()
    assert [change.text for change in changes] == ["60"]


def test_consistent_project_needs_nothing() -> None:
    assert suggested(amounts(budget={"total": "64.00", "general": "64.00"}), None) == {}


@st.composite
def consistent_projects(draw: st.DrawFn) -> tuple[list[Amount], str]:
    """A project whose parts add up, that spent between half and all of its budget, with its rate to whole percents."""
    names = draw(st.sampled_from([("general",), ("general", "government_fund"), ("fiscal", "carried_over", "other")]))
    cents = [draw(st.integers(100, 99_999_99)) for _ in names]
    spent = [draw(st.integers(one // 2, one)) for one in cents]
    rate = f"{Decimal(sum(spent) * 100) / sum(cents):.0f}%"
    measures = {}
    for measure, values in (("budget", cents), ("executed", spent)):
        parts = {name: f"{Decimal(value) / 100:.2f}" for name, value in zip(names, values, strict=True)}
        measures[measure] = {"total": f"{Decimal(sum(values)) / 100:.2f}"} | parts
    return amounts(**measures), rate


@settings(max_examples=300, deadline=None)
@given(consistent_projects(), st.data())
def test_one_slip_in_a_consistent_project_is_undone_or_left_alone(
    project: tuple[list[Amount], str], data: st.DataObject
) -> None:
    """Whatever is offered restores what was meant: the offer is unique, and what was meant always qualifies."""
    meant, rate = project
    place = data.draw(st.sampled_from(range(len(meant))))
    wrong = data.draw(st.sampled_from(sorted(slips(meant[place].printed, meant[place].printed_value).items())))
    printed = list(meant)
    printed[place] = meant[place]._replace(printed_value=wrong[0], printed=wrong[1])
    undone = meant[place].printed_value in slips(wrong[1], wrong[0])
    assume(undone)
    for text in suggested(printed, rate).values():
        cell, number = text.split("=")
        assert (cell, Decimal(number)) == (meant[place].cell, meant[place].printed_value)


@pytest.mark.parametrize("digit", "012356789")
def test_one_wrong_digit_in_a_total_with_two_parts_and_a_rate_is_found(digit: str) -> None:
    project = amounts(
        budget={"total": f"4{digit}06.95", "general": "4095.56", "government_fund": "311.39"},
        executed={"total": "4385.53", "general": "4074.37", "government_fund": "311.16"},
    )
    assert suggested(project, "99.51%") == {"budget.total": "budget.total=4406.95"}


def test_too_many_broken_sums_get_no_suggestion() -> None:
    measures = ("budget_initial", "budget", "received", "executed")
    wrong = {"total": "130", "fiscal": "108", "general": "91", "other": "2"}
    assert suggested(amounts(**dict.fromkeys(measures, wrong)), None) == {}
