"""Indicator frame → weight and score of each, where they stand, and what is missing beside them."""

import pandas as pd

from selfeval.quality import printed_numbers
from selfeval.quality.exact import text
from selfeval.quality.words import FormWords

PROJECT = ["submission_sha256", "form_number", "project_number"]


def find(frame: pd.DataFrame, numbers: pd.DataFrame, words: FormWords) -> dict[str, pd.Series]:
    """Columns beside the indicator frame; each is blank where there is nothing to judge.

    `score_cell`, `score_printed`, `weight_cell`, `weight_printed`: where they are printed, else the indicator's cell.
    `unreasoned_score`: a score below its weight without a reason. `idle_reason`: a reason although nothing was taken
    off, nor more achieved than planned. `unscored_weight`, `unweighted_score`: one without the other, in a project
    whose indicators have both.
    """
    weight, score = frame["weight"], frame["score"]
    is_reasoned = words.answered(frame["reason"])
    is_less, is_full = (score < weight).fillna(False), (score == weight).fillna(False)
    projects = [frame[level] for level in PROJECT]
    has_scores, has_weights = (column.notna().groupby(projects).transform("any") for column in (score, weight))
    return {
        "is_reasoned": is_reasoned,
        "unreasoned_score": score.where(is_less & ~is_reasoned),
        "idle_reason": frame["reason"].where(is_full & is_reasoned & ~_is_surpassed(frame)),
        "unscored_weight": weight.where(score.isna() & has_scores),
        "unweighted_score": score.where(weight.isna() & has_weights),
        **_places(frame, numbers),
    }


def _is_surpassed(frame: pd.DataFrame) -> pd.Series:
    """Whether the first number of the actual differs from that of the target: then a reason is asked for."""
    first = [frame[name].str.extract(r"(\d+(?:\.\d+)?)")[0].astype("float64") for name in ("actual", "target")]
    return (first[0] != first[1]).fillna(False) & first[0].notna() & first[1].notna()


def _places(frame: pd.DataFrame, numbers: pd.DataFrame) -> dict[str, pd.Series]:
    anchor = frame["actual_cell"].fillna(frame["cell"])
    placed = frame.assign(anchor=anchor)
    score = printed_numbers.beside(placed, numbers, "anchor", "score")
    others = numbers[~numbers["cell"].isin(score["found_cell"].dropna())]
    weight = printed_numbers.beside(placed, others, "cell", "weight")
    return {
        "score_cell": score["found_cell"].fillna(anchor),
        "score_printed": score["found_printed"].fillna(text(frame["score"])),
        "weight_cell": weight["found_cell"].fillna(anchor),
        "weight_printed": weight["found_printed"].fillna(text(frame["weight"])),
    }
