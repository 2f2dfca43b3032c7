"""Checked files to a page on the terminal that a clerk can follow, or to JSON lines."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from selfeval.answers.outcome import Outcome
from selfeval.vocabulary import severity_names

STYLES = {"critical": "bold red", "warning": "yellow", "info": "dim"}
SEVERITY_NAMES = severity_names()
SHOWN = (
    "rule_code",
    "severity",
    "cell",
    "project_name",
    "printed",
    "expected",
    "suggestion",
    "message_zh",
    "message_en",
)


@dataclass(frozen=True, slots=True)
class CheckedProject:
    """What was understood of one project; amounts in the form's unit."""

    name: str | None
    budget: Decimal | None
    executed: Decimal | None
    stated_rate: str | None
    indicators: int


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """What was understood of one form; amounts in its own unit."""

    family: str
    department: str | None
    fiscal_year: int | None
    amount_unit: str | None
    projects: list[CheckedProject]
    budget: Decimal | None
    executed: Decimal | None


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file with its forms and findings (columns of staging.finding)."""

    name: str
    forms: list[CheckedForm]
    findings: list[dict[str, Any]]

    @property
    def exit_code(self) -> int:
        """2 where no form could be read, 1 where something must be mended, 0 where it may be handed in."""
        if not self.forms:
            return 2
        return int(any(finding["severity"] != "info" for finding in self.findings))

    @property
    def outcome(self) -> Outcome:
        """The outcome of the dry run, as the nightly run would judge."""
        counts = Counter(finding["severity"] for finding in self.findings)
        match self.exit_code:
            case 0:
                return Outcome("ready", "可以报送", "Ready to hand in", "info")
            case 1:
                grave = "critical" if counts["critical"] else "warning"
                return Outcome("to_be_mended", "请先核对，再报送", "Mend these first, then hand in", grave)
            case _:
                return Outcome("unreadable", "读不出自评表", "No form could be read", "critical")


def show(files: list[CheckedFile], *, as_json: bool) -> None:
    """Print the files: colour on a terminal, plain when piped."""
    console = Console(highlight=False, soft_wrap=as_json)
    for file in files:
        if as_json:
            console.print(_json(file), markup=False)
        else:
            _print(console, file)


def _json(file: CheckedFile) -> str:
    findings = [{name: finding[name] for name in SHOWN} for finding in file.findings]
    return json.dumps(
        {"file": file.name, "forms": [asdict(form) for form in file.forms], "findings": findings},
        ensure_ascii=False,
        default=lambda value: format(value.normalize(), "f") if isinstance(value, Decimal) else str(value),
    )


def _print(console: Console, file: CheckedFile) -> None:
    console.rule(_text(file.name, style="bold"), align="left")
    console.print(_outcome(file))
    for form in file.forms:
        console.print(f"  {_understood(form)}")
        console.print(_projects(form))
    if file.findings:
        console.print(_table(file.findings))
    console.print()


def _outcome(file: CheckedFile) -> Text:
    counts = Counter(finding["severity"] for finding in file.findings)
    told = "，".join(f"{SEVERITY_NAMES[severity]} {counts[severity]}" for severity in STYLES if counts[severity])
    match file.exit_code:
        case 0:
            return _text(f"✓ 可以报送 · ready to hand in{f'（{told}）' if told else ''}", style="green")
        case 1:
            return _text(
                f"✗ 请先核对 · mend these first（{told}）", style="bold red" if counts["critical"] else "yellow"
            )
        case _:
            return _text("✗ 读不出自评表 · no form could be read", style="bold red")


def _understood(form: CheckedForm) -> str:
    unit = form.amount_unit or "单位不明"
    totals = [f"预算 {_amount(form.budget)}，支出 {_amount(form.executed)} {unit}"]
    return " · ".join(
        [
            form.department or "部门不明",
            f"{form.fiscal_year or '年度不明'}",
            f"{len(form.projects)} 个项目 projects",
            *totals,
        ]
    )


def _projects(form: CheckedForm) -> Table:
    """The projects of a form as they were read, for the clerk to compare with the paper."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("项目\nproject", overflow="fold", ratio=1)
    for heading in ("预算\nbudget", "支出\nexecuted", "执行率\nrate", "指标\nindicators"):
        table.add_column(heading, justify="right", no_wrap=True)
    for project in form.projects:
        name, rate = _text(project.name or "—"), _text(project.stated_rate or "—")
        table.add_row(name, _amount(project.budget), _amount(project.executed), rate, str(project.indicators))
    return table


def _text(words: str, style: str = "") -> Text:
    """Words for the terminal; a control character of a file cannot steer it."""
    return Text("".join(one if one.isprintable() or one == "\n" else "�" for one in words), style=style)


def _amount(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():,f}"


def _table(findings: list[dict[str, Any]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("级别\nseverity", "单元格\ncell", "说明\nmessage", "建议值\nsuggested"):
        table.add_column(heading, overflow="fold")
    for finding in sorted(findings, key=lambda finding: list(STYLES).index(finding["severity"])):
        table.add_row(
            SEVERITY_NAMES[finding["severity"]].replace(" ", "\n"),
            _text(finding["cell"] or ""),
            _text(f"{finding['message_zh']}\n{finding['message_en']}"),
            _text(finding["suggestion"] or ""),
            style=STYLES[finding["severity"]],
        )
    return table
