"""Sequences of hand-ins of the folder `shared`, the whole way but for the rules: each figure comes out right, or is
said to be in doubt. What counts adds up to every total above it.
"""

import csv
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from conservation import unequal
from handed_in import write_rules
from pyarrow import Table, parquet
from shared_folder import SHARED

from selfeval.settings import settings
from selfeval.steps.find import find_submissions
from selfeval.steps.load import load_batch
from selfeval.steps.publish import due_years, publish_fiscal_year
from selfeval.steps.read import read_batch
from selfeval.warehouse.tables import staging

SEQUENCES = SHARED / "hand_ins"
ASKED_OTHERWISE = {"facts", "told", "export amount"}


def _rows() -> list[dict[str, str]]:
    if not SEQUENCES.is_dir():
        return []
    with (SEQUENCES / "expected.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["column"] not in ASKED_OTHERWISE]


@pytest.mark.reads_shared
@pytest.mark.skipif(not SEQUENCES.is_dir(), reason="shared/hand_ins 不在 / is not there")
@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["id"])
def test_figure_is_right_or_in_doubt(row, home: Path, ask, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("SELFEVAL_LANDING", str(home / "landing"))
    settings.cache_clear()
    for day in sorted((SEQUENCES / row["id"]).glob("day*")):
        copytree(day, home / "landing", dirs_exist_ok=True)
        for batch in find_submissions():
            read_batch(batch)
            _find_nothing(Path(batch))
            load_batch(batch)
        for year in due_years():
            publish_fiscal_year(year)
    for (year,) in ask("select distinct fiscal_year from core.settled_line"):
        assert unequal(ask, year) == []
    of = " and department_name = %s" if row["department"] else ""
    mart = "department" if row["department"] else "government"
    found = ask(
        f"select {row['column']}, disputed_project_count from mart.{mart}_year_on_year"  # noqa: S608
        f" where fiscal_year = %s and measure_code = 'budget'{of}",
        int(row["fiscal_year"]),
        *([row["department"]] if row["department"] else []),
    )
    told = any(count for _, count in found) or ask(
        "select 1 from mart.quality_finding where severity = 'critical' and finding_state = 'open'"
        " and fiscal_year = %s",
        int(row["fiscal_year"]),
    )
    amounts = [amount for amount, _ in found if amount is not None]
    got = sum(amounts) / 10000 if amounts else None
    assert got == Decimal(row["expected"]) or told, f"{row['what']}: {got}"
    if got != Decimal(row["expected"]):
        print("told:", got, "instead of", row["expected"], row["what"])  # noqa: T201


def _find_nothing(batch: Path) -> None:
    """Judge a batch by no rule: what reading found is all."""
    found = parquet.read_table(batch / "finding_read.parquet").to_pylist()
    numbered = [finding | {"finding_number": number} for number, finding in enumerate(found, 1)]
    table = Table.from_pylist(numbered, staging.arrow_schema(staging.finding))
    parquet.write_table(table, batch / "finding.parquet")
    write_rules(batch)
