"""Findings of a file → remarks: what is shown at a cell and in the table of results, the worst first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SEVERITIES = ("critical", "warning", "info")
SEVERITY_NAMES = {"critical": "严重 critical", "warning": "警告 warning", "info": "提示 info"}
COLOURS = {"critical": "FFFF9F9F", "warning": "FFFFD35C", "info": "FFDCEBFA"}
"""Fills that black print stays readable on, and that differ in brightness where nobody prints in colour."""

WAIVED = "（已豁免 waived）"
MOST_REMARKS = 5_000
"""Beyond the gravest so many, nobody is helped by a colour; the receipt has all findings."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a rule calls its finding, and what is to be done about it."""

    title: Words
    advice: Words


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in words; without guidance (what reading found), its message says all."""

    rule_code: str
    severity: str
    cell: str | None
    project: str | None
    printed: str | None
    expected: str | None
    suggestion: str | None
    message: Words
    guidance: Guidance | None
    waiver_code: str | None = None

    @property
    def note(self) -> str:
        """The text of a comment at the cell."""
        figures = (
            ("原文 printed", self.printed),
            ("应为 expected", self.expected),
            ("建议 suggestion", self.suggestion),
        )
        mark = f"【{SEVERITY_NAMES[self.severity]}】{WAIVED if self.waiver_code else ''}"
        if self.guidance:
            lines = [f"{mark}未满足：{self.guidance.title.zh}", f"Not met: {self.guidance.title.en}"]
        else:
            lines = [f"{mark}{self.message.zh}", self.message.en]
        lines += [f"{label}：{value}" for label, value in figures if value]
        if self.guidance:
            lines += [f"怎么办：{self.guidance.advice.zh}", f"What to do: {self.guidance.advice.en}"]
        return "\n".join([*lines, f"（{self.rule_code}）"])

    @property
    def explanation(self) -> str:
        """What the finding says and what is to be done, Chinese first."""
        if self.guidance is None:
            return f"{self.message.zh}\n{self.message.en}"
        advice = self.guidance.advice
        return f"{self.message.zh}{advice.zh}\n{self.message.en} {advice.en}"


def remarks(findings: Sequence[Mapping[str, Any]], guidance: Mapping[str, Guidance]) -> list[Remark]:
    """The remarks on findings (columns of staging.finding), critical first, waived ones after the others of their
    severity, else in the order given, up to a limit.
    """
    ordered = sorted(findings, key=lambda one: (SEVERITIES.index(one["severity"]), bool(one.get("waiver_code"))))
    return [
        Remark(
            rule_code=one["rule_code"],
            severity=one["severity"],
            cell=one["cell"],
            project=one["project_name"],
            printed=one["printed"],
            expected=one["expected"],
            suggestion=one["suggestion"],
            message=Words(one["message_zh"], one["message_en"]),
            guidance=guidance.get(one["rule_code"]),
            waiver_code=one.get("waiver_code"),
        )
        for one in ordered[:MOST_REMARKS]
    ]
