"""Decide: open questions about lineage → pages for a person, and what was decided, recorded and published."""

import logging
from typing import Any

from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.decisions import replies
from selfeval.warehouse.decisions.events import COUNTING, DEPARTMENTS, Author
from selfeval.warehouse.decisions.replies import LEDGERS

log = logging.getLogger(__name__)
NOT_IN_TIME = "（逾期未答 / not answered in time）"


def find_questions(fiscal_year: int, department: str | None, limit: int) -> list[dict[str, str]]:
    """The open questions about a year, the surest first, each with its `code`, `subject` and `page` in Markdown."""
    found = replies.open_questions(fiscal_year, department, limit)
    log.info("%d 年度待确认的沿革问题：%d 个。 | questions are open", fiscal_year, len(found))
    return [{"code": row["code"], "subject": _subject(row), "page": _page(row)} for row in found]


def record_answer(code: str, event: str | None, decided_by: str | None, note: str, run_id: str) -> str:
    """Record what a person answered; without an answer the question stays open. The event, or `open`."""
    if event is None or decided_by is None:
        log.info("问题 %s 未作决定，仍待确认。 | left open", code)
        return "open"
    through = f"decide_lineage {run_id} ({decided_by})"
    replies.decide(code, event, Author(decided_by, note or "—", through))
    log.info("问题 %s：%s（%s） | decided", code, event, decided_by)
    return event


def decide(code: str, event: str, by: str, reason: str, through: str) -> str:
    """Record a decision on a question, or on a lineage group as it stands, and publish its year; the question's code.

    Raises the errors of warehouse.decisions.refusals.
    """
    author = Author(by, reason, through)
    if code[:1] not in LEDGERS:
        code = replies.ask_about_group(code, author)
    publish_fiscal_year(replies.decide(code, event, author))
    return code


def record_lineage(known: replies.KnownLineage, by: str, reason: str) -> str:
    """Record that projects of two years belong together, and publish the year; the question's code."""
    code = replies.record_lineage(known, Author(by, reason, "selfeval lineage tell"))
    publish_fiscal_year(known.fiscal_year)
    return code


def record_change(kind: str, before: str, since: str, fiscal_year: int, by: str, reason: str) -> str:
    """Record that a department became another one from a fiscal year on, and publish that year; the change's code."""
    author = Author(by, reason, "selfeval departments tell")
    code = replies.record_change(kind, before, since, fiscal_year, author)
    publish_fiscal_year(fiscal_year)
    return code


def _subject(row: dict[str, Any]) -> str:
    return f"{row['fiscal_year']} · {row['kind_name']} · {row['prior_name']} → {row['name']}"


def _page(row: dict[str, Any]) -> str:
    """What who decides reads, in Markdown."""
    if LEDGERS[row["code"][0]] is COUNTING:
        heading = f"**{row['code']}** · {row['kind_name']} · {row['fiscal_year']}"
        return "\n".join([heading, "", row["evidence_zh"], "", row["evidence_en"]])
    lines = [
        f"**{row['code']}** · {row['kind_name']} {row['kind']} · {row['fiscal_year'] - 1} → {row['fiscal_year']}",
        "",
        f"- {row['fiscal_year'] - 1}：{row['prior_name']}{_yuan(row, 'prior_budget_amount')}",
        f"- {row['fiscal_year']}：{row['name']}{_yuan(row, 'budget_amount')}",
        "",
        f"依据 evidence：{row['evidence_zh']} / {row['evidence_en']}；把握 confidence：{row['confidence_ratio']}",
    ]
    return "\n".join(lines)


def _yuan(row: dict[str, Any], side: str) -> str:
    """The budget of a side of a question about projects; a department's is not compared."""
    if LEDGERS[row["code"][0]] is DEPARTMENTS:
        return ""
    return "（预算不详 budget not known）" if row[side] is None else f"（预算 budget {row[side]:,} 元）"
