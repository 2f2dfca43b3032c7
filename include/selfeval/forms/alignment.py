"""One row's cells to its slots: the cheapest monotone alignment, the amounts settled by arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from selfeval.forms.amount_alignment import AmountChoice, settle_amounts
from selfeval.forms.figures import Kind, kind_of, plain, score
from selfeval.forms.headings import Slot
from selfeval.forms.vocabulary import Level, Role, vocabulary
from selfeval.sheet import Cell

LOST_SLOT = 0.6
"""A blank cell was dropped: its slot has no cell."""
LOST_NAME = 6.0
"""Every project has a name; a row without one is the last thing to believe."""
LOST_GOAL = 2.0
"""Both goal cells are filled in 16 of the 16 rows of the founding table."""
ORPHAN = 1.0
"""A result that does not follow its target."""
EXTRA_BLANK = 0.4
"""A blank cell that no slot accounts for."""
EXTRA_VALUE = 12.0
"""A printed value that no slot accounts for: it stays unread, and is told."""
FIGURE_FOR_PROSE = 8.0
"""A bare figure for a goal or a problem: the founding table has none; its rate column was missed."""
NEVER = 20.0
"""Prose under an amount or a rate, a figure for a name."""

POINTS = {Role.TOTAL_SCORE, Role.WEIGHT, Role.SCORE}
TEXT_ROLES = {Role.GOAL_PLANNED, Role.GOAL_ACTUAL, Role.TARGET, Role.ACTUAL, Role.PROBLEMS, Role.RECTIFICATION}


@dataclass(frozen=True, slots=True)
class Alignment:
    """Cells by the index of their slot; `rivals` holds a second amount alignment that fits about as well."""

    cells: dict[int, Cell]
    rivals: tuple[AmountChoice, AmountChoice] | None = None


def align_row(cells: Sequence[Cell | None], slots: Sequence[Slot]) -> Alignment:
    """Align a row's cells (None is a blank; no blanks at the end) to slots in order.

    Cost counts the kind of value against the slot, blanks lost and left over, and the words of indicators; among the
    amount slots parts = total and executed ÷ budget ≈ rate decide.
    """
    placed = _cheapest(cells, slots)
    by_slot = {slot: cells[index] for index, slot in placed.items()}
    kept = {slot: cell for slot, cell in by_slot.items() if cell is not None}
    choice = settle_amounts(cells, slots, placed)
    if choice is None:
        return Alignment(kept)
    best, rival = choice
    others = {slot: cell for slot, cell in kept.items() if slots[slot].role is not Role.AMOUNT}
    return Alignment(others | best.cells, (best, rival) if rival else None)


def _cheapest(cells: Sequence[Cell | None], slots: Sequence[Slot]) -> dict[int, int]:
    """Index of the slot of each placed cell, by dynamic programming over cells × slots."""
    costs = _Costs.of(cells, slots)
    cost = [[0.0] * (len(slots) + 1) for _ in range(len(cells) + 1)]
    came: dict[tuple[int, int], Move] = {}
    for i in range(len(cells) + 1):
        for j in range(len(slots) + 1):
            if i or j:
                moves = _moves(costs, i, j)
                cost[i][j], came[i, j] = min((cost[i - m.cells][j - m.slots] + m.cost, m) for m in moves)
    placed: dict[int, int] = {}
    i, j = len(cells), len(slots)
    while i or j:
        move = came[i, j]
        if move.places:
            placed |= {i - back: j - back for back in range(1, move.cells + 1)}
        i, j = i - move.cells, j - move.slots
    return placed


class Move(NamedTuple):
    """A step of the alignment: what it costs, how many cells and slots it takes, and whether it joins them."""

    cost: float
    cells: int
    slots: int
    places: bool


class _Costs(NamedTuple):
    """What each step costs, worked out once for a row."""

    misfit: list[list[float]]
    """Of each cell in each slot."""
    lost: list[float]
    extra: list[float]
    is_filled: list[bool]
    is_result: list[bool]

    @classmethod
    def of(cls, cells: Sequence[Cell | None], slots: Sequence[Slot]) -> "_Costs":
        return cls(
            misfit=[[_misfit(cell, slot) for slot in slots] for cell in cells],
            lost=[_lost(slot) for slot in slots],
            extra=[EXTRA_BLANK if cell is None else EXTRA_VALUE for cell in cells],
            is_filled=[cell is not None for cell in cells],
            is_result=[slot.role is Role.ACTUAL for slot in slots],
        )


def _moves(costs: _Costs, i: int, j: int) -> list[Move]:
    """The steps that can end behind the i-th cell and the j-th slot."""
    moves: list[Move] = []
    if j:
        moves.append(Move(costs.lost[j - 1], 0, 1, False))
    if i:
        moves.append(Move(costs.extra[i - 1], 1, 0, False))
    if i and j:
        misfit = costs.misfit[i - 1][j - 1]
        completes = costs.is_result[j - 1] and costs.is_filled[i - 1]
        moves.append(Move(misfit + (ORPHAN if completes else 0.0), 1, 1, True))
        if completes and i > 1 and j > 1 and costs.is_filled[i - 2]:
            moves.append(Move(misfit + costs.misfit[i - 2][j - 2], 2, 2, True))
    return moves


def _lost(slot: Slot) -> float:
    if slot.role is Role.NAME:
        return LOST_NAME
    if slot.role in (Role.GOAL_PLANNED, Role.GOAL_ACTUAL):
        return LOST_GOAL
    level = _level(slot)
    return LOST_SLOT / 3 if level and not level.is_usual else LOST_SLOT


def _misfit(cell: Cell | None, slot: Slot) -> float:
    """How badly a cell suits a slot; 0 is well, below 0 is a word that speaks for it."""
    kind = kind_of(cell)
    if kind is Kind.BLANK or cell is None:
        return 4.0 if slot.role is Role.NAME else 0.0
    if slot.role in TEXT_ROLES:
        return _text_misfit(kind, cell, slot)
    if slot.role in POINTS and score(cell) is not None:
        return 0.5
    match slot.role, kind:
        case (Role.SEQUENCE, Kind.NUMBER):
            return 0.0 if plain(cell.text).isdigit() else 4.0
        case (Role.SEQUENCE, Kind.TEXT | Kind.STATE):
            return LOST_NAME
        case (Role.DIVISION | Role.NAME, Kind.TEXT) | (Role.AMOUNT, Kind.NUMBER) | (Role.RATE, Kind.RATE):
            return 0.0
        case (Role.CODE, _):
            return 0.5 if kind in (Kind.NUMBER, Kind.TEXT, Kind.GARBLED) else NEVER
        case (Role.RATE, Kind.NUMBER) | (
            Role.AMOUNT | Role.RATE,
            Kind.GARBLED,
        ):
            return 1.0
        case (
            Role.DIVISION | Role.AMOUNT | Role.RATE | Role.SEQUENCE | Role.TOTAL_SCORE | Role.WEIGHT | Role.SCORE,
            Kind.NULL_MARK,
        ):
            return 0.0
        case _:
            return NEVER


def _text_misfit(kind: Kind, cell: Cell, slot: Slot) -> float:
    completes = slot.role in (Role.ACTUAL, Role.GOAL_ACTUAL)
    if kind in (Kind.NUMBER, Kind.RATE, Kind.GARBLED) and slot.role not in (Role.TARGET, Role.ACTUAL):
        return FIGURE_FOR_PROSE
    match kind:
        case Kind.NUMBER | Kind.GARBLED:
            return 1.5
        case Kind.RATE:
            return 0.3 if slot.role is Role.ACTUAL else 1.5
        case Kind.STATE:
            return 0.0 if completes else 2.0
        case Kind.NULL_MARK:
            return 0.0
    if answers := vocabulary().answers.get(plain(cell.text)):
        return -1.0 if slot.role is answers else 2.0
    level = _level(slot)
    if not level:
        return 0.0
    if slot.role is Role.ACTUAL:
        return 1.2
    return _cue_misfit(plain(cell.text), level.level2)


@lru_cache(maxsize=4096)
def _cue_misfit(text: str, level2: str) -> float:
    """The words of a target speak for one level-2 indicator, and against one that needs a word of its own."""
    spoken = {level.level2 for level in vocabulary().levels if any(cue in text for cue in level.cues)}
    if level2 in spoken:
        return -1.0
    needs_cue = next(level.needs_cue for level in vocabulary().levels if level.level2 == level2)
    return 0.5 if needs_cue else 0.0


@lru_cache(maxsize=256)
def _level(slot: Slot) -> Level | None:
    return next((level for level in vocabulary().levels if level.level2 == slot.level2), None) if slot.level2 else None
