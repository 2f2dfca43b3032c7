"""A CSV file of the lexicon → its rows: complete, each spelling once, each with the place where it was seen."""

import csv
from collections.abc import Iterable
from pathlib import Path

from selfeval.quality.rules import UnreadableRuleError
from selfeval.vocabulary.normalise import text_key


def read_rows(file: Path, columns: tuple[str, ...], **allowed: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a file, patterns as they stand, words normalised.

    `columns` are its columns but for `seen_in`; `allowed` names the values that some of them may have. Raises
    UnreadableRuleError.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != [*columns, "seen_in"]:
            raise UnreadableRuleError(problem=f"columns must be {', '.join(columns)}, seen_in", file=file)
        rows = [_checked(row, columns, allowed, file) for row in reader]
    keys = [(row[columns[0]], row.get("topic"), row.get("side")) for row in rows]
    repeated = [key[0] for number, key in enumerate(keys) if key in keys[:number]]
    if repeated:
        raise UnreadableRuleError(problem=f"{'、'.join(repeated)} is there twice", file=file)
    return rows


def _checked(
    row: dict[str, str], columns: tuple[str, ...], allowed: dict[str, Iterable[str]], file: Path
) -> dict[str, str]:
    if len(row) != len(columns) + 1 or not row["seen_in"] or not row[columns[0]]:
        raise UnreadableRuleError(problem=f"row {row} is incomplete", file=file)
    for column, values in allowed.items():
        if row[column] not in values:
            raise UnreadableRuleError(problem=f"{column} of {row[columns[0]]} is none of {values}", file=file)
    if columns[0] == "pattern":
        return row
    return row | {columns[0]: text_key(row[columns[0]])}
