"""Cell addresses → their parts as columns: `Sheet1!D12` is sheet Sheet1, column 4, row 12."""

import pandas as pd


def parts(cell: pd.Series) -> pd.DataFrame:
    """One row a cell, with `sheet`, `column` and `row`; blank where the cell is blank or has no such address."""
    found = cell.str.extract(r"^(?P<sheet>.*)!(?P<letters>[A-Z]+)(?P<row>[0-9]+)$")
    numbers = {letters: _number(letters) for letters in found["letters"].dropna().unique()}
    return pd.DataFrame(
        {
            "sheet": found["sheet"].astype("string"),
            "column": found["letters"].map(numbers).astype("Int64"),
            "row": pd.to_numeric(found["row"]).astype("Int64"),
        }
    )


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
