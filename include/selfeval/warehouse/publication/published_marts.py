"""The marts of the warehouse and what lists/publication.csv says of them → what of a fiscal year is published."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from selfeval.warehouse.statements import run

RULES = Path(__file__).parent / "publication.csv"
EVERY = "*"
Reasons = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Mart:
    """A view of the marts that has a fiscal year: its published columns with their comments, and what is left out."""

    schema: str
    name: str
    comment: str
    columns: dict[str, str]
    left_out: Reasons


def marts(connection: Connection) -> tuple[list[Mart], Reasons]:
    """The marts that are published, and why the others are not; both follow from the views that there are."""
    rules = _rules()
    published: list[Mart] = []
    withheld: Reasons = {}
    for row in run(connection, "export/mart"):
        rule = rules.get((row["view_name"], ""), rules[EVERY, ""])
        if rule["is_published"] == "true":
            published.append(_mart(row, rules))
        else:
            withheld[row["view_name"]] = _reason(rule)
    return published, withheld


def _mart(row: dict[str, Any], rules: dict[tuple[str, str], dict[str, str]]) -> Mart:
    name, comments = row["view_name"], dict(zip(row["columns"], row["comments"], strict=True))
    found = {column: rules.get((name, column), rules.get((EVERY, column))) for column in comments}
    left_out = {column: _reason(rule) for column, rule in found.items() if rule and rule["is_published"] != "true"}
    kept = {column: comment for column, comment in comments.items() if column not in left_out}
    return Mart(row["schema_name"], name, row["comment"], kept, left_out)


def _reason(rule: dict[str, str]) -> dict[str, str]:
    return {"zh": rule["reason_zh"], "en": rule["reason_en"]}


def _rules() -> dict[tuple[str, str], dict[str, str]]:
    """What is said of a view and column; `*` is every view without a line of its own, a blank column the whole view."""
    with RULES.open(encoding="utf-8", newline="") as lines:
        return {(row["view"], row["column"]): row for row in csv.DictReader(lines)}
