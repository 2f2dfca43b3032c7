"""Columns of a frame: their Arrow types, and Python values → columns and back, blanks staying blanks."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
TEXT = pd.ArrowDtype(pa.string())
COUNT = pd.ArrowDtype(pa.int64())
SCALE = 16
NUMBER = pd.ArrowDtype(pa.decimal128(36, SCALE))


def objects(column: pd.Series) -> list[Any]:
    """The rows of a column as Python objects, blanks as None."""
    return column.astype(object).where(column.notna(), None).tolist()


def texts(values: Iterable[str | None], index: pd.Index) -> pd.Series:
    """Texts as a column."""
    return pd.Series(list(values), dtype=TEXT, index=index)


def numbers(values: Iterable[Decimal | None], index: pd.Index) -> pd.Series:
    """Exact decimals as a column; what has more places than the column is rounded to its last."""
    return pd.Series([value and _fitted(value) for value in values], dtype=NUMBER, index=index)


def _fitted(value: Decimal) -> Decimal:
    exponent: Any = value.as_tuple().exponent
    return round(value, SCALE) if exponent < -SCALE else value


def per_key(rows: pd.DataFrame, keys: list[str], columns: dict[str, pd.Series]) -> pd.DataFrame:
    """One row a key, in the order of their first rows; the keys keep their types also where there is none.

    `columns` are results of `rows.groupby(keys, sort=False)`, one value a key.
    """
    table = rows[keys].drop_duplicates()
    return table.assign(**{name: pd.Series(column.array, index=table.index) for name, column in columns.items()})


def known(test: pd.Series) -> pd.Series:
    """A comparison in which what is not known is not true."""
    return test.fillna(False).astype(bool)


def equals(column: pd.Series, word: str) -> pd.Series:
    """Where the column holds this word."""
    return known(column == word)
