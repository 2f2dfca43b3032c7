"""Judging against the warehouse: last year's current versions of the batch's departments, and nothing else."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from contract_batch import project, submission, write_batch
from handed_in import Form, again, hand_in, line

from selfeval.steps.judge import judge_batch
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.steps.waive import record_decision, request_waiver
from selfeval.warehouse.submissions.history import read_history
from selfeval.warehouse.tables import staging

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
WIDE = again(CARD, family="wide")
AT_UNIT = again(CARD, implementing_unit="养护中心")
TWICE = {
    "another name": (CARD, again(CARD, lines=(line("道路养护工程", "4", "4"),))),
    "a code in the first": (
        again(CARD, lines=(line("道路养护", "4", "4", code="DL000001"),)),
        again(CARD, lines=(line("道路养护工程", "4", "4"),)),
    ),
    "a unit under another name": (AT_UNIT, again(AT_UNIT, implementing_unit="养护服务中心")),
    "a unit that was not printed": (
        WIDE,
        again(WIDE, lines=(line("道路养护", "4.5", "4"),), implementing_unit="某中心"),
    ),
    "no department printed": (
        again(CARD, department=None),
        again(CARD, department=None, lines=(line("道路养护工程", "4", "4"),)),
    ),
}


@pytest.mark.parametrize("told", TWICE)
def test_correction_that_came_as_another_series_is_disputed_in_the_total_and_in_the_bridge(
    home: Path, ask: Ask, told: str
) -> None:
    first, second = TWICE[told]
    _arrive(home, first)
    _arrive(home, again(second, days=1))
    _arrive(home, again(first, days=2, fiscal_year=2021))
    yuan = _yuan(second)
    found = "select project_name, message_zh from core.fct_quality_finding where rule_code = 'SE-H11'"
    [(name, message)] = ask(found)
    assert name == second.lines[0].name
    assert all(word in message for word in (f"{first.sha256[:8]}.xlsx", "“道路养护", "40000.00", f"{yuan:.2f}"))
    publish_fiscal_year(2021)
    asked = "from mart.department_year_on_year where fiscal_year = 2021 and measure_code = 'budget'"
    assert ask(f"select amount, prior_amount, change_amount, real_amount, disputed_amount, ended_amount {asked}") == [
        (Decimal(40000), 40000 + yuan, -yuan, Decimal(0), -yuan, Decimal(0))
    ]


@pytest.mark.parametrize("told", ["another name", "a unit that was not printed"])
def test_two_files_of_a_batch_that_tell_one_project_are_both_disputed(home: Path, ask: Ask, told: str) -> None:
    _arrive(home, *TWICE[told])
    assert ask("select project_number, severity from core.fct_quality_finding where rule_code = 'SE-H11'") == [
        (1, "critical"),
        (1, "critical"),
    ]
    disputed = (
        "select sum(yuan_amount) from mart_history.budget_execution where is_current and is_disputed"
        " and measure_code = 'budget' and funding_source_code = 'total'"
    )
    assert ask(disputed) == [(40000 + _yuan(TWICE[told][1]),)]


def test_second_project_is_waived_and_disputed_no_more_and_so_is_its_correction(home: Path, ask: Ask) -> None:
    first, second = TWICE["another name"]
    _arrive(home, first)
    _arrive(home, again(second, days=1))
    asked = {"rule": "SE-H11", "department": "民政局本级", "project": "道路养护工程", "year": 2020}
    asked |= {"reason": "两个项目", "expiry": "2099-12-31", "asked_by": "王芳"}
    code = request_waiver(asked, "run 1", None)["waiver_code"]
    disputed = "select project_name from core.project_year where is_disputed"
    assert ask(disputed) == [("道路养护工程",)]
    record_decision(code, is_approved=True, decided_by="李强", note="同意", run_id="run 1")
    assert ask(disputed) == []
    _arrive(home, again(second, days=2, salt="again"))
    assert ask(disputed) == []


def test_corrections_and_projects_of_two_units_are_not_disputed(home: Path, ask: Ask) -> None:
    coded = again(CARD, lines=(line("道路养护", "4.5", "4", code="DL000001"),), days=1)
    daily = again(WIDE, lines=(line("日常公用经费", "4", "4"),), implementing_unit="甲中心", days=2)
    other = again(daily, lines=(line("日常公用经费", "5", "4"),), implementing_unit="乙中心", days=3)
    beside = again(WIDE, lines=(line("道路养护", "4.5", "4"),), implementing_unit="甲中心", days=4)
    for form in (CARD, coded, daily, other, again(daily, fiscal_year=2021, days=4), beside):
        _arrive(home, form)
    assert ask("select message_zh from core.fct_quality_finding where rule_code = 'SE-H11'") == []


def _yuan(form: Form) -> Decimal:
    return Decimal(form.lines[0].amounts["budget", "total"]) * 10000


def _arrive(home: Path, *forms: Form) -> None:
    """Files that are judged against the warehouse as the nightly run judges them, and loaded."""
    folder = hand_in(home, *forms)
    nothing = pa.Table.from_pylist([], staging.arrow_schema(staging.finding))
    pq.write_table(nothing, folder / "finding_read.parquet")
    judge_batch(str(folder))
    load_batch(str(folder))
