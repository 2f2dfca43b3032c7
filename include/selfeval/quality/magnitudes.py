"""Project frame → signs of a wrong unit: spending a power of ten away from its budget, a project from its form.

Magnitudes are estimates: medians are taken of floats. No figure of a form is replaced by one of them.
"""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import pandas as pd

from selfeval.quality.exact import RATIO, product, ratio

FORM = ["submission_sha256", "form_number"]
LEAST_PROJECTS = 5
"""The median of fewer projects says little of what is usual in a form."""


def find(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Columns beside the project frame: `rate_after_slip` (spending ÷ budget, were one of them in another unit),
    `slip_factor`, and `times_median` (the budget against the median of its form).
    """
    rate = ratio(frame["executed_total"], frame["budget_total"])
    is_as_stated = (frame["claimed_low"].astype(RATIO) <= rate) & (rate <= frame["claimed_high"].astype(RATIO))
    rate = rate.mask(is_as_stated.fillna(False))
    factor = _factors(rate)
    after = product(rate, factor)
    return {"rate_after_slip": after.where(factor.notna()), "slip_factor": factor, "times_median": _times_median(frame)}


def _factors(rate: pd.Series) -> pd.Series:
    """By what a rate must be multiplied to be near 1: a unit (10,000) either way, or two places too many."""
    size = rate.astype("float64")
    choices = [(size >= 150, "0.0001"), (size > 1.5, "0.01"), ((size > 0) & (size < 0.0015), "10000")]
    factor = np.select([when.fillna(False) for when, _ in choices], [text for _, text in choices], default="")
    told = [Decimal(text) if text else None for text in factor.tolist()]
    return pd.Series(told, index=rate.index, dtype=RATIO)


def _times_median(frame: pd.DataFrame) -> pd.Series:
    budget = frame["budget_total"].mask((frame["budget_total"] == 0).fillna(False)).astype("float64")
    grouped = budget.groupby([frame[level] for level in FORM])
    times = (budget / grouped.transform("median")).where(grouped.transform("count") >= LEAST_PROJECTS)
    return times.round(1).map(lambda value: Decimal(str(value)), na_action="ignore").astype(RATIO)


def medians(project: pd.DataFrame, units: Mapping[str, Decimal]) -> pd.DataFrame:
    """One row a form: the median budget of its projects in yuan (blank where the unit or all budgets are)."""
    factor = project["amount_unit"].map({unit: float(yuan) for unit, yuan in units.items()}).astype("float64")
    budget = project["budget_total"].mask((project["budget_total"] == 0).fillna(False)).astype("float64")
    median = (budget * factor).groupby([project[level] for level in FORM]).median().round(2)
    told = median.map(lambda value: Decimal(str(value)), na_action="ignore").astype(RATIO)
    return told.rename("median_budget_yuan").reset_index()
