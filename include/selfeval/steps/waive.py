"""Waive: a request in a department's words → recorded, shown to who decides, and the decision recorded."""

import logging
import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from selfeval.steps.answer import answer_again
from selfeval.warehouse.decisions import waivers
from selfeval.warehouse.decisions.refusals import DecisionIncompleteError

log = logging.getLogger(__name__)
SHOWN = 20
"""Findings that the page of a request lists; the warehouse has all of them."""
MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
NOT_IN_TIME = "（逾期未批 / not decided in time）"


def request_waiver(parameters: Mapping[str, Any], run_id: str, triggered_by: str | None) -> dict[str, str]:
    """Record a request from the parameters of a Dag run; its `waiver_code`, and the `page` that it is decided by.

    Who asks is `asked_by`, else who triggered the run. Raises RuleError where nothing can be waived.
    """
    asked = waivers.Request(
        rule_code=parameters["rule"],
        department=parameters["department"],
        fiscal_year=parameters["year"],
        project=parameters["project"] or None,
        reason=parameters["reason"],
        expires_on=_day(parameters["expiry"]),
        asked_by=(parameters["asked_by"] or "").strip() or triggered_by or "",
    )
    waiver_code = f"W{sha256(run_id.encode()).hexdigest()[:10]}"
    findings = waivers.request(asked, waiver_code, _through(run_id, triggered_by))
    log.info("豁免申请 %s：%d 条发现，待批。 | waiver requested", waiver_code, len(findings))
    return {"waiver_code": waiver_code, "page": _page(asked, waiver_code, findings)}


def record_decision(waiver_code: str, *, is_approved: bool, decided_by: str | None, note: str, run_id: str) -> str:
    """Record what was decided, and by whom; nobody is who let the time run out. The event that was recorded.

    Once approved, the files that it concerns are answered again. Done again after a failure, it does the same.
    """
    named = (decided_by or "").strip()
    event = waivers.decide(
        waiver_code,
        is_approved=is_approved and bool(named),
        decided_by=named or NOT_IN_TIME,
        note=note,
        recorded_through=_through(run_id, decided_by),
    )
    if event == "approved":
        answer_again(waivers.files_of(waiver_code))
    log.info("豁免 %s：%s（%s） | waiver decided", waiver_code, event, named or NOT_IN_TIME)
    return event


def revoke_waiver(waiver_code: str, revoked_by: str, reason: str) -> None:
    """End an approved waiver now, and answer the files that it concerned again. Raises NothingToRevokeError."""
    waivers.revoke(waiver_code, revoked_by, reason, "selfeval waivers revoke")
    answer_again(waivers.files_of(waiver_code))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DecisionIncompleteError(missing="失效日期 expiry") from error


def _through(run_id: str, user: str | None) -> str:
    return f"approve_waiver {run_id} ({user or '—'})"


def _page(asked: waivers.Request, waiver_code: str, findings: list[dict[str, Any]]) -> str:
    """What who decides reads, in Markdown."""
    project = asked.project or "全部项目 all projects"
    lines = [
        f"**{waiver_code}** · "
        + " · ".join(map(_line, (asked.department, str(asked.fiscal_year), asked.rule_code, project))),
        "",
        f"申请人 asked by：{_line(asked.asked_by)}；有效至 until：{asked.expires_on}",
        "",
        f"理由 reason：{_line(asked.reason)}",
        "",
        f"所涉发现 findings：{len(findings)}",
        "",
        *(f"- {one['severity']} {_line(one['cell'] or '')} {_line(one['message_zh'])}" for one in findings[:SHOWN]),
    ]
    return "\n".join(lines if len(findings) <= SHOWN else [*lines, f"- … +{len(findings) - SHOWN}"])


def _line(text: str) -> str:
    """A text of somebody else's on one line, with nothing in it that Markdown or HTML would read as more than text."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))
