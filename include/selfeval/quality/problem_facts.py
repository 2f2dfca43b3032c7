"""Project frame → what its spending, problems and rectification leave to be asked."""

import pandas as pd

from selfeval.quality.columns import equals
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.printed_value import parse_all


def with_problems(project: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The project frame with, each blank where there is nothing to say:

    `easy_rate` (the rate spent, where all targets are met), `denied_count` (how many misses and losses there
    are, where problems are denied), `unremedied` (problems that have no remedy).
    """
    problems, remedy = project["problems"], project["rectification"]
    values = parse_all({text for column in (problems, remedy) for text in column.dropna().unique()}, lexicon)
    kinds = {text: value.kind for text, value in values.items()}
    is_denied = equals(problems.map(kinds), "blank")
    has_remedy = remedy.notna() & ~equals(remedy.map(kinds), "blank")
    misses = (project["missed_count"] + project["lost_points"]).fillna(0)
    is_all_met = project["is_all_met"].fillna(False).astype(bool)
    return project.assign(
        easy_rate=project["computed_rate"].where(is_all_met),
        denied_count=misses.where(is_denied & (misses > 0)),
        unremedied=problems.where(problems.notna() & ~is_denied & ~has_remedy),
    )
