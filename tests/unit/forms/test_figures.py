from decimal import Decimal

import pytest
from builders import stored
from hypothesis import given
from hypothesis import strategies as st

from selfeval.forms.figures import (
    Kind,
    amount,
    amount_in,
    has_second_figure,
    is_formula,
    is_no_figure,
    is_rest,
    kind_of,
    one_unit,
    points_in_label,
    rate,
    score,
)
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
        ("=SUM(A1)", Kind.GARBLED),
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


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("4753.66万元", "万元", "4753.66"),
        ("5.8万", "万元", "5.8"),
        ("2.6亿", "亿元", "2.6"),
        ("1,286.40 元", "元", "1286.40"),
        ("18.6 萬元", "万元", "18.6"),
        ("３．５億元", "亿元", "3.5"),
        ("-12万元", "万元", "-12"),
        ("60千元", "千元", "60"),
        ("¥1,286.40", "元", "1286.40"),
        ("￥90", "万元", "90"),
    ],
)
def test_amount_may_print_the_form_s_unit_or_a_currency_sign(text, unit, number):
    assert amount_in(cell(text), unit) == Decimal(number)
    assert kind_of(cell(text)) is Kind.NUMBER


@pytest.mark.parametrize(
    ("text", "unit"), [("5.8万", "元"), ("100亿元", "万元"), ("12万元", None), ("12公里", "万元"), ("万元", "万元")]
)
def test_amount_in_another_unit_or_in_none_of_money_is_not_taken(text, unit):
    assert amount_in(cell(text), unit) is None


def test_number_stored_under_a_format_with_a_unit_is_the_stored_one():
    assert amount_in(stored(1, 1, "100.004", "100.00万元"), "万元") == Decimal("100.004")


@pytest.mark.parametrize(
    ("texts", "unit"),
    [("5万元|6万|/", "万元"), ("5万元|6亿元", None), ("5|6", None), ("5|6萬元", "万元"), ("≤20元|5万元", "万元")],
)
def test_unit_of_amounts_is_the_one_that_stands_behind_them(texts, unit):
    assert one_unit(cell(text) for text in texts.split("|")) == unit


@pytest.mark.parametrize(
    ("text", "points"),
    [("20", "20"), ("20%", "20"), ("9.5分", "9.5"), ("12.5 ％", "12.5"), ("0", "0"), ("20公里", None), ("优", None)],
)
def test_points_may_print_their_word_or_percent_of_the_hundred(text, points):
    assert score(cell(text)) == (points and Decimal(points))


def test_weight_stored_as_a_ratio_under_a_percent_format_is_what_is_printed():
    assert score(stored(1, 1, "0.2", "20%")) == 20


@pytest.mark.parametrize(
    ("number", "printed", "fraction"),
    [
        ("0.985", "98.5%", "0.985"),
        ("98.5", "98.5%", "0.985"),
        ("0.5", "0.5%", "0.005"),
        ("0", "0%", "0"),
        ("1.0485", "104.85%", "1.0485"),
    ],
)
def test_percent_sign_of_a_format_may_scale_or_be_a_mere_letter(number, printed, fraction):
    """98.5 under `0.0"%"` and 0.985 under `0.0%` print the same."""
    assert rate(stored(1, 1, number, printed)) == Decimal(fraction)


@pytest.mark.parametrize("text", ["1.51", "-96.85", "104.85"])
def test_rate_above_one_and_a_half_without_sign_is_a_percentage(text):
    assert rate(cell(text)) == Decimal(text) / 100


@pytest.mark.parametrize(
    ("label", "points"),
    [
        ("预算执行情况（20分）", "20"),
        ("得分(10分*执行率)", "10"),
        ("产出指标(12.5分)", "12.5"),
        ("项目资金（万元）", None),
        ("得分", None),
    ],
)
def test_points_fixed_in_a_label(label, points):
    assert points_in_label(cell(label)) == (points and Decimal(points))


@pytest.mark.parametrize("text", ["……", "指标2：", "（100字以内）", "/", "— 3 —"])
def test_rest_of_the_template_is_no_answer(text):
    assert is_rest(cell(text))


@pytest.mark.parametrize("text", ["无", "0", "指标完成较好", "2分钟", "第2期"])
def test_answer_however_short_is_no_rest(text):
    assert not is_rest(cell(text))


@pytest.mark.parametrize(
    ("text", "says_none"), [("无", True), ("暂无", True), ("—", True), ("0", False), ("无房", False)]
)
def test_figure_that_there_is_none_may_be_said_in_words(text, says_none):
    assert is_no_figure(cell(text)) is says_none


@pytest.mark.parametrize(
    ("printed", "value"),
    [("100①", "100"), ("90（含上年结转）", "90"), ("¥1,234.50", "1234.50"), ("5²", None), ("①", None)],
)
def test_mark_behind_a_figure_is_no_digit_of_it(printed, value):
    assert amount(cell(printed)) == (None if value is None else Decimal(value))


def test_note_with_a_figure_of_its_own_is_seen():
    assert has_second_figure(cell("200（调整后150）"))
    assert not has_second_figure(cell("90（含上年结转）"))


@pytest.mark.parametrize(
    ("printed", "expected"), [("=50*4", True), ("=SUM(D4:D9)", True), ("=8个", False), ("=100%", False)]
)
def test_formula_is_told_from_a_target_that_begins_with_a_sign(printed, expected):
    assert is_formula(cell(printed)) is expected


@pytest.mark.parametrize("printed", ["9" * 25, "1E+60", "9" * 16 + "亿元"])
def test_number_larger_than_any_budget_is_no_amount(printed):
    assert amount_in(cell(printed), "亿元") is None
