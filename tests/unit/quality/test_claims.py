"""What a printed rate claims."""

from decimal import Decimal

import pytest

from selfeval.quality.claims import claim


@pytest.mark.parametrize(
    ("printed", "stated", "low", "high"),
    [
        ("98%", "0.98", "0.975", "0.985"),
        ("98.50%", "0.985", "0.98495", "0.98505"),
        ("99.52%", "0.9952283", "0.99515", "0.99525"),
        ("100.00", "1", "0.99995", "1.00005"),
        ("0.958", "0.958", "0.9575", "0.9585"),
        ("９８％", "0.98", "0.975", "0.985"),
        ("100百分比", "1", "0.995", "1.005"),
    ],
)
def test_rate_claims_half_a_unit_of_its_last_digit(printed: str, stated: str, low: str, high: str) -> None:
    assert claim(printed, Decimal(stated))[1:] == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("printed", ["1", None, "已完成"])
def test_rate_is_never_coarser_than_whole_percents(printed: str | None) -> None:
    assert claim(printed, Decimal(1))[1:] == (Decimal("0.995"), Decimal("1.005"))
