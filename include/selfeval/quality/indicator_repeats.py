"""Indicator frame → which indicators say the same as another: of their project, or of another project."""

import pandas as pd

from selfeval.quality.columns import NUMBER, PROJECT, TEXT
from selfeval.vocabulary.normalise import text_key

SHOWN = 3
"""Other places named in one finding."""


def with_repeats(frame: pd.DataFrame) -> pd.DataFrame:
    """The indicator frame with, each blank where there is nothing to say:

    `twin_place` and `other_level_place`: where the first indicator of the project with the same words and target
    stands, of the same level 1 or of another; `copied_from`: the other projects of the year with the same prose target
    (`copied_length` letters), of forms that describe an indicator without naming it.
    """
    words = {text: text_key(text) for text in frame["subject"].dropna().unique()}
    told = frame.assign(words=frame["subject"].map(words).astype(TEXT), place=frame["cell"].fillna(frame["label"]))
    told = told[~frame["target_kind"].isin(["blank", "not_applicable"]) & told["words"].notna()]
    told = told.assign(target_text=told["target_text"].fillna(""))
    first = told.drop_duplicates([*PROJECT, "words", "target_text"])
    columns = [*PROJECT, "words", "target_text", "place", "topic1", "row"]
    twins = told.assign(row=told.index)[columns].merge(
        first.assign(row=first.index)[columns], on=[*PROJECT, "words", "target_text"], suffixes=("", "_first")
    )
    twins = twins[twins["row"] != twins["row_first"]].set_index("row")
    is_other = (twins["topic1"] != twins["topic1_first"]).fillna(False)
    return frame.assign(
        twin_place=twins["place_first"].where(~is_other).reindex(frame.index),
        other_level_place=twins["place_first"].where(is_other).reindex(frame.index),
        **_copies(frame, told),
    )


def _copies(frame: pd.DataFrame, told: pd.DataFrame) -> dict[str, pd.Series]:
    """Names of other projects of the same year with the same target."""
    prose = told[told["indicator_name"].isna() & told["project_name"].notna()]
    prose = prose.assign(name=prose["project_name"].str.replace(r"\s+", "", regex=True))
    by_text = prose.groupby(["words", "fiscal_year"], dropna=False)["name"]
    shared = prose[by_text.transform("nunique") > 1]
    copied: dict[int, str] = {}
    for _, names in shared.groupby(["words", "fiscal_year"], dropna=False)["name"]:
        for row, name in names.items():
            others = [other for other in names.unique() if other != name]
            copied[row] = "、".join(others[:SHOWN])  # type: ignore[index]
    length = shared["words"].str.len().astype(NUMBER).reindex(frame.index)
    return {"copied_from": pd.Series(copied, dtype=TEXT).reindex(frame.index), "copied_length": length}
