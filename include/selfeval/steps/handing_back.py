"""Answers → what goes back to departments: an annotated workbook and a signed receipt in the channel's folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from selfeval import paths
from selfeval.answers import annotated_workbook, receipt
from selfeval.answers.faults import SigningKeyMissingError
from selfeval.answers.signing import SigningKey, made_or_loaded
from selfeval.answers.workbook.remark import Guidance, remarks
from selfeval.quality.rules import register, rule_set_version
from selfeval.settings import settings
from selfeval.steps.annotating import Order, annotate_files, guidance
from selfeval.warehouse.submissions.receipts import ReceiptAnswer


def hand_back(answers: Sequence[ReceiptAnswer], *, keeps_earlier: bool = False) -> None:
    """Write what goes back for each answer, but for those that a later one under the same name has overtaken.

    A repeated hand-in gets a receipt only: its bytes are annotated beside the first. Where the earlier ones are
    to be kept, a receipt that is written anew leaves the one before it in `earlier/`. Raises ConfigurationError where
    receipts cannot be signed.
    """
    key, version, advice = _signing_key(), rule_set_version(register(paths.rule_suites())), guidance()
    standing = [answer for answer in answers if not answer.is_overtaken]
    orders = {id(answer): order for answer in standing if (order := _order(answer, version, advice))}
    written = dict(zip(orders, annotate_files(list(orders.values())), strict=True))
    for answer in standing:
        folder = paths.answers(str(answer.receipt["channel_name"]))
        workbook = written.get(id(answer)) or _present(folder, answer.receipt)
        annotated_workbook.remove_others(annotated_workbook.place_of(folder, answer.receipt["file_name"]), workbook)
        said = receipt.receipt(
            answer.receipt,
            answer.findings,
            rule_set_version=version,
            annotated_workbook=workbook.name if workbook else None,
            guidance=advice,
        )
        if keeps_earlier:
            receipt.keep(folder, str(said["file_name"]))
        receipt.write(folder, said, key)


def _signing_key() -> SigningKey:
    """The key that is set; the default one is made on first use, one that somebody names is not."""
    path = paths.signing_key()
    if settings().signing_key is not None and not path.exists():
        raise SigningKeyMissingError(path=path)
    return made_or_loaded(path)


def _order(answer: ReceiptAnswer, version: str, advice: Mapping[str, Guidance]) -> Order | None:
    hand_in = answer.receipt
    source = _archived(hand_in)
    if hand_in["state"] == "duplicate" or source is None:
        return None
    return Order(
        source=source,
        name=hand_in["file_name"],
        target=annotated_workbook.place_of(paths.answers(hand_in["channel_name"]), hand_in["file_name"]),
        summary=annotated_workbook.summary_of(hand_in, version),
        remarks=remarks(answer.findings, advice),
    )


def _archived(hand_in: dict[str, Any]) -> Path | None:
    """The bytes of a hand-in: in the archive under the suffix that they first came with."""
    home = paths.archived(hand_in["submission_sha256"], "")
    return next(iter(sorted(home.parent.glob(f"{home.name}*"))), None)


def _present(folder: Path, hand_in: dict[str, Any]) -> Path | None:
    """The annotated workbook that stands there for the same bytes under the same name, where this is a repetition."""
    if hand_in["state"] != "duplicate":
        return None
    answered = receipt.stated(folder, hand_in["file_name"])
    if answered.get("sha256") != hand_in["submission_sha256"] or not answered.get("annotated_workbook"):
        return None
    return annotated_workbook.place_of(folder, hand_in["file_name"]).with_name(answered["annotated_workbook"])
