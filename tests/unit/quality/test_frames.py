"""Frames of batches in which something is missing altogether: nothing to judge is no error."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from contract_batch import project, submission, write_batch

from selfeval.quality.judging import judge

AMOUNTS: dict[str, Any] = {"budget": {"total": "10", "general": "10"}, "executed": {"total": "9.5"}}
CELLS = [
    {"cell": "Table1!D20", "printed": "10", "role": "total"},
    {"cell": "Table1!B1", "printed": "指标2：", "role": "blank_mark"},
]


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ("", set()),
        ("cell", set()),
        ("amount", {"SE-P05"}),
        ("indicator amount cell", {"SE-P05", "SE-F07"}),
        ("project indicator amount", {"SE-F07", "SE-F10"}),
        ("form project indicator amount cell", set()),
    ],
)
def test_batch_without_any_row_of_a_table_is_judged(tmp_path: Path, missing: str, found: set[str]) -> None:
    folder = write_batch(tmp_path, [submission(project(**AMOUNTS, rate="95%")) | {"cells": CELLS}])
    tables = {file.stem: pq.read_table(file) for file in folder.glob("*.parquet")}
    tables |= {name: tables[name].slice(0, 0) for name in missing.split()}
    assert {one["rule_code"] for one in judge(tables, "b1", keep_results=False)} - {"SE-F06"} == found
