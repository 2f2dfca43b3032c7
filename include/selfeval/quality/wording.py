"""Values and templates → text: amounts with their cents, rates as percents, exact decimals to the last digit."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from string import Formatter

CENT = Decimal("0.01")


def amount_text(value: Decimal) -> str:
    """An amount with at least two decimals, more only where it has them."""
    exact = value.normalize()
    return f"{exact:f}" if int(exact.as_tuple().exponent) < -2 else f"{exact.quantize(CENT):f}"


def percent_text(value: Decimal) -> str:
    """A fraction as a percent with two decimals."""
    return f"{(value * 100).quantize(CENT, ROUND_HALF_UP):f}%"


class _Wording(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return percent_text(value) if format_spec == "percent" else amount_text(value)
        return str(value)


def fill(template: str, facts: Mapping[str, object]) -> str:
    """The template with its {names} replaced by facts; `{name:percent}` writes a fraction as a percent.

    Raises KeyError for a name that is no fact.
    """
    return _Wording().vformat(template, (), facts)
