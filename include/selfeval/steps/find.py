"""Find: files in the landing folder → archive, receipts, and batches to be read."""

import logging
from datetime import datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import RowMapping

from selfeval import paths
from selfeval.errors import ConfigurationError
from selfeval.grid.conversion import converter_of
from selfeval.grid.libreoffice import Part, works
from selfeval.settings import settings
from selfeval.steps import receipt_time
from selfeval.steps.handing_back import hand_back
from selfeval.warehouse.submissions import landing, receipts, receiving
from selfeval.warehouse.submissions.landing import archive

log = logging.getLogger(__name__)
SHRINKING = 10
"""A batch that was not loaded comes back in parts of a tenth: from 200 files to single ones in three runs."""
MOST_LEFTOVER_BATCHES = 200
"""However many files are left over: Airflow maps a task over 1,024 batches at most, and new files need room too."""


class LandingMissingError(ConfigurationError):
    """The landing folder that is set does not exist."""

    slug = "landing-missing"
    zh = "报送文件夹不存在：{path}。请建立该文件夹，或更正环境变量 SELFEVAL_LANDING。"
    en = "The landing folder does not exist: {path}. Create it, or correct SELFEVAL_LANDING."


def find_submissions(received_at: datetime | None = None) -> list[str]:
    """Take in what has been handed in; the batch folders to be read, none where there is nothing new.

    A file is archived, then recorded, then cleared from the landing folder: a crash in between leaves it where the
    next run finds it, and changes nothing twice. Submissions that an earlier run recorded and never loaded come back
    in batches of their own, so that they cannot hold up new ones, and in smaller ones each time. Files that were held
    because a part of LibreOffice was missing come back once the part works.

    A file is received when it came to stand in the landing folder; a replay says when instead (`received_at`, for all
    files of the call), and its receipts follow the order of the paths. Raises LandingMissingError,
    ReceiptTimeOrderError, and the warehouse's configuration errors.
    """
    if received_at:
        receipt_time.require_in_order(received_at)
    waiting, left = landing.scan(landing_folder(), settings().settle_seconds)
    if received_at:
        waiting.sort(key=lambda one: str(one.path))
    for start in range(0, len(waiting), settings().batch_size):
        _take(waiting[start : start + settings().batch_size], left, received_at)
    for one in left:
        log.warning("留在报送文件夹：%s（%s） | left in the landing folder", one.path, one.reason)
    _answer_repeated()
    _take_up_deferred()
    return [str(folder) for folder in _batches()]


def landing_folder() -> Path:
    """The landing folder; the default one is made, one that is set must exist. Raises LandingMissingError."""
    folder = paths.landing()
    if settings().landing is None:
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise LandingMissingError(path=str(folder))
    return folder


def _take(waiting: list[landing.Waiting], left: list[landing.Left], received_at: datetime | None) -> None:
    """Archive, record and clear some files. What cannot be taken joins `left`."""
    archived: list[tuple[landing.Waiting, receiving.ArchivedFile]] = []
    for one in waiting:
        try:
            sha256, place = archive(one.path)
        except OSError as error:
            left.append(landing.Left(one.path, f"无法读取 / cannot be read: {error}"))
            continue
        if not landing.is_unchanged(one):
            left.append(landing.Left(one.path, "仍在写入 / still being written"))
            continue
        archived.append((one, _hand_in(one, sha256, str(place), received_at)))
    receiving.record([hand_in for _, hand_in in archived])
    for one, hand_in in archived:
        if landing.is_unchanged(one):
            one.path.unlink()
        log.info(
            "收到：%s / %s（SHA-256 %s） | received", one.channel_name, one.file_name, hand_in.submission_sha256[:12]
        )


def _hand_in(
    one: landing.Waiting, sha256: str, archive_path: str, received_at: datetime | None
) -> receiving.ArchivedFile:
    return receiving.ArchivedFile(
        submission_sha256=sha256,
        file_name=one.file_name,
        channel_name=one.channel_name,
        size_bytes=one.size_bytes,
        received_at=received_at or one.received_at,
        archive_path=archive_path,
    )


def _answer_repeated() -> None:
    """Answer hand-ins whose file was settled before: no batch will come by to do it."""
    due = receipts.answers_due()
    hand_back(due)
    for answer in due:
        log.info("重复报送，已答复：%s | handed in before, answered", answer.receipt["file_name"])
    receipts.note_answered(due)


def _take_up_deferred() -> None:
    """Take up again the held files for which a part of LibreOffice was missing, once the part works."""
    waiting: dict[Part | None, list[str]] = {}
    for row in receiving.awaiting_converter():
        part = converter_of(Path(row["archive_path"]), row["file_name"])
        waiting.setdefault(part, []).append(row["submission_sha256"])
    for part, submissions in waiting.items():
        if part is None or works(part, settings().convert_seconds):
            receiving.reopen(submissions)
            log.info("补读因缺少组件而暂扣的报送 %d 份 | held for a missing part, read again", len(submissions))
            continue
        log.warning(
            "有 %d 份报送等待 %s：请安装 %s，装好后夜间运行自动补读 | files wait for that part of LibreOffice",
            *(len(submissions), part.name, part.package),
        )


def _batches() -> list[Path]:
    """Batch folders of what waits to be loaded: the new, then what earlier runs left open, in smaller ones.

    One file that kills its task takes the rest of its batch along; in ever smaller batches the others get past it.
    """
    groups: list[list[RowMapping]] = []
    waiting = receiving.still_received()
    for times, rows in groupby(sorted(waiting, key=_times), key=_times):
        members = list(rows)
        size = _batch_size(len(members), times)
        groups += [members[start : start + size] for start in range(0, len(members), size)]
        if times:
            log.warning(
                "上次未入库的报送 %d 份（第 %d 次），本次按每批 %d 份重新处理；反复失败的请查看任务日志 | "
                "left unloaded by %d earlier runs, tried again in smaller batches",
                *(len(members), times, size, times),
            )
    log.info("待处理 %d 份报送，分 %d 批 | submissions to read, in batches", len(waiting), len(groups))
    folders = [receiving.write_batch(paths.batches(), rows) for rows in groups]
    receiving.count_batch(waiting)
    return folders


def _times(row: RowMapping) -> int:
    return int(row["batch_count"])


def _batch_size(count: int, times: int) -> int:
    """Files in a batch of `count` files that were in `times` batches before."""
    size: int = settings().batch_size
    return max(1, size // SHRINKING**times, -(-count // MOST_LEFTOVER_BATCHES)) if times else size
