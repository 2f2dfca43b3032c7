"""Parsing of targets and results: how real forms write them (DOMAIN section 3), and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval import paths
from selfeval.quality.lexicon import load_lexicon
from selfeval.quality.printed_value import PrintedValue, parse

LEXICON = load_lexicon(paths.rule_suites().parent / "lexicon")
PREFIXES = sorted(word for word in LEXICON.operators if LEXICON.before.search(word))
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


def said(printed: str) -> PrintedValue:
    return parse(printed, LEXICON)


@pytest.mark.parametrize(
    ("printed", "operator", "number", "unit", "dimension", "per"),
    [
        ("≥95%", "at_least", "95", "%", "percent", ""),
        (">= 98", "at_least", "98", "", None, ""),
        ("≧735人次", "at_least", "735", "人次", "person-time", ""),
        ("≤90万元", "at_most", "90", "万元", "money", ""),
        ("<=5300元/户", "at_most", "5300", "元", "money", "户"),
        ("不低于95%", "at_least", "95", "%", "percent", ""),
        ("设备正常运转不低于95%", "at_least", "95", "%", "percent", ""),
        ("群众满意度大于或等于95%。", "at_least", "95", "%", "percent", ""),
        ("发放手册5000份以上", "at_least", "5000", "份", "份", ""),
        ("控制在90万元以内", "at_most", "90", "万元", "money", ""),
        ("=8个", "equal", "8", "个", "个", ""),
        ("═100%", "equal", "100", "%", "percent", ""),
        ("﹦72890元", "equal", "72890", "元", "money", ""),
        ("2次/月", None, "2", "次", "次", "月"),
        ("530元/人*月", None, "530", "元", "money", "人*月"),
        ("每亩300", None, "300", "", None, ""),
        ("1346.0088万平方米", None, "1346.0088", "万平方米", "area", ""),
        ("3,724,055.00", None, "3724055.00", "", None, ""),
        ("2.38  万元", None, "2.38", "万元", "money", ""),
        (">=98%（百分比）", "at_least", "98", "%(百分比)", "percent", ""),
        ("-6.3%", None, "-6.3", "%", "percent", ""),
        ("约74个", "about", "74", "个", "个", ""),
        ("12台(套)", None, "12", "台(套)", "台", ""),
        ("目标1：造林1.2万亩", None, "1.2", "万亩", "mu", ""),
        ("（1）完成财预〔2020〕10号文要求的3项", None, "3", "项", "项", ""),
        ("2021年完成5场", None, "5", "场", "场", ""),
        ("5个工作日内办结", None, "5", "个工作日", "workday", ""),
    ],
)
def test_one_figure(
    printed: str, operator: str | None, number: str, unit: str, dimension: str | None, per: str
) -> None:
    value = said(printed)
    assert value.kind == "number"
    assert value.quantity is not None
    found = value.quantity
    assert (value.operator, found.number, found.unit, found.dimension, found.per) == (
        operator,
        Decimal(number),
        unit,
        dimension,
        per,
    )


def test_what_looks_misread_is_read_as_printed() -> None:
    value = said("290%")
    assert value.quantity is not None
    assert (value.kind, value.operator, value.quantity.number) == ("number", None, Decimal(290))


@pytest.mark.parametrize(
    ("printed", "kind", "band"),
    [
        ("达成预期指标", "grade", "met"),
        ("全额达成预期指标。", "grade", "met"),
        ("部分达成预期指标", "grade", "partly"),
        ("未完成", "grade", "missed"),
        ("显著 提升", "grade", "graded"),
        ("改善学校的办学条件", "prose", None),
        ("每月15日前发放", "prose", None),
        ("每月巡查一次", "several", None),
        ("办理结婚10560对，离婚登记3422对", "several", None),
        ("480平方米\n20张", "several", None),
        ("12月底之前完成", "date", None),
        ("不适用", "not_applicable", None),
        ("/", "blank", None),
        ("……", "blank", None),
        ("无。", "blank", None),
        ("", "blank", None),
        ("0", "number", None),
    ],
)
def test_what_is_no_single_figure(printed: str, kind: str, band: str | None) -> None:
    assert (said(printed).kind, said(printed).band) == (kind, band)


@pytest.mark.parametrize("printed", ["80-100人", "80人～100人", "80至100人"])
def test_range(printed: str) -> None:
    value = said(printed)
    assert value.kind == "range"
    assert value.quantity is not None
    assert value.upper is not None
    assert (value.quantity.number, value.upper.number, value.quantity.unit) == (80, 100, "人")


@given(number=NUMBERS, prefix=st.sampled_from(PREFIXES), unit=st.sampled_from(sorted(LEXICON.units)))
def test_operator_number_and_unit_are_read_back(number: Decimal, prefix: str, unit: str) -> None:
    value = said(f"{prefix}{number}{unit}")
    assert value.quantity is not None
    assert (value.quantity.operator, value.quantity.number) == (LEXICON.operators[prefix], number)
    assert value.quantity.dimension == LEXICON.units[unit].dimension


@given(number=NUMBERS)
def test_thousands_separators_change_nothing(number: Decimal) -> None:
    plain, grouped = said(f"≥{number}元"), said(f"≥{number:,}元")
    assert plain.quantity is not None
    assert grouped.quantity is not None
    assert plain.quantity.number == grouped.quantity.number == number


@given(printed=st.text())
def test_every_text_is_some_kind(printed: str) -> None:
    value = said(printed)
    assert value.kind in ("blank", "not_applicable", "number", "range", "several", "date", "grade", "prose")
    assert (value.quantity is not None) == (value.kind in ("number", "range"))


@given(printed=st.text(alphabet=st.characters(exclude_categories=["N"])))
def test_no_number_where_there_is_no_digit(printed: str) -> None:
    assert said(printed).kind not in ("number", "range")
