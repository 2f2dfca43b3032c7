"""Indicators and cells → the reason that stands in a score merged over several indicators: 38分（因总人数减少…）."""

import pandas as pd

from selfeval.quality import addresses
from selfeval.quality.words import FormWords

SHEET = ["submission_sha256", "sheet"]
COLUMN = [*SHEET, "column"]


def find(indicator: pd.DataFrame, cell: pd.DataFrame, words: FormWords) -> pd.Series:
    """The reason beside each indicator, blank where there is none.

    A merged cell stands in its first row; it reaches down to the next cell of its column.
    """
    placed = pd.concat([cell[["submission_sha256", "role", "printed"]], addresses.parts(cell["cell"])], axis="columns")
    placed = placed.sort_values([*COLUMN, "row"], ignore_index=True)
    below = placed.groupby(COLUMN)["row"].shift(-1)
    reason = placed["printed"].str.replace("\n", "").str.extract(words.reasoned_score)[0]
    told = placed[SHEET].assign(first=placed["row"], below=below, reason=reason)
    told = told[reason.notna() & (placed["role"] == "unread")]
    rows = pd.concat([indicator[["submission_sha256"]], addresses.parts(indicator["cell"])], axis="columns")
    beside = rows.assign(place=range(len(rows))).merge(told, on=SHEET)
    is_within = (beside["first"] <= beside["row"]) & ~(beside["below"] <= beside["row"]).fillna(False)
    found = beside[is_within.fillna(False)].drop_duplicates("place").set_index("place")["reason"]
    return found.reindex(range(len(rows))).set_axis(indicator.index)
