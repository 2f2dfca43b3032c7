"""Indicator frame → the weights that scores follow from, where a form prints none, and the scores above them."""

from decimal import Decimal

import pandas as pd

from selfeval.quality.columns import NUMBER, PROJECT, known, numbers, objects
from selfeval.quality.exact import RATIO, sums

WHOLE = 100
ROUNDING = Decimal("0.05")
"""Scores that are computed as a share are printed to one decimal at least."""


def with_implied_weights(frame: pd.DataFrame) -> pd.DataFrame:
    """The indicator frame with `implied_weight`: the whole points of which a score is the share reached (B/A).

    Told of scores above it only, and only where it is proved: each indicator of the project has a score and no weight,
    each score is some whole weight × B/A to one decimal, and these weights and that of budget execution add to 100.
    Seen in 施甸县 2019: 31.9 points for 159.6% of a target, where 20 are all there is.
    """
    implied = numbers(map(_implied, *(objects(frame[name]) for name in ("score", "growth"))), frame.index)
    implied = implied.where(frame["weight"].isna())
    places = [frame[key] for key in PROJECT]
    is_whole = implied.notna().groupby(places).transform("all")
    told = frame[PROJECT].assign(implied=implied)
    added = frame[PROJECT].merge(sums(told.dropna(), PROJECT, "implied", "added"), on=PROJECT, how="left")
    weights = added["added"].set_axis(frame.index) + frame["budget_weight"].astype(RATIO)
    is_proved = is_whole & known(weights == WHOLE) & known(frame["score"] > implied)
    return frame.assign(implied_weight=implied.where(is_proved).astype(NUMBER))


def _implied(score: Decimal | None, growth: Decimal | None) -> Decimal | None:
    """The one whole number whose share is the score to one decimal; None where none is, or several are."""
    if not score or not growth:
        return None
    weight = (score / growth).quantize(Decimal(1))
    is_only_one = growth / 2 > ROUNDING
    return weight if is_only_one and abs(weight * growth - score) <= ROUNDING else None
