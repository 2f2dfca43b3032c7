"""Project frame → what its totals say of each other: change of the budget, spending without budget, and the reverse."""

import pandas as pd

from selfeval.quality.exact import RATIO, ratio

PROJECT = ["submission_sha256", "form_number", "project_number"]


def find(frame: pd.DataFrame, amount: pd.DataFrame, is_explained: pd.Series) -> dict[str, pd.Series]:
    """Columns beside the project frame; each is blank where there is nothing to judge.

    `granted_total`: the budget, where there is one. `unbudgeted_total`: what was spent of none. `unspent_budget`: the
    budget of which nothing was spent and nobody says why, or of which spending is blank.
    `unexplained_change_ratio`: change of the budget against the initial one; from nothing to something counts as 100%.
    """
    budget, initial, executed = (frame[f"{name}_total"] for name in ("budget", "budget_initial", "executed"))
    has_budget, has_executed = (_has(frame, amount, measure) for measure in ("budget", "executed"))
    is_granted, is_spent = (budget > 0).fillna(False), (executed > 0).fillna(False)
    is_idle = (executed == 0).fillna(False) & ~is_explained
    values = (
        amount.groupby(PROJECT)["printed_value"].agg(["min", "max"]).rename(columns={"min": "least", "max": "most"})
    )
    bounds = frame[PROJECT].merge(values.reset_index(), on=PROJECT, how="left")
    is_zero = ((bounds["least"] == 0) & (bounds["most"] == 0)).fillna(False)
    return {
        "granted_total": budget.where(is_granted),
        "unbudgeted_total": executed.where(is_spent & ((budget == 0).fillna(False) | ~has_budget)),
        "unspent_budget": budget.where(is_granted & (is_idle | ~has_executed)),
        "unexplained_change_ratio": _change(initial, budget).mask(is_explained),
        "zero_amounts": frame["amount_count"].astype("Int64").where(is_zero.set_axis(frame.index)),
    }


def _has(frame: pd.DataFrame, amount: pd.DataFrame, measure: str) -> pd.Series:
    told = pd.MultiIndex.from_frame(amount.loc[amount["measure"] == measure, PROJECT])
    return pd.Series(pd.MultiIndex.from_frame(frame[PROJECT]).isin(told), index=frame.index)


def _change(initial: pd.Series, budget: pd.Series) -> pd.Series:
    change = ratio((budget - initial).abs(), initial)
    is_new = ((initial == 0) & (budget > 0)).fillna(False)
    return change.mask(is_new, pd.Series(1, index=change.index).astype(RATIO))
