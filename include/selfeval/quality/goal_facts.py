"""Project frame → what its goals, their completion, its problems and its rectification leave to be asked."""

import re
from decimal import Decimal
from typing import Any

import pandas as pd

from selfeval.quality.copied_text import Text, copies
from selfeval.quality.indicator_frame import NUMBER, TEXT, numbers, objects
from selfeval.quality.lexicon import Lexicon, normal
from selfeval.quality.printed_value import PrintedValue, parse_all

LEAST_ALIKE = 85
"""Nothing less alike is looked for, whatever the rule's threshold."""
SHORTEST_COPIED = 20
"""Letters below which two texts are the same by chance."""
YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
COLUMNS = ("goal_planned", "goal_actual", "problems", "rectification")


def with_goals(project: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The project frame with, each blank where there is nothing to say:

    `goal_repeated` (the goal, where the completion repeats it word for word), `goal_named` (the goal, where it is but
    the project's name), `goal_length` (letters), `completion_missing`, `numberless_goal`, `bare_completion`,
    `other_year` (a year in the goal that is not the form's), `goal_template`; `goal_copy`, `completion_copy` (whose
    text is all but the same) with `_likeness`; `easy_rate` (what was spent, where all targets are met), `denied_rate`,
    `denied_count` (what was spent, misses and losses, where problems are denied), `unremedied` (problems without remedy).
    """
    values = parse_all({text for name in COLUMNS for text in project[name].dropna().unique()}, lexicon)
    kinds, texts, bands = ({text: getattr(value, name) for text, value in values.items()} for name in ("kind", "text", "band"))
    said = {name: project[name].map(texts).astype(TEXT) for name in COLUMNS}
    kind = {name: project[name].map(kinds).astype(TEXT) for name in COLUMNS}
    goal, done, planned, actual = said["goal_planned"], said["goal_actual"], project["goal_planned"], project["goal_actual"]
    has_goal = (kind["goal_planned"] != "blank").fillna(False)
    name = project["project_name"].map({text: normal(text) for text in project["project_name"].dropna().unique()})
    is_named = pd.Series([bool(g and n and g in n) for g, n in zip(objects(goal), objects(name), strict=True)], index=project.index)
    figures = project["goal_planned"].map({text: has_figure(value) for text, value in values.items()})
    return project.assign(
        goal_repeated=planned.where((goal == done) & has_goal),
        goal_named=planned.where(is_named & has_goal),
        goal_length=goal.str.len().where(has_goal & ~is_named).astype(NUMBER),
        completion_missing=planned.where(has_goal & (kind["goal_actual"].isna() | (kind["goal_actual"] == "blank"))),
        numberless_goal=planned.where(has_goal & (figures == False)),  # noqa: E712
        bare_completion=actual.where(project["goal_actual"].map(bands).notna()),
        other_year=_other_years(project),
        goal_template=planned.where(planned.str.contains(lexicon.template_texts.pattern, regex=True).fillna(False)),
        **_questions(project, kind),
        **_copied(project, goal, name, "goal"),
        **_copied(project, done.mask(kind["goal_actual"] == "grade"), name, "completion"),
    )


def _questions(project: pd.DataFrame, kind: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """What spending, problems and rectification leave to be asked."""
    is_denied = (kind["problems"] == "blank").fillna(False)
    has_problems = (kind["problems"] != "blank").fillna(False)
    has_remedy = (kind["rectification"] != "blank").fillna(False)
    misses = (project["missed_count"] + project["lost_points"]).fillna(0)
    return {
        "easy_rate": project["computed_rate"].where(project["is_all_met"].fillna(False).astype(bool)),
        "denied_rate": project["computed_rate"].where(is_denied),
        "denied_count": misses.where(is_denied & (misses > 0)),
        "unremedied": project["problems"].where(has_problems & ~has_remedy),
    }


def _fraction(likeness: float) -> Decimal:
    return Decimal(round(likeness)) / 100


def has_figure(value: PrintedValue) -> bool:
    """Whether a goal says how much or until when."""
    return value.has_figure


def _other_years(project: pd.DataFrame) -> pd.Series:
    """A year in a goal that names years, none of them the form's own."""
    rows = []
    for goal, year in zip(objects(project["goal_planned"]), objects(project["fiscal_year"]), strict=True):
        told = YEAR.findall(goal or "")
        rows.append(told[0] if told and year is not None and max(map(int, told)) < year else None)
    return pd.Series(rows, dtype=TEXT, index=project.index)


def _copied(project: pd.DataFrame, words: pd.Series, name: pd.Series, column: str) -> dict[str, pd.Series]:
    """Of each text that is all but another's, whose it is; texts of one year only."""
    rows: dict[Any, list[Text]] = {}
    for key, (text, owner, year) in enumerate(zip(objects(words), objects(name), objects(project["fiscal_year"]), strict=True)):
        if text and owner and len(text) >= SHORTEST_COPIED:
            rows.setdefault(year, []).append(Text(key, owner, text))
    found = {key: copy for texts in rows.values() for key, copy in copies(texts, LEAST_ALIKE).items()}
    places = [
        f"{file} › {project_name}"
        for file, project_name in zip(objects(project["file_name"]), objects(project["project_name"]), strict=True)
    ]
    copied = [found.get(key) for key in range(len(project))]
    return {
        f"{column}_copy": pd.Series([copy and places[copy.key] for copy in copied], dtype=TEXT, index=project.index),
        f"{column}_likeness": numbers((copy and _fraction(copy.likeness) for copy in copied), project.index),
    }
