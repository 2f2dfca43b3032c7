"""All departments' projects of two years → the lineage between them and the questions that are left.

What persons decided comes first. Then each department is matched with itself, with a department whose place it took,
and what is still free with other departments. A department that has not handed in yet, or only some of its cards, ends
nothing.

Where only some departments are matched, what is free in the others stands around them (`Around`): the outcome for these
departments is the same as if all were matched.
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


@dataclass(frozen=True)
class Around:
    """Free projects of departments that are not matched here and may have moved to or from those that are.

    `moved` are those of them that a code has led to another department, `both` the departments among theirs that are
    there in both years, and `bearers` how many departments of the province bear a name.
    """

    before: tuple[Project, ...] = ()
    after: tuple[Project, ...] = ()
    moved: frozenset[Project] = frozenset()
    both: frozenset[int] = frozenset()
    bearers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Leftover:
    """A project without counterpart in its own department; whether its code was found in another one."""

    side: str
    project: Project
    is_in_both: bool
    is_moved: bool = False


@dataclass
class Pairing:
    """Groups in which every project stands once, questions about projects and about departments, and what was left."""

    groups: list[Group] = field(default_factory=list)
    questions: list[Group] = field(default_factory=list)
    departments: list[Change] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def pair(
    before: Projects,
    after: Projects,
    decided: Decided,
    changes: Sequence[Change] = (),
    by_cards: Collection[int] = frozenset(),
    around: Around | None = None,
) -> Pairing:
    """Match two years; each group stands with the department of its current side.

    `by_cards` are the departments that have handed in cards of the current year and no table of their projects. Without
    `around` the departments are all that there are; with it, groups and questions are those of the given departments.
    """
    confirmed, matchings = _within(before, after, decided, changes)
    left = list(_left(before, after, matchings))
    moved = _move(before, after, matchings, decided, around)
    pairing = Pairing(confirmed, leftovers=[replace(one, is_moved=one.project in moved) for one in left])
    heirs = {change.to_key for change in changes}
    waiting = {change.from_key for change in changes if change.kind == "moved" or change.to_key not in after}
    gone = {change.from_key for change in changes} - waiting
    partial = _partial(before, after, changes, by_cards)
    for key, matching in matchings.items():
        matching.settle()
        pairing.questions += matching.questions
        if key not in before and key not in after:
            # Another department, to which something of these may have moved.
            pairing.groups += matching.groups
            continue
        absent = ("awaited" if key in partial else "ended") if key in after or key in gone else None
        pairing.groups += matcher.closed(matching, has_prior=key in before or key in heirs, absent=absent)
    pairing.groups = ordered(pairing.groups)
    known = {(change.from_key, change.to_key) for change in changes}
    if around is None:
        pairing.departments = suspected(before, after, known)
    return pairing


def leftovers(before: Projects, after: Projects, decided: Decided, changes: Sequence[Change]) -> list[Leftover]:
    """Projects of some departments that are free before other departments are looked at."""
    _, matchings = _within(before, after, decided, changes)
    return list(_left(before, after, matchings))


def suspected(before: Projects, after: Projects, known: Collection[tuple[int, int]]) -> list[Change]:
    """Departments that may have become others, without the pairs that are known to have."""
    found = department_change.suspected(before, after)
    return [one for one in found if (one.from_key, one.to_key) not in known]


def _within(
    before: Projects, after: Projects, decided: Decided, changes: Sequence[Change]
) -> tuple[list[Group], dict[int, Matching]]:
    """What persons confirmed, and each department matched with itself and with those whose place it took."""
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
    return confirmed, matchings


def _left(before: Projects, after: Projects, matchings: Mapping[int, Matching]) -> Iterator[Leftover]:
    for matching in matchings.values():
        for side, projects in (("prior", matching.before), ("current", matching.after)):
            for one in projects:
                yield Leftover(side, one, one.department_key in before and one.department_key in after)


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


def _move(
    before: Projects, after: Projects, matchings: dict[int, Matching], decided: Decided, around: Around | None
) -> set[Project]:
    """Match what is free in one department with what is free in another; a name counts only where both years are.

    Returns the projects that moved for sure. A department around that something may have moved to gets a matching.
    """
    others = around or Around()
    both = {*(before.keys() & after.keys()), *others.both}
    free = Matching(
        sorted([one for matching in matchings.values() for one in matching.before] + [*others.before]),
        sorted([one for matching in matchings.values() for one in matching.after] + [*others.after]),
        decided.rejected,
    )
    free.take(moves.by_code(free.before, free.after, both))
    then = [one for one in free.before if one.department_key in both and one not in others.moved]
    now = [one for one in free.after if one.department_key in both and one not in others.moved]
    free.take(moves.by_name(then, now, others.bearers if around else moves.bearers(before, after)))
    own = {*before, *after}
    for one in others.after:
        matchings.setdefault(one.department_key or 0, Matching([], [], decided.rejected)).after.append(one)
    for group in (*free.groups, *free.questions):
        if own & {one.department_key for one in (*group.prior, *group.current)}:
            matching = matchings[group.current[0].department_key or 0]
            (matching.groups if group.is_sure else matching.questions).append(group)
    moved = {one for group in free.groups for one in (*group.prior, *group.current)}
    for matching in matchings.values():
        matching.before = [one for one in matching.before if one not in moved]
        matching.after = [one for one in matching.after if one not in moved]
    return moved
