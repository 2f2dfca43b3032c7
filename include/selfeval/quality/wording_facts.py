"""Indicator frame → what is wrong with the wording of a single indicator, whatever its score."""

from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from selfeval.quality.columns import equals, known, numbers, objects, texts
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.printed_value import BLANK, PrintedValue, Quantity, parse_all
from selfeval.quality.verdicts import direction
from selfeval.vocabulary.normalise import text_key

LONGEST_NAME = 30
"""Letters beyond which a text describes an indicator rather than naming it."""


class _Wording(NamedTuple):
    """What one distinct indicator says; blank where it says nothing wrong."""

    contrary_operator: str | None
    belongs: str | None
    unit_meant: str | None
    template_text: str | None
    misread_meant: str | None
    is_misread: bool
    rate_kind: str | None
    is_rate: bool
    percent: Decimal | None


def with_wording(frame: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The indicator frame with, each blank where there is nothing to say:

    `contrary_operator` (what the operator should be), `belongs` (the level 2 that the words belong under), `unit_meant`
    (the target's unit, where the result has another), `template_text`, `misread_target` with `misread_meant`,
    `satisfaction_value`, `share_value` (percents of what cannot exceed 100), `unsurveyed` (satisfaction with points but
    no figure), `idle_weight` (points on what does not apply), `zero_weight`; and `rate_kind` (share,
    rate, loose), `is_rate` (the name ends as that of a rate does).
    """
    frame = frame.assign(**_columns(frame, lexicon))
    is_satisfaction, is_share = equals(frame["topic2"], "satisfaction"), equals(frame["rate_kind"], "share")
    is_answered = ~frame["actual_kind"].isin(["blank", "not_applicable"])
    return frame.assign(
        satisfaction_value=frame["percent"].where(is_satisfaction),
        share_value=frame["percent"].where(is_share & ~is_satisfaction),
        unsurveyed=frame["actual"].where(
            is_satisfaction & is_answered & known(frame["score"] > 0) & ~frame["actual_has_figure"]
        ),
        idle_weight=frame["weight"].where(equals(frame["target_kind"], "not_applicable") & known(frame["weight"] > 0)),
        zero_weight=frame["weight"].where(known(frame["weight"] == 0) & frame["target_has_figure"]),
    )


def _columns(frame: pd.DataFrame, lexicon: Lexicon) -> dict[str, pd.Series]:
    """Each distinct indicator looked at once."""
    names = ("indicator_name", "target", "actual", "topic2")
    keys = list(zip(*(objects(frame[name]) for name in names), strict=True))
    values = parse_all({text for key in set(keys) for text in key[1:3] if text is not None}, lexicon)
    said = {key: _said(key, values, lexicon) for key in set(keys)}
    rows = [said[key] for key in keys]
    columns = {name: [getattr(row, name) for row in rows] for name in _Wording._fields}
    percent, is_misread, is_rate = (columns.pop(name) for name in ("percent", "is_misread", "is_rate"))
    told = {name: texts(those, frame.index) for name, those in columns.items()}
    misread = frame["target"].where(pd.Series(is_misread, dtype=bool, index=frame.index))
    return told | {
        "percent": numbers(percent, frame.index),
        "misread_target": misread,
        "is_rate": pd.Series(is_rate, dtype=bool, index=frame.index),
    }


def _said(key: tuple[Any, ...], values: dict[str, PrintedValue], lexicon: Lexicon) -> _Wording:
    name, target_text, actual_text, topic = key
    target, actual = (BLANK if text is None else values[text] for text in (target_text, actual_text))
    words = text_key(name or target_text or "")
    kind = next((kind for word, kind in lexicon.shares.items() if word in words), None)
    percent = _percent(target, actual)
    cannot_exceed = kind == "share" or topic == "satisfaction" or (percent is not None and percent <= 100)
    meant = next((one for one in lexicon.misreadings if one.pattern.search(target.text)), None)
    found = meant.pattern.search(target.text) if meant else None
    return _Wording(
        contrary_operator=_contrary(target, topic, words, lexicon),
        belongs=_belongs(words, topic, lexicon),
        unit_meant=_unit_meant(target, actual),
        template_text=next((t for t in (name, target_text) if t and lexicon.template_texts.search(t)), None),
        misread_meant=(found.expand(meant.meant) or None) if found and meant else None,
        is_misread=meant is not None and (meant.is_certain or cannot_exceed),
        rate_kind=None if kind == "other" else kind,
        is_rate=any(words.endswith(word) for word, kind in lexicon.shares.items() if kind in ("share", "rate"))
        and kind != "other",
        percent=percent,
    )


def _percent(target: PrintedValue, actual: PrintedValue) -> Decimal | None:
    """A result in percent; a bare number beside a target in percent is one."""
    quantity = actual.quantity if actual.kind == "number" else None
    if quantity is None:
        return None
    wanted = target.quantity.dimension if target.quantity else None
    is_percent = quantity.dimension == "percent" or (not quantity.unit and wanted == "percent")
    return quantity.base if is_percent else None


def _contrary(target: PrintedValue, topic: str | None, words: str, lexicon: Lexicon) -> str | None:
    """≤ for a cost, or for the time until something is done, with ≥; ≥ for satisfaction with ≤."""
    if target.kind != "number":
        return None
    if topic in ("cost", "timeliness") and target.operator in ("at_least", "above"):
        return "≤" if direction(words, topic, target, lexicon) == "lower" else None
    return "≥" if topic == "satisfaction" and target.operator in ("at_most", "below") else None


def _belongs(words: str, topic: str | None, lexicon: Lexicon) -> str | None:
    """Where the words belong, if not under this level 2; a text longer than a name touches on many things."""
    if len(words) > LONGEST_NAME:
        return None
    return next((one.belongs for one in lexicon.misfits if one.topic == topic and one.pattern.search(words)), None)


def _unit_meant(target: PrintedValue, actual: PrintedValue) -> str | None:
    wanted, reached = target.quantity, actual.quantity
    if wanted is None or reached is None or not (target.kind == actual.kind == "number"):
        return None
    is_told = wanted.dimension and reached.dimension
    return wanted.unit if is_told and not _is_one_unit(wanted, reached) else None


def _is_one_unit(wanted: Quantity, reached: Quantity) -> bool:
    return wanted.dimension == reached.dimension and wanted.factor == reached.factor
