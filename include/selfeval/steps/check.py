"""Check: files on a department's own machine → what was understood and every finding, offline, nothing kept."""

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from selfeval.answers.annotated_workbook import summary_of_check
from selfeval.answers.check_page import CheckedFile, CheckedForm, CheckedProject
from selfeval.answers.workbook.remark import remarks
from selfeval.steps.annotating import Order, annotate_files, guidance
from selfeval.steps.judge import judge_batch
from selfeval.steps.read import read_batch
from selfeval.warehouse.tables import staging

Row = dict[str, Any]


def check_files(files: Sequence[Path]) -> list[CheckedFile]:
    """Read and judge files as the nightly run would, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="selfeval-check-") as folder:
        submissions = [_submission(number, file) for number, file in enumerate(files)]
        table = pa.Table.from_pylist(submissions, staging.arrow_schema(staging.submission))
        pq.write_table(table, Path(folder) / "submission.parquet")
        read_batch(folder)
        judge_batch(folder, keep_results=False)
        rows = {name: pq.read_table(Path(folder) / f"{name}.parquet").to_pylist() for name in _TABLES}
    return [_checked(submission, rows) for submission in submissions]


def annotate_checked(checks: Sequence[tuple[Path, CheckedFile, Path]]) -> list[Path | None]:
    """Write the annotated workbook of each (file, what was found, target); None where a file cannot be opened."""
    advice = guidance()
    orders = [
        Order(
            source=file,
            name=file.name,
            target=target,
            summary=summary_of_check(file.name, checked.outcome, checked.findings),
            remarks=remarks(checked.findings, advice),
        )
        for file, checked, target in checks
    ]
    return list(annotate_files(orders))


_TABLES = ("form", "project", "amount", "indicator", "finding")


def _submission(number: int, file: Path) -> Row:
    """Numbered, so that the same bytes under two names are two files here."""
    data = file.read_bytes()
    return {
        "submission_sha256": hashlib.sha256(data + str(number).encode()).hexdigest(),
        "file_name": file.name,
        "channel_name": "",
        "size_bytes": len(data),
        "received_at": datetime.now(UTC),
        "archive_path": str(file.resolve()),
    }


def _checked(submission: Row, rows: dict[str, list[Row]]) -> CheckedFile:
    own = {
        name: [row for row in found if row["submission_sha256"] == submission["submission_sha256"]]
        for name, found in rows.items()
    }
    forms = [_form(form, own) for form in own["form"]]
    return CheckedFile(submission["file_name"], forms, own["finding"])


def _form(form: Row, own: dict[str, list[Row]]) -> CheckedForm:
    number = form["form_number"]
    projects = [_project(row, own) for row in own["project"] if row["form_number"] == number]
    return CheckedForm(
        family=form["family"],
        department=form["department_name"],
        fiscal_year=form["fiscal_year"],
        amount_unit=form["amount_unit"],
        projects=projects,
        budget=_sum(project.budget for project in projects),
        executed=_sum(project.executed for project in projects),
    )


def _project(project: Row, own: dict[str, list[Row]]) -> CheckedProject:
    place = [project["form_number"], project["project_number"]]

    def of_project(name: str) -> list[Row]:
        return [row for row in own[name] if [row["form_number"], row["project_number"]] == place]

    total = {row["measure"]: row["printed_value"] for row in of_project("amount") if row["source"] == "total"}
    return CheckedProject(
        name=project["project_name"],
        budget=total.get("budget", total.get("budget_initial")),
        executed=total.get("executed"),
        stated_rate=project["stated_rate_printed"],
        indicators=len(of_project("indicator")),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is printed; None where nothing is."""
    printed = [value for value in values if value is not None]
    return sum(printed, Decimal(0)) if printed else None
