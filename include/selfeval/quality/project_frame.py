"""Projects → one row a project: its totals side by side, what its rate claims, the numbers around it, its twins."""

from decimal import Decimal
from typing import Any

import pandas as pd

from selfeval.quality import repeats, twins
from selfeval.quality.claims import claim
from selfeval.quality.exact import NUMBER, fitted, quotient
from selfeval.quality.sources import Sources
from selfeval.vocabulary import ROOT

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
OF_FORM = [
    *("file_name", "family", "department_name", "implementing_unit_name"),
    *("fiscal_year", "amount_unit", "same_form_cell"),
]


def build(project: pd.DataFrame, form: pd.DataFrame, amount: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """One row a project. `amount` is the amount frame."""
    frame = project.merge(form[[*FORM, *OF_FORM]], on=FORM, how="left")
    for measure in sources.measure_words:
        frame = frame.merge(_totals(amount, measure), on=PROJECT, how="left")
    frame = frame.merge(twins.find(frame[[*PROJECT, "family", "project_name"]], amount), on=PROJECT, how="left")
    frame = frame.sort_values(PROJECT, kind="stable", ignore_index=True)
    named_cell = frame["project_name_cell"].fillna(frame["anchor_cell"])
    frame = frame.assign(named_cell=named_cell, amount_count=_amount_counts(frame, amount))
    return frame.assign(namesake_cells=_namesakes(frame), **repeats.find(frame), **_claims(frame), **_sequence(frame))


def _amount_counts(frame: pd.DataFrame, amount: pd.DataFrame) -> pd.Series:
    counts = amount.groupby(PROJECT).size().rename("amount_count").reset_index()
    return frame[PROJECT].merge(counts, on=PROJECT, how="left")["amount_count"].fillna(0).astype("int64")


def _namesakes(frame: pd.DataFrame) -> pd.Series:
    """Where the other projects of the form stand that have the same name, spaces aside; blank where none has."""
    cells = pd.Series(None, index=frame.index, dtype="string")
    name = frame["project_name"].str.replace(r"\s+", "", regex=True)
    keys = [*(frame[level] for level in FORM), name]
    shared = name.notna() & frame[FORM].assign(name=name).duplicated(keep=False)
    for _, group in frame.loc[shared, "named_cell"].groupby([key[shared] for key in keys]):
        for row in group.index:
            cells[row] = "、".join(group.drop(row))
    return cells


def _totals(amount: pd.DataFrame, measure: str) -> pd.DataFrame:
    totals = amount[(amount["measure"] == measure) & (amount["source"] == ROOT)]
    names = {
        "printed_value": f"{measure}_total",
        "printed": f"{measure}_total_printed",
        "cell": f"{measure}_total_cell",
    }
    return totals[[*PROJECT, *names]].rename(columns=names)


def _claims(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """What the stated rate claims, and the rate that the totals give (blank where there is no budget)."""
    columns: dict[str, list[Decimal | None]] = {name: [] for name in ("claimed_rate", "claimed_low", "claimed_high")}
    for printed, stated in zip(_objects(frame["stated_rate_printed"]), _objects(frame["stated_rate"]), strict=True):
        bounds = (None, None, None) if stated is None else claim(printed, stated)
        for values, bound in zip(columns.values(), bounds, strict=True):
            values.append(fitted(bound))
    columns["computed_rate"] = [
        None if not budget or executed is None else fitted(quotient(executed, budget))
        for budget, executed in zip(_objects(frame["budget_total"]), _objects(frame["executed_total"]), strict=True)
    ]
    return {name: pd.Series(values, dtype=NUMBER, index=frame.index) for name, values in columns.items()}


def _sequence(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Each numbered row's predecessor in its form, how many rows without number stand between, and what is missing."""
    digits = frame["sequence"].str.normalize("NFKC").str.extract(r"^\s*([0-9]{1,9})\s*[.、]?0?\s*$")[0]
    number = pd.to_numeric(digits).astype("Int64")
    forms = [frame[level] for level in FORM]
    previous = number.groupby(forms).ffill().groupby(forms).shift()
    numbered_before = number.notna().astype("int64").groupby(forms).cumsum().groupby(forms).shift(fill_value=0)
    between = number.isna().astype("Int64").groupby([*forms, numbered_before]).cumsum()
    return {
        "sequence_number": number,
        "previous_number": previous,
        "unnumbered_between": between,
        "numbered_in_form": number.groupby(forms).transform("count"),
        "missing_numbers": _missing(previous, number),
    }


def _missing(previous: pd.Series, number: pd.Series) -> pd.Series:
    first, last = previous + 1, number - 1
    text = first.astype("string").where(first == last, first.astype("string") + "–" + last.astype("string"))
    return text.where((number - previous > 1).fillna(False))


def _objects(column: pd.Series) -> list[Any]:
    return column.astype(object).where(column.notna(), None).tolist()
