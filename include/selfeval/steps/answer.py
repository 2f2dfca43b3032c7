"""Answer: a loaded batch → an annotated workbook and a receipt a hand-in, in the department's folder."""

import logging
from collections import Counter
from pathlib import Path

from selfeval.steps.handing_back import hand_back
from selfeval.warehouse.submissions import batch, receipts

log = logging.getLogger(__name__)


def answer_batch(folder: str) -> dict[str, int]:
    """Write the answers to one batch folder's files and to the versions they replace; how many of each state.

    A file that was handed in twice before it was loaded gets both answers; where they share a name, the later stays.
    """
    members = batch.members(Path(folder))
    answers = receipts.answers_of(receipts.concerned(members))
    hand_back(answers)
    receipts.note_answered(answers)
    counts = Counter(
        str(answer.receipt["state"]) for answer in answers if answer.receipt["submission_sha256"] in members
    )
    log.info("已答复 %d 次报送：%s | hand-ins answered", counts.total(), dict(counts))
    return dict(counts)


def answer_again(submissions: list[str]) -> None:
    """Write the answers to files (SHA-256) anew, as a waiver changed what they say; the earlier receipts are kept."""
    answers = receipts.answers_of(submissions)
    hand_back(answers, keeps_earlier=True)
    receipts.note_answered(answers)
