"""A clean form, read right, to what its cells hold: the truth by which the mutants of it are judged."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from mutants.mutations import MutantSheet, Place
from mutants.printed_position import Key, Positions
from selfeval.forms.heading_blocks import find_blocks
from selfeval.forms.record import Reading
from selfeval.forms.vocabulary import Role, vocabulary
from selfeval.sheet import Cell, Sheet
from selfeval.vocabulary.normalise import heading_key

Slot = tuple[str, str]
"""Measure and source of an amount, or `("rate", "")`, or `("name", "")`."""
NAME, RATE = ("name", ""), ("rate", "")
Number = tuple[int, int]
"""Form and project."""
At = tuple[str, Place]
"""Sheet and place."""


@dataclass
class Truth:
    """What cells hold and whose they are, which of them are headings, and what each key of headings stands for."""

    sheets: list[Sheet]
    reading: Reading
    is_wide: bool
    slots: dict[At, Slot] = field(default_factory=dict)
    owners: dict[At, Number] = field(default_factory=dict)
    headings: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    totals: set[At] = field(default_factory=set)
    keys: dict[tuple[str, Key], set[Slot]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, sheets: list[Sheet], reading: Reading) -> "Truth":
        """Learn from a clean form and its right reading."""
        truth = cls(sheets, reading, any(form.family == "wide" for form in reading.forms))
        at = places(sheets)
        for entry in reading.ledger:
            name, place = at[entry.cell]
            if entry.role == "heading":
                truth.headings[name].add(place)
            elif entry.role in ("total", "note"):
                truth.totals.add((name, place))
            if entry.form_number:
                truth.owners[name, place] = (entry.form_number, entry.project_number or 0)
        for _, number, address, slot in claims(reading):
            truth.slots[at[address]] = slot
            truth.owners[at[address]] = number
        for sheet in sheets:
            truth._learn_keys(sheet)
        return truth

    def _learn_keys(self, sheet: Sheet) -> None:
        """What stands for each slot: the headings and label of its figures, and those of a wide form's columns."""
        positions = self.positions(MutantSheet.of(sheet))
        for (name, place), slot in self.slots.items():
            if name == sheet.name:
                self.keys[name, self.key(positions, place, slot)].add(slot)
        for block in find_blocks(sheet):
            for column, known in block.columns.items():
                if known.measure and known.source:
                    key = positions.key((block.bottom + 1, column))
                    self.keys[sheet.name, key].add((known.measure, known.source))

    @cached_property
    def names(self) -> set[str]:
        """Labels beside which the clean form names its projects, whatever heading stands over them."""
        return {label for (_, (_, label)), slots in self.keys.items() if NAME in slots and label}

    def mutants(self) -> list[MutantSheet]:
        """The sheets, to be mutated where amounts, rates and names stand and where headings and labels tell them."""
        return [MutantSheet.of(sheet, self._focus(sheet)) for sheet in self.sheets]

    def _focus(self, sheet: Sheet) -> list[Place]:
        """Cells that hold a slot, and the headings of their rows and columns."""
        held = [place for name, place in self.slots if name == sheet.name]
        rows, columns = {row for row, _ in held}, {column for _, column in held}
        headings = {(row, column) for row, column in self.headings[sheet.name] if row in rows or column in columns}
        return sorted(headings | set(held))

    def positions(self, mutant: MutantSheet) -> Positions:
        """The keys of a mutant's places."""
        return Positions(mutant, self.headings[mutant.sheet.name], is_wide=self.is_wide)

    @staticmethod
    def key(positions: Positions, place: Place, slot: Slot | None = None) -> Key:
        """The key of a place; a rate is one whichever row's label stands beside it."""
        headings, label = positions.key(place)
        return headings, "" if slot == RATE else label

    def printed(self, name: str, positions: Positions, place: Place, text: str) -> Slot | None:
        """What headings and label print that a place holds: what they stood for in the clean form, or what they say.

        A cell that prints label and amount together, `其他资金：2880万元`, has the label in its own text, and is of the
        lowest measure over it. None where the clean form has such headings for two things, or where they say nothing.
        """
        headings, label = positions.key(place)
        if not self.is_wide and label in self.names:
            return NAME
        found = self.keys.get((name, (headings, ""))) or self.keys.get((name, (headings, label)), set())
        if not found and headings:
            found = _said_in_column(headings) if self.is_wide else _said(headings[-1], label)
        if not found and not self.is_wide and (own := re.fullmatch("(.+)[:：][^:：]+", text)):
            measures = [words for words in positions.over(place) if _measure(words)]
            found = _said(measures[-1], heading_key(own[1])) if measures else set()
        return next(iter(found)) if len(found) == 1 else None

    def source_in_order(self, mutant: MutantSheet, slot: Slot) -> Slot:
        """What a slot becomes where rows are read by the order of the headings: the source that stands where its own
        source stood among them, in the clean form.
        """
        clean = next(sheet for sheet in self.sheets if sheet.name == mutant.sheet.name)
        headings = self.headings[clean.name]
        before = _sources(clean.cells[place] for place in sorted(headings))
        now = _sources(cell for place, cell in sorted(mutant.sheet.cells.items()) if mutant.origins[place] in headings)
        return slot[0], dict(zip(before, now, strict=False)).get(slot[1], slot[1])


def _sources(headings: Iterable[Cell]) -> list[str]:
    """The sources that headings name, each once, in order."""
    said = (vocabulary().headings.get(heading_key(cell.text)) for cell in headings)
    return list(dict.fromkeys(found.source for found in said if found and found.source))


def _said(heading: str, label: str) -> set[Slot]:
    """What a card's heading and label say together, though no figure stood there in the clean form."""
    above, beside = (vocabulary().headings.get(words) for words in (heading, label))
    if above and above.measure and beside and beside.source:
        return {(above.measure, beside.source)}
    return {RATE} if above and above.role is Role.RATE else set()


def _measure(words: str) -> str | None:
    found = vocabulary().headings.get(words)
    return found.measure if found else None


def _said_in_column(headings: tuple[str, ...]) -> set[Slot]:
    """What the headings over a wide form's column say, where every source is part of the one above it."""
    said = [found for words in headings if (found := vocabulary().headings.get(words))]
    measures, sources = [one.measure for one in said if one.measure], [one.source for one in said if one.source]
    part_of = vocabulary().part_of
    if not measures or not sources or any(part_of[lower] != upper for upper, lower in pairwise(sources)):
        return set()
    return {(measures[-1], sources[-1])}


def claims(reading: Reading) -> list[tuple[str, Number, str, Slot]]:
    """(cell of the project's name or row, form and project, cell, slot) of every amount, rate and name read."""
    found = []
    for form_number, form in enumerate(reading.forms, 1):
        for number, project in enumerate(form.projects, 1):
            own = (form_number, number)
            at = project.name_cell or (project.anchor_cell if form.family == "wide" else "")
            found += [(at, own, amount.cell, (amount.measure, amount.source)) for amount in project.amounts]
            if project.stated_rate:
                found.append((at, own, project.stated_rate.cell, RATE))
            if project.name_cell:
                found.append((at, own, project.name_cell, NAME))
    return found


def places(sheets: list[Sheet]) -> dict[str, At]:
    """Sheet and place of each address."""
    return {sheet.address(*place): (sheet.name, place) for sheet in sheets for place in sheet.cells}
