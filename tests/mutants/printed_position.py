"""A place of a sheet to what the headings over it and the label beside it print: the key by which it is known."""

from functools import lru_cache
from itertools import pairwise

from mutants.mutations import MutantSheet, Place
from selfeval.forms.vocabulary import vocabulary
from selfeval.vocabulary.normalise import heading_key

Key = tuple[tuple[str, ...], str]
"""Texts of the headings over a place, and of the label left of it."""


class Positions:
    """Keys of a mutant's places. Heading cells are those that were headings in the clean form, wherever they went."""

    def __init__(self, mutant: MutantSheet, headings: set[Place], *, is_wide: bool) -> None:
        self._sheet, self._is_wide = mutant.sheet, is_wide
        self._rows: dict[int, dict[int, Place]] = {}
        """Heading cell over each column of each row that has any: its own cell, or one merged over it."""
        for place, origin in mutant.origins.items():
            if origin in headings:
                self._rows.setdefault(place[0], {})[place[1]] = place
        for area in mutant.sheet.merged:
            anchor = (area.top, area.left)
            if mutant.origins.get(anchor) in headings:
                self._rows[area.top] |= dict.fromkeys(range(area.left, min(area.right, area.left + 200) + 1), anchor)
        merges = (mutant.origins.get((area.top, area.left)) in headings for area in mutant.sheet.merged)
        if is_wide and not any(merges):
            self._spread_right()
        self._order = sorted(self._rows)
        self._path = lru_cache(maxsize=None)(self._path_of)

    def key(self, place: Place) -> Key:
        """Wide: the headings over a place, those of the measure before a part's own included. Card: the lowest heading
        over it, and the label left of it.
        """
        row, column = place
        path = self._path(row, column)
        if not self._is_wide:
            return path[-1:], self._label(row, column)
        if len(path) == 1 and _is_part(path):
            before = (self._path(row, left) for left in range(column - 1, 0, -1))
            path = next((left for left in before if left and not _is_part(left)), ()) + path
        return path, ""

    def over(self, place: Place) -> tuple[str, ...]:
        """All headings over a place, downwards."""
        return self._path(*place)

    def _path_of(self, row: int, column: int) -> tuple[str, ...]:
        over = (self._rows[above][column] for above in self._order if above < row and column in self._rows[above])
        texts = (heading_key(self._sheet.cells[place].text) for place in dict.fromkeys(over))
        return tuple(text for text in texts if not text.isdigit())

    def _label(self, row: int, column: int) -> str:
        """Words of the nearest heading left of a place; a row's number (行次) says where it stands, not what it is."""
        left = (place for at, place in sorted(self._rows.get(row, {}).items(), reverse=True) if at < column)
        texts = (heading_key(self._sheet.cells[place].text) for place in left)
        return next((text for text in texts if not text.isdigit()), "")

    def _spread_right(self) -> None:
        """Without merges a heading holds for the blanks right of it, as far as the heading above it reaches."""
        last = max((c for columns in self._rows.values() for c in columns), default=0)
        for above, row in pairwise([0, *sorted(self._rows)]):
            upper, columns = self._rows.get(above, {}), self._rows[row]
            for column in range(2, last + 1):
                left = columns.get(column - 1)
                is_blank = column not in columns and (row, column) not in self._sheet.cells
                if is_blank and left and (not upper or upper.get(column) == upper.get(column - 1)):
                    columns[column] = left


def _is_part(path: tuple[str, ...]) -> bool:
    found = vocabulary().headings.get(path[-1])
    return found is not None and found.source is not None
