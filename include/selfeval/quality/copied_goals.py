"""Project frame → whose goal and completion are all but those of another project of the year, or last year's own."""

import re
from decimal import Decimal

import pandas as pd
from rapidfuzz import fuzz

from selfeval.quality.columns import numbers, objects, texts
from selfeval.quality.copied_text import Copy, Text, copies
from selfeval.vocabulary.normalise import text_key

LEAST_ALIKE = 85
"""Nothing less alike is looked for, whatever the rule's threshold."""
FIGURE = re.compile(r"\d+(?:\.\d+)?(?!\d*年)")
SHORTEST = 20
"""Letters below which two texts are the same by chance."""


def with_copies(project: pd.DataFrame) -> pd.DataFrame:
    """The project frame with `goal_copy`, `completion_copy` (file and name of the project whose text it is) and their
    `_likeness` (a fraction), blank where there is no such project; and `stale_likeness`, of the completion to last
    year's of the same project.
    """
    for name in ("goal", "completion"):
        found = _found(project, objects(project[f"{name}_text"]))
        places = objects(project["file_name"] + " › " + project["project_name"])
        rows = [found.get(row) for row in range(len(project))]
        project = project.assign(
            **{
                f"{name}_copy": texts((copy and places[copy.key] for copy in rows), project.index),
                f"{name}_likeness": numbers((copy and _fraction(copy) for copy in rows), project.index),
            }
        )
    pairs = zip(objects(project["completion_text"]), objects(project["prior_completion"]), strict=True)
    return project.assign(stale_likeness=numbers((_stale(now, then) for now, then in pairs), project.index))


def _stale(now: str | None, then: str | None) -> Decimal | None:
    """How like two years' completions are; blank where a figure other than a year is another, or they are short."""
    before = text_key(then or "")
    if not now or len(now) < SHORTEST or FIGURE.findall(now) != FIGURE.findall(before):
        return None
    return Decimal(round(fuzz.ratio(now, before))) / 100


def _found(project: pd.DataFrame, words: list[str | None]) -> dict[int, Copy]:
    """By row; only texts of one year are compared, and a project is no copy of itself in another file."""
    by_year: dict[int | None, list[Text]] = {}
    owners = zip(words, objects(project["project_name"]), objects(project["fiscal_year"]), strict=True)
    for row, (text, owner, year) in enumerate(owners):
        if text and owner and len(text) >= SHORTEST:
            by_year.setdefault(year, []).append(Text(row, text_key(owner), text))
    return {row: copy for those in by_year.values() for row, copy in copies(those, LEAST_ALIKE).items()}


def _fraction(copy: Copy) -> Decimal:
    return Decimal(round(copy.likeness)) / 100
