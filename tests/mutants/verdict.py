"""A mutant and its reading to what was read wrong, and whether a finding of reading told it.

Right is a value that the mutant prints at its cell, in the slot that the headings over that cell print, or in the slot
that the value had before it was moved; and for the project in whose row or card it stands, or stood. A mutant whose
labels or headings changed places prints another form, which is as honest as the first: what it prints decides. Where
reading reports that it went by the order of the headings, a source is the one that stands where its own stood in it.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from mutants.mutations import MutantSheet
from mutants.truth import NAME, RATE, At, Number, Slot, Truth, claims, places
from selfeval.forms.figures import plain
from selfeval.forms.record import LedgerEntry, Reading, ReadingFinding

OTHER = ("other", "")
"""A place that held no amount, rate or name."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One value that was read as what it is not, or neither read nor left unread."""

    kind: str
    """`amount`, `rate` or `name`."""
    project: Number
    """Form and project in the mutant's reading; 0 where none is known."""
    told: str


class Verdict:
    """What is to be said of one mutant's reading."""

    def __init__(self, truth: Truth, mutants: list[MutantSheet], reading: Reading) -> None:
        self._truth, self._reading = truth, reading
        self._mutants = {mutant.sheet.name: mutant for mutant in mutants}
        self._positions = {mutant.sheet.name: truth.positions(mutant) for mutant in mutants}
        self._at = places([mutant.sheet for mutant in mutants])

    def wrongs(self) -> list[Wrong]:
        """Every amount, rate and name that is read wrong, or lost."""
        return [*self._misread(), *self._lost()]

    def told_by(self, project: Number) -> set[str]:
        """Rules of reading's findings on a project, its form or the file that the clean form does not have."""
        clean = {(f.rule, f.project_name) for f in self._truth.reading.findings}
        new = {
            f.rule for f in self._reading.findings if _concerns(f, project) and (f.rule, f.project_name) not in clean
        }
        return (new | self._newly_unread) - {"cells-without-field"}

    @cached_property
    def _newly_unread(self) -> set[str]:
        """Whether a cell that was read in the clean form is unread, and told to be."""
        before = {entry.cell for entry in self._truth.reading.ledger if entry.role == "unread"}
        left = [e for e in self._reading.ledger if e.role == "unread" and not e.is_expected]
        return {"unread-cells"} if any(self._address_before(entry) not in before for entry in left) else set()

    def _address_before(self, entry: LedgerEntry) -> str:
        name, _ = self._at[entry.cell]
        return self._mutants[name].sheet.address(*self._origin(self._at[entry.cell])[1])

    def _misread(self) -> list[Wrong]:
        found = []
        for owner, project, address, slot in claims(self._reading):
            at = self._at[address]
            text = f"{address} {plain(self._mutants[at[0]].sheet.cells[at[1]].text)[:20]!r}"
            if slot not in (
                self._truth.slots.get(self._origin(at)),
                self._printed(at),
                self._replaced(at),
                self._ordered(at),
            ):
                found.append(Wrong(_kind(slot), project, f"{text} read as {'/'.join(slot)}"))
            elif owner and not self._belongs(self._at[owner], at):
                found.append(Wrong(_kind(slot), project, f"{text} given to {owner}"))
        return found

    def _lost(self) -> list[Wrong]:
        """Amounts and rates that are read as something else though nothing printed says that they are."""
        claimed = {address for _, _, address, _ in claims(self._reading)}
        found = []
        for entry in self._reading.ledger:
            at = self._at[entry.cell]
            slot = self._truth.slots.get(self._origin(at), NAME)
            if slot != NAME and entry.cell not in claimed and not self._is_excused(entry, at):
                project = (entry.form_number or 0, entry.project_number or 0)
                found.append(Wrong(_kind(slot), project, f"{entry.cell} {entry.printed!r} lost as {entry.role}"))
        return found

    def _is_excused(self, entry: LedgerEntry, at: At) -> bool:
        """Left unread, in a row that prints the word of a total, under another heading, or a zero among zeros."""
        if entry.role == "unread" and (not entry.is_expected or not re.search(r"[1-9]", entry.printed)):
            return True
        if entry.role in ("total", "note"):
            row = self._mutants[at[0]].sheet.rows()[at[1][0]]
            return any(self._origin((at[0], (cell.row, cell.column))) in self._truth.totals for cell in row)
        moved = self._origin(at) != at and self._replaced(at) == OTHER
        return entry.role in ("value", "level", "unread") and (moved or self._printed(at) is None)

    def _belongs(self, named: At, valued: At) -> bool:
        """On a wide form name and value stand, or stood, in one row; on other forms in one card."""
        if self._truth.is_wide and (named[0], named[1][0]) == (valued[0], valued[1][0]):
            return True
        return bool(self._owners(named) & self._owners(valued))

    def _owners(self, at: At) -> set[Number]:
        owner = self._truth.owners.get(at if self._replaced(at) == NAME else self._origin(at))
        if self._truth.is_wide:
            return {owner} if owner else set()
        return {(one[0], 0) for one in (owner, self._named_above(at)) if one}

    def _named_above(self, at: At) -> Number | None:
        name, (row, _) = at
        above = [
            place for place in self._mutants[name].sheet.cells
            if place[0] <= row and self._truth.slots.get(self._origin((name, place))) == NAME
        ]  # fmt: skip
        return self._truth.owners[self._origin((name, max(above)))] if above else None

    def _origin(self, at: At) -> At:
        return at[0], self._mutants[at[0]].origins[at[1]]

    def _replaced(self, at: At) -> Slot | None:
        """What stood at a place before, where its row but for two cells stands as it did: typed over, it is that."""
        row = [cell for cell in self._mutants[at[0]].sheet.rows()[at[1][0]] if cell.column != at[1][1]]
        moved = sum(self._origin((at[0], (cell.row, cell.column)))[1] != (cell.row, cell.column) for cell in row)
        return self._truth.slots.get(at, OTHER) if moved <= 1 else None

    def _printed(self, at: At) -> Slot | None:
        text = self._mutants[at[0]].sheet.cells[at[1]].text
        return self._truth.printed(at[0], self._positions[at[0]], at[1], text)

    def _ordered(self, at: At) -> Slot | None:
        """What a moved value is by the order of the headings, where reading says that it went by that."""
        slot = self._truth.slots.get(self._origin(at))
        is_by_order = any(finding.rule == "headings-unconfirmed" for finding in self._reading.findings)
        return self._truth.source_in_order(self._mutants[at[0]], slot) if slot and is_by_order else None


def _concerns(finding: ReadingFinding, project: Number) -> bool:
    return finding.form_number in (None, project[0]) and finding.project_number in (None, project[1])


def _kind(slot: Slot) -> str:
    return slot[0] if slot in (NAME, RATE) else "amount"
