"""`selfeval ingest` on real files and a real PostgreSQL: one command from the landing folder to the year on year."""

import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import HEADINGS
from click.testing import Result
from handed_in import Form, again, hand_in, line
from typer.testing import CliRunner
from warehouse_contents import connect

from selfeval.cli import app
from selfeval.commands.ingest import IngestFailedError
from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.receipt_time import ReceiptTimeFutureError, ReceiptTimeOrderError, ReceiptTimeUnclearError

Ask = Callable[..., list[tuple[Any, ...]]]
YEAR_ON_YEAR = """
select fiscal_year, amount / 10000, prior_reported_amount / 10000, restated_amount / 10000, real_amount / 10000
from mart.department_year_on_year
where department_name = '民政局' and measure_code = 'budget' order by fiscal_year
"""
RECEIPTS = """
select file_name, state, to_char(received_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')
from mart_history.receipt order by receipt_key
"""
LINES = {"社区服务": "100", "养老服务": "50"}


def test_archive_is_replayed_day_by_day_from_files_to_the_year_on_year(home: Path, ask: Ask) -> None:
    _lay(home, "民政局/b_2021.csv", _form(2021, LINES))
    _lay(home, "民政局/a_scan.png", "no form at all")
    first = _ingest("--received-at", "2023-03-01T09:00")
    assert first.exit_code == 0, (first.output, first.exception)
    assert "回执：held 1，loaded 1  receipts by state" in first.output
    assert "暂扣 held: 民政局/a_scan.png" in first.output
    assert "已发布年度：2021" in first.output
    assert ask(YEAR_ON_YEAR) == [(2021, Decimal(150), None, None, None)]

    _lay(home, "民政局/c_2021.csv", _form(2021, LINES | {"社区服务": "110"}))
    _lay(home, "民政局/2022.csv", _form(2022, LINES | {"社区服务": "130"}))
    second = _ingest("--received-at", "2023-04-01T09:00+09:00")
    assert second.exit_code == 0, (second.output, second.exception)
    assert "已发布年度：2021、2022" in second.output
    assert ask(YEAR_ON_YEAR)[1] == (2022, Decimal(180), Decimal(150), Decimal(10), Decimal(20))
    assert ask(RECEIPTS) == [
        ("a_scan.png", "held", "2023-03-01 09:00"),
        ("b_2021.csv", "loaded", "2023-03-01 09:00"),
        ("2022.csv", "loaded", "2023-04-01 08:00"),
        ("c_2021.csv", "loaded", "2023-04-01 08:00"),
    ]
    assert {file.name for file in (home / "answers/民政局").glob("*.receipt.json")} >= {"c_2021.csv.receipt.json"}
    assert (home / "data_docs/index.html").exists()

    late = _lay(home, "民政局/late.csv", _form(2020, LINES))
    refused = _ingest("--received-at", "2023-03-31T09:00")
    assert isinstance(refused.exception, ReceiptTimeOrderError)
    assert late.exists()
    assert len(ask(RECEIPTS)) == 4


def test_empty_landing_folder_is_said_and_publishes_nothing(home: Path, ask: Ask) -> None:
    for _ in range(2):
        told = _ingest("--received-at", "2023-03-01T09:00")
        assert (told.exit_code, ask(RECEIPTS)) == (0, [])
        assert "nothing new was handed in" in told.output
        assert "no year published" in told.output
    assert (home / "landing").is_dir()


def test_year_that_was_loaded_and_not_published_is_published_next(home: Path, ask: Ask) -> None:
    wide = Form((line("甲", "4"), line("乙", "2")))
    load_batch(str(hand_in(home, wide, again(wide, fiscal_year=2023))))
    assert ask("select fiscal_year from mart.department_year_on_year") == []
    assert "已发布年度：2021、2023" in _ingest().output
    assert "no year published" in _ingest().output


def test_batch_that_fails_stops_no_other_and_is_named(home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFEVAL_BATCH_SIZE", "1")
    settings.cache_clear()
    _lay(home, "教育局/2021.csv", _form(2021, LINES, "教育局"))
    _lay(home, "民政局/2021.csv", _form(2021, LINES))
    with connect() as connection:
        connection.execute("alter table core.dim_department add constraint refused check (department_name <> '教育局')")
    failed = _ingest()
    assert isinstance(failed.exception, IngestFailedError)
    assert "batch 1/2" in failed.exception.message_zh
    assert "batch 2/2" not in failed.exception.message_zh
    assert "rows-refused" in failed.output
    assert "已发布年度：2021" in failed.output
    assert [row[:2] for row in ask(YEAR_ON_YEAR)] == [(2021, Decimal(150))]
    with connect() as connection:
        connection.execute("alter table core.dim_department drop constraint refused")
    mended = _ingest()
    assert mended.exit_code == 0, (mended.output, mended.exception)
    assert "回执：loaded 1" in mended.output
    assert ask("select distinct state from mart_history.receipt") == [("loaded",)]


@pytest.mark.parametrize(
    ("text", "error"), [("2023-03-01", ReceiptTimeUnclearError), ("2999-01-01T00:00", ReceiptTimeFutureError)]
)
def test_wrong_time_of_receipt_takes_no_file(home: Path, ask: Ask, text: str, error: type[Exception]) -> None:
    file = _lay(home, "民政局/2021.csv", _form(2021, LINES))
    assert isinstance(_ingest("--received-at", text).exception, error)
    assert file.exists()
    assert ask(RECEIPTS) == []


def test_embedded_server_is_started_for_it_and_stopped_again(tmp_path: Path) -> None:
    script = """
import sys
from selfeval.cli import main
from selfeval.local import postgres
from selfeval.local.lock import stack_lock

for is_busy in (False, True):
    sys.argv = ["selfeval", "ingest"]
    try:
        if is_busy:
            with stack_lock("run"):
                main()
        main()
    except SystemExit as ended:
        print("exit", ended.code, "running", postgres.running())
"""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SELFEVAL_")}
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env=environment | {"SELFEVAL_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "nothing new was handed in" in ended.stdout
    assert "exit 0 running None\nexit 1 running None" in ended.stdout, ended.stdout
    assert "stack-busy" in ended.stderr


def _ingest(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["ingest", *arguments])


def _form(fiscal_year: int, budgets: dict[str, str], department: str = "民政局") -> str:
    """A small wide form: each project's budget is general public budget and is spent as a whole."""
    rows = [
        f"{number}|{department}|{name}|{budget}|{budget}|||{budget}|{budget}|||100%|完成|完成|不少于5件|6件|||||||无|无"
        for number, (name, budget) in enumerate(budgets.items(), 1)
    ]
    text = "\n".join([HEADINGS.replace("2021", str(fiscal_year)).replace("民政局", department), *rows])
    return text.replace("|", ",")


def _lay(home: Path, name: str, text: str) -> Path:
    file = home / "landing" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
