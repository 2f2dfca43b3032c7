"""Expectations that compare a column of numbers with others: within an interval, outside it, near, one of several.

A row in which a number is missing is not judged: there is nothing to compare.
"""

from typing import ClassVar, Literal

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

from selfeval.quality.exact import RATIO

IgnoreRow = Literal["all_values_are_missing", "any_value_is_missing", "never"]


def _numbers(columns: pd.DataFrame) -> list[pd.Series]:
    return [columns[name].astype(RATIO) for name in columns.columns]


class _WithinInterval(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.number_within_interval"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        value, low, high = _numbers(column_list)
        return (low <= value) & (value <= high)


class ExpectNumberToLieWithinInterval(MulticolumnMapExpectation):
    """A number lies within bounds that differ from row to row. Columns: number, least, most."""

    map_metric: ClassVar[str] = "multicolumn_values.number_within_interval"
    ignore_row_if: IgnoreRow = "any_value_is_missing"


class _OutsideInterval(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.number_outside_interval"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        value, low, high = _numbers(column_list)
        return (value < low) | (high < value)


class ExpectNumberToLieOutsideInterval(MulticolumnMapExpectation):
    """A number lies where it means nothing. Columns: number, least and most of the telling interval."""

    map_metric: ClassVar[str] = "multicolumn_values.number_outside_interval"
    ignore_row_if: IgnoreRow = "any_value_is_missing"


class _Near(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.number_near"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        value, meant, *tolerances = _numbers(column_list)
        gap = (value - meant).abs()
        return pd.concat([gap <= tolerance for tolerance in tolerances], axis="columns").any(axis="columns")


class ExpectNumberToLieNear(MulticolumnMapExpectation):
    """A number lies as near to another as the widest tolerance allows. Columns: number, the other, tolerances."""

    map_metric: ClassVar[str] = "multicolumn_values.number_near"
    ignore_row_if: IgnoreRow = "any_value_is_missing"


class _OneOf(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.number_one_of"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        value, *allowed = _numbers(column_list)
        return pd.concat([value == one for one in allowed], axis="columns").any(axis="columns")


class ExpectNumberToBeOneOf(MulticolumnMapExpectation):
    """The first number equals one of the others. Columns: number, allowed numbers."""

    map_metric: ClassVar[str] = "multicolumn_values.number_one_of"
    ignore_row_if: IgnoreRow = "any_value_is_missing"
