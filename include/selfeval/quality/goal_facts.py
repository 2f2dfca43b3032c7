"""Project frame → what its goals and their completion leave to be asked."""

import re

import pandas as pd

from selfeval.quality.columns import NUMBER, TEXT, equals, known, objects, texts
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.printed_value import parse_all
from selfeval.quality.spelling import normal

YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")


def with_goals(project: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The project frame with, each blank where there is nothing to say:

    `goal_repeated` (the goal, where the completion repeats it word for word), `goal_named` (the goal, where it is but
    the project's name), `goal_length` (letters), `completion_missing`, `numberless_goal` (the goal), `bare_completion`
    (the completion, where it is a state), `other_year` (a year before the form's), `goal_template` (the goal).
    """
    planned, actual = project["goal_planned"], project["goal_actual"]
    values = parse_all({text for column in (planned, actual) for text in column.dropna().unique()}, lexicon)
    kinds = {text: value.kind for text, value in values.items()}
    words = {text: value.text for text, value in values.items()}
    goal = planned.map(words).astype(TEXT)
    is_stated = planned.notna() & ~equals(planned.map(kinds), "blank")
    is_done = actual.notna() & ~equals(actual.map(kinds), "blank")
    is_named = pd.Series(_named(project), dtype=bool, index=project.index)
    has_figure = known(planned.map({text: value.has_figure for text, value in values.items()}))
    return project.assign(
        goal_text=goal.where(is_stated),
        goal_repeated=planned.where(is_stated & known(goal == actual.map(words).astype(TEXT))),
        goal_named=planned.where(is_stated & is_named),
        goal_length=goal.str.len().where(is_stated & ~is_named).astype(NUMBER),
        completion_text=actual.map(words).astype(TEXT).where(is_done & ~equals(actual.map(kinds), "grade")),
        completion_missing=planned.where(is_stated & ~is_done),
        numberless_goal=planned.where(is_stated & ~has_figure),
        bare_completion=actual.where(equals(actual.map(kinds), "grade")),
        other_year=texts(_other_years(project), project.index),
        goal_template=planned.where(known(planned.str.contains(lexicon.template_texts.pattern, regex=True))),
    )


def _named(project: pd.DataFrame) -> list[bool]:
    """Whether a goal says nothing that the project's name does not."""
    pairs = zip(objects(project["goal_planned"]), objects(project["project_name"]), strict=True)
    return [bool(goal and name) and normal(goal) in normal(name) for goal, name in pairs]


def _other_years(project: pd.DataFrame) -> list[str | None]:
    """The first year of a goal that names none but years before the form's own."""
    told = [
        (YEAR.findall(goal or ""), year)
        for goal, year in zip(objects(project["goal_planned"]), objects(project["fiscal_year"]), strict=True)
    ]
    return [years[0] if years and year is not None and int(max(years)) < year else None for years, year in told]
