"""A sheet to a mutant: cells and rows dropped, doubled, swapped or shifted, each cell remembering where it stood."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from selfeval.sheet import Cell, Range, Sheet

Place = tuple[int, int]


@dataclass(slots=True)
class MutantSheet:
    """A sheet and, for each of its cells, the place where it stood before."""

    sheet: Sheet
    origins: dict[Place, Place] = field(default_factory=dict)
    focus: list[Place] = field(default_factory=list)
    """Where most mutations strike: what is read wrong there matters most."""

    @classmethod
    def of(cls, sheet: Sheet, focus: list[Place] | None = None) -> "MutantSheet":
        """The sheet itself, not yet mutated."""
        copied = replace(sheet, cells=dict(sheet.cells), merged=list(sheet.merged))
        return cls(copied, {place: place for place in sheet.cells}, focus or sorted(sheet.cells))

    def put(self, place: Place, cell: Cell | None, origin: Place) -> None:
        """Set or, with no cell, blank a place."""
        self.sheet.cells.pop(place, None)
        self.origins.pop(place, None)
        if cell:
            self.sheet.cells[place] = Cell(*place, cell.text, cell.number)
            self.origins[place] = origin

    def reorder(self, rows: list[int]) -> None:
        """Rows by their old numbers in their new order; a number left out is a row dropped, one twice a row doubled."""
        old, origins = self.sheet, self.origins
        self.sheet, self.origins = replace(old, cells={}, merged=[]), {}
        by_row = old.rows()
        for row, before in enumerate(rows, start=1):
            for cell in by_row.get(before, []):
                self.put((row, cell.column), cell, origins[before, cell.column])
        for area in old.merged:
            self.sheet.merged += _moved(area, rows)


def _moved(area: Range, rows: list[int]) -> list[Range]:
    """Where a merged range lies after rows moved: each run of rows that it held."""
    runs: list[Range] = []
    for row, before in enumerate(rows, start=1):
        if area.top <= before <= area.bottom:
            if area.top < area.bottom and runs and runs[-1].bottom == row - 1:
                runs[-1] = Range(runs[-1].top, area.left, row, area.right)
            else:
                runs.append(Range(row, area.left, row, area.right))
    return runs


def mutate(rng: Random, mutant: MutantSheet) -> str:
    """Mutate once; says what was done."""
    kind = rng.choice(list(MUTATIONS))
    return f"{kind} {MUTATIONS[kind](rng, mutant)}"


def _drop_cell(rng: Random, mutant: MutantSheet) -> str:
    place = _some_place(rng, mutant)
    mutant.put(place, None, place)
    return mutant.sheet.address(*place)


def _copy_cell(rng: Random, mutant: MutantSheet) -> str:
    """One cell's content typed over another's in its row or column."""
    source = _some_place(rng, mutant)
    target = _neighbour(rng, mutant, source)
    mutant.put(target, mutant.sheet.cells[source], mutant.origins[source])
    return f"{mutant.sheet.address(*source)} over {mutant.sheet.address(*target)}"


def _swap_cells(rng: Random, mutant: MutantSheet) -> str:
    one = _some_place(rng, mutant)
    other = _neighbour(rng, mutant, one)
    cells, origins = mutant.sheet.cells, mutant.origins
    first, second = (cells[one], origins[one]), (cells[other], origins[other])
    mutant.put(one, *second)
    mutant.put(other, *first)
    return f"{mutant.sheet.address(*one)} {mutant.sheet.address(*other)}"


def _shift_left(rng: Random, mutant: MutantSheet) -> str:
    """A cell is deleted and what stands right of it moves left."""
    row, column = _some_place(rng, mutant)
    _shift(mutant, row, column, -1)
    return mutant.sheet.address(row, column)


def _shift_right(rng: Random, mutant: MutantSheet) -> str:
    """A blank cell is inserted and what stands right of it moves right."""
    row, column = _some_place(rng, mutant)
    _shift(mutant, row, column, 1)
    return mutant.sheet.address(row, column)


def _double_cell(rng: Random, mutant: MutantSheet) -> str:
    """A cell is inserted again before itself."""
    row, column = _some_place(rng, mutant)
    cell, origin = mutant.sheet.cells[row, column], mutant.origins[row, column]
    _shift(mutant, row, column, 1)
    mutant.put((row, column), cell, origin)
    return mutant.sheet.address(row, column)


def _shift(mutant: MutantSheet, row: int, column: int, by: int) -> None:
    """Move the cells of a row from a column on, with the merged ranges that lie in that row alone."""
    moving = [(cell, mutant.origins[row, cell.column]) for cell in mutant.sheet.rows()[row] if cell.column >= column]
    for cell, origin in moving:
        mutant.put((row, cell.column), None, origin)
    for cell, origin in moving:
        if by > 0 or cell.column > column:
            mutant.put((row, cell.column + by), cell, origin)
    kept: list[Range] = []
    for area in mutant.sheet.merged:
        if not (area.top == area.bottom == row) or area.left < column:
            kept.append(area)
        elif by > 0 or area.left > column:
            kept.append(Range(row, area.left + by, row, area.right + by))
    mutant.sheet.merged = kept


def _drop_row(rng: Random, mutant: MutantSheet) -> str:
    rows = _all_rows(mutant)
    row, _ = _some_place(rng, mutant)
    rows.remove(row)
    mutant.reorder(rows)
    return str(row)


def _double_row(rng: Random, mutant: MutantSheet) -> str:
    rows = _all_rows(mutant)
    row, _ = _some_place(rng, mutant)
    rows.insert(rows.index(row), row)
    mutant.reorder(rows)
    return str(row)


def _swap_rows(rng: Random, mutant: MutantSheet) -> str:
    rows = _all_rows(mutant)
    one, _ = _some_place(rng, mutant)
    other = rng.choice([row for row in mutant.sheet.rows() if row != one and abs(row - one) <= NEAR] or [one])
    left, right = rows.index(one), rows.index(other)
    rows[left], rows[right] = rows[right], rows[left]
    mutant.reorder(rows)
    return f"{one} {other}"


FOCUSED = 0.7
"""So many of the mutations strike where amounts, rates and names are told."""
NEAR = 6
"""Rows that are swapped lie so near: most slips do."""
MUTATIONS: dict[str, Callable[[Random, MutantSheet], str]] = {
    "drop cell": _drop_cell,
    "copy cell": _copy_cell,
    "swap cells": _swap_cells,
    "shift left": _shift_left,
    "shift right": _shift_right,
    "double cell": _double_cell,
    "drop row": _drop_row,
    "double row": _double_row,
    "swap rows": _swap_rows,
}


def _all_rows(mutant: MutantSheet) -> list[int]:
    return list(range(1, max(row for row, _ in mutant.sheet.cells) + 1))


def _some_place(rng: Random, mutant: MutantSheet) -> Place:
    return rng.choice(mutant.focus if rng.random() < FOCUSED else sorted(mutant.sheet.cells))


def _neighbour(rng: Random, mutant: MutantSheet, place: Place) -> Place:
    """Another cell of the same row or column."""
    row, column = place
    near = [other for other in sorted(mutant.sheet.cells) if (other[0] == row) != (other[1] == column)]
    return rng.choice(near or [place])
