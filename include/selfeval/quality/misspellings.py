"""great_expectations/misspellings.csv → which printed state stands for which meant one."""

import csv
from functools import lru_cache
from pathlib import Path

from selfeval.quality.rules import UnreadableRuleError

COLUMNS = ["printed", "meant", "seen_in"]


@lru_cache(maxsize=4)
def load_misspellings(file: Path) -> dict[str, str]:
    """Printed spelling → meant spelling. Raises UnreadableRuleError where a row lacks a column or repeats another."""
    meant: dict[str, str] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if rows.fieldnames != COLUMNS:
            raise UnreadableRuleError(problem=f"columns must be {', '.join(COLUMNS)}", file=file)
        for row in rows:
            if not all(row[column] for column in COLUMNS) or row["printed"] in meant:
                raise UnreadableRuleError(problem=f"row {row} is incomplete or repeated", file=file)
            meant[row["printed"]] = row["meant"]
    return meant
