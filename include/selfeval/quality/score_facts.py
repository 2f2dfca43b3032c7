"""Indicator frame → what each score ought to be by target and result, and what a loss of points leaves unexplained."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd

from selfeval.quality.columns import PROJECT, equals, known, numbers, objects
from selfeval.quality.ratios import ratio

HUNDREDTH = Decimal("0.01")
BANDS = ("met", "partly", "missed")
COARSEST = Decimal("0.5")
"""A score in whole points claims no more than half a point to either side."""


def with_scores(frame: pd.DataFrame) -> pd.DataFrame:
    """The indicator frame with what its scores leave to be asked; each column is blank where that is nothing."""
    frame = frame.assign(
        weight_text=_texts(frame["weight"]),
        score_text=_texts(frame["score"]),
        is_missed=equals(frame["verdict"], "missed"),
        is_met=equals(frame["verdict"], "met"),
        is_scored=known(frame["weight"] > 0) & frame["score"].notna(),
        is_full=known(frame["score"] >= frame["weight"]),
        is_told=frame["reason_told"].notna(),
    )
    for widened in (_with_due, _with_losses, _with_shares, _with_deviations):
        frame = widened(frame)
    return frame


def _with_due(frame: pd.DataFrame) -> pd.DataFrame:
    """`due_score`: the weight of a target that was met, weight × share reached of one that was missed.

    `full_excess`, `lower_excess`, `upper_excess`: points above that, less half of the score's last digit, for full
    marks, lower limits and upper limits; `shortfall_share`: points below it without a reason, of the weight.
    """
    by_number = frame["verdict_by"].isin(["lower", "upper"])
    is_met = frame["is_met"] & (by_number | equals(frame["verdict_by"], "date"))
    due = _each(frame, frame["is_scored"] & frame["is_missed"] & by_number, _due, "weight", "reached_share")
    frame = frame.assign(due_score=due.fillna(frame["weight"].where(frame["is_scored"] & is_met)))
    missed, part = frame["is_missed"], ~frame["is_full"]
    excess = _each(frame, missed, _excess, "score", "due_score")
    return frame.assign(
        full_excess=excess.where(frame["is_full"]),
        lower_excess=excess.where(part & equals(frame["verdict_by"], "lower")),
        upper_excess=excess.where(part & equals(frame["verdict_by"], "upper")),
        shortfall_share=_each(frame, missed & ~frame["is_told"], _shortfall, "score", "due_score", "weight"),
    )


def _with_losses(frame: pd.DataFrame) -> pd.DataFrame:
    """`met_loss`: points lost without a reason though the target was met, which `unreasoned_score` then leaves out.

    `idle_zero`: the weight of a result that has no points.
    """
    loss = (frame["weight"] - frame["score"]).where(frame["is_scored"] & ~frame["is_full"] & ~frame["is_told"])
    met_loss = loss.where(frame["is_met"] & frame["due_score"].notna())
    is_zero = frame["is_scored"] & known(frame["score"] == 0)
    return frame.assign(
        met_loss=met_loss,
        unreasoned_score=frame["unreasoned_score"].mask(met_loss.notna()),
        idle_zero=frame["weight"].where(is_zero & _is_done(frame)),
    )


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """`met_share`, `partly_share`, `missed_share`: score ÷ weight of results in words.

    `weight_share`: the weight as a share of all points of the project.
    """
    in_words = frame["is_scored"] & ~frame["verdict_by"].isin(["lower", "upper"])
    share = _each(frame, in_words, ratio, "score", "weight")
    frame = frame.assign(all_points=_all_points(frame))
    return frame.assign(
        **{f"{band}_share": share.where(equals(frame["actual_band"], band)) for band in BANDS},
        weight_share=_each(frame, known(frame["all_points"] > 0), ratio, "weight", "all_points"),
    )


def _with_deviations(frame: pd.DataFrame) -> pd.DataFrame:
    """`unexplained_share`, `unexplained_growth`: share reached of a target missed, growth over one met, no reason told.

    A wide form has no place for reasons; full marks for a miss, and points lost, are told apart. `late`: a result that
    came too late.
    """
    by_date, has_place = equals(frame["verdict_by"], "date"), frame["family"] != "wide"
    is_silent = ~frame["is_told"]
    is_apart = frame["is_full"] | frame["unreasoned_score"].notna()
    return frame.assign(
        unexplained_share=frame["reached_share"].where(frame["is_missed"] & is_silent & ~is_apart & has_place),
        unexplained_growth=frame["growth"].where(frame["is_met"] & is_silent),
        late=frame["actual"].where(
            frame["is_missed"] & by_date & (is_silent | (frame["is_scored"] & frame["is_full"]))
        ),
    )


def _is_done(frame: pd.DataFrame) -> pd.Series:
    """Something was achieved: the result is neither blank nor a zero nor said to be missed."""
    is_nothing = frame["actual_kind"].isin(["blank", "not_applicable"]) | known(frame["reached_share"] == 0)
    return ~is_nothing & ~frame["is_missed"] & ~equals(frame["actual_band"], "missed")


def _all_points(frame: pd.DataFrame) -> pd.Series:
    """What all indicators of a project and its budget execution weigh together, exact."""
    told = frame[frame["weight"].notna()]
    totals: dict[tuple[Any, ...], Decimal] = {}
    names = (*PROJECT, "weight", "budget_weight")
    for *place, weight, budget_weight in zip(*(objects(told[name]) for name in names), strict=True):
        totals[tuple(place)] = totals.get(tuple(place), budget_weight or Decimal(0)) + weight
    places = zip(*(objects(frame[name]) for name in PROJECT), strict=True)
    return numbers((totals.get(place) for place in places), frame.index)


def _texts(column: pd.Series) -> pd.Series:
    """Points as one writes them: 10, 9.5."""
    values = {value: f"{value.normalize():f}" for value in column.dropna().unique()}
    return column.map(values).astype("string")


def _each(frame: pd.DataFrame, wanted: pd.Series, make: Callable[..., Decimal | None], *columns: str) -> pd.Series:
    """`make` of the columns in the rows wanted, where none of them is blank."""
    wanted = known(wanted) & frame[[*columns]].notna().all(axis="columns")
    rows = frame[wanted]
    made = [make(*values) for values in zip(*(objects(rows[name]) for name in columns), strict=True)]
    return numbers(made, rows.index).reindex(frame.index)


def _due(weight: Decimal, share: Decimal) -> Decimal:
    return (weight * share).quantize(HUNDREDTH)


def _excess(score: Decimal, due: Decimal) -> Decimal:
    return score - due - _half_unit(score)


def _shortfall(score: Decimal, due: Decimal, weight: Decimal) -> Decimal | None:
    return ratio(due - score - _half_unit(score), weight)


def _half_unit(score: Decimal) -> Decimal:
    exponent: Any = score.normalize().as_tuple().exponent
    return min(COARSEST, Decimal(5).scaleb(min(exponent, 0) - 1))
