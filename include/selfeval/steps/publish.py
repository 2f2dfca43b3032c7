"""Publish: what is loaded of a fiscal year → its lineage, and with it the year-on-year marts."""

import logging
from typing import Any

from selfeval.steps.answer import answer_again
from selfeval.warehouse.lineage import publishing

log = logging.getLogger(__name__)


def publish_fiscal_year(fiscal_year: int) -> dict[str, object]:
    """Settle what counts and derive the lineage from the year before and into the year after.

    Files about which something is asked now, or no more, are answered again. Returns `fiscal_year` and `groups` by
    kind. May be run again at any time and in any order of years. Raises the warehouse's configuration errors.
    """
    outcome: dict[str, Any] = publishing.publish(fiscal_year)
    if files := outcome.pop("asked_files"):
        answer_again(files)
        log.info(
            "计入情况有变，已重新答复 %d 份文件。 | answered again, since what is asked about them changed", len(files)
        )
    log.info("已发布 %d 年度的项目沿革：%s | lineage groups by kind", fiscal_year, outcome["groups"])
    open_count = f"{outcome['questions']} + {outcome['department_questions']}"
    log.info("待确认的问题（项目 + 部门）：%s，见 Dag decide_lineage。 | questions that wait for a person", open_count)
    return outcome


def due_years() -> list[int]:
    """Fiscal years that were loaded, or changed by a withdrawal, after their last publication."""
    return publishing.due_years()
