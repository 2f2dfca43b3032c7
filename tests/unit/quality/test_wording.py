"""Numbers as they are written in messages."""

from decimal import Decimal

import pytest

from selfeval.quality.wording import fill


@pytest.mark.parametrize(
    ("value", "text"),
    [("64.0000000000000000", "64.00"), ("100", "100.00"), ("61.8", "61.80"), ("0.123", "0.123"), ("-2.2", "-2.20")],
)
def test_amounts_show_their_cents_and_every_digit_they_have(value: str, text: str) -> None:
    assert fill("{amount}", {"amount": Decimal(value)}) == text


def test_fraction_is_written_as_percent() -> None:
    assert fill("{rate:percent}", {"rate": Decimal("1.030420712")}) == "103.04%"


def test_blank_is_written_as_nothing() -> None:
    assert fill("缺 {what}", {"what": None}) == "缺 "


def test_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{nothing}", {})
