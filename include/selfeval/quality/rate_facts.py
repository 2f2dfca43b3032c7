"""Project frame → what else a stated rate may be: of another denominator, of no budget, an amount, or missing."""

import pandas as pd

from selfeval.quality.exact import RATIO, parsed, ratio
from selfeval.quality.sources import Sources

FORM = ["submission_sha256", "form_number"]
OTHER_DENOMINATORS = ("budget_initial", "received")


def find(frame: pd.DataFrame, is_explained: pd.Series, sources: Sources) -> dict[str, pd.Series]:
    """Columns beside the project frame; each is blank where there is nothing to judge.

    `judged_budget`: the budget, unless the rate was computed on another denominator, which then stands in
    `other_denominator` with its measure's name. `unexplained_rate`: the rate that nobody explains.
    `rate_of_nothing`: the rate of a budget of 0. `unstated_rate`: the computed rate that the form has a place for.
    `rate_amount`: the amount that stands in the rate's place.
    """
    is_amount = _is_amount(frame)
    other, measure = _other_denominators(frame.mask(is_amount))
    rate = frame["stated_rate"].fillna(frame["computed_rate"])
    is_without_budget = (frame["budget_total"] == 0).fillna(False) & (frame["stated_rate"] > 0).fillna(False)
    return {
        "judged_budget": frame["budget_total"].mask(other.notna() | is_amount),
        "other_denominator": other,
        "other_measure_zh": measure.map({name: words.zh for name, words in sources.measure_words.items()}),
        "other_measure_en": measure.map({name: words.en for name, words in sources.measure_words.items()}),
        "unexplained_rate": rate.where((rate > 0).fillna(False) & ~is_explained & ~is_amount),
        "rate_of_nothing": frame["stated_rate"].where(is_without_budget),
        "unstated_rate": frame["computed_rate"].where(frame["stated_rate"].isna() & _has_place(frame)),
        "rate_cell": frame["stated_rate_cell"].fillna(frame["executed_total_cell"]),
        "rate_printed": frame["stated_rate_printed"].fillna(frame["executed_total_printed"]),
        "rate_amount": frame["stated_rate_printed"].where(is_amount),
    }


def _is_claimed(frame: pd.DataFrame, denominator: pd.Series) -> pd.Series:
    rate = ratio(frame["executed_total"], denominator)
    low, high = (frame[name].astype(RATIO) for name in ("claimed_low", "claimed_high"))
    return ((low <= rate) & (rate <= high)).fillna(False).astype(bool)


def _other_denominators(frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Of a rate that spending ÷ budget does not give: the measure that does."""
    is_open = ~_is_claimed(frame, frame["budget_total"]) & (frame["budget_total"] > 0).fillna(False)
    value = pd.Series(None, index=frame.index, dtype=RATIO)
    name = pd.Series(None, index=frame.index, dtype="string")
    for measure in OTHER_DENOMINATORS:
        total = frame[f"{measure}_total"]
        agrees = is_open & _is_claimed(frame, total) & (frame["claimed_rate"] < 1).fillna(False) & value.isna()
        value = value.mask(agrees, total.astype(RATIO))
        name = name.mask(agrees, measure)
    return value, name


def _is_amount(frame: pd.DataFrame) -> pd.Series:
    """Whether the number in the rate's place is the project's budget or spending, and no rate that they give."""
    printed = frame["stated_rate_printed"].str.normalize("NFKC").str.extract(r"^\s*(\d[\d,]*(?:\.\d+)?)\s*$")[0]
    number = parsed(printed).astype(RATIO)
    same = (number == frame["executed_total"].astype(RATIO)) | (number == frame["budget_total"].astype(RATIO))
    return (same & (number > 0)).fillna(False).astype(bool) & ~_is_claimed(frame, frame["budget_total"])


def _has_place(frame: pd.DataFrame) -> pd.Series:
    """A wide form may have no column for rates; one that states a rate anywhere has one."""
    stated = frame["stated_rate"].notna().groupby([frame[level] for level in FORM]).transform("any")
    return (frame["family"] != "wide") | stated
