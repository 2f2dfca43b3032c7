"""Rules → the numbers they compare with, as a column `<code>_<name>` of their grain's frame, by the form's family."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd
import pyarrow as pa

from selfeval.quality.rules import FAMILIES, ByFamily, Rule

NUMBER = pd.ArrowDtype(pa.decimal128(36, 16))


def with_thresholds(frames: Mapping[str, pd.DataFrame], rules: Sequence[Rule]) -> dict[str, pd.DataFrame]:
    """The frames with one column a threshold; blank in rows whose family the threshold does not name.

    A frame whose grain has thresholds needs the column `family`.
    """
    return {grain: _widened(frame, [rule for rule in rules if rule.grain == grain]) for grain, frame in frames.items()}


def column(rule: Rule, name: str) -> str:
    """The column that holds a threshold: `SE-A07_change_ratio`."""
    return f"{rule.code}_{name}"


def _widened(frame: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    columns = {
        column(rule, name): frame["family"].map(_of_families(limit)).astype(NUMBER)
        for rule in rules
        for name, limit in rule.thresholds.items()
    }
    return pd.concat([frame, pd.DataFrame(columns, index=frame.index)], axis="columns") if columns else frame


def _of_families(limit: Decimal | ByFamily) -> dict[str, Decimal | None]:
    if isinstance(limit, ByFamily):
        return limit.model_dump()
    return dict.fromkeys(FAMILIES, limit)
