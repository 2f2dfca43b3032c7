"""Project frame → one row a form: which of its projects share a fault of style, and departments all full marks."""

import pandas as pd

from selfeval.quality.columns import COUNT, FORM, NUMBER, per_key
from selfeval.quality.indicator_groups import listed

FEWEST = 3
"""Two projects are no pattern."""
MOST = 0.5
"""Share of a form's projects from which a blank is the form's."""
DEPARTMENT = ["department_name", "fiscal_year"]


def told_by_form(project: pd.DataFrame) -> pd.DataFrame:
    """The project frame with `column_count`: `unanswered_count`, where most projects of a form leave results blank.

    Then a column was not filled in, which is told once for the form, and `unanswered_count` is blank.
    """
    lacks = project["unanswered_count"].notna().groupby([project[key] for key in FORM])
    is_column = (lacks.transform("mean") >= MOST) & (lacks.transform("size") >= FEWEST)
    count = project["unanswered_count"]
    return project.assign(column_count=count.where(is_column), unanswered_count=count.mask(is_column))


def with_projects(form: pd.DataFrame, project: pd.DataFrame) -> pd.DataFrame:
    """The form frame with `<group>_names`, `<group>_count`, `<group>_cell` of its projects in each group.

    Groups: `numberless` (goal without a number), `goalless` (a layout without a place for goals), `bare` (completion
    that only says it is done), `worded` (indicators whose figures are answered in words), `column` (results left blank
    by most). Also `lowest_score`, the least total score of its department and year, on the department's first form,
    where enough projects have one, and their number `scored_count`.
    """
    project = project.assign(label=project["project_name"], cell=project["named_cell"], level2=project["named_cell"])
    groups = {
        "numberless": project["numberless_goal"].notna(),
        "goalless": project["goal_column_missing"].notna(),
        "bare": project["bare_completion"].notna(),
        "worded": project["worded_count"].notna(),
        "column": project["column_count"].notna(),
    }
    columns = [*FORM, "label", "cell", "level2"]
    project_columns = [name for name in form.columns if any(name.startswith(f"{group}_") for group in groups)]
    form = form.drop(columns=project_columns)
    for name, rows in groups.items():
        form = form.merge(listed(project.loc[rows, columns], name, FORM), on=FORM, how="left")
    return form.merge(_marks(form, project), on=FORM, how="left")


def _marks(form: pd.DataFrame, project: pd.DataFrame) -> pd.DataFrame:
    told = project[[*FORM, "total_score"]].merge(form[[*FORM, *DEPARTMENT]], on=FORM)
    told = told[told["total_score"].notna() & told[DEPARTMENT].notna().all(axis="columns")]
    grouped = told.groupby(DEPARTMENT, sort=False)["total_score"]
    count = grouped.size().astype(COUNT)
    marks = {"lowest_score": grouped.min().astype(NUMBER), "scored_count": count}
    marks = {name: column.where(count >= FEWEST) for name, column in marks.items()}
    first = told.drop_duplicates(DEPARTMENT)[[*FORM, *DEPARTMENT]]
    return first.merge(per_key(told, DEPARTMENT, marks), on=DEPARTMENT).drop(columns=DEPARTMENT)
