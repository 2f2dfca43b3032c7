"""The shared vocabulary and the warehouse's own seeds → the dimensions that are closed lists."""

import csv
from collections.abc import Iterator

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert as upsert

from selfeval import vocabulary
from selfeval.warehouse.statements import SEEDS
from selfeval.warehouse.tables import counting, dimensions, operations

UNDIVIDED = {"funding_source_code": "undivided", "name_zh": "未分来源", "name_en": "not divided by source"}
"""No source of a form, but what the year-on-year marts call a total that no form divides."""
SEEDED = {
    "lineage_kind": dimensions.dim_lineage_kind,
    "comparability": dimensions.dim_comparability,
    "region": operations.dim_region,
    "board_state": dimensions.dim_board_state,
    "expectation": dimensions.dim_expectation,
    "rule_part": dimensions.dim_rule_part,
    "counting_outcome": counting.dim_counting_outcome,
    "counting_question": counting.dim_counting_question,
}


def fill(connection: Connection) -> None:
    """Insert and update the rows of every closed list."""
    for table, rows in rows_by_table():
        _upsert(connection, table, rows)


def rows_by_table() -> Iterator[tuple[Table, list[dict[str, object]]]]:
    """The closed lists: those that other rooms share come from the vocabulary, those of the warehouse from seeds/."""
    yield (
        dimensions.dim_measure,
        [
            {"measure_code": code, "name_zh": one.name_zh, "name_en": one.name_en}
            for code, one in vocabulary.measures().items()
        ],
    )
    sources: list[dict[str, object]] = [
        {"funding_source_code": code, "name_zh": one.name_zh, "name_en": one.name_en}
        for code, one in vocabulary.sources().items()
    ]
    yield dimensions.dim_funding_source, [*sources, dict(UNDIVIDED)]
    yield (
        dimensions.dim_amount_unit,
        [
            {"amount_unit_code": code, "name_zh": code, "name_en": one.name_en, "yuan_factor": one.yuan_factor}
            for code, one in vocabulary.units().items()
        ],
    )
    yield dimensions.dim_finding_title, [one.model_dump() for one in vocabulary.findings().values()]
    for name, table in SEEDED.items():
        with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            yield table, list(csv.DictReader(lines))


def _upsert(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """Insert and update the rows of one closed list; a row that left the file stays, since facts may point to it."""
    command = upsert(table).values(rows)
    keys = [column.name for column in table.primary_key]
    changed = {column.name: command.excluded[column.name] for column in table.columns if column.name not in keys}
    connection.execute(command.on_conflict_do_update(index_elements=keys, set_=changed))
