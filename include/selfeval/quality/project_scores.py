"""Project frame → its weights and scores added up, beside what the form says they come to."""

from decimal import Decimal

import pandas as pd

from selfeval.quality import printed_numbers
from selfeval.quality.exact import RATIO, product, rounded, sums, text

PROJECT = ["submission_sha256", "form_number", "project_number"]


def find(frame: pd.DataFrame, indicator: pd.DataFrame, numbers: pd.DataFrame) -> dict[str, pd.Series]:
    """Columns beside the project frame; each is blank where there is nothing to judge.

    `weights_with_budget`: weights of the indicators and of budget execution; `weights_alone`: of the indicators, where
    the form gives budget execution none. `score_sum`: what the scores add up to, where every weight has its score.
    `due_budget_score`: weight × rate; `budget_score_unit`: half a unit of the last digit of the printed score.
    `unstated_total`: what the scores add up to where the form states no total.
    """
    added = _added(frame, indicator)
    budget_weight, budget_score, total = (frame[name] for name in ("budget_weight", "budget_score", "total_score"))
    has_item = budget_weight.notna()
    with_budget = added["weight_sum"] + budget_weight.astype(RATIO)
    score_sum = _score_sum(frame, added, with_budget)
    due = _due(frame)
    return {
        "weights_with_budget": with_budget,
        "weights_alone": added["weight_sum"].mask(has_item | budget_score.notna()),
        "score_sum": score_sum.where(total.notna()),
        "unstated_total": score_sum.where(total.isna()),
        "due_budget_score": due,
        "budget_score_unit": _half_units(budget_score),
        "unscored_budget": due.where(budget_score.isna() & (added["score_count"] > 0).fillna(False)),
        "unweighted_budget_score": budget_score.where(~has_item & added["weight_sum"].notna()),
        **_places(frame, numbers),
    }


def _added(frame: pd.DataFrame, indicator: pd.DataFrame) -> pd.DataFrame:
    counted = indicator.groupby(PROJECT).agg(
        indicators=("weight", "size"), weight_count=("weight", "count"), score_count=("score", "count")
    )
    weighed = indicator.dropna(subset="weight")
    scored_weights = weighed.dropna(subset="score").groupby(PROJECT).size().rename("scored_weights")
    rows = frame[PROJECT].merge(counted.join(scored_weights).reset_index(), on=PROJECT, how="left")
    for column in ("weight", "score"):
        told = sums(indicator.dropna(subset=column), PROJECT, column, f"{column}_sum")
        rows = rows.merge(told, on=PROJECT, how="left")
    return rows.set_axis(frame.index)


def _score_sum(frame: pd.DataFrame, added: pd.DataFrame, with_budget: pd.Series) -> pd.Series:
    """All scores of a project. A score merged over several indicators is read as none of theirs, so the scores are
    added up only where every indicator has one, or where those that have weigh all there is to weigh.
    """
    is_whole = (with_budget == 100) | (added["weight_sum"] == 100)
    is_scored = (added["scored_weights"] == added["weight_count"]) & is_whole
    is_complete = (added["score_count"] == added["indicators"]) | is_scored
    scores = added["score_sum"] + frame["budget_score"].fillna(0).astype(RATIO)
    return scores.where(is_complete.fillna(False))


def _due(frame: pd.DataFrame) -> pd.Series:
    """Weight × rate to the cent, as stated or as computed, whichever is nearer to the score; at most the weight."""
    weight, score = frame["budget_weight"], frame["budget_score"]
    by_stated, by_computed = (product(weight, frame[name]) for name in ("stated_rate", "computed_rate"))
    nearer = ((by_computed - score).abs() < (by_stated - score).abs()).fillna(False)
    due = rounded(by_stated.mask(nearer, by_computed).fillna(by_computed), 2)
    return due.mask((due > weight).fillna(False), weight.astype(RATIO)).mask((due < 0).fillna(False))


def _half_units(score: pd.Series) -> pd.Series:
    """Half a unit of the last decimal of a score, 0 for a whole number: 9 for 8.62 is no rounding."""
    decimals = text(score).str.extract(r"\.(\d+)$")[0].str.len().fillna(0)
    return decimals.map(lambda count: Decimal(5).scaleb(-int(count) - 1) if count else Decimal(0)).astype(RATIO)


def _places(frame: pd.DataFrame, numbers: pd.DataFrame) -> dict[str, pd.Series]:
    anchor = frame["executed_total_cell"].fillna(frame["named_cell"])
    placed = frame.assign(anchor=anchor)
    budget = printed_numbers.beside(placed, numbers, "anchor", "budget_score")
    total = printed_numbers.in_total_row(frame, numbers, "total_score")
    return {
        "budget_score_cell": budget["found_cell"].fillna(frame["stated_rate_cell"]).fillna(anchor),
        "budget_score_printed": budget["found_printed"].fillna(text(frame["budget_score"])),
        "total_score_cell": total["found_cell"].fillna(frame["named_cell"]),
        "total_score_printed": total["found_printed"].fillna(text(frame["total_score"])),
    }
