"""Expectations that hold a value against two bounds of its own row: within them, or not between them."""

from typing import ClassVar

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

from selfeval.quality.expectations import IgnoreRow


class _WithinBounds(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.within_bounds"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        value, low, high = (column_list[name] for name in column_list.columns)
        return (low <= value) & (value <= high)


class ExpectValuesToLieWithinBounds(MulticolumnMapExpectation):
    """Low ≤ value ≤ high. Columns: value, low, high; a row in which one is blank is passed over."""

    map_metric: ClassVar[str] = "multicolumn_values.within_bounds"
    ignore_row_if: IgnoreRow = "any_value_is_missing"


class _NotBetweenBounds(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.not_between_bounds"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        value, low, high = (column_list[name] for name in column_list.columns)
        return (value <= low) | (high <= value)


class ExpectValuesNotToLieBetweenBounds(MulticolumnMapExpectation):
    """Value ≤ low or high ≤ value. Columns: value, low, high; a row in which one is blank is passed over."""

    map_metric: ClassVar[str] = "multicolumn_values.not_between_bounds"
    ignore_row_if: IgnoreRow = "any_value_is_missing"
