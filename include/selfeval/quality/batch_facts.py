"""Project and form frames → what the forms of a batch say of each other, and of what was loaded of the same year."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import islice

import pandas as pd

from selfeval.quality.exact import RATIO, product

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
YEAR = ["department_name", "fiscal_year"]
TWINS_NAMED = 3
"""Departments with the same amounts that a finding names; more say no more."""


def find_of_projects(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Column beside the project frame: `other_department_twins`, which projects of other departments and the same year
    carry the same set of amounts (blank: none)."""
    peers = ["family", "fiscal_year", "amount_unit", "signature"]
    told = frame.dropna(subset=["signature", "department_name"])
    departments = told.groupby(peers)["department_name"].transform("nunique")
    shared = told[departments > 1]
    label = shared["department_name"] + "“" + shared["project_name"].fillna("") + "”"
    names = pd.Series(None, index=frame.index, dtype="string")
    told_of: dict[tuple[object, ...], dict[str, str]] = {}
    keys = list(zip(*(shared[key].tolist() for key in peers), strict=True))
    for key, department, text in zip(keys, shared["department_name"], label, strict=True):
        told_of.setdefault(key, {}).setdefault(department, text)
    names[shared.index] = [
        "、".join(islice((text for other, text in told_of[key].items() if other != department), TWINS_NAMED))
        for key, department in zip(keys, shared["department_name"], strict=True)
    ]
    return {"other_department_twins": names}


def find_of_forms(form: pd.DataFrame) -> dict[str, pd.Series]:
    """Column beside the form frame: `same_file_name`, an earlier file of the batch, of another name, whose form of the
    department (its channel's, where it names none) and year says the same.
    """
    said = [*YEAR, "family", "said"]
    of_channel = form.assign(department_name=form["department_name"].fillna(form["channel_name"]))
    known = of_channel.dropna(subset=said)
    first = known.groupby(said)["submission_sha256"].transform("first")
    name = known.groupby(said)["file_name"].transform("first")
    is_other = (first != known["submission_sha256"]) & (name != known["file_name"])
    is_again = is_other & ~known.duplicated([*said, "submission_sha256"])
    return {"same_file_name": name.where(is_again).reindex(form.index)}


def unchanged_forms(
    form: pd.DataFrame, project: pd.DataFrame, amount: pd.DataFrame, history: pd.DataFrame, units: Mapping[str, Decimal]
) -> pd.Series:
    """Beside the form frame: how many amounts of a form are loaded already, of the same year, where that is all of
    them and a wide form's department has no others."""
    entry = [*YEAR, "project_name", "measure", "source"]
    told = amount[[*PROJECT, "measure", "source", "printed_value"]].merge(
        project[[*PROJECT, *YEAR, "project_name", "amount_unit"]], on=PROJECT
    )
    told["yuan_amount"] = product(told["printed_value"], told["amount_unit"].map(dict(units)).astype(RATIO))
    once = history[~history.duplicated(entry, keep=False)].rename(columns={"yuan_amount": "loaded_amount"})
    told = told.merge(once[[*entry, "loaded_amount"]], on=entry, how="left")
    told["is_loaded"] = (told["yuan_amount"] == told["loaded_amount"].astype(RATIO)).fillna(False).astype(bool)
    of_form = told.groupby(FORM)["is_loaded"].agg(["all", "size"]).reset_index()
    of_year = history.groupby(YEAR).size().rename("loaded").reset_index()
    rows = form[[*FORM, *YEAR, "family"]].merge(of_form, on=FORM, how="left").merge(of_year, on=YEAR, how="left")
    is_whole = (rows["family"] != "wide") | (rows["size"] == rows["loaded"])
    is_unchanged = rows["all"].fillna(False).astype(bool) & is_whole.fillna(False)
    return rows["size"].where(is_unchanged).astype("Int64").set_axis(form.index)
