"""What Great Expectations does not bring along: our own expectations, each a yes or no for every row of a frame."""

from typing import ClassVar, Literal

import pandas as pd
import pyarrow as pa
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

WIDE = pd.ArrowDtype(pa.decimal256(36, 16))
"""Arrow multiplies two decimals of 36 digits only where the product's 73 digits have room."""

IgnoreRow = Literal["all_values_are_missing", "any_value_is_missing", "never"]


class _RateAgrees(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.stated_rate_agrees_with_amounts"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        budget, executed, low, high = (column_list[name].astype(WIDE) for name in column_list.columns)
        # Multiplied, not divided: exact at the bounds, and nothing to say where there is no budget.
        agrees = (low * budget <= executed) & (executed <= high * budget)
        return agrees | ~(budget > 0)


class ExpectStatedRateToAgreeWithAmounts(MulticolumnMapExpectation):
    """Executed ÷ budget lies within what the stated rate claims. Columns: budget, executed, claimed low and high."""

    map_metric: ClassVar[str] = "multicolumn_values.stated_rate_agrees_with_amounts"
    ignore_row_if: IgnoreRow = "any_value_is_missing"


class _AmountsNotRepeated(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.amounts_not_repeated"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        _twins, distinct, least_distinct, digits, least_digits = (column_list[name] for name in column_list.columns)
        return (distinct < least_distinct) | (digits < least_digits)


class ExpectAmountsNotToBeRepeated(MulticolumnMapExpectation):
    """A project that has a twin carries a set of amounts that two projects may share by chance.

    Columns: names of the twins (blank: none), number of distinct amounts and how many tell, number of their
    significant digits and how many tell.
    """

    map_metric: ClassVar[str] = "multicolumn_values.amounts_not_repeated"
    ignore_row_if: IgnoreRow = "any_value_is_missing"


class _SequenceWithoutGap(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.sequence_without_gap"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        number, previous, unnumbered = (column_list[name] for name in column_list.columns)
        return number - previous - 1 <= unnumbered


class ExpectSequenceWithoutGap(MulticolumnMapExpectation):
    """A number follows the one before it, rows without number counted in. Columns: number, previous, unnumbered."""

    map_metric: ClassVar[str] = "multicolumn_values.sequence_without_gap"
    ignore_row_if: IgnoreRow = "any_value_is_missing"


class _SequencePrinted(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.sequence_printed"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: object) -> pd.Series:  # noqa: N805
        sequence, cell, numbered_in_form = (column_list[name] for name in column_list.columns)
        return sequence.notna() | cell.isna() | (numbered_in_form == 0)


class ExpectSequenceToBePrinted(MulticolumnMapExpectation):
    """A row has a number where its form numbers rows. Columns: number as printed, its cell, numbers in the form."""

    map_metric: ClassVar[str] = "multicolumn_values.sequence_printed"
    ignore_row_if: IgnoreRow = "never"
