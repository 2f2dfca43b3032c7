"""Indicator frame → what each score ought to be by target and result, and what a loss of points leaves unexplained."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd

from selfeval.quality.indicator_frame import PROJECT, numbers, objects

HUNDREDTH = Decimal("0.01")
COARSEST = Decimal("0.5")
"""A score in whole points claims no more than half a point to either side."""


def with_scores(frame: pd.DataFrame) -> pd.DataFrame:
    """The indicator frame with, each blank where there is nothing to say:

    `due_score` (weight × share reached, of targets missed; the weight, of targets met), `full_excess`, `lower_excess`,
    `upper_excess` (points above what is due, less half of the score's last digit: full marks, lower limits, upper
    limits), `shortfall_share` (points below what is due, of the weight), `met_loss`, `other_loss` (points lost without
    a reason, target met or not comparable), `weight_share` (of all points of the project), `met_share`, `partly_share`, `missed_share` (score ÷ weight of graded
    results), `idle_zero` (the weight, where a result has no points), `unexplained_share`, `unexplained_growth` (share
    reached of a target missed, growth over one met, without a reason), `late` (the result, where it is late).
    """
    frame = frame.assign(weight_text=_texts(frame["weight"]), score_text=_texts(frame["score"]))
    scored = frame["weight"].notna() & frame["score"].notna() & (frame["weight"] > 0).fillna(False)
    missed, met = ((frame["verdict"] == verdict).fillna(False).astype(bool) for verdict in ("missed", "met"))
    by_number = frame["verdict_by"].isin(["lower", "upper"])
    told = frame["reason_told"].notna()
    due = _each(frame, scored & missed & by_number, _due, "weight", "reached_share")
    due = due.fillna(frame["weight"].where(scored & met & (by_number | (frame["verdict_by"] == "date"))))
    frame = frame.assign(due_score=due, all_points=_all_points(frame))
    excess = _each(frame, missed & due.notna(), _excess, "score", "due_score")
    is_full = (frame["score"] >= frame["weight"]).fillna(False)
    share = _each(frame, scored, _ratio, "score", "weight")
    is_graded = frame["actual_band"].notna() & ~by_number
    loss = (frame["weight"] - frame["score"]).where(scored & (frame["score"] < frame["weight"]).fillna(False) & ~told)
    is_late = missed & (frame["verdict_by"] == "date")
    has_reason_column = frame["family"] != "wide"
    return frame.assign(
        full_excess=excess.where(is_full),
        lower_excess=excess.where(~is_full & (frame["verdict_by"] == "lower")),
        upper_excess=excess.where(~is_full & (frame["verdict_by"] == "upper")),
        shortfall_share=_each(frame, missed & due.notna() & ~told, _shortfall, "score", "due_score", "weight"),
        weight_share=_each(frame, (frame["all_points"] > 0).fillna(False), _ratio, "weight", "all_points"),
        met_loss=loss.where(met & due.notna()),
        other_loss=loss.where(due.isna() & ~missed & (frame["score"] > 0)),
        **{f"{band}_share": share.where(is_graded & (frame["actual_band"] == band)) for band in _BANDS},
        idle_zero=frame["weight"].where(scored & (frame["score"] == 0) & _is_done(frame)),
        unexplained_share=frame["reached_share"].where(missed & by_number & ~told & ~is_full & has_reason_column),
        unexplained_growth=frame["growth"].where(met & ~told),
        late=frame["actual"].where(is_late & (~told | (scored & is_full))),
    )


_BANDS = ("met", "partly", "missed")


def _all_points(frame: pd.DataFrame) -> pd.Series:
    """What all indicators of a project and its budget execution weigh together, exact."""
    told = frame[frame["weight"].notna()]
    totals: dict[tuple[Any, ...], Decimal] = {}
    names = (*PROJECT, "weight", "budget_weight")
    for *place, weight, budget_weight in zip(*(objects(told[name]) for name in names), strict=True):
        totals[tuple(place)] = totals.get(tuple(place), budget_weight or Decimal(0)) + weight
    places = zip(*(objects(frame[name]) for name in PROJECT), strict=True)
    return numbers((totals.get(place) for place in places), frame.index)


def _is_done(frame: pd.DataFrame) -> pd.Series:
    """Something was achieved: the result is neither blank nor a zero nor said to be missed."""
    is_nothing = frame["actual_kind"].isin(["blank", "not_applicable"]) | (frame["reached_share"] == 0).fillna(False)
    return ~is_nothing & (frame["verdict"] != "missed").fillna(True) & (frame["actual_band"] != "missed").fillna(True)


def _texts(column: pd.Series) -> pd.Series:
    """Points as one writes them: 10, 9.5."""
    values = {value: f"{value.normalize():f}" for value in column.dropna().unique()}
    return column.map(values).astype("string")


def _each(frame: pd.DataFrame, wanted: pd.Series, make: Callable[..., Decimal | None], *columns: str) -> pd.Series:
    """`make` of the columns in the rows wanted, where none of them is blank."""
    wanted = wanted.fillna(False).astype(bool) & frame[[*columns]].notna().all(axis="columns")
    rows = frame[wanted]
    made = [make(*values) for values in zip(*(objects(rows[name]) for name in columns), strict=True)]
    return numbers(made, rows.index).reindex(frame.index)


def _due(weight: Decimal, share: Decimal) -> Decimal:
    return (weight * share).quantize(HUNDREDTH)


def _excess(score: Decimal, due: Decimal) -> Decimal:
    return score - due - _half_unit(score)


def _shortfall(score: Decimal, due: Decimal, weight: Decimal) -> Decimal:
    return ((due - score - _half_unit(score)) / weight).quantize(Decimal("0.000001"))


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole).quantize(Decimal("0.000001"))


def _half_unit(score: Decimal) -> Decimal:
    exponent: Any = score.normalize().as_tuple().exponent
    return min(COARSEST, Decimal(5).scaleb(min(exponent, 0) - 1))
