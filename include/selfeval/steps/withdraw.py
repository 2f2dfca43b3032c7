"""Withdraw: an accepted file that counts no more, or counts again → recorded, and its department answered again."""

import logging
from typing import Any

from selfeval.steps.answer import answer_again
from selfeval.warehouse.submissions import answering, withdrawing
from selfeval.warehouse.submissions.withdrawing import File

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
"""What `standing` tells of each file, in order."""


def withdraw(file: str, by: str, note: str) -> File:
    """Withdraw an accepted file by its name, its SHA-256 or the beginning of one; which file it was, and its years.

    The year on year follows with the next publication of these years. Raises the errors of
    warehouse.submissions.withdrawal_errors.
    """
    return _answered(withdrawing.withdraw(file, by, note, "selfeval submissions withdraw"))


def restore(file: str, by: str, note: str) -> File:
    """Revoke the withdrawal of a file. Raises the errors of warehouse.submissions.withdrawal_errors."""
    return _answered(withdrawing.restore(file, by, note, "selfeval submissions restore"))


def standing() -> list[dict[str, Any]]:
    """Files that are withdrawn, the latest first, with who said so and why."""
    return withdrawing.standing()


def _answered(file: File) -> File:
    """Answer the file anew, and those that its answer changes; the earlier receipts are kept."""
    answer_again(answering.concerned([file.submission_sha256]))
    log.info("撤回状态已变更：%s（%s） | withdrawal changed", file.file_name, file.submission_sha256)
    return file
