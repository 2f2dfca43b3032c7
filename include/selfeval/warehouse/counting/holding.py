"""A form that perhaps should not count → whether it is held until a person says so, and why.

A form in another unit of money, a blank sample, a draft, or one that is sent by mistake tells of projects that count
already. What counts is left as it is and marked as doubtful, and a person is asked about the form.
"""

from collections.abc import Iterator
from decimal import Decimal

from selfeval.warehouse.counting.line import Form, Totals
from selfeval.warehouse.counting.project import Project, agree
from selfeval.warehouse.counting.state import State, Told
from selfeval.warehouse.counting.words import words

UNIT_FACTORS = (Decimal(10_000), Decimal(100_000_000))
"""Yuan in 万元 and in 亿元: amounts that grow or shrink by about such a factor are in the wrong unit."""
UNIT_LEEWAY = Decimal(2)
"""How far from the factor a changed amount may lie and still be the same amount in the wrong unit."""
POWERS = tuple(Decimal(10) ** power for power in (1, 2, 3, -1, -2, -3))
"""千元, 百元 and 十元 for each other: factors by which all amounts of a form change at once, to the last digit."""
SCALE = Decimal(1000)
"""How many times larger than all others the amounts of a form are if they are in another unit."""
FEWEST_AMOUNTS = 3
"""Budgets, of a form and of what counts together, that say something of the scale of a department."""


def held(state: State, told: Told) -> str | None:
    """Why a form is held, as the outcome of its lines; None where it is not."""
    if not told.projects:
        return None
    if _is_unit_slip(state, told):
        return "unit"
    if _is_out_of_scale(state, told) or _is_blank(state, told) or _is_draft(state, told):
        return "held"
    if _corrects_nothing(state, told):
        return "held"
    return None


def contradicted(state: State, told: Told) -> list[Project]:
    """Projects of which a form says something else than what counts."""
    return [
        project
        for project in state.of(told.projects)
        if project.counted and not agree(told.projects[project.number].totals, project.totals)
    ]


def _holds(told: Told) -> bool:
    """Whether lines of the form are still held: what is asked about it is open."""
    return any(report.reason in ("held", "unit") for report in told.projects.values())


def _is_unit_slip(state: State, told: Told) -> bool:
    """Whether the amounts are those of what the form corrects in another unit, and nobody says they are right."""
    pairs = [
        (report.totals, before.totals)
        for number, report in told.projects.items()
        if (before := told.met.get(number)) and before is not report
    ]
    budgets = list(_ratios((mine[:1], theirs[:1]) for mine, theirs in pairs))
    exact = set(_ratios(pairs))
    is_slip = any(budgets and all(_is_about(ratio, factor) for ratio in budgets) for factor in _factors())
    is_shifted = len(exact) == 1 and exact <= set(POWERS) and sum(1 for _ in _ratios(pairs)) > 1
    if not (is_slip or is_shifted):
        return False
    projects = state.of(told.projects)
    answer = state.ask("unit", told, projects, lambda: _holds(told), project=told.lines[0].name)
    return answer is not False


def _is_out_of_scale(state: State, told: Told) -> bool:
    """Whether all amounts of a form about other projects are a thousand times what counts, or a thousandth."""
    if any(told.met.values()):
        return False
    budgets = [report.totals[0] for report in told.projects.values() if report.totals[0]]
    known = state.register.scales.get(told.form.department_key)
    if not budgets or not known or len(budgets) + known.count < FEWEST_AMOUNTS:
        return False
    is_large = min(budgets) >= SCALE * known.largest
    is_small = len(budgets) > 1 and known.count > 1 and max(budgets) * SCALE <= known.smallest
    if not (is_large or is_small):
        return False
    return state.ask("scale", told, (), lambda: _holds(told), project=told.lines[0].name) is not False


def _is_blank(state: State, told: Told) -> bool:
    """Whether a form prints nothing but zeros for projects that count with amounts."""
    amounts = [amount for line in told.lines for amount in line.amounts.values()]
    if any(amounts) or not amounts or not any(_is_some(project.totals) for project in _counted(state, told)):
        return False
    return state.ask("blank", told, _counted(state, told), lambda: _holds(told)) is not True


def _is_draft(state: State, told: Told) -> bool:
    """Whether a file that is called a draft says something else than what counts."""
    said = [project for project in contradicted(state, told) if not any(is_draft(one.form) for one in project.counted)]
    if not is_draft(told.form) or not said:
        return False
    return state.ask("draft", told, said, lambda: _holds(told)) is not True


def _corrects_nothing(state: State, told: Told) -> bool:
    """Whether a file that is called a correction tells only of projects that were not told of; held if a person denies.

    Until then it counts, in doubt: it may add, or correct what it names otherwise.
    """
    key = told.form.department_key
    if not told.form.says_corrects or any(told.met.values()) or key not in state.register.scales:
        return False
    return state.ask("correction", told, state.of(told.projects), lambda: not _holds(told)) is False


def is_draft(form: Form) -> bool:
    """Whether a form's file is called a draft or a sample."""
    return any(word in form.file_name for word in words("draft"))


def _counted(state: State, told: Told) -> list[Project]:
    return [project for project in state.of(told.projects) if project.counted]


def _is_some(totals: Totals) -> bool:
    return any(totals)


def _ratios(pairs: Iterator[tuple[tuple[Decimal | None, ...], ...]] | list[tuple[Totals, Totals]]) -> Iterator[Decimal]:
    """Amounts divided by what they were, where both are printed and none is zero."""
    for mine, theirs in pairs:
        yield from (one / other for one, other in zip(mine, theirs, strict=True) if one and other)


def _factors() -> Iterator[Decimal]:
    for factor in UNIT_FACTORS:
        yield factor
        yield 1 / factor


def _is_about(ratio: Decimal, factor: Decimal) -> bool:
    return factor / UNIT_LEEWAY < ratio < factor * UNIT_LEEWAY
