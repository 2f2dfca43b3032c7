"""A batch folder → its Arrow tables, checked against the columns of staging, and copied there.

What an earlier load of the same files left goes in the transaction of the new one.
"""

from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from psycopg import sql
from pyarrow import csv
from sqlalchemy import Connection, Table, delete, select, text

from selfeval.errors import LoadError
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import driver
from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.dimensions import dim_form_version, submission
from selfeval.warehouse.tables.facts import (
    fct_budget_execution,
    fct_indicator_result,
    fct_project_evaluation,
    fct_quality_finding,
)

LOADED = (
    staging.submission,
    staging.form,
    staging.project,
    staging.amount,
    staging.indicator,
    staging.cell,
    staging.finding,
)
"""What a batch folder holds by the time it is loaded, in the order in which it is copied."""


class BatchFileError(LoadError):
    """A Parquet file of a batch is missing or has other columns."""

    slug = "batch-file"
    zh = "批次文件不可用：{path}（{reason}）。请重新运行该批次的读取与核验任务。"
    en = "A batch file cannot be used: {path} ({reason}). Run the batch's read and judge tasks again."


def read(batch: Path, table: Table) -> pa.Table:
    """One table of a batch; raises BatchFileError where the file is missing or not of its columns."""
    path = batch / f"{table.name.removeprefix('dim_')}.parquet"
    expected = staging.arrow_schema(table)
    try:
        found = pq.read_table(path)
        return found.select(expected.names).cast(expected)
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        raise BatchFileError(path=str(path), reason=str(error).splitlines()[0]) from error


def members(batch: Path) -> list[str]:
    """The SHA-256 of the files of a batch; raises BatchFileError."""
    return [str(sha256) for sha256 in read(batch, staging.submission)["submission_sha256"].to_pylist()]


def of_submissions(rows: pa.Table, submissions: list[str]) -> pa.Table:
    """The rows that belong to some of the submissions (SHA-256)."""
    return rows.filter(pc.is_in(rows["submission_sha256"], pa.array(submissions, pa.string())))


NO_NUL = "\u2400"
"""PostgreSQL stores no NUL character; the symbol for it (␀) keeps the place visible."""


def copy(connection: Connection, table: Table, rows: pa.Table) -> int:
    """Append rows with the table's columns, in its order; the number of rows that arrived.

    A null is an empty field and an empty text a quoted one, as COPY's CSV has it.
    """
    if not rows.num_rows:
        return 0
    buffer = BytesIO()
    csv.write_csv(_without_nul(rows), buffer, csv.WriteOptions(include_header=False, quoting_style="needed"))
    command = sql.SQL("copy {} ({}) from stdin (format csv)").format(
        sql.Identifier(str(table.schema), table.name),
        sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns),
    )
    with driver(connection).cursor() as cursor:
        with cursor.copy(command) as stream:
            stream.write(buffer.getbuffer())
        return cursor.rowcount


def _without_nul(rows: pa.Table) -> pa.Table:
    texts = [field.name for field in rows.schema if pa.types.is_string(field.type)]
    for name in texts:
        index = rows.schema.get_field_index(name)
        rows = rows.set_column(index, rows.schema.field(name), pc.replace_substring(rows[name], "\x00", NO_NUL))
    return rows


def clear_reading(connection: Connection, submissions: list[str]) -> None:
    """Delete staged rows and findings of the given files (SHA-256); mostly there are none."""
    staged = staging.submission.c.submission_sha256
    known = list(connection.scalars(select(staged).where(staged.in_(submissions))))
    if not known:
        return
    for table in LOADED:
        connection.execute(delete(table).where(table.c.submission_sha256.in_(known)))
    keys = select(submission.c.submission_key).where(submission.c.submission_sha256.in_(known))
    connection.execute(delete(fct_quality_finding).where(fct_quality_finding.c.submission_key.in_(keys)))


def clear_versions(connection: Connection) -> renewing.Touched:
    """Delete versions and facts of the batch's files that are about to be loaded once more; what goes.

    A file that was accepted once and is held now keeps them: they are what its department had reported until then.
    """
    loading = text("select submission_key from batch_submission where not is_held")
    keys = list(connection.scalars(loading))
    known = select(dim_form_version.c.form_version_key).where(dim_form_version.c.submission_key.in_(keys))
    versions = list(connection.scalars(known))
    gone = renewing.touched_of_versions(connection, versions)
    if not versions:
        return gone
    for fact in (fct_budget_execution, fct_indicator_result, fct_project_evaluation):
        connection.execute(delete(fact).where(fact.c.form_version_key.in_(versions)))
    connection.execute(delete(dim_form_version).where(dim_form_version.c.form_version_key.in_(versions)))
    return gone
