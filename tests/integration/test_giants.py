"""A workbook with figures that no column holds goes through read, judge and load, and its neighbours with it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
from builders import HEADINGS

from selfeval.steps.find import find_submissions
from selfeval.steps.judge import judge_batch
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.steps.read import read_batch
from selfeval.warehouse.tables import staging

Ask = Callable[..., list[tuple[Any, ...]]]
EDGE = "9" * (staging.NUMBER_PRECISION - staging.NUMBER_SCALE)
"""The largest whole number that a column holds; a float of it is the next, which none does. Reading takes less."""
TINY = "0." + "0" * 29 + "1"
GOALS = ("完成", "完成", "不少于50件", "50件", "", "", "效果明显", "明显", "≥90%", "95%", "无", "")


def workbook(path: Path, *budgets: object, rate: str = "100%") -> None:
    """A wide form with a project for each budget, all of it general; of many, each spends more than it has."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in HEADINGS.splitlines():
        sheet.append([text or None for text in line.split("|")])
    for number, budget in enumerate(budgets, 1):
        spent = budget if len(budgets) < 4 else LARGEST
        amounts = (budget, budget, None, None, spent, spent, None, None)
        sheet.append([number, "办公室", f"项目{number}", *amounts, rate, *GOALS])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


GIANTS = ("9" * 40, "1" + EDGE, 1e300, 1e21, -1e22, "1" * 400, float(EDGE))
LARGEST = "999999999999998.1234567891"


def test_file_of_giants_is_settled_and_takes_no_neighbour_down(home: Path, ask: Ask) -> None:
    workbook(home / "landing/民政局/giants.xlsx", 27.28, *GIANTS, TINY, 1e-30, rate=f"99.{'3' * 40}%")
    workbook(home / "landing/民政局/plain.xlsx", 27.28)
    _run()
    assert ask("select submission_state from mart_history.receipt where file_name = 'plain.xlsx'") == [("loaded",)]
    assert ask("select count(*) from core.submission where state = 'received'") == [(0,)]
    for row in range(7, 7 + len(GIANTS)):
        assert ask("select count(*) from staging.cell where cell = %s and role <> 'heading'", f"Sheet!D{row}") == [(1,)]
        [(count,)] = ask("select count(*) from mart.quality_finding where cell in (%s, %s)", *_places(row))
        assert count, row


def test_largest_and_smallest_figures_are_loaded_to_the_last_digit_and_added_up(home: Path, ask: Ask) -> None:
    workbook(home / "landing/民政局/edge.xlsx", LARGEST, LARGEST, "0.0000000000000001")
    _run()
    assert ask("select state from core.submission") == [("loaded",)]
    assert ask(
        "select printed_value, yuan_amount from core.fct_budget_execution"
        " where measure_code = 'budget' and funding_source_code = 'total' order by project_number"
    ) == [*[(Decimal(LARGEST), Decimal(LARGEST).scaleb(4))] * 2, (Decimal("1E-16"), Decimal("1E-12"))]
    publish_fiscal_year(ask("select fiscal_year from core.dim_form_version")[0][0])
    assert ask("select sum(budget_amount) from core.project_year") == [(Decimal("19999999999999962469.135782000001"),)]


def _places(row: int) -> tuple[str, str]:
    """Where a project's budget stands, and its only part."""
    return f"Sheet!D{row}", f"Sheet!E{row}"


def _run() -> None:
    for folder in find_submissions():
        read_batch(folder)
        judge_batch(folder)
        load_batch(folder)
        assert pq.read_table(Path(folder) / "finding.parquet").num_rows
