"""Findings said in a line each → the findings of a batch that was handed in."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from handed_in import Form, hand_in, write_rules

from selfeval.steps.load import load_batch
from selfeval.warehouse.tables import staging

RULE = "SE-A01"


@dataclass(frozen=True)
class Told:
    """A finding on a project of the form's only sheet, at the cell of its amounts unless said otherwise."""

    project_number: int | None
    rule: str = RULE
    severity: str = "critical"
    printed: str = "61.8"
    cell: str | None = None
    indicator_number: int | None = None


def load_told(
    home: Path,
    form: Form,
    *told: Told,
    days: int | None = None,
    rules: tuple[str, ...] = (RULE,),
    grain: str = "amount",
) -> str:
    """Hand in a form, load it with these findings and no others; its SHA-256. `rules` are those of its rule set."""
    folder = hand_in(home, form, days=days)
    rows = [_row(form, number, one) for number, one in enumerate(told, start=1)]
    pq.write_table(pa.Table.from_pylist(rows, staging.arrow_schema(staging.finding)), folder / "finding.parquet")
    write_rules(folder, f"{len(rules):012}", rules=rules, grain=grain)
    load_batch(str(folder))
    return form.sha256


def _row(form: Form, number: int, told: Told) -> dict[str, object]:
    name = form.lines[told.project_number - 1].name if told.project_number else None
    return {
        "submission_sha256": form.sha256,
        "finding_number": number,
        "form_number": 1,
        "project_number": told.project_number,
        "indicator_number": told.indicator_number,
        "rule_code": told.rule,
        "severity": told.severity,
        "is_fault": False,
        "cell": told.cell or f"Sheet1!D{(told.project_number or 0) + 3}",
        "project_name": name,
        "printed": told.printed,
        "expected": "64.00",
        "difference": Decimal(told.printed) - 64,
        "message_zh": "各项之和不等于合计",
        "message_en": "the parts do not add to the total",
    }
