"""What a person writes as the time of receipt: one instant that has come, or a sentence that says how to write it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from selfeval.steps.receipt_time import ReceiptTimeFutureError, ReceiptTimeUnclearError, parse

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "text",
    ["2023-03-01T09:00", "2023-03-01 09:00:00", "2023-03-01T01:00Z", "2023-03-01T02:00:00+01:00", " 2023-03-01T09:00 "],
)
def test_local_time_and_offset_are_the_same_instant(text):
    assert parse(text, SHANGHAI) == datetime(2023, 3, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "昨天", "2023-03-01", "20230301", "2023-02-30T09:00", "09:00"])
def test_what_names_no_instant_is_refused_with_an_example(text):
    with pytest.raises(ReceiptTimeUnclearError, match=r"2023-03-01T09:00 \(on the clock of Asia/Shanghai"):
        parse(text, SHANGHAI)


@pytest.mark.parametrize("text", ["2023-03-26T02:30", "2023-10-29T02:30"])
def test_local_time_that_the_clock_skips_or_shows_twice_needs_its_offset(text):
    with pytest.raises(ReceiptTimeUnclearError):
        parse(text, BERLIN)
    assert parse(f"{text}+01:00", BERLIN).minute == 30


def test_instant_that_has_not_come_is_refused():
    with pytest.raises(ReceiptTimeFutureError, match="2999-01-01T00:00"):
        parse("2999-01-01T00:00", SHANGHAI)
