"""Indicator frame → one row a project: which of its indicators share a fault, how many it has, and at which levels."""

import pandas as pd

from selfeval.quality.columns import COUNT, FORM, NUMBER, PROJECT, TEXT, equals, known, per_key

SHOWN = 5
"""Indicators named in one finding; the rest are counted."""
FEWEST = 3
"""With fewer indicators, that none of them has a figure says little."""


def with_indicators(project: pd.DataFrame, indicator: pd.DataFrame) -> pd.DataFrame:
    """The project frame with, for each group of faults, `<group>_names`, `<group>_count`, `<group>_cell` (the first).

    Groups: `unanswered` (target without result), `unfounded` (points without result), `untargeted` (result without
    target), `aimless` (neither), `unmeasured` (quantity, satisfaction or rate without a figure), `copied` (result is
    the target with its operator), `vague` (percent of nothing named), `worded` (figure answered in words). Also
    `indicator_count`, `without_figure` (their number, where none of several has one), `output_missing`,
    `benefit_missing`, `satisfaction_missing` (their number, where all levels are known and none is such),
    `missed_count`, `lost_points`, `is_all_met`, `quantified_share` (of its indicators, with a figure in the target).
    """
    groups = {name: indicator[known(rows)] for name, rows in _groups(indicator).items()}
    for name, rows in groups.items():
        project = project.merge(listed(rows, name, PROJECT), on=PROJECT, how="left")
    told = indicator[indicator["target_kind"] != "not_applicable"]
    project = project.merge(_counts(told), on=PROJECT, how="left")
    return project.assign(indicator_amount=project["indicator_count"].astype(NUMBER))


def listed(rows: pd.DataFrame, name: str, keys: list[str]) -> pd.DataFrame:
    """Of each key the first few labels of its rows in one text, their number, and the cell of the first."""
    rows = rows.assign(label=rows["label"].fillna(rows["level2"]).fillna("").astype(TEXT))
    grouped = rows.groupby(keys, sort=False)
    shown = rows[grouped.cumcount() < SHOWN].groupby(keys, sort=False)["label"].agg("、".join).astype(TEXT)
    count = grouped.size().astype(COUNT)
    names = shown.where(count <= SHOWN, shown + " 等")
    cell = grouped["cell"].first()
    return per_key(rows, keys, {f"{name}_names": names, f"{name}_count": count, f"{name}_cell": cell})


def _groups(indicator: pd.DataFrame) -> dict[str, pd.Series]:
    target, actual = indicator["target_kind"], indicator["actual_kind"]
    has_points = (indicator["score"] > 0).fillna(False)
    is_managed = (indicator["topic1"] == "management").fillna(False) | (indicator["topic2"] == "management").fillna(
        False
    )
    has_target = ~target.isin(["blank", "not_applicable"])
    has_results = (actual != "blank").groupby([indicator[key] for key in FORM]).transform("any")
    is_counted = indicator["topic2"].isin(["quantity", "satisfaction"])
    is_limit = indicator["actual_operator"].isin(["at_least", "above", "at_most", "below"])
    figure = indicator["target_has_figure"]
    is_percent = equals(indicator["target_dimension"], "percent")
    return {
        "unanswered": has_target & (actual == "blank") & ~has_points & has_results,
        "unfounded": has_points & (actual == "blank") & ~is_managed,
        "untargeted": (target == "blank") & (actual != "blank") & ~is_managed,
        "aimless": (target == "blank") & (actual == "blank") & ~has_points & ~is_managed,
        "unmeasured": has_target & ~figure & (is_counted | indicator["is_rate"]) & ~is_managed,
        "copied": is_limit & (indicator["actual_text"] == indicator["target_text"]),
        "vague": is_percent & indicator["indicator_name"].notna() & indicator["rate_kind"].isna(),
        "worded": figure & indicator["actual_band"].isin(["met", "partly", "missed"]),
    }


def _counts(told: pd.DataFrame) -> pd.DataFrame:
    """Counts and levels of the indicators that apply."""
    levels = _levels(told)
    told = told.assign(
        **levels,
        is_known=told["topic1"].fillna(told["topic2"]).notna(),
        is_missed=_is_said(told, "missed"),
        is_met=_is_said(told, "met"),
        is_lost=known(told["score"] < told["weight"]),
    )
    grouped = told.groupby(PROJECT, sort=False)
    size, missed = grouped.size().astype(COUNT), grouped["is_missed"].sum().astype(COUNT)
    has_figure, are_known = grouped["target_has_figure"].any(), grouped["is_known"].all()
    lacking = {name: are_known & ~grouped[name].any() for name in levels}
    counts = {
        "indicator_count": size,
        "without_figure": size.where(~has_figure & (size >= FEWEST)),
        "missed_count": missed,
        "is_all_met": grouped["is_met"].all(),
        "lost_points": grouped["is_lost"].sum().astype(COUNT),
        "quantified_share": grouped["target_has_figure"].mean(),
    }
    return per_key(told, PROJECT, counts | {f"{name}_missing": size.where(rows) for name, rows in lacking.items()})


def _levels(told: pd.DataFrame) -> dict[str, pd.Series]:
    """Which rows are output, which benefit, which satisfaction; some forms have satisfaction among the benefits."""
    return {
        "output": equals(told["topic1"], "output"),
        "benefit": equals(told["topic1"], "benefit"),
        "satisfaction": equals(told["topic1"], "satisfaction") | equals(told["topic2"], "satisfaction"),
    }


def _is_said(told: pd.DataFrame, word: str) -> pd.Series:
    """Met or missed by comparison or, where there is none, by what the result calls itself."""
    return equals(told["verdict"], word) | (told["verdict"].isna() & equals(told["actual_band"], word))
