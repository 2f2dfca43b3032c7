"""Amounts → one row an amount, with the sum of the parts that are printed below it, or of a total that is blank."""

from typing import Literal

import pandas as pd
import pyarrow as pa

from selfeval.quality.rules import Words
from selfeval.quality.slips import OTHER_UNITS
from selfeval.quality.sources import Sources
from selfeval.vocabulary import ROOT

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
MEASURE = [*PROJECT, "measure"]


def build(amount: pd.DataFrame, project: pd.DataFrame, form: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """One row an amount: place, value, the words for it, `parts_amount`, `part_alone_amount`, `blank_total_amount`.

    `parts_amount` is what the parts printed below an amount add up to, blank where they are no breakdown of it: none is
    printed, or one alone that leaves a rest, which then stands in `part_alone_amount`. `blank_total_amount` is what the
    amounts of a measure without printed total add up to, told on the first of them.
    """
    parent = _printed_parents(amount, sources)
    frame = amount.merge(_parts(amount, parent), on=[*MEASURE, "source"], how="left")
    is_alone = _is_alone(frame)
    frame = frame.assign(
        part_alone_amount=frame["parts_amount"].where(is_alone),
        parts_amount=frame["parts_amount"].mask(is_alone),
    )
    frame = frame.merge(_blank_totals(amount, parent), on=[*MEASURE, "source"], how="left")
    frame = frame.merge(project[[*PROJECT, "project_name"]], on=PROJECT, how="left")
    frame = frame.merge(form[[*FORM, "file_name", "family"]], on=FORM, how="left")
    for language in ("zh", "en"):
        frame[f"measure_{language}"] = _words(frame["measure"], sources.measure_words, language)
        frame[f"source_{language}"] = _words(frame["source"], sources.source_words, language)
    return frame


def _parts(amount: pd.DataFrame, parent: pd.Series) -> pd.DataFrame:
    """Sum and number of the printed parts of each printed parent, exact."""
    parts = amount.assign(source=parent).dropna(subset="source")
    sums = _sums(parts, [*MEASURE, "source"], [("printed_value", "sum"), ("printed_value", "count")])
    return sums.set_axis([*MEASURE, "source", "parts_amount", "part_count"], axis="columns")


def _is_alone(frame: pd.DataFrame) -> pd.Series:
    """Whether an amount has one printed part that leaves a rest; a whole unit apart, the two leave none."""
    alone = frame[((frame["part_count"] == 1) & (frame["parts_amount"] < frame["printed_value"])).fillna(False)]
    rows = [
        row
        for row, whole, part in zip(alone.index, alone["printed_value"], alone["parts_amount"], strict=True)
        if whole not in {part * factor for factor in OTHER_UNITS}
    ]
    return pd.Series(frame.index.isin(rows), index=frame.index)


def _blank_totals(amount: pd.DataFrame, parent: pd.Series) -> pd.DataFrame:
    """Of each measure whose total is not printed the sum of its uppermost amounts, beside the first of these."""
    uppermost = amount[parent.isna()]
    first = uppermost.drop_duplicates(MEASURE)
    sums = _sums(uppermost, MEASURE, [("printed_value", "sum")])
    told = first.loc[first["source"] != ROOT, [*MEASURE, "source"]].merge(sums, on=MEASURE)
    return told.rename(columns={"printed_value_sum": "blank_total_amount"})


def _sums(rows: pd.DataFrame, keys: list[str], wanted: list[tuple[str, Literal["sum", "count"]]]) -> pd.DataFrame:
    table = pa.Table.from_pandas(rows[[*keys, "printed_value"]], preserve_index=False)
    return table.group_by(keys).aggregate(wanted).to_pandas(types_mapper=pd.ArrowDtype)


def _printed_parents(amount: pd.DataFrame, sources: Sources) -> pd.Series:
    """Of each amount the nearest ancestor that is printed for the same project and measure; blank at the root."""
    printed = pd.MultiIndex.from_frame(amount[[*MEASURE, "source"]])
    parent = amount["source"].map(sources.parents).astype(amount["source"].dtype)
    for _ in sources.parents:  # no path is longer than the number of sources
        is_printed = pd.MultiIndex.from_frame(amount[MEASURE].assign(source=parent)).isin(printed)
        climbs = ~is_printed & parent.notna()
        if not climbs.any():
            break
        parent = parent.mask(climbs, parent.map(sources.parents).astype(parent.dtype))
    return parent


def _words(names: pd.Series, words: dict[str, Words], language: str) -> pd.Series:
    return names.map({name: getattr(word, language) for name, word in words.items()}).astype(names.dtype)
