"""The main job as a user starts it, on a real Airflow and a real PostgreSQL, on a home and ports of its own."""

import csv
import io
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from handed_in import Form, hand_in, line
from person_asked import Asked, answered
from rich.cells import cell_len
from rich.console import Console

from selfeval import paths
from selfeval.local import main_job, postgres, processes, stack
from selfeval.local.progress import Progress
from selfeval.local.standing import INGEST, PUBLISH
from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

SELFEVAL = (sys.executable, "-c", "from selfeval.cli import main; main()")
FIGURES = (
    "select * from mart_detail.project_year_on_year order by fiscal_year, lineage_code, measure_code",
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


@contextmanager
def warehouse_of_this_process() -> Iterator[None]:
    """The stack's warehouse as this process's setting, which the commands that it starts do not inherit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SELFEVAL_WAREHOUSE_URL", postgres.warehouse_url())
        settings.cache_clear()
        yield
    settings.cache_clear()


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
    states = [receipt["state"] for receipt in rows("select state from mart_history.receipt order by receipt_key")]
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
        "select yuan_amount, printed, cell from mart_trace.trace_amount where fiscal_year = 2021 and is_counted"
        " and measure_code = 'budget' and funding_source_code = 'total' and project_name = '婚姻登记工作'"
    )
    assert Decimal(amount["yuan_amount"]) == Decimal("618000.00")
    assert (amount["printed"], amount["cell"]) == ("61.8", "Table1!D13")


def test_a_run_that_finds_the_stack_up_leaves_it_up(runs: Runs):
    assert "selfeval up" in runs.second
    assert stack.is_kept_up()


def test_each_year_that_was_loaded_was_published_by_a_run_of_its_own(runs: Runs):
    assert runs.first
    years = {row["fiscal_year"] for row in rows("select distinct fiscal_year from mart_detail.project_year_on_year")}
    published = stack.airflow_api().runs_since(PUBLISH, main_job.BEGINNING)
    assert sorted(run["partition_key"] for run in published) == sorted(years)
    assert {run["state"] for run in published} == {"success"}


def test_mapped_tasks_are_named_by_their_batch(runs: Runs):
    """Whichever run took the samples: in the first hours after the nightly time, Airflow starts that one at once."""
    assert runs.first
    api = stack.airflow_api()
    ended = api.runs_since(INGEST, main_job.BEGINNING)
    tasks = [task for run in ended for task in api.task_instances(INGEST, run["dag_run_id"])]
    names = {task["rendered_map_index"] for task in tasks if task["map_index"] >= 0}
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
    assert runs.second
    conf = {"rule": "SE-A01", "department": "民政局本级", "project": "婚姻登记工作", "year": 2021, "reason": "已核实"}
    conf |= {"expiry": "2099-12-31", "asked_by": "王芳"}

    def seen(question: str) -> None:
        assert "61.8" in question
        assert [row["waiver_state"] for row in rows("select waiver_state from mart_history.waiver")] == ["requested"]

    asked = Asked("approve_waiver", conf, asking="decide_waiver", last="record_decision")
    answered(stack.airflow_api(), asked, "批准 Approve", "同意", seen)
    assert rows("select waiver_state, asked_by, decided_by, decision_note, waived_count from mart_history.waiver") == [
        {
            "waiver_state": "approved",
            "asked_by": "王芳",
            "decided_by": "admin",
            "decision_note": "同意",
            "waived_count": "1",
        }
    ]


def test_question_about_lineage_waits_for_a_person_whose_answer_changes_the_year(runs: Runs, own_home: Path):
    """A department of its own is loaded beside the samples: no project of theirs is in doubt."""
    assert runs.second
    before, after = (
        Form((line(name, budget), line("社会救助", "50")), year, "乙局")
        for year, name, budget in ((2020, "养老服务", "100"), (2021, "养老服务（居家）", "95"))
    )
    with warehouse_of_this_process():
        load_batch(str(hand_in(own_home, before, after, channel="乙局")))
        publish_fiscal_year(2021)
    linked = "select distinct lineage_kind from mart_detail.project_year_on_year where department_name = '乙局'"
    linked += " and fiscal_year = 2021 and coalesce(prior_project_name, project_name) like '养老服务%' order by 1"

    def seen(question: str) -> None:
        assert "乙局 养老服务 → 乙局 养老服务(居家)" in question
        assert [row["lineage_kind"] for row in rows(linked)] == ["ended", "new"]

    conf = {"year": 2021, "department": "乙局"}
    asked = Asked("decide_lineage", conf, asking="decide_question", last="publish_decisions", map_index=0)
    answered(stack.airflow_api(), asked, "是 Yes", "核对过", seen)
    assert rows("select question_state, decided_by, decision_note from mart_history.lineage_question") == [
        {"question_state": "confirmed", "decided_by": "admin", "decision_note": "核对过"}
    ]
    assert [row["lineage_kind"] for row in rows(linked)] == ["renamed"]


def test_down_leaves_nothing_running(runs: Runs):
    assert runs.second
    assert "postgres" in selfeval("down")
    assert processes.running() == {}
    assert not stack.is_kept_up()
    assert os.path.lexists(paths.postgres_data())
