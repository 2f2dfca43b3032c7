"""What lies in the landing folder → loaded, answered and published in this process, as the Dags do it on Airflow."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from selfeval.errors import SelfevalError
from selfeval.steps.answer import answer_batch
from selfeval.steps.find import find_submissions
from selfeval.steps.judge import build_data_docs, judge_batch
from selfeval.steps.load import load_batch
from selfeval.steps.publish import due_years, publish_fiscal_year
from selfeval.steps.read import read_batch
from selfeval.warehouse.submissions import receipts

log = logging.getLogger(__name__)

Say = Callable[[str, str], None]
"""Takes one line of progress, in Chinese and in English."""


@dataclass
class Ingestion:
    """What one ingestion did: its receipts as `receipts.since` gives them, the years published, and what failed."""

    receipts: list[dict[str, Any]] = field(default_factory=list)
    fiscal_years: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def ingest(say: Say, received_at: datetime | None = None) -> Ingestion:
    """Take in the landing folder batch by batch, then publish every fiscal year that is touched or due.

    A batch or a year that fails stops no other; `failures` names it. A year is due where an earlier run loaded it and
    ended before it published it. `received_at` is the time of receipt of a replay. Raises what `find_submissions` does.
    """
    done = Ingestion()
    before = receipts.before()
    batches = find_submissions(received_at)
    count = len(receipts.since(before))
    say(f"收取：{count} 份报送，{len(batches)} 批", "submissions to handle, in batches")
    touched: set[int] = set()
    for number, batch in enumerate(batches, 1):
        name = f"批次 batch {number}/{len(batches)} {Path(batch).name[:6]}"
        with _going_on(name, done.failures, say):
            _take_batch(batch, name, touched, say)
    if batches:
        with _going_on("核对报告网页 Data Docs", done.failures, say):
            say(f"核对报告网页：{build_data_docs()}", "Data Docs")
    for fiscal_year in sorted(touched.union(due_years())):
        with _going_on(f"发布 publication {fiscal_year}", done.failures, say):
            published = publish_fiscal_year(fiscal_year)
            done.fiscal_years.append(fiscal_year)
            say(f"发布 {fiscal_year} 年度：{_counts(published['groups'])}", "published: lineage groups by kind")
    done.receipts = receipts.since(before)
    return done


def _take_batch(batch: str, name: str, touched: set[int], say: Say) -> None:
    """One batch, from archived bytes to receipts; the years it loads join `touched`, also where answering fails."""
    say(f"{name} 读取：{_counts(read_batch(batch))}", "read")
    say(f"{name} 核对：{_counts(judge_batch(batch))}", "judged: findings")
    loaded = load_batch(batch)
    touched.update(cast("list[int]", loaded.pop("fiscal_years")))
    say(f"{name} 入库：{_counts(loaded)}", "loaded")
    say(f"{name} 答复：{_counts(answer_batch(batch))}", "answered")


@contextmanager
def _going_on(name: str, failures: list[str], say: Say) -> Iterator[None]:
    """Note the failure of one part of the run and go on; a defect of the program keeps its traceback in the log."""
    try:
        yield
    except SelfevalError as error:
        failures.append(name)
        say(f"✗ {name} {error.slug}：{error.message_zh}", error.message_en)
    except Exception as error:
        failures.append(name)
        log.exception("%s 失败 | failed", name)
        say(f"✗ {name} 失败：{error!r}", "failed, see the traceback")


def _counts(counts: object) -> str:
    """Counts by name in one line."""
    return "，".join(f"{name} {count}" for name, count in cast("dict[str, int]", counts).items()) or "0"
