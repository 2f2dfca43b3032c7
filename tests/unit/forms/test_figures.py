from decimal import Decimal

import pytest
from builders import stored
from hypothesis import given
from hypothesis import strategies as st

from selfeval.forms.figures import Kind, amount, kind_of, rate
from selfeval.sheet import Cell


def cell(text):
    return Cell(1, 1, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("61.8", Kind.NUMBER),
        ("1,286.40", Kind.NUMBER),
        ("１２３．４", Kind.NUMBER),
        ("-5", Kind.NUMBER),
        ("98%", Kind.RATE),
        ("98 ％", Kind.RATE),
        ("—", Kind.NULL_MARK),
        ("已先成", Kind.STATE),
        ("不低于95%", Kind.TEXT),
        ("1,28.40", Kind.GARBLED),
        ("202010100.00%10", Kind.GARBLED),
        ("=SUM(A1)", Kind.TEXT),
    ],
)
def test_cell_is_taken_for_what_it_looks_like(text, kind):
    assert kind_of(cell(text)) is kind


def test_blank_is_a_kind_of_its_own():
    assert kind_of(None) is Kind.BLANK


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False))
def test_printed_amount_is_read_back_exactly(number):
    assert amount(cell(format(number, "f"))) == number
    assert amount(cell(format(number, ",f"))) == number


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_none_and_never_an_error(text):
    value = amount(cell(text))
    assert value is None or kind_of(cell(text)) is Kind.NUMBER


@given(st.integers(0, 200_00))
def test_percent_is_read_as_a_fraction_exactly(hundredths):
    printed = f"{Decimal(hundredths).scaleb(-2)}%"
    assert rate(cell(printed)) == Decimal(hundredths).scaleb(-4)


@pytest.mark.parametrize(("text", "fraction"), [("100.00", "1"), ("96.85", "0.9685"), ("0.958", "0.958"), ("1", "1")])
def test_rate_without_sign_is_a_ratio_up_to_one_and_a_half(text, fraction):
    assert rate(cell(text)) == Decimal(fraction)


def test_stored_rate_keeps_its_unrounded_value():
    assert rate(stored(1, 1, "0.995228070175439", "99.52%")) == Decimal("0.995228070175439")


def test_words_are_no_figures():
    assert amount(cell("二十万")) is None
    assert rate(cell("全部")) is None
