"""Words as data → names of projects as departments give, change and mistype them."""

import csv
import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path
from random import Random

WORDS = Path(__file__).parent / "data" / "lineage" / "history_words.csv"
TYPOS = WORDS.with_name("typos.csv")
"""What people type for what they mean, written down apart from what the warehouse takes for confused."""
RESPACED, TYPED = 0.1, 0.03
"""Shares of printed names with other widths or spaces, and with a slip in typing."""


@cache
def words(kind: str, group: str | None = None) -> tuple[str, ...]:
    """The words of a kind, of one bureau's group or of all."""
    with WORDS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == kind]
    return tuple(row["word"] for row in rows if group in (None, row["group"]))


@cache
def bureaus() -> tuple[str, ...]:
    """The groups of subjects, one a kind of bureau."""
    with WORDS.open(encoding="utf-8", newline="") as lines:
        return tuple(row["group"] for row in csv.DictReader(lines) if row["kind"] == "bureau")


@cache
def typos() -> dict[str, tuple[str, ...]]:
    """What is typed for a character that is meant: one that sounds or looks like it."""
    with TYPOS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["meant"]: tuple(one["typed"] for one in rows if one["meant"] == row["meant"]) for row in rows}


@cache
def families() -> tuple[str, ...]:
    """The groups of near names that are different projects."""
    with WORDS.open(encoding="utf-8", newline="") as lines:
        return tuple(sorted({row["group"] for row in csv.DictReader(lines) if row["kind"] == "series"}))


class Names:
    """Names drawn at random, the same for the same source of chance."""

    def __init__(self, random: Random, typed: float = TYPED) -> None:
        self.random = random
        self.typed = typed

    def new(self, bureau: str) -> str:
        """A project of a bureau, or one that any office has."""
        name = self._subject(bureau if self.random.random() < 0.7 else "common") + self.pick("suffix")
        name = (self.pick("prefix") if self._happens(0.15) else "") + name
        name += self.pick("qualifier") if self._happens(0.12) else ""
        return f"{{year}}年{name}" if self._happens(0.03) else name

    def series(self) -> list[str]:
        """Names of projects that a body has side by side or one after another: 一期 and 二期, 张庄村 and 李庄村."""
        stem = self.pick("work") + self.pick("suffix")
        return [word.format(stem) for word in words("series", self.random.choice(families()))]

    def unrelated(self, bureau: str) -> str:
        """A name that says nothing of another."""
        return self._subject(bureau) + self.pick("suffix")

    def part(self, name: str) -> str:
        """A part, or the next phase, of what a name says."""
        return name.partition("（")[0] + self.pick("qualifier")

    def kin(self, name: str) -> str:
        """Another project about what a name says."""
        return _without_suffix(name.partition("（")[0]) + self.pick("suffix") + self.pick("qualifier")

    def other_subject(self, bureau: str, name: str) -> str:
        """The same words about another subject; empty where the subject is not known."""
        for subject in (*words("subject", bureau), *words("subject", "common")):
            if subject in name:
                return name.replace(subject, self._subject(bureau))
        return ""

    def renamed(self, bureau: str, name: str, taken: Collection[str]) -> str:
        """Another name of the same project: other words around the subject, mostly; rarely all of it."""
        stem, _, rest = name.partition("（")
        draw = self.random.random()
        for _ in range(20):
            if draw < 0.6:
                new = _without_suffix(stem) + self.pick("suffix") + (f"（{rest}" if rest else "")
            elif draw < 0.75:
                new = self.pick("prefix") + name
            elif draw < 0.9:
                new = stem + self.pick("qualifier")
            else:
                new = self.unrelated(bureau)
            if new not in taken:
                return new
        return name

    def printed(self, name: str, taken: Collection[str]) -> str:
        """A name as it is typed and then normalised by the warehouse: NFKC, without white space, in lower case."""
        typed = name
        if self._happens(RESPACED):
            halved = self._happens(0.5)
            typed = typed.replace("（", "(").replace("）", ")") if halved else f" {typed[:2]} {typed[2:]}"
        if self._happens(self.typed):
            typed = self._slip(typed)
        return _normalised(name) if _normalised(typed) in taken else _normalised(typed)

    def pick(self, kind: str) -> str:
        """One word of a kind."""
        return self.random.choice(words(kind))

    def _subject(self, group: str) -> str:
        return self.random.choice(words("subject", group))

    def _slip(self, name: str) -> str:
        """One wrong, missing or swapped character, another word for and, other punctuation.

        People type by sound: most wrong characters sound or look like the one that is meant.
        """
        place, draw = self.random.randrange(len(name) - 1), self.random.random()
        if draw < 0.55:
            places = [number for number, character in enumerate(name) if character in typos()]
            place = self.random.choice(places) if places else place
            wrong = self.random.choice(typos()[name[place]]) if places else self.pick("typo")
            return name[:place] + wrong + name[place + 1 :]
        if draw < 0.6:
            return name[:place] + self.pick("typo") + name[place + 1 :]
        if draw < 0.7:
            return name[:place] + name[place + 1 :]
        if draw < 0.8:
            return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        joiners = [word for word in words("joiner") if word in name]
        if joiners:
            return name.replace(joiners[0], self.pick("joiner"))
        return name.replace("（", "、").replace("）", "") if "（" in name else f"{name}。"

    def _happens(self, share: float) -> bool:
        return self.random.random() < share


def _without_suffix(stem: str) -> str:
    for end in sorted(words("suffix"), key=len)[::-1]:
        if end and stem.endswith(end):
            return stem[: -len(end)]
    return stem


def _normalised(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).lower()
