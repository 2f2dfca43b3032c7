from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.grid.number_format import printed_number, stored_number


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        ("1", "0%", "100%"),
        ("0.9952280701754386", "0.00%", "99.52%"),
        ("25.6", "0.00", "25.60"),
        ("1286.4", "#,##0.00", "1,286.40"),
        ("61.8", "General", "61.8"),
        ("1E+2", "General", "100"),
        ("-3.5", "0.0_ ;[Red]-0.0", "-3.5"),
        ("100", '0.00"万元"', "100.00万元"),
        ("1000000", '0!.0,"万元"', "1000000(0,)"),
        ("5000", "0.00,", "5000(0,)"),
    ],
)
def test_number_prints_as_its_format_shows_it(number, number_format, printed):
    assert printed_number(Decimal(number), number_format) == printed


def test_binary_dust_beyond_fifteen_digits_is_not_a_value():
    assert stored_number(0.1 + 0.2) == Decimal("0.3")


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_amount_of_two_places_survives_being_stored_as_a_float(amount):
    assert stored_number(float(amount)) == amount
