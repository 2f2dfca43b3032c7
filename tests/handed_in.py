"""What departments hand in, said in a line → judged batch folders, recorded in the warehouse, ready to be loaded."""

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from selfeval.warehouse.submissions import batch, receiving
from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.rule_set import dim_rule

Rows = dict[str, list[dict[str, Any]]]
FIRST_DAY = datetime(2023, 3, 1, 2, 0, tzinfo=UTC)
SAMPLE_YEARS = Path(__file__).parent / "data" / "lineage" / "mzj_2020_2022.csv"


@dataclass(frozen=True)
class Line:
    """One project of a form: printed amounts by (measure, source), the severities of findings on it, and indicators as
    (name, weight, score); without any, one that has neither.
    """

    name: str | None
    amounts: dict[tuple[str, str], str]
    code: str | None = None
    findings: tuple[str, ...] = ()
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    points: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Form:
    """One file with one form."""

    lines: tuple[Line, ...]
    fiscal_year: int | None = 2021
    department: str | None = "民政局本级"
    amount_unit: str | None = "万元"
    implementing_unit: str | None = None
    family: str = "wide"
    faults: tuple[str, ...] = ()
    days: int = 0
    salt: str = ""

    @property
    def sha256(self) -> str:
        """A file's SHA-256 follows from what it says."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def received_at(self) -> datetime:
        """Files arrive `days` after the first."""
        return FIRST_DAY + timedelta(days=self.days)


def line(name: str | None, budget: str, executed: str = "1", **more: Any) -> Line:
    """A project with printed totals that are all general public budget."""
    amounts = {
        (measure, source): value
        for measure, value in (("budget", budget), ("executed", executed))
        for source in ("total", "general")
    }
    return Line(name, amounts, **more)


def sample_years() -> dict[int, Form]:
    """FY2020 to FY2022 of 民政局本级 as printed; 2022 is in yuan. The doubtful projects of 2021 are critical."""
    amounts: dict[int, dict[str, dict[tuple[str, str], tuple[str, str]]]] = defaultdict(lambda: defaultdict(dict))
    units = {}
    with SAMPLE_YEARS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            year = int(row["fiscal_year"])
            units[year] = row["amount_unit"]
            amounts[year][row["project_name"]][row["measure"], row["source"]] = (row["printed"], row["cell"])
    disputed = {"婚姻登记工作", "区人才工作专项", "社工助弱服务资助金", "社区服务中心运营经费"}
    return {
        year: Form(
            tuple(
                Line(
                    name,
                    {place: printed for place, (printed, _) in found.items()},
                    findings=("critical",) if year == 2021 and name in disputed else (),
                    cells={place: cell for place, (_, cell) in found.items()},
                )
                for name, found in projects.items()
            ),
            year,
            amount_unit=units[year],
            days=year - 2020,
        )
        for year, projects in amounts.items()
    }


def hand_in(home: Path, *forms: Form, channel: str = "民政局", days: int | None = None) -> Path:
    """Record the files and write their judged batch; the batch folder. With `days`, they come again then."""
    receiving.record(
        [
            receiving.ArchivedFile(
                form.sha256, f"{form.sha256[:8]}.xlsx", channel, 1, _received_at(form, days), "archive/…"
            )
            for form in forms
        ]
    )
    rows: Rows = {table.name: [] for table in batch.LOADED}
    for form in forms:
        _add(rows, form, channel)
    folder = home / "batches" / hashlib.sha256("".join(sorted(f.sha256 for f in forms)).encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    for table in batch.LOADED:
        pq.write_table(
            pa.Table.from_pylist(rows[table.name], staging.arrow_schema(table)), folder / f"{table.name}.parquet"
        )
    write_rules(folder)
    return folder


def write_rules(
    folder: Path,
    version: str = "0" * 12,
    *,
    rules: tuple[str, ...] = ("parts-add-to-total",),
    grain: str = "amount",
) -> None:
    """What the batch was judged by: rules of one grain, all critical and active."""
    told = {"stage": "active", "severity": "critical", "grain": grain, "is_fault": False}
    told |= {"rule_set_version": version, "title_zh": "各项之和等于合计", "title_en": "parts add to the total"}
    table = pa.Table.from_pylist([told | {"rule_code": rule} for rule in rules], staging.arrow_schema(dim_rule))
    pq.write_table(table, folder / "rule.parquet")


def _received_at(form: Form, days: int | None) -> datetime:
    return form.received_at if days is None else FIRST_DAY + timedelta(days=days)


def again(form: Form, **changes: Any) -> Form:
    """The same form with something changed: a correction."""
    return replace(form, **changes)


def _add(rows: Rows, form: Form, channel: str) -> None:
    file = {"submission_sha256": form.sha256}
    rows["submission"].append(
        file
        | {"file_name": f"{form.sha256[:8]}.xlsx", "channel_name": channel, "size_bytes": 1}
        | {"received_at": form.received_at, "archive_path": "archive/…"}
    )
    for message in form.faults:
        rule = "SE-F01" if message.startswith("规则") else "unknown-unit"
        _add_finding(rows, file, rule, "critical", message, is_fault=True)
    place = file | {"form_number": 1}
    rows["form"].append(
        place
        | {"family": form.family, "fiscal_year": form.fiscal_year, "department_name": form.department}
        | {"implementing_unit_name": form.implementing_unit}
        | {"amount_unit": form.amount_unit, "anchor_cell": "Sheet1!A3"}
    )
    for number, project in enumerate(form.lines, 1):
        _add_line(rows, place | {"project_number": number}, project)


def _add_line(rows: Rows, place: dict[str, Any], project: Line) -> None:
    row = place["project_number"] + 3
    rows["project"].append(
        place
        | {"anchor_cell": f"Sheet1!A{row}", "project_name": project.name, "project_code": project.code}
        | {"stated_rate": Decimal("0.98"), "stated_rate_printed": "98%", "stated_rate_cell": f"Sheet1!L{row}"}
        | {"total_score": Decimal("96"), "total_score_cell": f"Sheet1!M{row}"}
    )
    for (measure, source), printed in project.amounts.items():
        rows["amount"].append(
            place
            | {"measure": measure, "source": source, "printed_value": Decimal(printed), "printed": printed}
            | {"cell": project.cells.get((measure, source), f"Sheet1!D{row}")}
        )
    if not project.points:
        rows["indicator"].append(place | {"indicator_number": 1, "level1": "产出指标", "target": "不少于50件"})
    for number, points in enumerate(project.points, 1):
        _add_indicator(rows, place | {"indicator_number": number}, row, points)
    rows["cell"].append(
        {key: place[key] for key in ("submission_sha256", "form_number", "project_number")}
        | {"cell": f"Sheet1!C{row}", "printed": project.name or "", "role": "value"}
    )
    for severity in project.findings:
        _add_finding(rows, place, "parts-add-to-total", severity, "各项之和不等于合计", name=project.name)


def _add_indicator(rows: Rows, place: dict[str, Any], row: int, points: tuple[str, str, str]) -> None:
    """Name, target, result, weight and score in cells of their own, right of the line's."""
    number = place["indicator_number"]
    name, weight, score = points
    printed = {"indicator_name": name, "target": "≥50件", "actual": "51件", "weight": weight, "score": score}
    cells = {column: f"指标{number}!{letter}{row}" for column, letter in zip(printed, "ABCDE", strict=True)}
    rows["indicator"].append(
        place
        | printed
        | {"level1": "产出指标", "weight": Decimal(weight), "score": Decimal(score), "cell": cells["indicator_name"]}
        | {"actual_cell": cells["actual"], "weight_cell": cells["weight"], "score_cell": cells["score"]}
    )
    rows["cell"] += [
        {key: place[key] for key in ("submission_sha256", "form_number", "project_number")}
        | {"cell": cells[column], "printed": text, "role": "value"}
        for column, text in printed.items()
    ]


def _add_finding(
    rows: Rows,
    place: dict[str, Any],
    rule: str,
    severity: str,
    message: str,
    *,
    is_fault: bool = False,
    name: str | None = None,
) -> None:
    number = sum(one["submission_sha256"] == place["submission_sha256"] for one in rows["finding"]) + 1
    rows["finding"].append(
        place
        | {"finding_number": number, "rule_code": rule, "severity": severity, "is_fault": is_fault}
        | {"cell": "Sheet1!D4", "project_name": name, "printed": "61.8", "expected": "64.00"}
        | {"difference": Decimal("-2.2"), "message_zh": message, "message_en": "the parts do not add to the total"}
    )
