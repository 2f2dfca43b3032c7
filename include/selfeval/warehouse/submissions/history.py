"""The warehouse → what it holds of the departments of a batch: of the years they report on, and of the year before."""

import pyarrow as pa

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.staging import NUMBER_PRECISION, NUMBER_SCALE

SCHEMA = pa.schema(
    {
        name: pa.string()
        for name in (
            *("department_name", "project_name", "goal_actual", "measure", "source", "submission_sha256", "file_name"),
            *("family", "implementing_unit_name", "series_code", "project_code"),
        )
    }
    | {name: pa.int64() for name in ("fiscal_year", "form_version_key", "project_number")}
    | {"yuan_amount": pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE)}
)
"""One row per department, year, project, measure and source of a current version; amounts in yuan. What a row
says of the project and of its version is said again in each of their rows."""


def read_history(form: pa.Table, submission: pa.Table) -> pa.Table:
    """What was loaded before of the departments and years of these staged forms, the batch's own files left out.

    A form that names no department belongs to the channel that it came through, as when it is loaded.
    Raises WarehouseUnreachableError.
    """
    channels = dict(zip(*(submission[name].to_pylist() for name in ("submission_sha256", "channel_name")), strict=True))
    rows = form.select(["submission_sha256", "department_name", "fiscal_year"]).to_pylist()
    pairs = sorted(
        {
            (department, row["fiscal_year"])
            for row in rows
            if (department := row["department_name"] or channels.get(row["submission_sha256"])) and row["fiscal_year"]
        }
    )
    with transaction() as connection:
        found = run(
            connection,
            "findings/history",
            departments=[department for department, _ in pairs],
            years=[year for _, year in pairs],
            submissions=submission["submission_sha256"].to_pylist(),
        )
    return pa.Table.from_pylist(found, SCHEMA)
