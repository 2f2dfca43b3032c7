"""Rules and replays → pages on the terminal."""

import sys
from collections.abc import Sequence

import yaml
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from selfeval import vocabulary
from selfeval.answers.check_page import SEVERITY_NAMES, STYLES
from selfeval.quality import rule_book
from selfeval.quality.rules import Rule
from selfeval.steps.replay import Replayed

READABLE_WIDTH = 120
EXAMPLES = 5
"""Newly failing places shown a department and year; all of them are counted."""
STAGES = {"shadow": "试行 shadow", "active": "启用 active", "retired": "停用 retired"}


def show_list(rules: Sequence[Rule], version: str) -> None:
    """All rules, by code, and what reading and loading find."""
    table = _table("编号\ncode", "阶段\nstage", "级别\nseverity", "规则\nrule", "不符时\nwhere broken")
    for rule in rules:
        consequence = "挂起 file is held" if rule.holds else ""
        title = f"{rule.title.zh}\n{rule.title.en}"
        style = STYLES[rule.severity] if rule.stage == "active" else "dim"
        table.add_row(rule.code, STAGES[rule.stage], SEVERITY_NAMES[rule.severity], title, consequence, style=style)
    for code, one in vocabulary.findings().items():
        title = f"{one.title_zh}\n{one.title_en}"
        table.add_row(
            code, rule_book.ORIGINS[one.origin], SEVERITY_NAMES[one.severity], title, style=STYLES[one.severity]
        )
    console = _console()
    console.print(table)
    active = sum(rule.stage == "active" for rule in rules)
    console.print(f"启用 {active}/{len(rules)} 条，规则集版本 {version} · active rules, version of the rule set")


def show_rule(rule: Rule) -> None:
    """Everything of one rule, in words."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    test = yaml.safe_dump({rule.expectation: rule.arguments}, allow_unicode=True, sort_keys=False)
    place = yaml.safe_dump(rule.place.model_dump(exclude_none=True), allow_unicode=True, sort_keys=False)
    for name, text in (
        ("规则 rule", f"{rule.title.zh}\n{rule.title.en}"),
        ("级别 severity", SEVERITY_NAMES[rule.severity]),
        ("阶段 stage", STAGES[rule.stage]),
        ("不符时 where broken", "整份文件挂起 the file is held" if rule.holds else "照常入库并标注 loaded and marked"),
        ("说明 message", f"{rule.message.zh}\n{rule.message.en}"),
        ("建议 advice", f"{rule.advice.zh}\n{rule.advice.en}"),
        ("例 example", f"{rule.example.zh}\n{rule.example.en}"),
        ("依据 basis", rule.basis),
        ("阈值 thresholds", rule_book.thresholds(rule) or "—"),
        ("所查 looks at", rule.grain),
        ("检查 test", test.rstrip()),
        ("取值 places", place.rstrip()),
    ):
        table.add_row(Text(name), Text(text))
    console = _console()
    console.rule(Text(rule.code, style="bold"), align="left")
    console.print(table)


def show_replay(rule: Rule, replayed: Sequence[Replayed]) -> None:
    """What the rule would change, by department and year, with some of the places that would newly fail."""
    headings = (
        "部门\ndepartment",
        "年度\nyear",
        "表\nforms",
        "不符\nfailing",
        "新增不符\nnewly failing",
        "其中现行\ncurrent",
    )
    table = _table(*headings, "不再不符\nnewly passing")
    for one in replayed:
        new, gone = len(one.newly_failing), len(one.newly_passing)
        counts = (one.form_count, one.failing, new, one.current_newly_failing, gone)
        row = (one.department, str(one.fiscal_year or "—"), *map(str, counts))
        table.add_row(*row, style="yellow" if new else "green" if gone else None)
    console = _console()
    console.print(Text(f"{rule.code} {rule.title.zh} / {rule.title.en}（{STAGES[rule.stage]}）", style="bold"))
    console.print(table)
    for one in replayed:
        for finding in one.newly_failing[:EXAMPLES]:
            place = f"{finding['file_name']} › {finding['cell'] or '—'}"
            console.print(Text(f"+ {one.department} {one.fiscal_year or '—'} {place}：{finding['message_zh']}"))
        if (rest := len(one.newly_failing) - EXAMPLES) > 0:
            console.print(Text(f"  … +{rest}", style="dim"))
    console.print("未写入任何数据 · nothing was written", style="dim")


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _console() -> Console:
    """The terminal at its own width; a pipe at 120 columns."""
    return Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=READABLE_WIDTH)
