"""What reading yields (the JSON of the contract) → a batch folder of Parquet files, as the read step writes it."""

import datetime as dt
import re
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils import column_index_from_string, get_column_letter

from selfeval.warehouse.tables import staging

RECEIVED = dt.datetime(2022, 3, 1, 2, 0, tzinfo=dt.UTC)
WRITTEN = ("submission", "form", "project", "amount", "indicator", "cell")

Rows = dict[str, list[dict[str, Any]]]


def write_batch(folder: Path, submissions: list[dict[str, Any]], read_findings: list[dict[str, Any]] = ()) -> Path:  # type: ignore[assignment]
    """A batch folder with these submissions, each an object of the reading contract. Returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: Rows = {name: [] for name in WRITTEN}
    for submission in submissions:
        _add_submission(rows, submission)
    rows["finding_read"] = list(read_findings)
    for name, those in rows.items():
        schema = staging.arrow_schema(staging.metadata.tables[f"staging.{name.removesuffix('_read')}"])
        pq.write_table(pa.Table.from_pylist(those, schema), folder / f"{name}.parquet")
    return folder


def _add_submission(rows: Rows, submission: dict[str, Any]) -> None:
    sha = submission["sha256"]
    rows["submission"].append(
        {
            "submission_sha256": sha,
            "file_name": submission["file"],
            "channel_name": submission.get("channel", "民政局"),
            "size_bytes": 1,
            "received_at": submission.get("received_at", RECEIVED),
            "archive_path": f"archive/{sha}",
        }
    )
    for cell in submission.get("cells", []):
        rows["cell"].append({"submission_sha256": sha, "form_number": 1} | cell)
    for number, form in enumerate(submission["forms"], 1):
        _add_form(rows, {"submission_sha256": sha, "form_number": number}, form)


def _add_form(rows: Rows, place: dict[str, Any], form: dict[str, Any]) -> None:
    rows["form"].append(
        place
        | {
            "family": form["family"],
            "title": form["title"],
            "title_cell": "Table1!A5" if form["title"] else None,
            "fiscal_year": form["fiscal_year"],
            "department_name": form["department"],
            "implementing_unit_name": form["implementing_unit"],
            "amount_unit": form["amount_unit"],
            "amount_unit_cell": "Table1!A7",
            "anchor_cell": "Table1!A9",
        }
    )
    for number, project in enumerate(form["projects"], 1):
        _add_project(rows, place | {"project_number": number}, project, form["family"])


def _add_project(rows: Rows, place: dict[str, Any], project: dict[str, Any], family: str) -> None:
    rate = project["stated_rate"] or {}
    row = _row_of(project)
    rows["project"].append(
        place
        | {
            "anchor_cell": f"{row[0]}A{row[1]}",
            "sequence": project["sequence"],
            "sequence_cell": f"{row[0]}A{row[1]}" if family == "wide" else None,
            "project_name": project["name"],
            "project_name_cell": f"{row[0]}C{row[1]}" if project["name"] else None,
            "stated_rate": _decimal(rate.get("value")),
            "stated_rate_printed": rate.get("printed"),
            "stated_rate_cell": rate.get("cell"),
            "project_code": project.get("code"),
            "division_name": project.get("division"),
        }
        | {name: _decimal(project.get(name)) for name in ("budget_weight", "budget_score", "total_score")}
        | {name: project.get(name) for name in ("goal_planned", "goal_actual", "problems", "rectification")}
    )
    for amount in project["amounts"]:
        value = Decimal(amount["value"])
        told = {"measure": amount["measure"], "source": amount["source"], "printed_value": value}
        rows["amount"].append(place | told | {"printed": amount["value"], "cell": amount["cell"] or "-"})
    for number, indicator in enumerate(project["indicators"], 1):
        told = {name: indicator[name] for name in ("level1", "level2", "target", "actual", "reason", "cell")}
        told |= {"indicator_name": indicator["name"], "indicator_number": number}
        told |= {name: _decimal(indicator.get(name)) for name in ("weight", "score")}
        rows["indicator"].append(place | told | {"actual_cell": _right_of(indicator["cell"])})


def _row_of(project: dict[str, Any]) -> tuple[str, str]:
    cells = [one["cell"] for one in project["amounts"] + project["indicators"] if one["cell"]]
    found = re.fullmatch(r"(.+!)[A-Z]+(\d+)", cells[0]) if cells else None
    return (found[1], found[2]) if found else ("Table1!", "1")


def _right_of(cell: str | None) -> str | None:
    found = re.fullmatch(r"(.+!)([A-Z]+)(\d+)", cell or "")
    return f"{found[1]}{get_column_letter(column_index_from_string(found[2]) + 1)}{found[3]}" if found else None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def submission(*projects: dict[str, Any], sha256: str = "a" * 64, **form: Any) -> dict[str, Any]:
    """One file with one wide form of these projects; keywords replace what the form says."""
    rows = [_placed(project, row) for row, project in enumerate(projects, 12)]
    told = {
        "family": "wide",
        "title": "2021年度民政局本级部门预算项目绩效自评表",
        "fiscal_year": 2021,
        "department": "民政局本级",
        "implementing_unit": None,
        "amount_unit": "万元",
    }
    return {"file": "民政局_2021.xlsx", "sha256": sha256, "forms": [told | form | {"projects": rows}]}


def project(
    name: str | None = "办公设备购置",
    sequence: str | None = "1",
    rate: str | None = None,
    actual: str | None = "已完成",
    **amounts: dict[str, str],
) -> dict[str, Any]:
    """One project: `budget={"total": "61.8", "general": "64.00"}`, `rate="98%"`, the state of its first indicator.

    What else a project or its indicators say is added with `|`: `project() | {"budget_weight": "10"}`.
    """
    stated = None
    if rate is not None:
        value = Decimal(rate.rstrip("%")) / (100 if rate.endswith("%") else 1)
        stated = {"value": str(value), "printed": rate}
    told = {"name": name, "sequence": sequence, "stated_rate": stated}
    told |= {"goal_planned": "购置办公设备50件", "goal_actual": "已购置办公设备50件"}
    indicator = dict.fromkeys(("level1", "level2", "name", "weight", "score", "reason"))
    answers = {"配备办公设备": actual, "购置设备50件": "50件", "使用人员满意度≥95%": "96%"}
    indicators = [indicator | {"target": target, "actual": answer} for target, answer in answers.items()]
    return told | {"amounts": amounts, "indicators": indicators}


def _placed(project: dict[str, Any], row: int) -> dict[str, Any]:
    """Cells: sequence A, name C, amounts from D in the order given, rate M, targets P, R… and actuals Q, S…."""
    amounts = [
        (measure, source, value) for measure, those in project["amounts"].items() for source, value in those.items()
    ]
    cells = [f"Table1!{get_column_letter(column)}{row}" for column in range(4, 4 + len(amounts))]
    stated = project["stated_rate"]
    return project | {
        "amounts": [
            {"measure": measure, "source": source, "value": value, "cell": cell}
            for (measure, source, value), cell in zip(amounts, cells, strict=True)
        ],
        "stated_rate": stated and stated | {"cell": f"Table1!M{row}"},
        "indicators": [
            indicator | {"cell": f"Table1!{get_column_letter(column)}{row}"}
            for column, indicator in zip(count(16, 2), project["indicators"], strict=False)
        ],
    }
