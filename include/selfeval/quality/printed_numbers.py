"""Cell ledger → the numbers that are printed where, so that a weight or a score is found in its cell."""

import pandas as pd

from selfeval.quality import addresses
from selfeval.quality.exact import parsed
from selfeval.quality.words import FormWords

FILE = "submission_sha256"
PLACE = [FILE, "sheet", "row"]
ROLES = ("value", "total")


def read(cell: pd.DataFrame, words: FormWords) -> pd.DataFrame:
    """One row a cell that a form's reading took as a number: place, text, value."""
    told = cell[cell["role"].isin(ROLES)]
    number = told["printed"].str.normalize("NFKC").str.extract(words.printed_score)[0]
    told = told.assign(value=parsed(number)).dropna(subset="value")
    places = addresses.parts(told["cell"])
    return pd.concat([told[[FILE, "form_number", "cell", "printed", "value", "role"]], places], axis="columns")


def beside(rows: pd.DataFrame, numbers: pd.DataFrame, cell: str, value: str) -> pd.DataFrame:
    """Of each row the last cell of its sheet's row, right of `cell`, in which `value` is printed; blank: not found.

    Columns `found_cell` and `found_printed`, with the index of `rows`.
    """
    asked = pd.concat(
        [rows[[FILE, value]].rename(columns={value: "value"}), addresses.parts(rows[cell])], axis="columns"
    )
    asked = asked.assign(asked=rows.index, asked_column=asked["column"]).drop(columns="column").dropna(subset="value")
    found = asked.merge(numbers, on=[*PLACE, "value"])
    found = found[found["column"] > found["asked_column"]].sort_values("column")
    return _last(found).reindex(rows.index)


def in_total_row(rows: pd.DataFrame, numbers: pd.DataFrame, value: str) -> pd.DataFrame:
    """Of each project the last cell of its form's total row in which `value` is printed, as by `beside`."""
    asked = rows[[FILE, "form_number", value]].rename(columns={value: "value"}).assign(asked=rows.index)
    totals = numbers[numbers["role"] == "total"]
    found = asked.dropna(subset="value").merge(totals, on=[FILE, "form_number", "value"])
    return _last(found.sort_values(["row", "column"])).reindex(rows.index)


def _last(found: pd.DataFrame) -> pd.DataFrame:
    last = found.drop_duplicates("asked", keep="last").set_index("asked")
    return last[["cell", "printed"]].rename(columns={"cell": "found_cell", "printed": "found_printed"})
