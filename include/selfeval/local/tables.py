"""What the warehouse says about the hand-ins since a moment -> five tables on the console, Chinese first."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from selfeval.local.question import ask, printed
from selfeval.vocabulary import severities

SQL = Path(__file__).parent / "sql"
YUAN_IN_WAN = 10_000
SEVERITY_STYLES = {"critical": "bold red", "warning": "yellow", "info": "dim"}
BRIDGE = {
    "增减\nchange": "change",
    "实际\nreal": "real",
    "更正\nrestated": "restated",
    "沿革\nlineage": "lineage",
    "新增\nnew": "new",
    "终止\nended": "ended",
    "单位\nunit": "unit",
    "存疑\ndisputed": "disputed",
}
Row = dict[str, Any]


def show(console: Console, since: datetime) -> None:
    """Print receipts, findings, the year-on-year tables of departments, the bridge, and that of projects."""
    for build in (receipts, findings, departments, bridge, projects):
        console.print(build(since))


def receipts(since: datetime) -> Table:
    """One row per file that was handed in."""
    rows = _rows("receipt", since)
    table = _table("回执 · Receipts", "文件\nfile", "部门\ndepartment", "年度\nyear", "状态\nstate")
    for heading in (*(f"{one.name_zh}\n{one.name_en}" for one in severities().values()), "其中豁免\nwaived"):
        table.add_column(heading, justify="right")
    for row in rows:
        counts = [str(row[f"{kind}_count"]) for kind in (*SEVERITY_STYLES, "waived")]
        table.add_row(row["file_name"], row["department_name"], row["fiscal_years"], _state(row), *counts)
    table.caption = None if rows else "本次没有收到文件 · no file was handed in this time"
    return table


def findings(since: datetime) -> Table:
    """One row per thing that was found, the gravest first; the same thing at several places is one row."""
    rows = _rows("finding", since)
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["severity"]] += len(row["cells"])
    title = "发现 · Findings  " + "  ".join(f"{severity} {counts[severity]}" for severity in SEVERITY_STYLES)
    table = _table(title, "级别\nseverity", "年度\nyear", "单元格\ncell", "说明\nmessage")
    table.add_column("建议值\nsuggested", justify="right")
    for row in rows:
        table.add_row(
            f"{row['severity']}\n豁免 waived" if row["is_waived"] else row["severity"],
            row["fiscal_years"],
            _several(row["cells"], 1),
            f"{row['message_zh']}\n{row['message_en']}",
            row["suggestion"],
            style=SEVERITY_STYLES[row["severity"]],
        )
    return table


def departments(since: datetime) -> Table:
    """One row per department and year; amounts in 万元, rounded for reading only."""
    table = _table("部门同比（万元） · Departments, year on year (10,000 yuan)", "年度\nyear", "部门\ndepartment")
    _amount_columns(table)
    for heading in ("存疑项目\ndisputed", "存疑预算\nbudget"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("可比性\nbasis", overflow="fold")
    for row in _rows("department_year_on_year", since):
        table.add_row(
            str(row["fiscal_year"]),
            row["department_name"],
            *_amounts(row),
            f"{row['disputed_project_count']}/{row['project_count']}",
            _wan(row["in_dispute_amount"]),
            row["comparability_name"],
        )
    return table


def bridge(since: datetime) -> Table:
    """One row per department, year and measure: the change from last year's first report and what it consists of."""
    title = "同比桥接：增减＝后七项之和（万元） · The bridge: what each change consists of (10,000 yuan)"
    table = _table(title, "年度\nyear", "部门\ndepartment", "口径\nmeasure")
    for heading in BRIDGE:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in _rows("bridge", since):
        table.add_row(
            str(row["fiscal_year"]),
            row["department_name"],
            row["measure_name"],
            *(_wan(row[f"{part}_amount"], "+") if row[f"{part}_amount"] else "0" for part in BRIDGE.values()),
        )
    return table


def projects(since: datetime) -> Table:
    """One row per project (or the projects it became) and year, years without a prior year left out."""
    table = _table(
        "项目同比（万元） · Projects, year on year (10,000 yuan)", "年度\nyear", "项目\nproject", "沿革\nlineage"
    )
    _amount_columns(table)
    table.add_column("存疑\ndisputed")
    for row in _rows("project_year_on_year", since):
        years = ("本年" if row["is_disputed"] else "", "上年" if row["prior_is_disputed"] else "")
        table.add_row(
            str(row["fiscal_year"]),
            _names(row),
            row["lineage_kind_name"],
            *_amounts(row),
            " ".join(filter(None, years)),
            style="red" if row["is_disputed"] else None,
        )
    return table


def plain(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    """Any answer as a table."""
    table = _table(None, *columns)
    for row in rows:
        table.add_row(*(Text(printed(value)) for value in row))
    return table


def _rows(name: str, since: datetime) -> list[Row]:
    answer = ask((SQL / f"{name}.sql").read_text(encoding="utf-8"), {"since": since})
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _table(title: str | None, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _amount_columns(table: Table) -> None:
    headings = ("预算\nbudget", "增减\nchange", "增减%\nchange %", "执行\nexecuted", "增减\nchange", "增减%\nchange %")
    for heading in (*headings, "执行率\nrate"):
        table.add_column(heading, justify="right", no_wrap=True)


def _amounts(row: Row) -> list[str]:
    return [
        _wan(row["budget_amount"]),
        _wan(row["budget_change_amount"], "+"),
        _percent(row["budget_change_ratio"], "+"),
        _wan(row["executed_amount"]),
        _wan(row["executed_change_amount"], "+"),
        _percent(row["executed_change_ratio"], "+"),
        _percent(row["execution_ratio"]),
    ]


def _names(row: Row) -> str:
    now, before = row["project_name"], row["prior_project_name"]
    if now and before and now != before:
        return f"{now} ← {before}"
    return str(now or before)


def _state(row: Row) -> str:
    if row["state"] == "duplicate":
        return f"duplicate ({row['submission_state']})"
    return " ".join(filter(None, [row["state"], row["held_reason"]]))


def _wan(yuan: Decimal | None, sign: str = "") -> str:
    return "—" if yuan is None else f"{yuan / YUAN_IN_WAN:{sign},.2f}"


def _percent(ratio: Decimal | None, sign: str = "") -> str:
    return "—" if ratio is None else f"{ratio:{sign}.1%}"


def _several(texts: list[str | None], shown: int) -> str:
    """The first few, and how many more there are."""
    known = [text for text in texts if text]
    more = f" … +{len(known) - shown}" if len(known) > shown else ""
    return ", ".join(known[:shown]) + more
