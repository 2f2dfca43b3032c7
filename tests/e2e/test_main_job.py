"""The main job as a user starts it, on a real Airflow and a real PostgreSQL, on a home and ports of its own."""

import csv
import io
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from selfeval import paths
from selfeval.local import main_job, processes, stack
from selfeval.local.airflow_api import AirflowApi
from selfeval.local.progress import Progress
from selfeval.local.standing import INGEST, PUBLISH
from selfeval.settings import settings

SELFEVAL = (sys.executable, "-c", "from selfeval.cli import main; main()")
WAIVER = "approve_waiver"
FIGURES = (
    "select * from mart.project_year_on_year order by fiscal_year, lineage_code, measure_code",
    "select * from mart.department_year_on_year order by fiscal_year, department_name, measure_code",
    "select * from mart.quality_finding order by submission_sha256, finding_number",
)
PUBLISHED = [
    ("2020", "budget", "68020000.00", "15"),
    ("2020", "executed", "67225100.00", "15"),
    ("2021", "budget", "172575000.00", "16"),
    ("2021", "executed", "173605200.00", "16"),
    ("2022", "budget", "118119500.00", "17"),
    ("2022", "executed", "117179126.10", "17"),
]
"""Fiscal year, measure, amount, projects."""
pytestmark = pytest.mark.timeout(900)


def selfeval(*arguments: str) -> str:
    """Run the command; returns what it printed."""
    ended = subprocess.run([*SELFEVAL, *arguments], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def rows(query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(selfeval("sql", query, "--csv"))))


def figures() -> list[list[dict[str, str]]]:
    return [rows(query) for query in FIGURES]


@dataclass(frozen=True)
class Runs:
    """What two runs printed, and the figures after each; the first on nothing, the second on a stack that is up."""

    first: str
    second: str
    first_figures: list[list[dict[str, str]]]
    second_figures: list[list[dict[str, str]]]


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home and ports of this module's own, also for the commands that it starts."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        ports = [str(listener.getsockname()[1]) for listener in (one, other)]
    home = tmp_path_factory.mktemp("e2e") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SELFEVAL_HOME", str(home))
        patch.setenv("SELFEVAL_AIRFLOW_PORT", ports[0])
        patch.setenv("SELFEVAL_WAREHOUSE_PORT", ports[1])
        patch.delenv("SELFEVAL_LANDING", raising=False)
        patch.delenv("SELFEVAL_WAREHOUSE_URL", raising=False)
        settings.cache_clear()
        yield home
        stack.take_down()
    settings.cache_clear()


def require_found_without_ports() -> None:
    """`up` in a terminal that does not know the ports finds the stack; one that asks for another schedule is told."""
    with pytest.MonkeyPatch.context() as patch:
        airflow_port = os.environ["SELFEVAL_AIRFLOW_PORT"]
        patch.delenv("SELFEVAL_AIRFLOW_PORT")
        patch.delenv("SELFEVAL_WAREHOUSE_PORT")
        found = selfeval("up")
        assert "已在运行" in found
        assert f"127.0.0.1:{airflow_port}" in found
        patch.setenv("SELFEVAL_SCHEDULE", "0 5 * * *")
        refused = subprocess.run([*SELFEVAL, "up"], capture_output=True, text=True, check=False)
        assert refused.returncode == 1
        assert "stack-differs" in refused.stderr


@pytest.fixture(scope="module")
def runs(own_home: Path) -> Runs:
    """`run` on an empty home; then `up`, and `run` again."""
    first = selfeval("run")
    assert processes.running() == {}
    first_figures = figures()
    assert f"127.0.0.1:{settings().airflow_port}" in selfeval("up")
    require_found_without_ports()
    second = selfeval("run")
    assert own_home.exists()
    return Runs(first, second, first_figures, figures())


def test_run_prints_receipts_findings_year_on_year_tables_and_the_bridge(runs: Runs):
    for printed in (runs.first, runs.second):
        for title in ("回执 · Receipts", "发现 · Findings", "部门同比", "同比桥接", "项目同比"):
            assert title in printed


def test_every_line_fits_120_columns(runs: Runs):
    assert max(cell_len(line) for line in runs.first.splitlines()) <= 120


def test_every_sample_is_loaded_and_its_second_hand_in_is_a_duplicate(runs: Runs):
    assert runs.second
    samples = len(list(paths.samples().glob("*/*")))
    states = [receipt["state"] for receipt in rows("select state from mart.receipt order by receipt_key")]
    assert states == ["loaded"] * samples + ["duplicate"] * samples


def test_every_sample_is_answered_with_its_workbook_annotated_and_a_receipt_that_verifies(runs: Runs):
    assert runs.second
    for sample in paths.samples().glob("*/*"):
        answer = paths.answers(sample.parent.name) / sample.name
        assert answer.with_name(f"{sample.name}.annotated.xlsx").exists()
    assert "签名有效" in selfeval("receipt", "verify", f"{answer}.receipt.json", "--file", str(sample))


def test_a_second_run_changes_no_figure(runs: Runs):
    assert all(runs.first_figures)
    assert runs.second_figures == runs.first_figures


