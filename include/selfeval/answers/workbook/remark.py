"""Findings of a file → remarks: what is shown at a cell and in the table of results, the worst first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selfeval.vocabulary import severity_names

SEVERITY_NAMES = severity_names()
SEVERITIES = tuple(SEVERITY_NAMES)
WAIVED, WAIVED_NAME = "waived", "豁免中 waived"
COLOURS = {"critical": "FFFF9F9F", "warning": "FFFFD35C", "info": "FFDCEBFA", WAIVED: "FFE3E1E6"}
"""Fills that black print stays readable on, and that differ in brightness where nobody prints in colour."""

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
    is_waived: bool = False

    @property
    def look(self) -> str:
        """The name of its colour: nothing is to be done about what is waived."""
        return WAIVED if self.is_waived else self.severity

    @property
    def mark(self) -> str:
        """Its severity in words, and that it is waived."""
        return f"{SEVERITY_NAMES[self.severity]}{f' {WAIVED_NAME}' if self.is_waived else ''}"

    @property
    def note(self) -> str:
        """The text of a comment at the cell."""
        figures = (
            ("原文 printed", self.printed),
            ("应为 expected", self.expected),
            ("建议 suggestion", self.suggestion),
        )
        mark = f"【{self.mark}】"
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
    """The remarks on findings (columns of staging.finding, and `waiver_code` where one may be waived), up to a limit.

    Critical first and waived last, else in the order given.
    """
    ordered = sorted(findings, key=_gravity)
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
            is_waived=_is_waived(one),
        )
        for one in ordered[:MOST_REMARKS]
    ]


def _is_waived(finding: Mapping[str, Any]) -> bool:
    return finding.get("waiver_code") is not None


def _gravity(finding: Mapping[str, Any]) -> tuple[bool, int]:
    return _is_waived(finding), SEVERITIES.index(finding["severity"])
