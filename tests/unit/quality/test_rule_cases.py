"""Each rule on the forms of its cases (cases/*.yml): exactly these findings, all judged in one batch."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from contract_batch import write_batch
from rule_cases import Case, load_cases

from selfeval import paths
from selfeval.quality.judging import judge
from selfeval.quality.rules import register
from selfeval.warehouse.submissions.judged_before import SCHEMA

CASES = load_cases()
TOLD = ("cell", "printed", "expected", "difference")

Findings = list[dict[str, Any]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What all rules find on all cases."""
    folder = write_batch(tmp_path_factory.mktemp("cases"), [file for case in CASES for file in case.files])
    tables = {file.stem: pq.read_table(file) for file in Path(folder).glob("*.parquet")}
    history = [row for case in CASES for row in case.history]
    tables["history"] = pa.Table.from_pylist(history, SCHEMA)
    return judge(tables, "cases", keep_results=False)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code}: {case.name}" for case in CASES])
def test_rule_finds_exactly_this(case: Case, found: Findings) -> None:
    own = [one for one in found if one["rule_code"] == case.code and one["submission_sha256"] in case.submissions]
    told = [
        {name: one[name] for name in dict.fromkeys([*TOLD, *(case.finds[number] if number < len(case.finds) else ())])}
        for number, one in enumerate(own)
    ]
    assert told == [dict.fromkeys(TOLD) | _exact(one) for one in case.finds]


def _exact(finding: dict[str, Any]) -> dict[str, Any]:
    difference = finding.get("difference")
    return finding | {"difference": None if difference is None else Decimal(str(difference))}


def test_every_active_rule_has_a_form_that_meets_it_and_one_that_does_not() -> None:
    tried = {(case.code, bool(case.finds)) for case in CASES}
    active = {rule.code for rule in register(paths.rule_suites()) if rule.stage == "active"}
    assert {(code, fails) for code in active for fails in (True, False)} - tried == set()
    assert {code for code, _ in tried} <= active


def test_every_message_reads_as_a_sentence(found: Findings) -> None:
    for one in found:
        assert "None" not in one["message_zh"] + one["message_en"], one["message_zh"]
        assert one["message_zh"].endswith("。"), one["message_zh"]
        assert one["message_en"].endswith((".", "?")), one["message_en"]
