"""Answer: a loaded batch → one receipt a hand-in, in the department's folder."""

import logging
from collections import Counter
from pathlib import Path

from selfeval import paths
from selfeval.answers import receipt
from selfeval.warehouse import answering, batch

log = logging.getLogger(__name__)


def answer_batch(folder: str) -> dict[str, int]:
    """Write the receipts of one batch folder's files and of the versions they replace; how many of each state.

    A file that was handed in twice before it was loaded gets both answers; where they share a name, the later stays.
    """
    members = batch.members(Path(folder))
    answers = answering.answers_of(answering.concerned(members))
    for answer in answers:
        if not answer.is_overtaken:
            receipt.write(paths.answers(str(answer.receipt["channel_name"])), answer.receipt, answer.findings)
    answering.note_answered(answers)
    counts = Counter(
        str(answer.receipt["state"]) for answer in answers if answer.receipt["submission_sha256"] in members
    )
    log.info("已答复 %d 次报送：%s | hand-ins answered", counts.total(), dict(counts))
    return dict(counts)
