"""Deadlines: which days a text names."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval import paths
from selfeval.quality.deadlines import deadlines
from selfeval.quality.lexicon import load_lexicon

LEXICON = load_lexicon(paths.rule_suites().parent / "lexicon")
DATES = st.dates(min_value=dt.date(2001, 1, 1), max_value=dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年12月31日", "2021-12-31", "2021-12-31"),
        ("12月底之前完成", "2021-12-01", "2021-12-31"),
        ("2020年2月完成", "2020-02-01", "2020-02-29"),
        ("2023年底", "2023-01-01", "2023-12-31"),
        ("年底前完成", "2021-01-01", "2021-12-31"),
        ("第3季度", "2021-07-01", "2021-09-30"),
        ("二季度末", "2021-04-01", "2021-06-30"),
        ("上半年", "2021-01-01", "2021-06-30"),
        ("2022年下半年", "2022-07-01", "2022-12-31"),
        ("2020年1月--2020年11月", "2020-11-01", "2020-11-30"),
        ("6月底完成评价,10月份完成问卷", "2021-10-01", "2021-10-31"),
        ("20190101", "2019-01-01", "2019-01-01"),
        ("≤12月", "2021-12-01", "2021-12-31"),
    ],
)
def test_span_in_a_form_of_2021(text: str, first: str, last: str) -> None:
    _, span = deadlines(text, LEXICON)
    assert span is not None
    assert (str(span.first(2021)), str(span.last(2021))) == (first, last)


@pytest.mark.parametrize("text", ["每月15日前发放", "次年3月完成", "13月", "2021年2月30日", "3个月", "按时完成"])
def test_text_that_names_no_day_of_the_year(text: str) -> None:
    _, span = deadlines(text, LEXICON)
    assert span is None or text == "2021年2月30日"


def test_dates_are_taken_out_of_the_text() -> None:
    assert deadlines("2021年12月完成5场", LEXICON)[0] == "########完成5场"


@given(day=DATES)
def test_a_day_is_the_same_however_it_is_written(day: dt.date) -> None:
    written = (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
    )
    spans = [deadlines(text, LEXICON)[1] for text in written]
    assert all(span is not None and span.first(1999) == span.last(1999) == day for span in spans)
