"""The rows of a card to its sections: labels, funding, indicators, and answers in columns."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from selfeval.forms.card_answers import COLUMNED, GOALS, LABELS
from selfeval.forms.card_sheet import CardSheet, Row
from selfeval.forms.table_columns import table_roles
from selfeval.forms.vocabulary import Role

Section = Literal["labels", "funding", "indicators", "columns"]
TABLE = {Role.INDICATOR_NAME, Role.TARGET, Role.ACTUAL, Role.LEVEL1, Role.LEVEL2, Role.WEIGHT, Role.SCORE}
"""What the headings of an indicator table say."""
POINTS = {Role.RATE, Role.SCORE, Role.WEIGHT}
"""What the headings of a funding table say beside its measures."""


def sections_of(card: CardSheet) -> Iterator[tuple[Section, list[Row]]]:
    """Runs of rows that belong together, each opened by the headings that it needs."""
    kind: Section = "labels"
    section: list[Row] = []
    for row in card.rows:
        opened = _opens(card, row, kind)
        if opened:
            if section:
                yield kind, section
            kind, section = opened, []
        section.append(row)
    if section:
        yield kind, section


def _opens(card: CardSheet, row: Row, current: Section) -> Section | None:
    """The kind of section that a row opens, or None where it goes on with the current one."""
    found = {cell: said for cell in row.cells if (said := card.meaning(cell))}
    means = {cell: said.role for cell, said in found.items() if said.role}
    roles = set(means.values())
    measures = {said.measure for said in found.values() if said.measure}
    has_figures = card.has_figures(row)
    if measures and not has_figures and len(measures) + len(roles & POINTS) > 1:
        return "funding" if current != "funding" else None
    table = set(table_roles(means).values()) & TABLE
    if len(roles & TABLE) >= 2 and len(table) >= 3 and table & {Role.INDICATOR_NAME, Role.TARGET, Role.ACTUAL}:
        return "indicators" if current != "indicators" else None
    if current == "indicators" and has_figures:
        return None
    if _heads_answers(card, row, roles, current):
        return "columns"
    is_funding_row = current == "funding" and has_figures
    ends = current in ("funding", "columns") and roles & LABELS and not is_funding_row
    return "labels" if ends else None


def _heads_answers(card: CardSheet, row: Row, roles: set[Role], current: Section) -> bool:
    """Whether a row heads answers below it: goals without an answer beside them, or nothing but headings."""
    pairs = ((card.meaning(label), card.meaning(answer)) for label, answer in pairwise(row.cells))
    beside = any(label is not None and label.role in GOALS and answer is None for label, answer in pairs)
    over_answers = COLUMNED if current == "indicators" else {*COLUMNED, Role.GOAL, Role.ACTUAL}
    is_all_headings = len(row.cells) > 1 and all(card.meaning(cell) for cell in row.cells)
    return bool(roles & GOALS and not beside) or (is_all_headings and len(roles & over_answers) > 1)
