"""Numbers one slip of the pen apart."""

from decimal import Decimal

import pytest

from selfeval.quality.slips import slips


@pytest.mark.parametrize(
    ("printed", "meant", "text"),
    [
        ("5906.95", "5606.95", "5606.95"),
        ("61.80", "68.10", "68.10"),
        ("4231.07", "4281.07", "4281.07"),
        ("272800", "27.28", "27.28"),
        ("27.28", "272800", "272800"),
        ("124.5", "1234.5", "1234.5"),
        ("1123.4", "123.4", "123.4"),
        ("12.3", "12.34", "12.34"),
        ("124", "1245", "1245"),
        ("1,906.95", "1606.95", "1,606.95"),
    ],
)
def test_one_slip_is_found_and_written_like_the_print(printed: str, meant: str, text: str) -> None:
    assert slips(printed, Decimal(printed.replace(",", "")))[Decimal(meant)] == text


@pytest.mark.parametrize(("printed", "meant"), [("61.8", "64.00"), ("5906.95", "5606.96"), ("12", "34")])
def test_two_slips_are_not_one(printed: str, meant: str) -> None:
    assert Decimal(meant) not in slips(printed, Decimal(printed))


def test_print_that_hides_digits_of_its_value_has_no_slips() -> None:
    assert slips("99.52", Decimal("99.52283")) == {}


def test_what_is_printed_is_no_slip_of_itself() -> None:
    assert Decimal(64) not in slips("64.00", Decimal(64))
