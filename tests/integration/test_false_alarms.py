"""Five hundred clean forms of every layout, judged in one batch: nothing critical, and no warning but those looked at.

The seeds are fixed: a form that fails here fails again.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Any

import contract_batch
import pyarrow.parquet as pq
import pytest
from formmaker import LAYOUTS, MadeForm, make_form

from selfeval.forms.contract import as_contract
from selfeval.forms.reading import read_forms
from selfeval.forms.record import Reading, ReadingFinding
from selfeval.quality.judging import judge

FORMS = 500

LOOKED_AT = {
    # rule: how many warnings there are, and why each of them is true of a form that has no error
    "SE-G17": 17,  # a wide table of a layout without a column of goals
    "SE-G08": 15,  # a low rate with its reason, and no target missed
    "SE-I38": 5,  # a wide row of which no output was drawn
    "SE-I43": 33,  # a wide row of which no benefit was drawn
    "SE-P08": 11,  # two cards of a file that drew one project name
}


@dataclass
class Run:
    """What reading and judging say of the forms, with the layout that each is said of."""

    read: list[tuple[str, ReadingFinding]]
    judged: list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    layouts = list(LAYOUTS)
    made = {
        f"{number:064d}": make_form(Random(f"clean {number}"), layout=layouts[number % len(layouts)])
        for number in range(FORMS)
    }
    readings = {sha256: read_forms(one.sheets, one.file_name) for sha256, one in made.items()}
    handed_in = [_handed_in(sha256, one, readings[sha256]) for sha256, one in made.items()]
    batch = contract_batch.write_batch(tmp_path_factory.mktemp("clean") / "batch", handed_in)
    tables = {name: pq.read_table(batch / f"{name}.parquet") for name in contract_batch.WRITTEN}
    found = judge(tables, batch.name, keep_results=False)
    return Run(
        [(made[sha256].layout, one) for sha256, reading in readings.items() for one in reading.findings],
        [(made[str(one["submission_sha256"])].layout, one) for one in found],
    )


def _handed_in(sha256: str, made: MadeForm, reading: Reading) -> dict[str, Any]:
    """Through its own department's channel, in the March after its year."""
    form = made.forms[0]
    told = as_contract(f"{sha256[-3:]}_{made.file_name}", sha256, reading)
    received = dt.datetime((form.fiscal_year or 0) + 1, 3, 1, tzinfo=dt.UTC)
    return told | {"channel": form.department, "received_at": received}


def test_nothing_critical_is_found_on_a_clean_form(run: Run) -> None:
    assert [(layout, one.rule, one.message_zh) for layout, one in run.read if one.severity == "critical"] == []
    told = [(layout, one["rule_code"], one["message_zh"]) for layout, one in run.judged]
    assert [one for one, (_, found) in zip(told, run.judged, strict=True) if found["severity"] == "critical"] == []


def test_warnings_on_clean_forms_are_those_looked_at(run: Run) -> None:
    warnings = [(layout, one) for layout, one in run.judged if one["severity"] == "warning"]
    counts = Counter(str(one["rule_code"]) for _, one in warnings)
    for rule, count in sorted(counts.items()):
        layouts = Counter(layout for layout, one in warnings if one["rule_code"] == rule)
        print(f"\n{rule} {count} " + " ".join(f"{name}={many}" for name, many in layouts.most_common()), end="")  # noqa: T201
    more = {rule: (count, LOOKED_AT.get(rule, 0)) for rule, count in counts.items() if count > LOOKED_AT.get(rule, 0)}
    assert more == {}, [one["message_zh"] for _, one in warnings if one["rule_code"] in more][:10]


def test_reading_warns_of_nothing_but_the_cells_that_no_field_takes(run: Run) -> None:
    told = {(layout, one.rule) for layout, one in run.read if one.severity == "warning"}
    assert told == {("yunnan", "unread-cells"), ("transfer", "unread-cells")}
