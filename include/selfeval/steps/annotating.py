"""Files with their findings → annotated workbooks, made by worker processes within the limits that reading has."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from pebble import ProcessExpired, ProcessFuture

from selfeval import paths
from selfeval.answers import annotated_workbook
from selfeval.answers.workbook.remark import Guidance, Remark, Words
from selfeval.answers.workbook.result_sheet import Summary
from selfeval.errors import SubmissionError
from selfeval.grid.files import open_grid
from selfeval.quality.rules import register
from selfeval.steps.reading_workers import limited_pool, seconds_for

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """One annotated workbook to be written: of which file, handed in under which name, to where, saying what."""

    source: Path
    name: str
    target: Path
    summary: Summary
    remarks: Sequence[Remark]


def guidance() -> Mapping[str, Guidance]:
    """What the rules call their findings and advise, by their codes."""
    return {
        rule.code: Guidance(Words(rule.title.zh, rule.title.en), Words(rule.advice.zh, rule.advice.en))
        for rule in register(paths.rule_suites())
    }


def annotate_files(orders: Sequence[Order]) -> Iterator[Path | None]:
    """Where each annotated workbook lies, in order; None where there can be none, which is logged."""
    if not orders:
        return
    with limited_pool(len(orders)) as pool:
        temporaries = [order.target.with_name(f".{uuid4().hex}.tmp") for order in orders]
        futures = [
            pool.schedule(annotate_file, args=[order, temporary], timeout=seconds_for(order.name))
            for order, temporary in zip(orders, temporaries, strict=True)
        ]
        for order, temporary, future in zip(orders, temporaries, futures, strict=True):
            try:
                yield _settled(order, future)
            finally:
                # A worker that was ended cannot tidy up.
                temporary.unlink(missing_ok=True)


def annotate_file(order: Order, temporary: Path) -> Path | None:
    """Write one annotated workbook in this process; None where the file cannot be opened, as its receipt says."""
    try:
        return annotated_workbook.write(
            order.target,
            temporary,
            order.source,
            lambda: open_grid(order.source, order.name).sheets,
            order.summary,
            order.remarks,
        )
    except SubmissionError as error:
        log.info("没有批注件：%s | no annotated workbook: %s", error.message_zh, error.message_en)
        return None


def _settled(order: Order, future: "ProcessFuture[Path | None]") -> Path | None:
    try:
        return future.result()
    except (FutureTimeoutError, TimeoutError, ProcessExpired, MemoryError) as error:
        reason = type(error).__name__
    except OSError as error:
        reason = str(error)
    except Exception:
        log.exception("生成批注件时程序出错 | annotating failed")
        reason = "error"
    log.warning("没有批注件：%s（%s） | no annotated workbook for this file", order.name, reason)
    return None
