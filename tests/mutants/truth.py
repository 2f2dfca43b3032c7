"""A clean form, read right, to what its cells hold: the truth by which the mutants of it are judged."""

from collections import defaultdict
from dataclasses import dataclass, field

from mutants.mutations import MutantSheet, Place
from mutants.printed_position import Key, Positions

from selfeval.forms.record import Reading
from selfeval.sheet import Sheet

Slot = tuple[str, str]
"""Measure and source of an amount, or `("rate", "")`, or `("name", "")`."""
Number = tuple[int, int]
"""Form and project."""
At = tuple[str, Place]
"""Sheet and place."""


@dataclass(slots=True)
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
            positions = truth.positions(MutantSheet.of(sheet))
            for (name, place), slot in truth.slots.items():
                if name == sheet.name:
                    truth.keys[name, positions.key(place)].add(slot)
        return truth

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

    def of_key(self, name: str, key: Key) -> Slot | None:
        """What a key stands for; None where the clean form does not have it, or has it for two things."""
        found = self.keys.get((name, key), set())
        return next(iter(found)) if len(found) == 1 else None


def claims(reading: Reading) -> list[tuple[str, Number, str, Slot]]:
    """(cell of the project's name or row, form and project, cell, slot) of every amount, rate and name read."""
    found = []
    for form_number, form in enumerate(reading.forms, 1):
        for number, project in enumerate(form.projects, 1):
            own = (form_number, number)
            at = project.name_cell or (project.anchor_cell if form.family == "wide" else "")
            found += [(at, own, amount.cell, (amount.measure, amount.source)) for amount in project.amounts]
            if project.stated_rate:
                found.append((at, own, project.stated_rate.cell, ("rate", "")))
            if project.name_cell:
                found.append((at, own, project.name_cell, ("name", "")))
    return found


def places(sheets: list[Sheet]) -> dict[str, At]:
    """Sheet and place of each address."""
    return {sheet.address(*place): (sheet.name, place) for sheet in sheets for place in sheet.cells}
