"""Projects → whether they say anywhere why something went otherwise than planned."""

import pandas as pd

from selfeval.quality import addresses
from selfeval.quality.words import FormWords

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]


def is_explained(project: pd.DataFrame, indicator: pd.DataFrame, cell: pd.DataFrame, words: FormWords) -> pd.Series:
    """True where problems, remedies, a reason beside an indicator, or a remark in the row of the budget say something.

    `project` is the project frame.
    """
    told = words.answered(project["problems"]) | words.answered(project["rectification"])
    reasoned = pd.MultiIndex.from_frame(indicator.loc[words.answered(indicator["reason"]), PROJECT])
    told |= pd.Series(pd.MultiIndex.from_frame(project[PROJECT]).isin(reasoned), index=project.index)
    return told | _is_remarked(project, cell, words)


def _is_remarked(project: pd.DataFrame, cell: pd.DataFrame, words: FormWords) -> pd.Series:
    """Whether the row of a project's budget has a cell with words that no field takes: 02 of DOMAIN explains there."""
    remark = cell[(cell["role"] == "unread") & cell["printed"].str.contains(r"\p{Han}", regex=True)]
    remark = remark[words.answered(remark["printed"])]
    rows = _rows(remark["submission_sha256"], remark["cell"])
    return pd.Series(_rows(project["submission_sha256"], project["budget_total_cell"]).isin(rows), index=project.index)


def _rows(file: pd.Series, cell: pd.Series) -> pd.MultiIndex:
    place = addresses.parts(cell)
    return pd.MultiIndex.from_arrays([file.astype("string"), place["sheet"], place["row"]])
