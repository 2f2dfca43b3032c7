"""Judging against the warehouse: last year's current versions of the batch's departments, and nothing else."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from contract_batch import project, submission, write_batch
from handed_in import Form, again, hand_in, line

from selfeval.steps.judge import judge_batch
from selfeval.steps.load import load_batch
from selfeval.warehouse.submissions.judged_before import read_history

Ask = Callable[..., list[tuple[Any, ...]]]

LAST_YEAR = Form((line("养老", "60", "58"), line("助学", "5624", "5600")), fiscal_year=2020)


def judged(home: Path, name: str = "b1") -> dict[str, str]:
    """Cell by rule of the findings that need last year, on a form of 2021 that is read from a file."""
    form = submission(project("养老", budget={"total": "590.5"}, executed={"total": "580.1"}))
    folder = write_batch(home / "batches" / name, [form])
    judge_batch(str(folder))
    found = pq.read_table(folder / "finding.parquet").to_pylist()
    return {one["rule_code"]: one["cell"] for one in found if one["rule_code"].startswith("SE-H")}


def test_form_is_held_against_the_current_version_of_last_year(home: Path) -> None:
    wrong = again(LAST_YEAR, lines=(line("养老", "600", "580"),), salt="first")
    load_batch(str(hand_in(home, wrong, again(LAST_YEAR, days=1))))
    assert judged(home) == {"SE-H03": "Table1!A5", "SE-H04": "Table1!D12", "SE-H06": "Table1!A5"}


def test_nothing_loaded_of_last_year_is_no_finding(home: Path) -> None:
    load_batch(str(hand_in(home, again(LAST_YEAR, fiscal_year=2018))))
    load_batch(str(hand_in(home, again(LAST_YEAR, department="教育局本级"), channel="教育局")))
    assert judged(home) == {}


def test_history_is_bounded_to_departments_and_years_of_the_batch_and_leaves_its_files_out(home: Path) -> None:
    this_year = again(LAST_YEAR, fiscal_year=2021)
    for form in (LAST_YEAR, again(LAST_YEAR, fiscal_year=2019), again(LAST_YEAR, department="教育局本级"), this_year):
        load_batch(str(hand_in(home, form, channel="教育局" if form.department == "教育局本级" else "民政局")))
    batch = hand_in(home, this_year)
    tables = [pq.read_table(batch / f"{name}.parquet") for name in ("form", "submission")]
    rows = read_history(*tables).to_pylist()
    assert {(row["department_name"], row["fiscal_year"]) for row in rows} == {("民政局本级", 2020)}
    budgets = {row["project_name"]: row["yuan_amount"] for row in rows if row["measure"] == "budget"}
    assert budgets == {"养老": Decimal(600000), "助学": Decimal(56240000)}


CARD = Form((line("道路养护", "4", "4"),), 2020, family="card")
