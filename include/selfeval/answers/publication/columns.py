"""Values of a mart → Parquet columns and CSV cells: exact, and never a formula."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from selfeval.answers.workbook.text import FORMULA_STARTS
from selfeval.errors import LoadError

NUMBER_PRECISION, NUMBER_SCALE = 38, 16
"""Places of a number in Parquet: those of the warehouse's staging, and as many digits as Arrow's decimal128 holds."""
RISKY = (*FORMULA_STARTS, "\n", "＝", "＋", "－", "＠")
"""What a cell may not begin with; spreadsheets of East Asia take full-width signs for the narrow ones."""
TEXT_MARK = "'"


class InexactExportError(LoadError):
    """A number that Parquet's decimals cannot hold exactly."""

    slug = "export-inexact"
    zh = "{mart}.{column} 的 {value} 超出 Parquet 十进制数的精度，未写出任何文件，以免四舍五入。请报告此问题。"
    en = "{value} in {mart}.{column} does not fit Parquet's decimals; nothing was written. Please report it."


def schema(kinds: Mapping[str, str], time_zone: str) -> pa.Schema:
    """The Arrow schema of columns by kind: integer, number, flag, day, moment or text."""
    types: dict[str, pa.DataType] = {
        "integer": pa.int64(),
        "number": pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us", tz=time_zone),
        "text": pa.string(),
    }
    return pa.schema([(name, types[kind]) for name, kind in kinds.items()])


def table(mart: str, rows: list[dict[str, Any]], columns: pa.Schema) -> pa.Table:
    """Rows as Arrow. Raises InexactExportError."""
    arrays = []
    for field in columns:
        values = [row[field.name] for row in rows]
        try:
            arrays.append(pa.array([_value(value, field.type) for value in values], field.type))
        except (ValueError, OverflowError) as error:
            longest = max(map(str, values), key=len)
            raise InexactExportError(mart=mart, column=field.name, value=longest) from error
    return pa.Table.from_arrays(arrays, schema=columns)


def cell(value: object) -> str:
    """A value as CSV has it: plain digits, ISO times, and a quote before a text that a spreadsheet would evaluate."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{trimmed(value):f}"
        case datetime():
            return value.isoformat(timespec="seconds")
        case str():
            return TEXT_MARK + value if value.lstrip(" ").startswith(RISKY) else value
        case list():
            return cell("、".join(map(str, value)))
        case _:
            return str(value)


def trimmed(number: Decimal) -> Decimal:
    """The same number without zeros after its last digit behind the point; no digit that counts is lost."""
    digits = f"{number:f}"
    return Decimal(digits.rstrip("0").rstrip(".")) if "." in digits else number


def _value(value: object, kind: pa.DataType) -> object:
    if isinstance(value, Decimal):
        exact = trimmed(value)
        if pa.types.is_integer(kind):
            if exact != int(exact):
                raise ValueError(value)  # Arrow would cut it off without a word.
            return int(exact)
        return exact
    if pa.types.is_string(kind) and value is not None and not isinstance(value, str):
        return "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return value
