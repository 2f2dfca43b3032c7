"""Projects → what of theirs is there twice: a sequence number, a code, or a name in another form of the file."""

import pandas as pd

FORM = ["submission_sha256", "form_number"]


def find(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Columns beside the project frame: where the first project stands that has the same number, code or name.

    Names are compared between the forms of one unit in a file; within a form, namesakes have a rule of their own.
    """
    name = frame["project_name"].str.replace(r"\s+", "", regex=True)
    number = frame["sequence"].str.strip()
    code = frame["project_code"].str.strip()
    unit = frame["implementing_unit_name"].fillna("").str.replace(r"\s+", "", regex=True)
    once = frame[FORM].assign(unit=unit, name=name)
    return {
        "same_number_cell": _first(frame.assign(key=number), [*FORM, "key"], frame["sequence_cell"]),
        "same_code_cell": _first(frame.assign(key=code, name=name), [*FORM, "key"], frame["named_cell"], differ="name"),
        "same_name_cell": _first(
            once, ["submission_sha256", "unit", "name"], frame["named_cell"], differ="form_number"
        ).where(frame["same_form_cell"].isna()),
    }


def _first(rows: pd.DataFrame, keys: list[str], cells: pd.Series, differ: str | None = None) -> pd.Series:
    """Cell of the first row of the same keys, beside the later ones; only where `differ` differs between the two."""
    known = rows[keys[-1]].notna() & cells.notna()
    grouped = rows.assign(cell=cells)[known].groupby(keys)
    first = grouped["cell"].transform("first")
    is_repeat = rows[known].duplicated(keys)
    if differ:
        is_repeat &= (grouped[differ].transform("first") != rows.loc[known, differ]).fillna(False)
    return first.where(is_repeat).reindex(rows.index)
