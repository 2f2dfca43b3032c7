"""Indicator frame → the same with what each target and result say, whether it was met, and what it is about."""

from typing import Any

import pandas as pd

from selfeval.quality.columns import FORM, PROJECT, TEXT
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.printed_value import PUNCTUATION, PrintedValue, parse_all
from selfeval.quality.verdicts import with_verdicts
from selfeval.vocabulary.normalise import text_key

LABEL_LENGTH = 14
"""Letters of an indicator that name it in a list."""


def with_parsed(frame: pd.DataFrame, project: pd.DataFrame, form: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The indicator frame with the topics of its levels, and what its texts say.

    `verdict` (met, missed), `verdict_by` (lower, upper, date, wording), `reached_share` and `growth` compare target and
    result; they are blank where nothing can be said. `reason_told` is the reason or, where that says nothing (无, 0),
    that of a score merged over several indicators, or the problems of the project: a form may have one place for the
    causes of all its deviations.
    """
    frame = frame.merge(project[[*PROJECT, "budget_weight", "problems"]], on=PROJECT, how="left")
    frame = frame.merge(form[[*FORM, "fiscal_year"]], on=FORM, how="left")
    values = parse_all(_texts(frame, "target", "actual"), lexicon)
    frame = frame.assign(
        topic1=_mapped(frame["level1"], _topics(frame["level1"], lexicon)),
        topic2=_mapped(frame["level2"], _topics(frame["level2"], lexicon)),
        subject=frame["indicator_name"].fillna(frame["target"]),
        result_cell=frame["actual_cell"].fillna(frame["cell"]),
        reason_told=_reasons(frame, lexicon),
    )
    frame = frame.assign(label=_labels(frame), **_said(frame, "target", values), **_said(frame, "actual", values))
    return with_verdicts(frame, values, lexicon)


def _texts(frame: pd.DataFrame, *columns: str) -> set[str]:
    return {text for column in columns for text in frame[column].dropna().unique()}


def _reasons(frame: pd.DataFrame, lexicon: Lexicon) -> pd.Series:
    told = [_told(frame[name], lexicon) for name in ("reason", "merged_reason", "problems")]
    return told[0].fillna(told[1]).fillna(told[2])


def _told(column: pd.Series, lexicon: Lexicon) -> pd.Series:
    """The column without what says nothing."""
    return column.mask(column.isin([text for text in column.dropna().unique() if is_nothing(text, lexicon)]))


def is_nothing(text: str, lexicon: Lexicon) -> bool:
    """Whether a reason or a problem is stated as none."""
    words = text_key(text)
    return words.strip(PUNCTUATION) in lexicon.nothing or words in lexicon.nothing or not words


def _topics(level: pd.Series, lexicon: Lexicon) -> dict[str, str | None]:
    return {
        text: next((topic for word, topic in lexicon.topics.items() if word in text_key(text)), None)
        for text in level.dropna().unique()
    }


def _mapped(column: pd.Series, meanings: dict[str, Any]) -> pd.Series:
    return column.map(meanings).astype(TEXT)


def _labels(frame: pd.DataFrame) -> pd.Series:
    label = frame["subject"].str.replace(r"\s+", "", regex=True).str.strip(PUNCTUATION)
    return label.where(label.str.len() <= LABEL_LENGTH, label.str.slice(0, LABEL_LENGTH) + "…")


def _said(frame: pd.DataFrame, column: str, values: dict[str, PrintedValue]) -> dict[str, pd.Series]:
    """Kind, normalised text and grade of a column of texts, and whether there is a figure in it."""
    kinds = {text: value.kind for text, value in values.items()}
    return {
        f"{column}_kind": _mapped(frame[column], kinds).fillna("blank"),
        f"{column}_text": _mapped(frame[column], {text: value.text for text, value in values.items()}),
        f"{column}_band": _mapped(frame[column], {text: value.band for text, value in values.items()}),
        f"{column}_operator": _mapped(frame[column], {text: value.operator for text, value in values.items()}),
        f"{column}_dimension": _mapped(frame[column], {text: _dimension(value) for text, value in values.items()}),
        f"{column}_has_figure": frame[column].isin([t for t, v in values.items() if v.has_figure]).astype(bool),
    }


def _dimension(value: PrintedValue) -> str | None:
    return value.quantity.dimension if value.quantity else None
