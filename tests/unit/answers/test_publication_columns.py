"""What is published of a value: exactly it, and nothing that a spreadsheet evaluates."""

from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.answers.publication import columns


@given(st.decimals(allow_nan=False, allow_infinity=False, places=16, min_value=-(10**20), max_value=10**20))
def test_number_is_the_same_in_csv_and_parquet(number: Decimal) -> None:
    told = columns.cell(number)
    assert Decimal(told) == number
    assert "E" not in told
    schema = columns.schema({"amount": "number"}, "Asia/Shanghai")
    assert columns.table("mart", [{"amount": number}], schema)["amount"].to_pylist() == [number]


def test_number_that_parquet_cannot_hold_is_refused_rather_than_rounded() -> None:
    schema = columns.schema({"amount": "number"}, "Asia/Shanghai")
    with pytest.raises(columns.InexactExportError, match=r"mart\.amount"):
        columns.table("mart", [{"amount": Decimal("0.12345678901234567")}, {"amount": None}], schema)


def test_count_is_an_integer_and_half_a_count_an_error() -> None:
    schema = columns.schema({"project_count": "integer"}, "Asia/Shanghai")
    assert columns.table("mart", [{"project_count": Decimal("16.00")}], schema)["project_count"].to_pylist() == [16]
    with pytest.raises(columns.InexactExportError):
        columns.table("mart", [{"project_count": Decimal("1.5")}], schema)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", " =1"])
def test_text_that_would_be_a_formula_is_quoted(text: str) -> None:
    assert columns.cell(text) == f"'{text}"


def test_numbers_below_zero_and_plain_texts_stay_as_they_are() -> None:
    assert [columns.cell(value) for value in (Decimal("-88.00"), 5, None, True, "养老=服务", "")] == [
        "-88", "5", "", "true", "养老=服务", "",
    ]  # fmt: skip
    assert columns.cell(datetime(2023, 3, 1, tzinfo=UTC)) == "2023-03-01T00:00:00+00:00"


def test_parquet_keeps_null_apart_from_empty_text() -> None:
    schema = columns.schema({"name": "text"}, "Asia/Shanghai")
    table = columns.table("mart", [{"name": None}, {"name": ""}, {"name": ["a", "b"]}], schema)
    assert table == pa.table({"name": pa.array([None, "", "a、b"], pa.string())})
