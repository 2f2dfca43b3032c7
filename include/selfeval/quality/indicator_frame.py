"""Indicators → one row an indicator: what its target and result say, whether it was met, and what it is about."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from selfeval.quality.attainment import Attainment, attain
from selfeval.quality.lexicon import Lexicon, normal
from selfeval.quality.printed_value import BLANK, PUNCTUATION, PrintedValue, parse_all

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
TEXT = pd.ArrowDtype(pa.string())
NUMBER = pd.ArrowDtype(pa.decimal128(36, 16))
LABEL_LENGTH = 14
"""Letters of an indicator that name it in a list."""


def build(
    indicator: pd.DataFrame, project: pd.DataFrame, form: pd.DataFrame, lexicon: Lexicon, misspellings: dict[str, str]
) -> pd.DataFrame:
    """One row an indicator: as staged, with file, project, topics of its levels, and what its texts say.

    `verdict` (met, missed), `verdict_by` (lower, upper, date, wording), `reached_share` and `growth` compare target and
    result; they are blank where nothing can be said. `reason_told` is the reason or, where that says nothing (无, 0),
    the problems of the project: a form may have one place for the causes of all its deviations.
    """
    frame = indicator.merge(project[[*PROJECT, "project_name", "budget_weight", "problems"]], on=PROJECT, how="left")
    frame = frame.merge(form[[*FORM, "file_name", "family", "fiscal_year"]], on=FORM, how="left")
    state = frame["actual"].str.strip()
    meant = {text: misspellings.get(text, text) for text in state.dropna().unique()}
    frame = frame.assign(actual_state=state, meant_state=state.map(meant).astype(state.dtype))
    values = parse_all(_texts(frame, "target", "actual"), lexicon)
    frame = frame.assign(
        topic1=_mapped(frame["level1"], _topics(frame["level1"], lexicon)),
        topic2=_mapped(frame["level2"], _topics(frame["level2"], lexicon)),
        subject=frame["indicator_name"].fillna(frame["target"]),
        result_cell=frame["actual_cell"].fillna(frame["cell"]),
        reason_told=_told(frame["reason"], lexicon).fillna(_told(frame["problems"], lexicon)),
    )
    frame = frame.assign(label=_labels(frame), **_said(frame, "target", values), **_said(frame, "actual", values))
    return frame.assign(**_attained(frame, values, lexicon))


def values_of(column: pd.Series, values: dict[str, PrintedValue]) -> list[PrintedValue]:
    """What each row's text says; a blank says nothing."""
    return [BLANK if text is None else values[text] for text in objects(column)]


def objects(column: pd.Series) -> list[Any]:
    """The rows of a column as Python objects, blanks as None."""
    return column.astype(object).where(column.notna(), None).tolist()


def numbers(values: Iterable[Decimal | None], index: pd.Index) -> pd.Series:
    """Exact decimals as a column."""
    return pd.Series(list(values), dtype=NUMBER, index=index)


def _texts(frame: pd.DataFrame, *columns: str) -> set[str]:
    return {text for column in columns for text in frame[column].dropna().unique()}


def _told(column: pd.Series, lexicon: Lexicon) -> pd.Series:
    """The column without what says nothing."""
    return column.mask(column.isin([text for text in column.dropna().unique() if is_nothing(text, lexicon)]))


def is_nothing(text: str, lexicon: Lexicon) -> bool:
    """Whether a reason or a problem is stated as none."""
    words = normal(text)
    return words.strip(PUNCTUATION) in lexicon.nothing or words in lexicon.nothing or not words


def _topics(level: pd.Series, lexicon: Lexicon) -> dict[str, str | None]:
    return {
        text: next((topic for word, topic in lexicon.topics.items() if word in normal(text)), None)
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
        f"{column}_has_figure": frame[column].map({t: v.has_figure for t, v in values.items()}).fillna(False).astype(bool),
    }


def _dimension(value: PrintedValue) -> str | None:
    return value.quantity.dimension if value.quantity else None


def _attained(frame: pd.DataFrame, values: dict[str, PrintedValue], lexicon: Lexicon) -> dict[str, pd.Series]:
    """Each distinct pair of target and result compared once."""
    keys = list(
        zip(*(objects(frame[name]) for name in ("target", "actual", "subject", "topic2", "fiscal_year")), strict=True)
    )
    found = {key: _compared(key, values, lexicon) for key in set(keys)}
    rows = [found[key] for key in keys]
    return {
        "verdict": pd.Series([row.verdict for row in rows], dtype=TEXT, index=frame.index),
        "verdict_by": pd.Series([row.by for row in rows], dtype=TEXT, index=frame.index),
        "reached_share": numbers((row.share for row in rows), frame.index),
        "growth": numbers((row.growth for row in rows), frame.index),
    }


def _compared(key: tuple[Any, ...], values: dict[str, PrintedValue], lexicon: Lexicon) -> Attainment:
    target, actual = (BLANK if text is None else values[text] for text in key[:2])
    subject, topic, fiscal_year = key[2:]
    return attain(target, actual, direction(subject, topic, target, lexicon), fiscal_year)


def direction(subject: str | None, topic: str | None, target: PrintedValue, lexicon: Lexicon) -> str:
    """Whether more of an indicator is better (higher), less is (lower), or neither can be told (either).

    Its words decide: what is paid by a standard should be neither. Else costs in money and times until something is
    done should be low; a cost in percent may be a rate of control or one of attainment.
    """
    words = normal(subject or "")
    dimension = target.quantity.dimension if target.quantity else None
    told = {way for word, way in lexicon.directions.items() if word in words}
    if "standard" in told and (topic == "cost" or dimension == "money"):
        return "either"
    if told & {"lower", "either"}:
        return "lower" if "lower" in told else "either"
    if topic == "cost":
        return "lower" if dimension == "money" else "either"
    return "lower" if topic == "timeliness" and dimension in ("duration", "workday", "month") else "higher"
