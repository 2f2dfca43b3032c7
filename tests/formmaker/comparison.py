"""A made form and its reading to the differences between them, each as a path and the two values."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from formmaker import MadeForm
from selfeval.forms.record import Amount, Reading

SCORE_CELLS = {"budget_weight_cell", "budget_score_cell", "total_score_cell", "weight_cell", "score_cell"}
APART = {"anchor_cell", "title_cell", "amount_unit_cell", "name_cell", "sequence_cell", "printed", *SCORE_CELLS}
"""What a made form does not say."""


def differences(made: MadeForm, reading: Reading) -> list[str]:
    """Where the reading is not the truth: `[0].projects[2].stated_rate.value: 0.98 read, 0.89 printed`; none is right.

    An unread cell is a difference unless no field takes it.
    """
    found = list(_compared("", reading.forms, made.forms))
    lost = [entry for entry in reading.ledger if entry.role == "unread" and entry.cell not in made.unread]
    return found + [f"unread: {entry.cell} “{entry.printed}”" for entry in lost]


def _compared(path: str, read: object, true: object) -> Iterator[str]:
    if isinstance(read, list) and isinstance(true, list):
        yield from _lists(path, read, true)
    elif is_dataclass(read) and type(read) is type(true):
        for one in fields(read):
            if one.name not in APART:
                yield from _compared(f"{path}.{one.name}", getattr(read, one.name), getattr(true, one.name))
    elif _plain(read) != _plain(true):
        yield f"{path}: {read} read, {true} printed"


def _lists(path: str, read: list[object], true: list[object]) -> Iterator[str]:
    if len(read) != len(true):
        yield f"{path}: {len(read)} read, {len(true)} printed"
    for number, (left, right) in enumerate(zip(_ordered(read), _ordered(true), strict=False)):
        yield from _compared(f"{path}[{number}]", left, right)


def _ordered(values: list[object]) -> list[object]:
    """Amounts in any order are the same amounts."""
    return sorted(values, key=lambda one: (one.measure, one.source) if isinstance(one, Amount) else ("", ""))


def _plain(value: object) -> object:
    """Text is compared after NFKC and without white space, as the contract says."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value
