"""Printed total rows of wide forms → one row a printed total, with the sum of the amounts that stand in its column."""

import pandas as pd

from selfeval.quality import addresses
from selfeval.quality.exact import NUMBER, parsed, sums
from selfeval.quality.rules import Words
from selfeval.quality.sources import Sources

FORM = ["submission_sha256", "form_number"]
COLUMN = [*FORM, "sheet", "column"]
MOST_DECIMALS = 15
"""Half a unit of the sixteenth decimal has no place among sixteen."""


def build(cell: pd.DataFrame, amount: pd.DataFrame, form: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """One row a total of a form: cell, printed text, `printed_total`, `column_sum`, `half_unit` of its last digit.

    Where a form has several total rows, each sums the rows since the one before it, or all rows, whichever agrees; a
    column whose rows hold different amounts (shifted rows) is not judged.
    """
    wide = form.loc[form["family"] == "wide", [*FORM, "file_name", "family", "department_name"]]
    total = _placed(_numbers(cell[cell["role"] == "total"])).merge(wide, on=FORM)
    column = _placed(amount.merge(wide[FORM], on=FORM)[[*FORM, "measure", "source", "printed_value", "cell"]])
    total = total.merge(_heads(column), on=COLUMN).sort_values([*COLUMN, "row"], ignore_index=True)
    total = total.merge(sums(column, COLUMN, "printed_value", "whole_sum"), on=COLUMN)
    total = total.merge(_sections(column, total), on=[*COLUMN, "row"], how="left")
    is_section = total.duplicated(COLUMN, keep=False) & ~_near(total, "whole_sum")
    total["column_sum"] = total["whole_sum"].mask(is_section, total["section_sum"])
    for language in ("zh", "en"):
        total[f"measure_{language}"] = _words(total["measure"], sources.measure_words, language)
        total[f"source_{language}"] = _words(total["source"], sources.source_words, language)
    return total


def _numbers(total: pd.DataFrame) -> pd.DataFrame:
    digits = total["printed"].str.normalize("NFKC").str.extract(r"^\s*(-?\d[\d,]*(?:\.(\d+))?)\s*$")
    number = parsed(digits[0])
    decimals = digits[1].str.len().where(number.notna()).fillna(0).clip(upper=MOST_DECIMALS).astype("int64")
    half = {count: f"0.{'0' * int(count)}5" for count in decimals.unique()}
    told = total.assign(printed_total=number, half_unit=decimals.map(half).astype("string[pyarrow]").astype(NUMBER))
    return told.dropna(subset="printed_total")[[*FORM, "cell", "printed", "printed_total", "half_unit"]]


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([rows, addresses.parts(rows["cell"])], axis="columns")


def _heads(column: pd.DataFrame) -> pd.DataFrame:
    """Measure and source of each column in which all amounts are of one."""
    heads = column.drop_duplicates([*COLUMN, "measure", "source"])
    return heads.loc[~heads.duplicated(COLUMN, keep=False), [*COLUMN, "measure", "source"]]


def _sections(column: pd.DataFrame, total: pd.DataFrame) -> pd.DataFrame:
    """What stands between a total row and the one above it."""
    both = pd.concat([column[[*COLUMN, "row", "printed_value"]], total[[*COLUMN, "row"]].assign(is_total=True)])
    both = both.sort_values([*COLUMN, "row"], ignore_index=True)
    is_total = both["is_total"].notna()
    both["section"] = is_total.groupby([both[level] for level in COLUMN]).cumsum() - is_total.astype("int64")
    section = sums(both[~is_total], [*COLUMN, "section"], "printed_value", "section_sum")
    return both.loc[is_total, [*COLUMN, "row", "section"]].merge(section, on=[*COLUMN, "section"])


def _near(total: pd.DataFrame, against: str) -> pd.Series:
    gap = (total["printed_total"] - total[against]).abs()
    return (gap <= total["half_unit"]).fillna(False)


def _words(names: pd.Series, words: dict[str, Words], language: str) -> pd.Series:
    return names.map({name: getattr(word, language) for name, word in words.items()}).astype("string")
