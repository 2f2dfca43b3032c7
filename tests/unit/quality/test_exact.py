"""Exact columns: what has no room for its digits is left out, and takes nothing else with it."""

from decimal import Decimal

import pandas as pd

from selfeval.quality.exact import RATIO, parsed, product, ratio


def column(*numbers: Decimal | None) -> pd.Series:
    return pd.Series(numbers, dtype=RATIO)


GIANT = column(Decimal(10) ** 23, Decimal(9), Decimal(-10) ** 23, None)
OTHER = column(Decimal(1), Decimal(3), Decimal(2), Decimal(1))


def told(numbers: pd.Series) -> list[Decimal | None]:
    return [None if pd.isna(number) else number for number in numbers]


def test_print_of_more_digits_than_fit_is_blank_and_its_neighbours_are_not() -> None:
    printed = pd.Series(["1,234.50", "-3", "9" * 20, "9" * 21, f"0.{'0' * 29}1", None])
    assert list(parsed(printed).dropna()) == [Decimal("1234.50"), Decimal(-3), Decimal("9" * 20)]


def test_divisor_that_is_nothing_at_eight_places_gives_no_ratio_and_its_neighbours_have_theirs() -> None:
    divisors = column(Decimal("1E-16"), Decimal(0), Decimal("0.00000001"), None, Decimal(4))
    assert list(ratio(column(*[Decimal(1)] * 5), divisors).dropna()) == [Decimal(100_000_000), Decimal("0.25")]


def test_giant_has_no_ratio_and_its_neighbours_have_theirs() -> None:
    assert told(ratio(GIANT, OTHER)) == [None, Decimal(3), None, None]
    assert told(ratio(OTHER, GIANT)) == [None, Decimal("0.3333333333333333"), None, None]


def test_giant_has_no_product_and_its_neighbours_have_theirs() -> None:
    assert told(product(GIANT, OTHER)) == [None, Decimal(27), None, None]


def test_largest_numbers_with_room_are_multiplied_exactly() -> None:
    large = Decimal(10) ** 22 - 2
    assert told(product(column(large), column(large))) == [99999999999999999999960000000000000000000004]


def test_parsed_without_room_or_in_other_digits_is_blank_and_its_neighbours_are_read() -> None:
    printed = pd.Series(["1,234.5", "9" * 30, "0." + "3" * 17, "٣", "-3", None])
    assert told(parsed(printed)) == [Decimal("1234.5"), None, None, None, Decimal(-3), None]
