"""Readings of mutants to what judging finds on them, all in one batch."""

from collections import defaultdict
from pathlib import Path

import contract_batch
import pyarrow.parquet as pq

from selfeval.forms.contract import as_contract
from selfeval.forms.record import Reading
from selfeval.quality.judging import judge

Found = dict[str, set[tuple[str, int | None, int | None, str | None]]]
"""By file: rule, form, project and the project's name of each finding that is critical or a warning."""


def judged(readings: dict[str, Reading], folder: Path) -> Found:
    """Judge readings by the name of their file."""
    hashes = {f"{number:064d}": name for number, name in enumerate(readings)}
    batch = contract_batch.write_batch(
        folder, [as_contract(name, sha256, readings[name]) for sha256, name in hashes.items()]
    )
    tables = {name: pq.read_table(batch / f"{name}.parquet") for name in contract_batch.WRITTEN}
    found: Found = defaultdict(set)
    for one in judge(tables, batch.name, keep_results=False):
        if one["severity"] in ("critical", "warning"):
            name = hashes[str(one["submission_sha256"])]
            place = one["form_number"], one["project_number"], one["project_name"]
            found[name].add((str(one["rule_code"]), *place))
    return found
