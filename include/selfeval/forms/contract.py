"""A reading to the JSON object that `selfeval read --json` prints: decimals as strings, nothing corrected."""

from decimal import Decimal
from typing import Any

from selfeval.forms.record import Form, Indicator, Project, Reading, ReadingFinding


def as_contract(file_name: str, sha256: str, reading: Reading) -> dict[str, Any]:
    """One file's object: file, sha256, forms, unread, findings."""
    return {
        "file": file_name,
        "sha256": sha256,
        "forms": [_form(form) for form in reading.forms],
        "unread": [{"cell": entry.cell, "text": entry.printed} for entry in reading.ledger if entry.role == "unread"],
        "findings": [_finding(finding) for finding in reading.findings],
    }


def _form(form: Form) -> dict[str, Any]:
    return {
        "family": form.family,
        "title": form.title,
        "fiscal_year": form.fiscal_year,
        "department": form.department,
        "implementing_unit": form.implementing_unit,
        "amount_unit": form.amount_unit,
        "projects": [_project(project) for project in form.projects],
    }


def _project(project: Project) -> dict[str, Any]:
    rate = project.stated_rate
    return {
        "sequence": project.sequence,
        "name": project.name,
        "code": project.code,
        "division": project.division,
        "amounts": [
            {"measure": a.measure, "source": a.source, "value": _decimal(a.value), "cell": a.cell}
            for a in project.amounts
        ],
        "stated_rate": rate and {"value": _decimal(rate.value), "printed": rate.printed, "cell": rate.cell},
        "budget_weight": _decimal(project.budget_weight),
        "budget_score": _decimal(project.budget_score),
        "goal_planned": project.goal_planned,
        "goal_actual": project.goal_actual,
        "indicators": [_indicator(indicator) for indicator in project.indicators],
        "total_score": _decimal(project.total_score),
        "problems": project.problems,
        "rectification": project.rectification,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "target": indicator.target,
        "actual": indicator.actual,
        "weight": _decimal(indicator.weight),
        "score": _decimal(indicator.score),
        "reason": indicator.reason,
        "cell": indicator.cell,
    }


def _finding(finding: ReadingFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "cell": finding.cell,
        "project": finding.project_name,
        "message": f"{finding.message_zh} / {finding.message_en}",
        "suggestion": None,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