def test_published_figures_are_those_of_the_samples(runs: Runs):
    """In yuan. 2021 as printed in the founding table, its misread totals included; 2022 is a form in yuan."""
    told = runs.first_figures[1]
    assert [
        (row["fiscal_year"], row["measure_code"], Decimal(row["amount"]), row["project_count"]) for row in told
    ] == [(year, measure, Decimal(amount), count) for year, measure, amount, count in PUBLISHED]
    assert {row["department_name"] for row in told} == {"民政局本级"}
    severities = Counter(row["severity"] for row in runs.first_figures[2])
    assert severities == {"critical": 8, "warning": 16, "info": 47}


def test_amount_is_traced_to_the_cell_and_text_it_was_printed_in(runs: Runs):
    assert runs.first
    (amount,) = rows(
        "select yuan_amount, printed, cell from mart.trace_amount where fiscal_year = 2021 and is_counted"
        " and measure_code = 'budget' and funding_source_code = 'total' and project_name = '婚姻登记工作'"
    )
    assert Decimal(amount["yuan_amount"]) == Decimal("618000.00")
    assert (amount["printed"], amount["cell"]) == ("61.8", "Table1!D13")


def test_a_run_that_finds_the_stack_up_leaves_it_up(runs: Runs):
    assert "selfeval up" in runs.second
    assert stack.is_kept_up()


def test_each_year_that_was_loaded_was_published_by_a_run_of_its_own(runs: Runs):
    assert runs.first
    years = {row["fiscal_year"] for row in rows("select distinct fiscal_year from mart.project_year_on_year")}
    published = stack.airflow_api().runs_since(PUBLISH, main_job.BEGINNING)
    assert sorted(run["partition_key"] for run in published) == sorted(years)
    assert {run["state"] for run in published} == {"success"}


def test_mapped_tasks_are_named_by_their_batch(runs: Runs):
    assert runs.first
    api = stack.airflow_api()
    first = api.runs_since(INGEST, main_job.BEGINNING)[-1]
    names = {
        task["rendered_map_index"] for task in api.task_instances(INGEST, first["dag_run_id"]) if task["map_index"] >= 0
    }
    assert [name.partition(" · ")[2] for name in names] == ["3 files"]


def test_an_empty_landing_folder_is_a_green_run_that_says_so(runs: Runs):
    assert runs.second
    assert not [file for file in paths.landing().rglob("*") if file.is_file()]
    api = stack.airflow_api()
    ended = main_job.run(api, Progress(Console(file=io.StringIO())))
    assert [(run["dag_id"], run["state"]) for run in ended.runs] == [(INGEST, "success")]
    (report,) = [task for task in ended.tasks if task["task_id"] == "report_run"]
    assert any("无事可做" in line for line in api.log_lines(report))


def test_waiver_waits_for_a_person_and_is_recorded_with_their_name(runs: Runs):
    """Asked for and approved through Airflow's own API, as its page Required Actions does."""
    assert runs.second
    api = stack.airflow_api()
    asked = {"rule": "SE-A01", "department": "民政局本级", "project": "婚姻登记工作", "year": 2021, "reason": "已核实"}
    asked |= {"expiry": "2099-12-31", "asked_by": "王芳"}
    run = ask_airflow(api, "POST", f"/dags/{WAIVER}/dagRuns", {"logical_date": None, "conf": asked})["dag_run_id"]
    details = f"/dags/{WAIVER}/dagRuns/{run}/taskInstances/decide_waiver/-1/hitlDetails"
    for states in states_of(api, run):
        if (
            states["decide_waiver"] == "awaiting_input"
            and not (asking := ask_airflow(api, "GET", details))["responded_at"]
        ):
            assert "61.8" in asking["body"]
            assert [row["waiver_state"] for row in rows("select waiver_state from mart.waiver")] == ["requested"]
            ask_airflow(api, "PATCH", details, {"chosen_options": ["批准 Approve"], "params_input": {"note": "同意"}})
    assert rows("select waiver_state, asked_by, decided_by, decision_note, waived_count from mart.waiver") == [
        {
            "waiver_state": "approved",
            "asked_by": "王芳",
            "decided_by": "admin",
            "decision_note": "同意",
            "waived_count": "1",
        }
    ]


def ask_airflow(api: AirflowApi, method: str, path: str, said: dict[str, object] | None = None) -> Any:
    return api._send(method, path, **({"json": said} if said else {})).json()


def states_of(api: AirflowApi, run: str) -> Iterator[dict[str, str]]:
    """The states of a run's tasks until the last has ended well.

    An answer that comes before the scheduler has noted that the task waits is lost to Airflow, which asks once more:
    so who answers must go on looking.
    """
    deadline = time.monotonic() + 120
    while (now := {one["task_id"]: one["state"] for one in api.task_instances(WAIVER, run)})[
        "record_decision"
    ] != "success":
        assert time.monotonic() < deadline, now
        assert not {"failed", "upstream_failed"} & set(now.values()), now
        yield now
        time.sleep(1)


def test_down_leaves_nothing_running(runs: Runs):
    assert runs.second
    assert "postgres" in selfeval("down")
    assert processes.running() == {}
    assert not stack.is_kept_up()
    assert os.path.lexists(paths.postgres_data())
