"""Columns of exact decimals → their sums by group and their ratios, without a float in between."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NUMBER = pd.ArrowDtype(pa.decimal128(36, 16))
RATIO = pd.ArrowDtype(pa.decimal256(60, 16))

_WITH_ROOM = r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,16})?"
_DIVISIBLE = pa.decimal256(30, 8)
"""Arrow divides two decimals only where the quotient's digits have room: 69 of 76 with eight places each."""
_BEYOND = Decimal(10) ** 22 - 1
"""22 digits before the point have room, rounded up too; what is larger is left out of the comparison: blank."""


def printed_number(text: pd.Series) -> pd.Series:
    """Each text as a number, thousands marks left out; blank where it is none in 0–9, or has no room for its digits."""
    plain = text.astype("string[pyarrow]").str.replace(",", "")
    return plain.where(plain.str.fullmatch(_WITH_ROOM).fillna(False)).astype(NUMBER)


def sums(frame: pd.DataFrame, keys: Sequence[str], value: str, name: str) -> pd.DataFrame:
    """One row a group: its keys and, as `name`, the exact sum of its values (blank where it has none)."""
    table = pa.Table.from_pandas(frame[[*keys, value]], preserve_index=False)
    summed = table.group_by(list(keys)).aggregate([(value, "sum")]).to_pandas(types_mapper=pd.ArrowDtype)
    # Arrow's own type for a sum, 38 digits, has no room for one subtraction more.
    return summed.rename(columns={f"{value}_sum": name}).astype({name: RATIO})


def ratio(dividend: pd.Series, divisor: pd.Series) -> pd.Series:
    """Dividend ÷ divisor to 16 places; blank where one is blank or beyond 22 digits, or the divisor is 0."""
    above, below = (_divisible(column) for column in (dividend, divisor.mask((divisor == 0).fillna(False))))
    quotient = pc.round(pc.divide(above, below), 16).cast(RATIO.pyarrow_dtype)
    return pd.Series(pd.arrays.ArrowExtensionArray(quotient), index=dividend.index)


def product(one: pd.Series, other: pd.Series) -> pd.Series:
    """One × other, to 16 places; blank where one is blank or beyond 22 digits."""
    result = pc.round(pc.multiply(_divisible(one), _divisible(other)), 16).cast(RATIO.pyarrow_dtype)
    return pd.Series(pd.arrays.ArrowExtensionArray(result), index=one.index)


def rounded(number: pd.Series, places: int) -> pd.Series:
    """Each number to so many places, a half away from zero."""
    array = pa.chunked_array([pa.Array.from_pandas(number.astype(RATIO))])
    whole = pc.round(array, places, round_mode="half_towards_infinity").cast(RATIO.pyarrow_dtype)
    return pd.Series(pd.arrays.ArrowExtensionArray(whole), index=number.index)


def text(number: pd.Series) -> pd.Series:
    """Each number to six places at most, without the zeros behind its last digit: 10, 8.62."""
    array = pa.chunked_array([pa.Array.from_pandas(number.astype(RATIO))])
    digits = pc.cast(pc.cast(pc.round(array, 6), pa.decimal256(60, 6)), pa.string())
    bare = pc.replace_substring_regex(digits, r"\.0+$|(\.\d*?)0+$", r"\1")
    return pd.Series(pd.arrays.ArrowExtensionArray(bare), index=number.index)


def _divisible(column: pd.Series) -> Any:
    number = column.astype(RATIO)
    fitting = number.mask((number.abs() >= _BEYOND).fillna(False))
    return pc.cast(pc.round(pa.chunked_array([pa.Array.from_pandas(fitting)]), 8), _DIVISIBLE, safe=False)
