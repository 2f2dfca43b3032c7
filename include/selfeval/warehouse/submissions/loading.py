"""A judged batch → staging, dimensions, facts, findings and states, in one transaction, exactly once.

A submission is loaded while its state is `received` and never after; its row is locked first, so that of two loads of
the same batch the second one blocks and then finds nothing to do. Departments are locked next, in one order for all,
so that batches of the same departments queue instead of deadlocking. A load that dies leaves nothing. What an earlier
load of a submission left goes first: one that is submitted again after it was held or replaced is read anew. What was
accepted once and is held now keeps its facts.
"""

from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
from sqlalchemy import Connection, Table

from selfeval.errors import LoadError
from selfeval.warehouse import statistics
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.submissions import batch, partitions
from selfeval.warehouse.submissions.batch import clear_reading, clear_versions, copy
from selfeval.warehouse.tables import rule_set, staging

JUDGED = (
    "loading/plan_whole_batch",
    "loading/batch_form",
    "loading/batch_submission",
    "loading/unusable_form",
    "loading/foreign_form",
    "loading/foreign_finding",
    "loading/foreign_hold",
)
"""Which files of the batch load and which are held."""
PLACED = (
    "loading/displaced_finding",
    "loading/department",
    "loading/form_version",
    "loading/batch_project",
    "loading/project",
    "loading/project_key",
    "loading/batch_indicator",
    "loading/batch_subject",
    "loading/budget_execution",
    "loading/project_evaluation",
    "loading/indicator_result",
)
"""What they say, in dimensions and facts."""


class RowsRefusedError(LoadError):
    """PostgreSQL refuses rows of a batch."""

    slug = "rows-refused"
    zh = "数据仓库拒绝了批次 {batch} 的数据：{reason}。该批次未入库，原文件均在存档中；请据此更正读取结果后重新运行。"
    en = (
        "The warehouse refused rows of batch {batch}: {reason}. Nothing of it was loaded; its files are archived. "
        "Put right what reading yields and run it again."
    )


class UnbalancedError(LoadError):
    """What is stored after a load is not what the batch holds."""

    slug = "load-unbalanced"
    zh = "批次 {batch} 入库前后不符：{subject} 应为 {expected}，实为 {actual}。该批次已全部撤回；请报告此问题。"
    en = (
        "Batch {batch} does not balance: {subject} should be {expected} and is {actual}. "
        "All of it was rolled back; please report this."
    )


class UnknownSubmissionError(LoadError):
    """A batch holds a file that find never recorded."""

    slug = "unknown-submission"
    zh = "批次 {batch} 中有 {count} 份文件未登记。请重新运行接收任务 find。"
    en = "Batch {batch} holds {count} files that were never recorded. Run find again."


def load(folder: Path) -> dict[str, Any]:
    """Load the batch in a folder; counts of its files by state and of its rows, and its `fiscal_years`.

    Asked again, it changes nothing and returns the same. Raises BatchFileError, RowsRefusedError, UnbalancedError
    or UnknownSubmissionError; then nothing of the batch is loaded.
    """
    tables = {table: batch.read(folder, table) for table in batch.LOADED}
    members = batch.members(folder)
    try:
        rule_set_version = rule_set.record(batch.read(folder, rule_set.dim_rule))
        partitions.ensure(_fiscal_years(tables))
        with transaction() as connection:
            pending = _lock_submissions(connection, members, folder.name)
            if pending:
                chosen = {table: batch.of_submissions(rows, pending) for table, rows in tables.items()}
                _load(connection, chosen, folder.name, rule_set_version)
            outcome = run(connection, "loading/outcome", submissions=members)[0]
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        raise RowsRefusedError(batch=folder.name, reason=str(error).strip()) from error
    if pending:
        statistics.gather()
    return outcome


def _load(connection: Connection, tables: dict[Table, pa.Table], name: str, rule_set_version: str) -> None:
    submissions = [str(sha256) for sha256 in tables[staging.submission]["submission_sha256"].to_pylist()]
    _lock_departments(connection, tables)
    clear_reading(connection, submissions)
    for table, rows in tables.items():
        _must_equal(copy(connection, table, rows), rows.num_rows, f"staging.{table.name}", name)
    for step in JUDGED:
        run(connection, step, submissions=submissions)
    cleared = clear_versions(connection)
    for step in PLACED:
        run(connection, step, submissions=submissions, rule_set_version=rule_set_version)
    _join_series(connection)
    run(connection, "loading/quality_finding", submissions=submissions, rule_set_version=rule_set_version)
    for difference in run(connection, "loading/balance"):
        raise UnbalancedError(batch=name, **difference)
    run(connection, "loading/settle")
    run(connection, "loading/settle_receipt")
    run(connection, "loading/count_rows")
    files = [row["submission_key"] for row in run(connection, "loading/touched_submission")]
    loaded = renewing.touched_of_submissions(connection, files)
    renewing.touch(connection, loaded | cleared)


def _join_series(connection: Connection) -> None:
    """Cards of one project are one series, with its code or without."""
    departments = [row["department_key"] for row in run(connection, "loading/batch_department")]
    for row in run(connection, "loading/card_series", departments=departments) if departments else ():
        run(connection, "loading/rename_series", **row)


def _fiscal_years(tables: dict[Table, pa.Table]) -> set[int]:
    """Years of the files without a fault: what a held file says of its year may be anything."""
    findings, forms = tables[staging.finding], tables[staging.form]
    faulty = set(findings.filter(findings["is_fault"])["submission_sha256"].to_pylist())
    return {
        row["fiscal_year"]
        for row in forms.select(["submission_sha256", "fiscal_year"]).to_pylist()
        if row["fiscal_year"] and row["submission_sha256"] not in faulty
    }


def _lock_submissions(connection: Connection, members: list[str], name: str) -> list[str]:
    """Those of the members that are still to be loaded, locked until the transaction ends."""
    known = run(connection, "loading/lock_submission", submissions=members)
    if len(known) < len(members):
        raise UnknownSubmissionError(batch=name, count=len(members) - len(known))
    return [row["submission_sha256"] for row in known if row["state"] == "received"]


def _lock_departments(connection: Connection, tables: dict[Table, pa.Table]) -> None:
    names = [
        *tables[staging.form]["department_name"].drop_null().unique().to_pylist(),
        *tables[staging.submission]["channel_name"].unique().to_pylist(),
    ]
    run(connection, "loading/lock_department", departments=names)


def _must_equal(actual: object, expected: object, subject: str, name: str) -> None:
    if actual != expected:
        raise UnbalancedError(batch=name, subject=subject, expected=expected, actual=actual)
