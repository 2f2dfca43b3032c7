"""Indicators → what a project's cost indicators add up to, in the unit of its form."""

from decimal import Decimal

import pandas as pd

from selfeval.quality.exact import RATIO, fitted, product, ratio, sums
from selfeval.quality.words import FormWords

PROJECT = ["submission_sha256", "form_number", "project_number"]
LEAST_ABSURD = Decimal(10) ** 22
"""Left out of the comparison, as `exact` leaves out what it has no room for."""


def find(frame: pd.DataFrame, indicator: pd.DataFrame, words: FormWords) -> dict[str, pd.Series]:
    """Columns beside the project frame: `cost_target_sum`, the cell and text of the first cost target,
    `budget_ceiling`, the higher of initial and full-year budget, and `cost_times_slipped`, how often it holds the cost,
    were its amounts in 元: only of costs in the form's own unit, for a cost in 元 may be a price.

    Only targets that are an amount of money and nothing else count: 15万元, not 200元/件.
    """
    cost = indicator[indicator["level2"].isin(list(words.cost_levels))]
    found = cost["target"].str.normalize("NFKC").str.extract(words.cost_target)
    cost = cost.assign(
        value=found[0].str.replace(",", "").map(_fitting, na_action="ignore").astype(RATIO),
        yuan=found[1].map(words.units).astype(RATIO),
    ).dropna(subset="value")
    cost["yuan_value"] = product(cost["value"], cost["yuan"])
    cost["cost_unit"] = found[1]
    first = cost.drop_duplicates(PROJECT)[[*PROJECT, "cell", "target", "cost_unit"]]
    told = first.merge(sums(cost, PROJECT, "yuan_value", "cost_yuan"), on=PROJECT)
    rows = frame[PROJECT].merge(told, on=PROJECT, how="left").set_axis(frame.index)
    factor = frame["amount_unit"].map(words.units).astype(RATIO)
    cost_sum = ratio(rows["cost_yuan"], factor)
    ceiling = _higher(frame["granted_total"], frame["budget_initial_total"])
    is_own = (rows["cost_unit"] == frame["amount_unit"]) & (factor > 1)
    return {
        "cost_target_sum": cost_sum,
        "cost_times_slipped": ratio(ratio(ceiling, cost_sum), factor).where(is_own.fillna(False)),
        "cost_target_cell": rows["cell"],
        "cost_target_printed": rows["target"],
        "budget_ceiling": ceiling,
    }


def _fitting(printed: str) -> Decimal | None:
    """The number, if its digits have room: a target of 10²² is no cost that a budget can be held against."""
    number = Decimal(printed)
    return fitted(number) if number < LEAST_ABSURD else None


def _higher(budget: pd.Series, initial: pd.Series) -> pd.Series:
    return budget.mask((initial > budget).fillna(False), initial)
