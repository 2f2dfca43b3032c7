"""Project frame → what its goals and their completion leave to be asked."""

import re

import pandas as pd

from selfeval.quality.columns import FORM, NUMBER, TEXT, equals, known, objects, texts
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.printed_value import parse_all
from selfeval.vocabulary.normalise import text_key

MOST = 0.5
"""Share of a project's indicators with a figure from which they put figures to its goal, whatever its sentence says."""
YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")


def with_goals(project: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The project frame with, each blank where there is nothing to say:

    `goal_missing` (the project's place, where no goal is stated), `goal_column_missing` (the same, where no project of
    a form of several states one: such a layout has no place for it), `goal_repeated` (the goal, where the completion
    repeats it word for word), `goal_named` (the goal, where it is but the project's name), `goal_length` (letters),
    `completion_missing`, `numberless_goal` (the goal, where most indicators have no figure either), `bare_completion`
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
    has_column = _has_goals(project, planned.notna())
    is_quantified = known(project["quantified_share"] >= MOST)
    has_figure = is_quantified | known(planned.map({text: value.has_figure for text, value in values.items()}))
    return project.assign(
        goal_text=goal.where(is_stated),
        goal_missing=project["named_cell"].where(planned.isna() & has_column),
        goal_column_missing=project["named_cell"].where(~has_column),
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


def _has_goals(project: pd.DataFrame, is_stated: pd.Series) -> pd.Series:
    """Whether any project of a form states a goal; a project that has its form to itself is asked for its own."""
    stated = is_stated.groupby([project[key] for key in FORM])
    return stated.transform("any") | (stated.transform("size") == 1)


def _named(project: pd.DataFrame) -> list[bool]:
    """Whether a goal says nothing that the project's name does not."""
    pairs = zip(objects(project["goal_planned"]), objects(project["project_name"]), strict=True)
    return [bool(goal and name) and text_key(goal) in text_key(name) for goal, name in pairs]


def _other_years(project: pd.DataFrame) -> list[str | None]:
    """The first year of a goal that names none but years before the form's own."""
    told = [
        (YEAR.findall(goal or ""), year)
        for goal, year in zip(objects(project["goal_planned"]), objects(project["fiscal_year"]), strict=True)
    ]
    return [years[0] if years and year is not None and int(max(years)) < year else None for years, year in told]
