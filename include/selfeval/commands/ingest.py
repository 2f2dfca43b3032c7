"""The command `selfeval ingest`: what lies in the landing folder, the whole way, publishing included."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from selfeval.errors import SelfevalError

if TYPE_CHECKING:
    from selfeval.local.progress import Progress
    from selfeval.steps.ingest import Ingestion

SHOWN = 20
"""Held files that the summary lists; the marts and receipts have all of them."""


class IngestFailedError(SelfevalError):
    """Parts of an ingestion failed; each was shown when it did."""

    slug = "ingest-failed"
    zh = "未能走完：{failed}。原因见上，其余已处理；排除后再次运行 selfeval ingest，已入库的不会重复。"
    en = (
        "Failed: {failed}. The causes are above, all else was done. "
        "Mend them and run `selfeval ingest` again: what is loaded is not loaded twice."
    )


def ingest(
    received_at: Annotated[
        str | None,
        typer.Option(
            "--received-at",
            metavar="TIME",
            help="补报存档时文件当时收到的时间 · when the files of a replay were received: 2023-03-01T09:00[+08:00]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """收取收件夹中的报送，直至发布同比，不经 Airflow · Take in the landing folder and publish, without Airflow."""
    from selfeval.local import opened
    from selfeval.local.progress import Progress, console
    from selfeval.local.schedule import time_zone
    from selfeval.settings import settings
    from selfeval.steps import receipt_time
    from selfeval.steps.find import landing_folder
    from selfeval.steps.ingest import ingest as take_in

    instant = receipt_time.parse(received_at, time_zone()) if received_at is not None else None
    if settings().landing is not None:
        landing_folder()
    progress = Progress(console())
    with opened.migrated_warehouse("ingest"):
        progress.say("数据仓库就绪", "the warehouse is ready")
        done = take_in(progress.say, instant)
    _summarise(done, progress)
    if done.failures:
        raise IngestFailedError(failed="、".join(done.failures))


def _summarise(done: "Ingestion", progress: "Progress") -> None:
    """Say what came of the submissions, name those that are held, and the years that were published."""
    if not done.receipts:
        progress.say("收件夹中没有新的报送", "nothing new was handed in")
    held = [row for row in done.receipts if row["state"] == "held"]
    for row in held[:SHOWN]:
        progress.say(f"暂扣 held: {row['channel_name']}/{row['file_name']} {row['held_reason'] or ''}".rstrip())
    if len(held) > SHOWN:
        progress.say(f"暂扣 held: … +{len(held) - SHOWN}")
    states = Counter(row["state"] for row in done.receipts)
    if states:
        told = "，".join(f"{state} {states[state]}" for state in sorted(states))
        progress.say(f"回执：{told}", "receipts by state")
    years = "、".join(map(str, done.fiscal_years))
    progress.say(f"已发布年度：{years or '无'}", "years published" if years else "no year published")
