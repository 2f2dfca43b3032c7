"""Project and form frames and what was loaded before → what a department's forms say against its last year's."""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from selfeval.quality.exact import RATIO, product, ratio, sums
from selfeval.vocabulary import ROOT

YEAR = ["department", "fiscal_year"]
NAMED = [*YEAR, "name"]
UNIT_SLIPS = (Decimal("0.0001"), Decimal(10_000))
"""元 for 万元 and the reverse."""


def find_of_projects(frame: pd.DataFrame, history: pd.DataFrame, units: Mapping[str, Decimal]) -> dict[str, pd.Series]:
    """Columns beside the project frame, blank where last year has no project of the name, or several.

    `times_prior`: this year's budget ÷ last year's; `times_prior_slipped`: the same, were one of them in another unit;
    `prior_budget_amount` in yuan; `copied_year`: the year whose budget and spending stand there again;
    `prior_completion`: what became of last year's goal.
    """
    prior = _totals(history)
    prior = prior.assign(fiscal_year=prior["fiscal_year"] + 1)
    asked = _keyed(frame)
    same = asked.merge(prior, on=NAMED, how="left").set_axis(frame.index)
    factor = frame["amount_unit"].map(dict(units)).astype(RATIO)
    budget, executed = (product(frame[f"{measure}_total"], factor) for measure in ("budget", "executed"))
    times = ratio(budget, same["budget_yuan"])
    slipped = _slipped(times)
    is_copy = (budget == same["budget_yuan"]) & (executed == same["executed_yuan"])
    return {
        "prior_budget_amount": same["budget_yuan"],
        "prior_completion": same["goal_actual"],
        "budget_yuan": budget,
        "times_prior": times.mask(slipped.notna()),
        "times_prior_slipped": slipped,
        "copied_year": (frame["fiscal_year"] - 1).where(is_copy.fillna(False)),
    }


def find_of_forms(form: pd.DataFrame, project: pd.DataFrame, history: pd.DataFrame) -> dict[str, pd.Series]:
    """Columns beside the form frame, told on the first wide form of a department and year that was loaded last year.

    `vanished_names`: last year's projects with a budget that no form of the batch names; `covered_ratio`: the share of
    last year's budget that projects of the same names had.
    """
    prior = _totals(history)
    prior = prior.assign(fiscal_year=prior["fiscal_year"] + 1)
    prior = prior[(prior["budget_yuan"] > 0).fillna(False)]
    named = pd.MultiIndex.from_frame(_keyed(project).dropna())
    is_named = pd.Series(pd.MultiIndex.from_frame(prior[NAMED]).isin(named), index=prior.index)
    vanished = prior[~is_named].sort_values(NAMED).groupby(YEAR)["project_name"].agg("、".join).rename("vanished_names")
    whole = sums(prior, YEAR, "budget_yuan", "whole").merge(
        sums(prior[is_named], YEAR, "budget_yuan", "covered"), on=YEAR, how="left"
    )
    whole["covered_ratio"] = ratio(whole["covered"].fillna(0).astype(RATIO), whole["whole"])
    keys = form.assign(department=form["department_name"].str.replace(r"\s+", "", regex=True))[YEAR]
    is_told = (form["family"] == "wide") & ~keys.assign(family=form["family"]).duplicated()
    told = keys.merge(whole, on=YEAR, how="left").merge(vanished.reset_index(), on=YEAR, how="left")
    return {name: told[name].set_axis(form.index).where(is_told) for name in ("vanished_names", "covered_ratio")}


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "department": _bare(frame["department_name"]),
            "fiscal_year": frame["fiscal_year"],
            "name": _bare(frame["project_name"]),
        }
    )


def _bare(name: pd.Series) -> pd.Series:
    return name.str.normalize("NFKC").str.replace(r"\s+", "", regex=True)


def _totals(history: pd.DataFrame) -> pd.DataFrame:
    """Budget and spending in yuan of each project of a year; a name that stands for several lines is left out."""
    total = history[history["source"] == ROOT]
    total = total.assign(department=_bare(total["department_name"]), name=_bare(total["project_name"]))
    total = total[~total.duplicated([*NAMED, "measure"], keep=False)]
    rows = total.drop_duplicates(NAMED)[[*NAMED, "project_name", "goal_actual"]]
    for measure in ("budget", "executed"):
        of_measure = total.loc[total["measure"] == measure, [*NAMED, "yuan_amount"]]
        rows = rows.merge(of_measure.rename(columns={"yuan_amount": f"{measure}_yuan"}), on=NAMED, how="left")
    return rows.astype({"budget_yuan": RATIO, "executed_yuan": RATIO})


def _slipped(times: pd.Series) -> pd.Series:
    """What is left of the factor between two years once a unit is taken away; blank where no unit lies between."""
    size = times.astype("float64")
    down, up = (product(times, pd.Series(slip, index=times.index, dtype=RATIO)) for slip in UNIT_SLIPS)
    return down.where((size > 1000).fillna(False)).fillna(up.where(((size > 0) & (size < 0.001)).fillna(False)))
