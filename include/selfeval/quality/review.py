"""Frames → the same with what a reviewer asks of indicators, goals and problems."""

import pandas as pd

from selfeval.quality.copied_goals import with_copies
from selfeval.quality.form_groups import told_by_form, with_projects
from selfeval.quality.goal_facts import with_goals
from selfeval.quality.implied_weights import with_implied_weights
from selfeval.quality.indicator_frame import with_parsed
from selfeval.quality.indicator_groups import with_indicators
from selfeval.quality.indicator_repeats import with_repeats
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.problem_facts import with_problems
from selfeval.quality.score_facts import with_scores
from selfeval.quality.wording_facts import with_wording


def with_review(frames: dict[str, pd.DataFrame], lexicon: Lexicon) -> dict[str, pd.DataFrame]:
    """The frames form, project and indicator, widened; the others as they are."""
    form, project = frames["form"], frames["project"]
    indicator = with_parsed(frames["indicator"], project, form, lexicon)
    indicator = with_repeats(with_wording(with_implied_weights(with_scores(indicator)), lexicon))
    project = project.merge(form[["submission_sha256", "form_number", "fiscal_year"]], how="left")
    project = with_goals(told_by_form(with_indicators(project, indicator)), lexicon)
    project = with_copies(with_problems(project, lexicon))
    return frames | {"form": with_projects(form, project), "project": project, "indicator": indicator}
