"""All departments' projects of two years → the lineage between them and the questions that are left.

What persons decided comes first. Then each department is matched with itself, with a department whose place it took,
and what is still free with other departments. A department that has not handed in yet, or only some of its cards, ends
nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from selfeval.warehouse.lineage import department_change, matcher, moves
from selfeval.warehouse.lineage.department_change import Change
from selfeval.warehouse.lineage.likeness import Project
from selfeval.warehouse.lineage.lineage_group import Decided, Group, Matching, ordered

Projects = Mapping[int, Sequence[Project]]
"""Projects of one year by department."""


@dataclass
class Pairing:
    """Groups in which every project stands once, and questions about projects and about departments."""

    groups: list[Group] = field(default_factory=list)
    questions: list[Group] = field(default_factory=list)
    departments: list[Change] = field(default_factory=list)


def pair(
    before: Projects,
    after: Projects,
    decided: Decided,
    changes: Sequence[Change] = (),
    by_cards: Collection[int] = frozenset(),
) -> Pairing:
    """Match two years; each group stands with the department of its current side.

    `by_cards` are the departments that have handed in cards of the current year and no table of their projects.
    """
    confirmed = list(_confirmed(before, after, decided))
    settled = {one.key for group in confirmed for one in (*group.prior, *group.current)}
    matchings = {
        key: matcher.match(
            [one for one in before.get(key, ()) if one.key not in settled],
            [one for one in after.get(key, ()) if one.key not in settled],
            decided.rejected,
        )
        for key in sorted({*before, *after})
    }
    for change in sorted(changes):
        _follow(change, matchings)
    _move(before, after, matchings, decided)
    pairing = Pairing(confirmed)
    heirs = {change.to_key for change in changes}
    waiting = {change.from_key for change in changes if change.kind == "moved" or change.to_key not in after}
    gone = {change.from_key for change in changes} - waiting
    partial = _partial(before, after, changes, by_cards)
    for key, matching in matchings.items():
        matching.settle()
        pairing.questions += matching.questions
        absent = ("awaited" if key in partial else "ended") if key in after or key in gone else None
        pairing.groups += matcher.closed(matching, has_prior=key in before or key in heirs, absent=absent)
    pairing.groups = ordered(pairing.groups)
    known = {(change.from_key, change.to_key) for change in changes}
    found = department_change.suspected(before, after)
    pairing.departments = [one for one in found if (one.from_key, one.to_key) not in known]
    return pairing


def _partial(
    before: Projects, after: Projects, changes: Sequence[Change], by_cards: Collection[int]
) -> Collection[int]:
    """Departments of which cards may still come: fewer projects than last year, and nothing but cards.

    Last year's projects are also those of departments whose place it took, which wait as long as it does.
    """
    givers: dict[int, set[int]] = defaultdict(set)
    for change in changes:
        givers[change.to_key].add(change.from_key)
    partial: set[int] = set()
    for key in by_cards:
        before_it = {key, *givers[key]}
        if len(after.get(key, ())) < sum(len(before.get(one, ())) for one in before_it):
            partial |= before_it
    return partial


def _confirmed(before: Projects, after: Projects, decided: Decided) -> Iterator[Group]:
    """What a person confirmed holds while all its projects are there, and no card came of one that was told to end."""
    then = {one.key: one for projects in before.values() for one in projects}
    now = {one.key: one for projects in after.values() for one in projects}
    for one in decided.confirmed:
        prior, current = one.members
        has_come = one.kind == "ended" and prior & now.keys()
        if prior <= then.keys() and current <= now.keys() and not has_come:
            sides = [then.pop(key) for key in sorted(prior)], [now.pop(key) for key in sorted(current)]
            said = f"人工确认：{one.decision}", f"confirmed by a person: {one.decision}"
            yield Group(one.kind, (*sorted(sides[0]),), (*sorted(sides[1]),), Decimal(1), *said)


def _follow(change: Change, matchings: Mapping[int, Matching]) -> None:
    """Match what a department left with what the one that took its place has."""
    giver, taker = matchings.get(change.from_key), matchings.get(change.to_key)
    if giver is None or taker is None:
        return
    found = matcher.match(giver.before, taker.after, taker.rejected)
    is_moved = change.kind != "renamed"
    taker.groups += [
        replace(group, kind="moved") if is_moved and group.kind in ("same", "renamed") else group
        for group in found.groups
    ]
    taker.questions += found.questions
    giver.before, taker.after = found.before, found.after


def _move(before: Projects, after: Projects, matchings: Mapping[int, Matching], decided: Decided) -> None:
    """Match what is free in one department with what is free in another; a name counts only where both years are."""
    both = before.keys() & after.keys()
    free = Matching(
        sorted(one for matching in matchings.values() for one in matching.before),
        sorted(one for matching in matchings.values() for one in matching.after),
        decided.rejected,
    )
    free.take(moves.by_code(free.before, free.after, both))
    then = [one for one in free.before if one.department_key in both]
    now = [one for one in free.after if one.department_key in both]
    free.take(moves.by_name(then, now, moves.bearers(before, after)))
    for group in (*free.groups, *free.questions):
        matching = matchings[group.current[0].department_key or 0]
        (matching.groups if group.is_sure else matching.questions).append(group)
    moved = {one for group in free.groups for one in (*group.prior, *group.current)}
    for matching in matchings.values():
        matching.before = [one for one in matching.before if one not in moved]
        matching.after = [one for one in matching.after if one not in moved]
