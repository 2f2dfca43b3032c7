"""What a project prints → the one smallest change of printed digits that makes everything in it agree.

A broken identity can be mended at any of its figures. A change counts only if it is one slip of the pen away from what
is printed (`slips`), or an exchange of budget and spending. What is offered makes every identity of the project hold;
where two changes would, none is offered. Several sums that are broken at once are mended together, each by a slip that
mends it by itself.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from selfeval.quality import identities
from selfeval.quality.figures_of_project import RATE, Amount, Change, Printed, Values
from selfeval.quality.identities import Identity, Sum
from selfeval.quality.slips import slips
from selfeval.quality.sources import Sources

MOST_BROKEN_SUMS = 4
"""Beyond this, so much is wrong with a project that a smallest change means nothing."""

Move = tuple[Change, ...]


class Mending(NamedTuple):
    """The changes that an identity is to be told, and the identities that hold again once all changes are made."""

    changes: Move
    restored: tuple[Identity, ...]


def suggest(printed: Printed, sources: Sources) -> dict[Identity, Mending]:
    """Of each broken identity the changes that mend it, if there is exactly one smallest mending.

    Identities that are broken together, because they share figures, are mended together; the rest of the project must
    hold as before.
    """
    values = printed.values()
    every = identities.of(printed, sources)
    broken = [one for one in every if not one.holds(values)]
    if printed.has_twin and not any(isinstance(one, Sum) for one in broken):
        return {}  # Its amounts may be the twin's: what disagrees with them proves nothing.
    whole = [one for one in every if one not in broken]
    mended: dict[Identity, Mending] = {}
    for group in _groups([one for one in broken if one.is_mendable]):
        if all(_is_legible(one) for one in group):
            move = _mending(printed, [*group, *whole], group, values)
            if not _restores(move, group, values):
                continue
            mended |= {one: Mending(changes, tuple(group)) for one in group if (changes := _told(one, move, group))}
    return mended


def _told(one: Identity, move: Move, group: Sequence[Identity]) -> Move:
    """The changes of an identity's own figures; all of them where some stand in no broken identity, or one is lost."""
    figures = {figure for other in group for figure in other.figures}
    own = tuple(change for change in move if change.amount in one.figures)
    return own if all(change.amount in figures for change in move) else move


def _groups(broken: Sequence[Identity]) -> list[list[Identity]]:
    """Broken identities that share figures, directly or through others."""
    groups: list[list[Identity]] = []
    for one in broken:
        near = [group for group in groups if any(set(one.figures) & set(other.figures) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([other for group in near for other in group] + [one])
    return groups


def _mending(printed: Printed, every: Sequence[Identity], broken: Sequence[Identity], values: Values) -> Move:
    """The one move that mends everything; else the one set of slips that mends all broken sums, each its own."""
    moves = [*_slips(every, broken, values), *(one for one in _exchanges(printed) if _agrees(one, every, values))]
    if moves:
        return moves[0] if len(set(moves)) == 1 else ()
    sums = [one for one in broken if isinstance(one, Sum)]
    if not 2 <= len(sums) <= MOST_BROKEN_SUMS:
        return ()
    slip_each = list(dict.fromkeys(change for one in sums for change in _mendings(one, values)))
    for size in range(2, len(sums) + 1):
        mended = [move for move in combinations(slip_each, size) if _agrees(move, every, values)]
        if mended:
            return mended[0] if len(mended) == 1 else ()
    return ()


def _slips(every: Sequence[Identity], broken: Sequence[Identity], values: Values) -> Iterator[Move]:
    """Single slips, of figures that every broken identity has, after which all that they stand in holds."""
    exact = next((one for one in broken if isinstance(one, Sum)), None)
    shared = set(broken[0].figures).intersection(*(set(one.figures) for one in broken[1:]))
    if exact is not None:
        changes = [change for change in _mendings(exact, values) if change.amount in shared]
    else:
        changes = [
            Change(figure, value, _like(figure, text))
            for figure in (one for one in values if one in shared)
            for value, text in slips(figure.printed, values[figure]).items()
        ]
    concerned = {figure: [one for one in every if figure in one.figures] for figure in shared}
    for change in changes:
        if _agrees((change,), concerned[change.amount], values):
            yield (change,)


def _like(figure: Amount, text: str) -> str:
    return f"{text}%" if figure.measure == RATE and "%" in figure.printed else text


def _exchanges(printed: Printed) -> Iterator[Move]:
    """Budget and spending in each other's place: their totals, or all that is printed of both."""
    by_measure = {
        measure: {one.source: one for one in printed.amounts if one.measure == measure}
        for measure in ("budget", "executed")
    }
    budget, executed = by_measure["budget"], by_measure["executed"]
    both = [source for source in budget if source in executed]
    shared = [source for source in both if budget[source].printed_value != executed[source].printed_value]
    for sources in ([source for source in shared if source == "total"], shared):
        if sources:
            pairs = [(budget[source], executed[source]) for source in sources]
            yield tuple(_put(one, other) for pair in pairs for one, other in (pair, pair[::-1]))


def _put(place: Amount, other: Amount) -> Change:
    return Change(place, other.printed_value, other.printed)


def _is_legible(one: Identity) -> bool:
    """Where the print of one figure hides digits, what is unique among the others proves nothing."""
    return all(slips(figure.printed, figure.printed_value) for figure in one.figures)


def _mendings(one: Sum, values: Values) -> Iterator[Change]:
    """Every single slip in a broken sum that mends it."""
    total, *parts = one.figures
    gap = values[total] - sum((values[part] for part in parts), Decimal(0))
    wanted = [(total, values[total] - gap), *((part, values[part] + gap) for part in parts)]
    for figure, value in wanted:
        text = slips(figure.printed, values[figure]).get(value)
        if text is not None:
            yield Change(figure, value, text)


def _restores(move: Move, group: Sequence[Identity], values: Values) -> bool:
    """Whether what is broken holds to the last digit, not only within what a finding tolerates."""
    mended = dict(values) | {change.amount: change.value for change in move}
    return all(one.is_restored(mended) for one in group)


def _agrees(move: Move, concerned: Sequence[Identity], values: Values) -> bool:
    mended = dict(values)
    for change in move:
        if mended[change.amount] != values[change.amount]:
            return False
        mended[change.amount] = change.value
    return all(one.holds(mended) for one in concerned)
