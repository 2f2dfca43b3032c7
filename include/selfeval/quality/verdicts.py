"""Indicators whose texts are parsed → whether each reached its target, and how far."""

from typing import Any

import pandas as pd

from selfeval.quality.attainment import Attainment, attain
from selfeval.quality.columns import numbers, objects, texts
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.printed_value import BLANK, PrintedValue
from selfeval.vocabulary.normalise import text_key


def with_verdicts(frame: pd.DataFrame, values: dict[str, PrintedValue], lexicon: Lexicon) -> pd.DataFrame:
    """The frame with `verdict`, `verdict_by`, `reached_share`, `growth`; `values` is what each text says.

    Each distinct pair of target and result is compared once.
    """
    keys = list(
        zip(*(objects(frame[name]) for name in ("target", "actual", "subject", "topic2", "fiscal_year")), strict=True)
    )
    found = {key: _compared(key, values, lexicon) for key in set(keys)}
    rows = [found[key] for key in keys]
    return frame.assign(
        verdict=texts((row.verdict for row in rows), frame.index),
        verdict_by=texts((row.by for row in rows), frame.index),
        reached_share=numbers((row.share for row in rows), frame.index),
        growth=numbers((row.growth for row in rows), frame.index),
    )


def _compared(key: tuple[Any, ...], values: dict[str, PrintedValue], lexicon: Lexicon) -> Attainment:
    target, actual = (BLANK if text is None else values[text] for text in key[:2])
    subject, topic, fiscal_year = key[2:]
    return attain(target, actual, direction(subject, topic, target, lexicon), fiscal_year)


def direction(subject: str | None, topic: str | None, target: PrintedValue, lexicon: Lexicon) -> str:
    """Whether more of an indicator is better (higher), less is (lower), or neither can be told (either).

    Its words decide: what is paid by a standard should be neither. Else costs in money and times until something is
    done should be low; a cost in percent may be a rate of control or one of attainment.
    """
    words = text_key(subject or "")
    dimension = target.quantity.dimension if target.quantity else None
    told = {way for word, way in lexicon.directions.items() if word in words}
    if "standard" in told and (topic == "cost" or dimension == "money"):
        return "either"
    if told & {"lower", "either"}:
        return "lower" if "lower" in told else "either"
    if topic == "cost":
        return "lower" if dimension == "money" else "either"
    return "lower" if topic == "timeliness" and dimension in ("duration", "workday", "month") else "higher"
