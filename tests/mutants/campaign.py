"""Readable forms to mutants of them, and the mutants to what became of each: right, reported or wrong in silence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from formmaker import LAYOUTS, make_form

from mutants.judged import judged
from mutants.mutations import mutate
from mutants.truth import Truth
from mutants.verdict import Verdict, Wrong
from selfeval.forms.reading import read_forms
from selfeval.forms.record import Reading
from selfeval.grid.files import open_grid
from selfeval.sheet import Sheet

MADE_A_LAYOUT = 3
READABLE = {".xlsx", ".xls", ".csv", ".html", ".docx", ".txt"}

NamedForm = tuple[list[Sheet], str]
"""The sheets of a file, and its name."""
Untold = dict[str, tuple[Truth, Reading, list[Wrong]]]
"""By mutant: its clean form, its reading, and what is wrong there without a finding of reading."""


@dataclass
class Campaign:
    """What became of the mutants: how many of each kind, and those of which something is wrong in silence."""

    kinds: Counter[str]
    silent: list[tuple[str, list[Wrong]]]

    def wrong(self, *, names: bool) -> list[tuple[str, list[Wrong]]]:
        """Mutants with a silent wrong name, or with a silent wrong amount or rate."""
        return [(mutant, wrongs) for mutant, wrongs in self.silent if any((w.kind == "name") is names for w in wrongs)]

    def summary(self) -> str:
        """Counts and shares of each kind, in one line."""
        total = self.kinds.total()
        return "，".join(f"{kind} {count} ({100 * count / total:.2f}%)" for kind, count in self.kinds.most_common())


def made_forms(seed: str) -> Iterator[NamedForm]:
    """Made forms of every layout; another seed makes others."""
    for layout in LAYOUTS:
        for number in range(MADE_A_LAYOUT * (2 if layout == "wide" else 1)):
            made = make_form(Random(f"base{seed} {layout} {number}"), layout=layout)
            yield made.sheets, made.file_name


def forms_of(files: Sequence[Path]) -> Iterator[NamedForm]:
    """The forms of those files that can be mutated and are read without LibreOffice."""
    for file in sorted(files):
        if file.suffix in READABLE:
            yield open_grid(file, file.name).sheets, file.name


def run(forms: Sequence[NamedForm], count: int, seed: str, folder: Path) -> Campaign:
    """Read `count` mutants of the forms in turn; judge together, in a folder, what reading reports nothing of."""
    truths = [Truth.of(sheets, read_forms(sheets, name)) for sheets, name in forms]
    kinds: Counter[str] = Counter()
    untold: Untold = {}
    for number in range(count):
        truth = truths[number % len(truths)]
        rng, mutants = Random(f"mutant{seed} {number}"), truth.mutants()
        done = mutate(rng, rng.choice([mutant for mutant in mutants if mutant.sheet.cells]))
        reading = read_forms([mutant.sheet for mutant in mutants], "mutant.xlsx")
        verdict = Verdict(truth, mutants, reading)
        wrongs = verdict.wrongs()
        if silent := [wrong for wrong in wrongs if not verdict.told_by(wrong.project)]:
            untold[f"{number} {done}"] = (truth, reading, silent)
        else:
            kinds["told by reading" if wrongs else "right"] += 1
    return Campaign(kinds, list(_told_by_nobody(untold, kinds, folder)))


def _told_by_nobody(untold: Untold, kinds: Counter[str], folder: Path) -> Iterator[tuple[str, list[Wrong]]]:
    """What judging reports nothing of either, beyond what it reports of the clean form."""
    readings = {name: reading for name, (_, reading, _) in untold.items()}
    readings |= {f"{name} clean": truth.reading for name, (truth, _, _) in untold.items()}
    found = judged(readings, folder / "batch") if readings else {}
    for name, (_, _, wrongs) in untold.items():
        clean = {(rule, project) for rule, _, _, project in found[f"{name} clean"]}
        new = [one for one in found[name] if (one[0], one[3]) not in clean]
        left = [w for w in wrongs if not any(_concerns(form, project, w) for _, form, project, _ in new)]
        kinds["silent" if left else "told by judging"] += 1
        if left:
            yield name, left


def _concerns(form: int | None, project: int | None, wrong: Wrong) -> bool:
    return form in (None, wrong.project[0]) and project in (None, wrong.project[1])
