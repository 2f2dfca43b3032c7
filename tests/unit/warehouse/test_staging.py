from decimal import Decimal

import pyarrow as pa
import pytest

from selfeval.warehouse.tables import staging


@pytest.mark.parametrize("stored", ["0.00123456789012345", "1.23456789012345E-7", "0.95", "387664.62"])
def test_number_of_a_file_fits_the_tables(stored):
    fitted = staging.fitted(Decimal(stored))
    assert pa.array([fitted], staging.arrow_schema(staging.amount).field("printed_value").type)[0].as_py() == fitted
    assert abs(fitted - Decimal(stored)) < Decimal("1e-16")
