"""Amounts → one row an amount, with the sum of the parts that are printed below it."""

import pandas as pd
import pyarrow as pa

from selfeval.quality.rules import Words
from selfeval.quality.sources import Sources

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
MEASURE = [*PROJECT, "measure"]


def build(amount: pd.DataFrame, project: pd.DataFrame, form: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """One row an amount: place, value, `parts_amount` (blank where no part is printed) and the words for it."""
    frame = amount.merge(_parts(amount, sources), on=[*MEASURE, "source"], how="left")
    frame = frame.merge(project[[*PROJECT, "project_name"]], on=PROJECT, how="left")
    frame = frame.merge(form[[*FORM, "file_name", "family"]], on=FORM, how="left")
    for language in ("zh", "en"):
        frame[f"measure_{language}"] = _words(frame["measure"], sources.measure_words, language)
        frame[f"source_{language}"] = _words(frame["source"], sources.source_words, language)
    return frame


def _parts(amount: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """Sum of the printed parts of each printed parent, exact."""
    parts = amount.assign(source=_printed_parents(amount, sources)).dropna(subset="source")
    table = pa.Table.from_pandas(parts[[*MEASURE, "source", "printed_value"]], preserve_index=False)
    sums = table.group_by([*MEASURE, "source"]).aggregate([("printed_value", "sum")])
    return sums.rename_columns([*MEASURE, "source", "parts_amount"]).to_pandas(types_mapper=pd.ArrowDtype)


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
