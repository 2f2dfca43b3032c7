"""Withdraw: an accepted file that counts no more, or counts again → recorded, and its department answered again."""

import logging
from typing import Any

from selfeval.steps.answer import answer_again
from selfeval.warehouse.decisions import withdrawals
from selfeval.warehouse.decisions.events import Author
from selfeval.warehouse.decisions.withdrawals import File
from selfeval.warehouse.submissions import receipts

log = logging.getLogger(__name__)
COLUMNS = (
    "submission_sha256",
    "file_name",
    "channel_name",
    "department_year",
    "withdrawn_at",
    "actor_name",
    "note",
)
"""What `in_force` lists of each file, in order."""


def withdraw(file: str, by: str, note: str) -> File:
    """Withdraw an accepted file by its name, its SHA-256 or the beginning of one; which file it was, and its years.

    The year on year follows with the next publication of these years. Raises the errors of
    warehouse.decisions.refusals.
    """
    return _answered(withdrawals.withdraw(file, Author(by, note, "selfeval submissions withdraw")))


def restore(file: str, by: str, note: str) -> File:
    """Revoke the withdrawal of a file. Raises the errors of warehouse.decisions.refusals."""
    return _answered(withdrawals.restore(file, Author(by, note, "selfeval submissions restore")))


def in_force() -> list[dict[str, Any]]:
    """Files that are withdrawn, the latest first, with who said so and why."""
    return withdrawals.in_force()


def _answered(file: File) -> File:
    """Answer the file anew, and those that its answer changes; the earlier receipts are kept."""
    answer_again(receipts.concerned([file.submission_sha256]))
    log.info("撤回状态已变更：%s（%s） | withdrawal changed", file.file_name, file.submission_sha256)
    return file
