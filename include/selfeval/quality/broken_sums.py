"""Amount frame → the same with `suggestion`: beside each broken total what would mend it, where that is certain."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import pandas as pd

from selfeval.quality.claims import Claim
from selfeval.quality.sources import Sources
from selfeval.quality.suggestions import Amount, Change, suggest

PROJECT = ["submission_sha256", "form_number", "project_number"]
CLAIM = ["claimed_rate", "claimed_low", "claimed_high"]


def with_suggestions(amount: pd.DataFrame, project: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """The text that would stand in the total's own cell; where another cell is at fault, `address → text`.

    Both frames have their `row_number`.
    """
    suggestion: dict[int, str] = {}
    for rows, claim in _broken_projects(amount, project):
        for total, change in suggest(list(rows), claim, sources).items():
            suggestion[rows[total]] = _text(total, change)
    return amount.assign(suggestion=amount["row_number"].map(suggestion).astype("object"))


def _broken_projects(amount: pd.DataFrame, project: pd.DataFrame) -> Iterator[tuple[dict[Amount, int], Claim | None]]:
    """Of each project with a broken sum its amounts, with the row of each, and what its rate claims."""
    is_broken = (amount["printed_value"] != amount["parts_amount"]).fillna(False).astype(bool)
    place = pd.MultiIndex.from_frame(amount[PROJECT])
    rows = amount[place.isin(place[is_broken])].merge(project[[*PROJECT, *CLAIM]], on=PROJECT, how="left")
    rows = rows[[*PROJECT, *CLAIM, *Amount._fields, "row_number"]].sort_values(PROJECT, kind="stable")
    for _, group in groupby(rows.astype(object).to_dict("records"), lambda row: [row[name] for name in PROJECT]):
        told = list(group)
        yield {_amount(row): row["row_number"] for row in told}, _claim(told[0])


def _amount(row: Mapping[Any, Any]) -> Amount:
    return Amount(*(row[name] for name in Amount._fields))


def _claim(row: Mapping[Any, Any]) -> Claim | None:
    return None if pd.isna(row["claimed_rate"]) else Claim(*(row[name] for name in CLAIM))


def _text(total: Amount, change: Change) -> str:
    return change.text if change.amount == total else f"{change.amount.cell} → {change.text}"
