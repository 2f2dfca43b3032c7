"""Read: the archived files of a batch become Parquet, one file a staging table."""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from selfeval.forms.contract import as_contract
from selfeval.forms.record import Form, Project, Reading
from selfeval.steps.reading_workers import read_files
from selfeval.warehouse.tables import staging

log = logging.getLogger(__name__)

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rows stand: the key columns that they share."""

    keys: Row

    def within(self, **keys: object) -> "_Place":
        return _Place(self.keys | keys)

    def row(self, **values: object) -> Row:
        return self.keys | values


def read_batch(batch: str) -> dict[str, int]:
    """Read every submission of a batch folder; returns counts of files, forms, projects and files without a form."""
    folder = Path(batch)
    rows: Rows = {name: [] for name in ("form", "project", "amount", "indicator", "cell", "finding_read")}
    counts: Counter[str] = Counter(files=0, forms=0, projects=0, unreadable=0)
    submissions = pq.read_table(folder / "submission.parquet").to_pylist()
    files = [(Path(submission["archive_path"]), submission["file_name"]) for submission in submissions]
    for submission, reading in zip(submissions, read_files(files), strict=True):
        place = _Place({"submission_sha256": submission["submission_sha256"]})
        _add_reading(rows, place, reading)
        counts.update(files=1, forms=len(reading.forms), unreadable=not reading.forms)
        counts.update(projects=sum(len(form.projects) for form in reading.forms))
    for name, found in rows.items():
        schema = staging.arrow_schema(staging.metadata.tables[f"staging.{name.removesuffix('_read')}"])
        pq.write_table(pa.Table.from_pylist(found, schema), folder / f"{name}.parquet")
    log.info("读取 %(files)d 个文件：%(forms)d 张表，%(projects)d 个项目；%(unreadable)d 个文件没有可读的表。", counts)
    return dict(counts)


def json_lines(files: Sequence[Path]) -> Iterator[tuple[bool, str]]:
    """(whether a form was read, the file's JSON object of the reading contract) of each file."""
    for file, reading in zip(files, read_files([(file, file.name) for file in files]), strict=True):
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        yield bool(reading.forms), json.dumps(as_contract(file.name, sha256, reading), ensure_ascii=False)


def summaries(files: Sequence[Path]) -> Iterator[tuple[bool, str]]:
    """(whether a form was read, what was understood in words) of each file."""
    for file, reading in zip(files, read_files([(file, file.name) for file in files]), strict=True):
        lines = [file.name]
        lines += [
            f"  {form.department or '部门不明'} · {form.fiscal_year or '年度不明'} · {form.amount_unit or '单位不明'}"
            f" · {len(form.projects)} 个项目 projects · {form.anchor_cell}"
            for form in reading.forms
        ]
        lines += [f"  {f.severity} {f.rule} {f.message_zh}\n    {f.message_en}" for f in reading.findings]
        yield bool(reading.forms), "\n".join(lines)


def _add_reading(rows: Rows, place: _Place, reading: Reading) -> None:
    for number, form in enumerate(reading.forms, start=1):
        _add_form(rows, place.within(form_number=number), form)
    rows["cell"] += [
        place.row(
            cell=entry.cell,
            printed=entry.printed,
            role=entry.role,
            form_number=entry.form_number,
            project_number=entry.project_number,
        )
        for entry in reading.ledger
    ]
    rows["finding_read"] += [
        place.row(
            finding_number=number,
            form_number=finding.form_number,
            project_number=finding.project_number,
            rule_code=finding.rule,
            severity=finding.severity,
            is_fault=finding.is_fault,
            cell=finding.cell,
            project_name=finding.project_name,
            printed=finding.printed,
            message_zh=finding.message_zh,
            message_en=finding.message_en,
        )
        for number, finding in enumerate(reading.findings, start=1)
    ]


def _add_form(rows: Rows, place: _Place, form: Form) -> None:
    rows["form"].append(
        place.row(
            family=form.family,
            title=form.title,
            title_cell=form.title_cell,
            fiscal_year=form.fiscal_year,
            department_name=form.department,
            implementing_unit_name=form.implementing_unit,
            amount_unit=form.amount_unit,
            amount_unit_cell=form.amount_unit_cell,
            anchor_cell=form.anchor_cell,
        )
    )
    for number, project in enumerate(form.projects, start=1):
        _add_project(rows, place.within(project_number=number), project)


def _add_project(rows: Rows, place: _Place, project: Project) -> None:
    rate = project.stated_rate
    rows["project"].append(
        place.row(
            anchor_cell=project.anchor_cell,
            sequence=project.sequence,
            sequence_cell=project.sequence_cell,
            project_name=project.name,
            project_name_cell=project.name_cell,
            project_code=project.code,
            division_name=project.division,
            stated_rate=staging.fitted(rate.value if rate else None),
            stated_rate_printed=rate and rate.printed,
            stated_rate_cell=rate and rate.cell,
            budget_weight=staging.fitted(project.budget_weight),
            budget_weight_cell=project.budget_weight_cell,
            budget_score=staging.fitted(project.budget_score),
            budget_score_cell=project.budget_score_cell,
            goal_planned=project.goal_planned,
            goal_actual=project.goal_actual,
            total_score=staging.fitted(project.total_score),
            total_score_cell=project.total_score_cell,
            problems=project.problems,
            rectification=project.rectification,
        )
    )
    rows["amount"] += [
        place.row(
            measure=a.measure, source=a.source, printed_value=staging.fitted(a.value), printed=a.printed, cell=a.cell
        )
        for a in project.amounts
    ]
    rows["indicator"] += [
        place.row(
            indicator_number=number,
            level1=indicator.level1,
            level2=indicator.level2,
            indicator_name=indicator.name,
            target=indicator.target,
            actual=indicator.actual,
            weight=staging.fitted(indicator.weight),
            weight_cell=indicator.weight_cell,
            score=staging.fitted(indicator.score),
            score_cell=indicator.score_cell,
            reason=indicator.reason,
            cell=indicator.cell,
            actual_cell=indicator.actual_cell,
        )
        for number, indicator in enumerate(project.indicators, start=1)
    ]
