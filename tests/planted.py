"""Clean projects by the thousand, and one planted error in each: what was meant is known."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from random import Random

from selfeval.quality.figures_of_project import BUDGET_SCORE, RATE, SCORE, TOTAL_SCORE, Amount, Printed, Scored

CENT = Decimal("0.01")
SOURCES = (("general",), ("general", "government_fund"), ("fiscal", "other"), ("fiscal", "carried_over", "other"), ())
Planted = tuple[Printed, dict[str, Decimal]]
"""What is printed, and what was meant by the cell of each figure that is wrong."""


def clean(random: Random) -> Printed:
    """A card as departments fill it in: amounts in 万元 with their sources, rate, scores."""
    names = random.choice(SOURCES)
    budgets = [_money(random) for _ in names] or [_money(random)]
    shares = [Decimal(random.choice((1000, 1000, 998, 985, 962, 917, 861))) / 1000 for _ in budgets]
    spent = [(one * share).quantize(CENT, ROUND_HALF_UP) for one, share in zip(budgets, shares, strict=True)]
    amounts = []
    for measure, values in (("budget_initial", budgets), ("budget", budgets), ("executed", spent)):
        amounts.append(_amount(measure, "total", sum(values, Decimal(0))))
        amounts += [_amount(measure, name, value) for name, value in zip(names, values, strict=False) if names]
    rate = sum(spent, Decimal(0)) / sum(budgets, Decimal(0))
    return _scored(random, tuple(amounts), rate)


def _scored(random: Random, amounts: tuple[Amount, ...], rate: Decimal) -> Printed:
    decimals = random.choice((0, 1, 2, 2, 2))
    stated = (rate * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    budget_score = (rate * 10).quantize(CENT, ROUND_HALF_UP)
    weights = random.choice(((50, 30, 10), (20, 10, 10, 10, 20, 10, 10), (10,) * 9, (15, 15, 10, 10, 20, 10, 10)))
    scores = []
    for number, weight in enumerate(weights):
        is_less = random.random() < 0.15
        score = Decimal(weight) - (Decimal(random.choice((1, 2, "0.5", "1.5"))) if is_less else 0)
        scores.append(
            Scored(Amount(SCORE, str(number), score, f"{score:f}", f"score{number}"), Decimal(weight), is_less)
        )
    total = budget_score + sum((one.figure.printed_value for one in scores), Decimal(0))
    return Printed(
        amounts,
        Amount(RATE, "", stated, f"{stated:f}%", "rate"),
        stated / 100,
        Decimal(10),
        Amount(BUDGET_SCORE, "", budget_score, f"{budget_score:f}", "budget_score"),
        tuple(scores),
        Amount(TOTAL_SCORE, "", total, f"{total:f}", "total_score"),
    )


def _money(random: Random) -> Decimal:
    return Decimal(random.randint(100, 10 ** random.randint(3, 7))).scaleb(-2)


def _amount(measure: str, source: str, value: Decimal) -> Amount:
    return Amount(measure, source, value, f"{value:f}", f"{measure}.{source}")


def _reprinted(project: Printed, figure: Amount, text: str) -> Planted:
    """The project with one figure printed otherwise."""
    value = Decimal(text)
    wrong = figure._replace(printed_value=value, printed=f"{text}%" if figure.measure == RATE else text)

    def put(one: Amount | None) -> Amount | None:
        return wrong if one == figure else one

    changed = replace(
        project,
        amounts=tuple(wrong if one == figure else one for one in project.amounts),
        rate=put(project.rate),
        stated_rate=value / 100 if figure.measure == RATE else project.stated_rate,
        budget_score=put(project.budget_score),
        scores=tuple(one._replace(figure=wrong) if one.figure == figure else one for one in project.scores),
        total_score=put(project.total_score),
    )
    return changed, {figure.cell: figure.printed_value}


def _figure(project: Printed, random: Random) -> tuple[Amount, str]:
    figure = random.choice(list(project.values()))
    return figure, figure.printed.rstrip("%")


def one_digit(project: Printed, random: Random) -> Planted:
    """A digit written for another."""
    figure, text = _figure(project, random)
    place = random.choice([place for place, letter in enumerate(text) if letter != "."])
    other = random.choice([digit for digit in "0123456789" if digit != text[place]])
    return _reprinted(project, figure, text[:place] + other + text[place + 1 :])


def swapped_digits(project: Printed, random: Random) -> Planted:
    """Two neighbouring digits in each other's place."""
    figure, text = _figure(project, random)
    places = [place for place, letter in enumerate(text) if letter != "."]
    pairs = [pair for pair in pairwise(places) if text[pair[0]] != text[pair[1]]]
    if not pairs:
        return project, {}
    one, two = random.choice(pairs)
    letters = list(text)
    letters[one], letters[two] = letters[two], letters[one]
    return _reprinted(project, figure, "".join(letters))


def shifted_point(project: Printed, random: Random) -> Planted:
    """The point one or two places off."""
    figure, text = _figure(project, random)
    return _reprinted(project, figure, f"{Decimal(text).scaleb(random.choice((-2, -1, 1, 2))):f}")


def other_unit(project: Printed, random: Random) -> Planted:
    """元 in a form in 万元."""
    figure = random.choice(project.amounts)
    return _reprinted(project, figure, f"{figure.printed_value * 10000:f}")


def exchanged_cells(project: Printed, random: Random) -> Planted:
    """Budget and spending in each other's place, the totals or all of them."""
    only_totals = random.random() < 0.5
    by_place = {(one.measure, one.source): one for one in project.amounts}
    meant, amounts = {}, []
    for one in project.amounts:
        other = by_place.get(({"budget": "executed", "executed": "budget"}.get(one.measure, ""), one.source))
        if other is None or (only_totals and one.source != "total") or other.printed_value == one.printed_value:
            amounts.append(one)
            continue
        meant[one.cell] = one.printed_value
        amounts.append(one._replace(printed_value=other.printed_value, printed=other.printed))
    return replace(project, amounts=tuple(amounts)), meant


KINDS: tuple[Callable[[Printed, Random], Planted], ...] = (
    one_digit,
    swapped_digits,
    shifted_point,
    other_unit,
    exchanged_cells,
)


def projects(count: int, seed: int) -> Iterator[Printed]:
    """So many clean projects, the same for the same seed."""
    random = Random(seed)
    return (clean(random) for _ in range(count))
