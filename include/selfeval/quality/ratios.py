"""Two exact numbers → their ratio, to a millionth."""

from decimal import Decimal

MILLIONTH = Decimal("0.000001")
GREATEST = 10**12
"""A greater ratio compares nothing that was meant to be compared, and would not fit a column."""


def ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part ÷ whole; None where the whole is zero or the two are worlds apart."""
    if not whole:
        return None
    quotient = part / whole
    return quotient.quantize(MILLIONTH) if abs(quotient) < GREATEST else None
