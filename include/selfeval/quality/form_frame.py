"""Forms → one row a form: what its file is called, how much of it is filled in, what was left of the template."""

import re

import pandas as pd

FORM = ["submission_sha256", "form_number"]
FILE = ["submission_sha256"]

HAN = r"\p{Han}"
YEAR_OF_NAME = re.compile(r"(?<!\d)(20[12]\d)(?!\d)\s*(年度)?")

Read = dict[str, pd.DataFrame]


def build(read: Read) -> pd.DataFrame:
    """One row a form, from the staging tables of a batch as frames."""
    form = read["form"].merge(read["submission"], on=FILE, how="left").merge(_units(read["cell"]), how="left")
    for part in (_counts(read), _rests(read["cell"]), _duplicates(read)):
        form = form.merge(part, on=FORM, how="left")
    counts = ["project_count", "amount_count", "indicator_count", "actual_count", "rest_count"]
    form[counts] = form[counts].fillna(0).astype("Int64")
    return form.assign(
        naming=form["file_name"] + " " + form["title"].fillna(""),
        told_count=form["amount_count"] + form["actual_count"],
        planned_without_actual=form["indicator_count"].where(
            (form["actual_count"] == 0) & (form["indicator_count"] > 0)
        ),
        place_cell=form["title_cell"].fillna(form["anchor_cell"]),
        received_year=form["received_at"].dt.year,
        contrary_name=_contrary_names(form),
        foreign_channel_name=_foreign_channels(form),
        **{f"{name}s_in_file": _distinct_in_file(form, name) for name in ("department_name", "fiscal_year")},
    )


def _units(cell: pd.DataFrame) -> pd.DataFrame:
    named = {"cell": "amount_unit_cell", "printed": "amount_unit_printed"}
    return cell[[*FILE, *named]].rename(columns=named)


def _counts(read: Read) -> pd.DataFrame:
    """How many projects, amounts, indicators and answered indicators a form has."""
    counted = {
        "project_count": read["project"],
        "amount_count": read["amount"],
        "indicator_count": read["indicator"],
        "actual_count": read["indicator"].dropna(subset="actual"),
    }
    return pd.DataFrame({name: rows.groupby(FORM).size() for name, rows in counted.items()}).reset_index()


def _rests(cell: pd.DataFrame) -> pd.DataFrame:
    """Number of template texts that a form still carries, the first of them and its cell; `/` and `……` are none."""
    rests = cell[(cell["role"] == "blank_mark") & cell["printed"].str.contains(r"\p{L}", regex=True)]
    grouped = rests.dropna(subset="form_number").groupby(FORM)
    return pd.DataFrame(
        {"rest_count": grouped.size(), "rest_cell": grouped["cell"].first(), "rest_printed": grouped["printed"].first()}
    ).reset_index()


def _duplicates(read: Read) -> pd.DataFrame:
    """What each form says (`said`: projects by name, and their amounts), and the cell of an earlier form of its file
    that says the same."""
    names = read["project"].assign(project_name=read["project"]["project_name"].fillna(""))
    told = read["amount"].merge(names[[*FORM, "project_number", "project_name"]], on=[*FORM, "project_number"])
    value = told["printed_value"].astype("string[pyarrow]")
    told["entry"] = told["project_name"] + "|" + told["measure"] + "|" + told["source"] + "|" + value
    said = told.sort_values([*FORM, "entry"]).groupby(FORM)["entry"].agg(";".join).rename("said").reset_index()
    same = said.merge(read["form"][[*FORM, "family", "fiscal_year", "anchor_cell"]], on=FORM)
    of_file = [*FILE, "family", "fiscal_year", "said"]
    first = same.groupby(of_file, dropna=False)["anchor_cell"].transform("first")
    return same.assign(same_form_cell=first.where(same.duplicated(of_file)))[[*FORM, "said", "same_form_cell"]]


def _distinct_in_file(form: pd.DataFrame, name: str) -> pd.Series:
    """The different values of a file's forms, where there are several; told on the first form."""
    several = form.dropna(subset=name).drop_duplicates([*FILE, name])
    joined = several.astype({name: "string"}).groupby(FILE)[name].agg("、".join)
    joined = joined[several.groupby(FILE).size() > 1]
    return form["submission_sha256"].map(joined).where(~form.duplicated(FILE)).astype("string")


def _contrary_names(form: pd.DataFrame) -> pd.Series:
    """The name of a file that tells a year, but not the form's.

    The year after it may be the one it was filed in, unless the name calls it the form's own (2022年度).
    """
    is_contrary = []
    for name, year in zip(form["file_name"], form["fiscal_year"], strict=True):
        told = {} if pd.isna(name) else {int(number): bool(own) for number, own in YEAR_OF_NAME.findall(name)}
        is_filed = not pd.isna(year) and told.get(int(year) + 1) is False
        is_contrary.append(bool(told) and not pd.isna(year) and int(year) not in told and not is_filed)
    return form["file_name"].where(pd.Series(is_contrary, index=form.index, dtype=bool))


def _foreign_channels(form: pd.DataFrame) -> pd.Series:
    """The landing channel of a form that names it neither as department nor as unit nor in its title.

    Loading decides whose books a form belongs to; a channel without Chinese letters names no department.
    """
    told = form["department_name"].fillna("") + "|" + form["implementing_unit_name"].fillna("")
    told = (told + "|" + form["title"].fillna("")).str.replace(r"\s+", "", regex=True)
    channel = form["channel_name"].str.replace(r"\s+", "", regex=True)
    is_named = [
        one in text or any(name in one for name in text.split("|")[:2] if name)
        for one, text in zip(channel.fillna(""), told, strict=True)
    ]
    says_something = channel.str.contains(HAN) & (
        form["department_name"].notna() | form["implementing_unit_name"].notna()
    )
    return form["channel_name"].where(says_something.fillna(False) & ~pd.Series(is_named, index=form.index, dtype=bool))
