"""Columns of exact decimals → their sums by group and their ratios, without a float in between."""

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NUMBER = pd.ArrowDtype(pa.decimal128(36, 16))
RATIO = pd.ArrowDtype(pa.decimal256(60, 16))

_DIVISIBLE = pa.decimal256(30, 8)
"""Arrow divides two decimals only where the quotient's digits have room: 69 of 76 with eight places each."""
_BEYOND = Decimal(10) ** 22 - 1
"""22 digits before the point have room, rounded up too; what is larger is left out of the comparison: blank."""

_EXACT, _LAST_PLACE, _LEAST_BEYOND = Context(prec=60), Decimal("1e-16"), Decimal("1e20")
_FITTING = r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,16})?"
"""What a column of decimals holds of a printed number: 20 digits before the point, 16 behind it."""


def parsed(printed: pd.Series) -> pd.Series:
    """Printed numbers (commas between thousands allowed) as exact decimals; blank where more digits than fit are."""
    number = printed.str.replace(",", "").astype("string[pyarrow]")
    return number.where(number.str.fullmatch(_FITTING).fillna(False)).astype(NUMBER)


def fitted(number: Decimal | None) -> Decimal | None:
    """A number to 16 places; None where it has more than 20 digits before the point."""
    if number is None or abs(number) >= _LEAST_BEYOND:
        return None
    return number.quantize(_LAST_PLACE, context=_EXACT)


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Dividend ÷ divisor, to more places than `fitted` keeps."""
    return _EXACT.divide(dividend, divisor)


def sums(frame: pd.DataFrame, keys: Sequence[str], value: str, name: str) -> pd.DataFrame:
    """One row a group: its keys and, as `name`, the exact sum of its values (blank where it has none)."""
    table = pa.Table.from_pandas(frame[[*keys, value]], preserve_index=False)
    summed = table.group_by(list(keys)).aggregate([(value, "sum")]).to_pandas(types_mapper=pd.ArrowDtype)
    # Arrow's own type for a sum, 38 digits, has no room for one subtraction more.
    return summed.rename(columns={f"{value}_sum": name}).astype({name: RATIO})


def ratio(dividend: pd.Series, divisor: pd.Series) -> pd.Series:
    """Dividend ÷ divisor to 16 places; blank where one is blank or beyond 22 digits, or the divisor 0 to 8 places."""
    above, below = _divisible(dividend), _divisible(divisor)
    below = pc.if_else(pc.equal(below, pa.scalar(Decimal(0), _DIVISIBLE)), None, below)
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
