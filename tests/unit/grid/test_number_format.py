import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.grid.number_format import printed_date, printed_number, stored_number


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
        ("80", '"≤"0"万元"', "≤80万元"),
        ("98.5", '0.0"%"', "98.5%"),
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


@pytest.mark.parametrize(
    ("number_format", "printed"),
    [
        ('yyyy"年"m"月"d"日"', "2023年11月30日"),
        ('yyyy"年"m"月"', "2023年11月"),
        ("yyyy年m月d日", "2023年11月30日"),
        ("yyyy-mm-dd", "2023-11-30"),
    ],
)
def test_date_prints_in_the_words_of_its_format(number_format, printed):
    assert printed_date(datetime.datetime(2023, 11, 30), number_format) == printed
