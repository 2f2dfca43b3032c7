"""Indicator frame → one row a project: which of its indicators share a fault, how many it has, and at which levels."""

import pandas as pd

from selfeval.quality.columns import COUNT, FORM, NUMBER, PROJECT, TEXT, equals, known

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
    `benefit_missing`, `satisfaction_missing` (true where all levels are known, none is such), `missed_count`,
    `lost_points`, `is_all_met`.
    """
    groups = {name: indicator[known(rows)] for name, rows in _groups(indicator).items()}
    for name, rows in groups.items():
        project = project.merge(listed(rows, name, PROJECT), on=PROJECT, how="left")
    told = indicator[indicator["target_kind"] != "not_applicable"]
    project = project.merge(_counts(told).reset_index(), on=PROJECT, how="left")
    count = project["indicator_count"].fillna(0).astype("int64")
    return project.assign(indicator_count=count, indicator_amount=count.astype(NUMBER))


def listed(rows: pd.DataFrame, name: str, keys: list[str]) -> pd.DataFrame:
    """Of each key the first few labels of its rows in one text, their number, and the cell of the first."""
    rows = rows.assign(label=rows["label"].fillna(rows["level2"]).fillna(""))
    grouped = rows.groupby(keys, sort=False)
    shown = rows[grouped.cumcount() < SHOWN]
    table = pd.DataFrame(
        {
            f"{name}_names": shown.groupby(keys, sort=False)["label"].agg("、".join),
            f"{name}_count": grouped.size(),
            f"{name}_cell": grouped["cell"].first(),
        }
    ).reset_index()
    names = table[f"{name}_names"].where(table[f"{name}_count"] <= SHOWN, table[f"{name}_names"] + " 等")
    return table.assign(**{f"{name}_names": names.astype(TEXT), f"{name}_count": table[f"{name}_count"].astype(COUNT)})


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
    level = told["topic1"].fillna(told["topic2"])
    known = level.notna().groupby([told[key] for key in PROJECT]).all()
    has = {
        "output": told["topic1"] == "output",
        "benefit": told["topic1"] == "benefit",
        "satisfaction": (told["topic1"] == "satisfaction") | (told["topic2"] == "satisfaction"),
    }
    told = told.assign(
        **{name: rows.fillna(False).astype(bool) for name, rows in has.items()},
        is_missed=_either(told, "missed"),
        is_met=_either(told, "met"),
        loss=(told["weight"] - told["score"]).where((told["score"] < told["weight"]).fillna(False)),
    )
    grouped = told.groupby(PROJECT, sort=False)
    size, figures = grouped.size(), grouped["target_has_figure"].sum()
    missed, met = grouped["is_missed"].sum(), grouped["is_met"].sum()
    levels = {f"{name}_missing": (known & ~grouped[name].any()).replace(False, None) for name in has}
    return pd.DataFrame(
        {
            "indicator_count": size,
            "without_figure": size.astype(COUNT).where((figures == 0) & (size >= FEWEST)),
            "missed_count": missed.astype(COUNT),
            "is_all_met": (missed == 0) & (met == size),
            "lost_points": grouped["loss"].count().astype(COUNT),
            **levels,
        }
    )


def _either(told: pd.DataFrame, word: str) -> pd.Series:
    return (
        ((told["verdict"] == word) | (told["verdict"].isna() & (told["actual_band"] == word)))
        .fillna(False)
        .astype(bool)
    )
