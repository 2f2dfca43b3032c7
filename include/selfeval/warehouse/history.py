"""The warehouse → what it holds of the departments of a batch: of the years they report on, and of the year before."""

import pyarrow as pa

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.staging import NUMBER_PRECISION, NUMBER_SCALE
from selfeval.warehouse.statements import run

SCHEMA = pa.schema(
    {name: pa.string() for name in ("department_name", "project_name", "goal_actual", "measure", "source")}
    | {"fiscal_year": pa.int64(), "yuan_amount": pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE)}
)
"""One row per department, year, project, measure and source of a current version; amounts in yuan. `goal_actual` is the
project's, said again in each of its rows."""


def read_history(form: pa.Table, submission: pa.Table) -> pa.Table:
    """What was loaded before of the departments and years of these staged forms, the batch's own files left out.

    Raises WarehouseUnreachableError.
    """
    pairs = sorted(
        {
            (row["department_name"], row["fiscal_year"])
            for row in form.select(["department_name", "fiscal_year"]).to_pylist()
            if row["department_name"] and row["fiscal_year"]
        }
    )
    with transaction() as connection:
        rows = run(
            connection,
            "judge/history",
            departments=[department for department, _ in pairs],
            years=[year for _, year in pairs],
            submissions=submission["submission_sha256"].to_pylist(),
        )
    return pa.Table.from_pylist(rows, SCHEMA)
