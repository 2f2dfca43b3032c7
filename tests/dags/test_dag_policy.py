"""What holds for every Dag of this project, whoever writes the next one."""

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from selfeval import paths
from selfeval.settings import PROJECT_ROOT, settings

if TYPE_CHECKING:
    from airflow.dag_processing.dagbag import DagBag

DAG_FOLDER = PROJECT_ROOT / "dags"
DAG_IDS = sorted(path.stem for path in DAG_FOLDER.glob("*.py"))
HEAVY = {"alembic", "great_expectations", "numpy", "openpyxl", "pandas", "psycopg", "pyarrow", "sqlalchemy"}
NEWLY_IMPORTED = """
import json, runpy, sys
import airflow.sdk
before = set(sys.modules)
runpy.run_path(sys.argv[1])
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""

every_dag = pytest.mark.parametrize("dag_id", DAG_IDS)


@pytest.fixture(scope="module")
def dag_bag(tmp_path_factory: pytest.TempPathFactory) -> "DagBag":
    """All Dags, parsed by Airflow itself, which reads the variables when it is first imported: so not before."""
    os.environ["AIRFLOW_HOME"] = str(tmp_path_factory.mktemp("airflow"))
    os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(DAG_FOLDER)


def test_every_file_parses_into_the_dag_of_its_name(dag_bag: "DagBag") -> None:
    assert dag_bag.import_errors == {}
    assert sorted(dag_bag.dags) == DAG_IDS


@every_dag
def test_parsing_imports_nothing_heavy(dag_id: str) -> None:
    """A Dag file is parsed every half minute and once a task: what a task needs, it imports when it runs."""
    command = [sys.executable, "-c", NEWLY_IMPORTED, str(DAG_FOLDER / f"{dag_id}.py")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(json.loads(answer.stdout.splitlines()[-1]))


@every_dag
def test_page_says_in_both_languages_what_a_failure_means_and_what_to_do(dag_bag: "DagBag", dag_id: str) -> None:
    page = dag_bag.dags[dag_id].doc_md or ""
    for part in ("Triage", "Whom it hurts", "What to do", "出了问题怎么办", "影响", "怎么办"):
        assert part in page


@every_dag
def test_page_has_triage_notes_for_every_task(dag_bag: "DagBag", dag_id: str) -> None:
    dag = dag_bag.dags[dag_id]
    missing = [task for task in dag.task_ids if f"`{task.rpartition('.')[-1]}`" not in (dag.doc_md or "")]
    assert missing == []


@every_dag
def test_dag_has_tags_and_every_task_an_owner(dag_bag: "DagBag", dag_id: str) -> None:
    dag = dag_bag.dags[dag_id]
    assert "selfeval" in dag.tags
    assert {task.owner for task in dag.tasks} == {"data-engineering"}


@every_dag
def test_every_task_retries_with_growing_pauses(dag_bag: "DagBag", dag_id: str) -> None:
    for task in dag_bag.dags[dag_id].tasks:
        assert task.retries
        assert task.retry_exponential_backoff


@every_dag
def test_no_dag_catches_up(dag_bag: "DagBag", dag_id: str) -> None:
    assert dag_bag.dags[dag_id].catchup is False


def test_whatever_touches_the_facts_goes_through_the_warehouse_pool(dag_bag: "DagBag") -> None:
    pooled = {task.task_id for dag in dag_bag.dags.values() for task in dag.tasks if task.pool == "warehouse"}
    assert pooled == {"ingest_batch.load_batch", "publish_fiscal_year", "publish_decisions"}


def test_page_of_the_ingestion_says_where_data_docs_lie_and_what_bounds_them(dag_bag: "DagBag") -> None:
    page = dag_bag.dags["ingest_submissions"].doc_md or ""
    assert str(paths.data_docs().relative_to(settings().home) / "index.html") in page
    assert "keep_runs" in page


def test_publication_waits_for_the_asset_that_loading_updates(dag_bag: "DagBag") -> None:
    (outlet,) = dag_bag.dags["ingest_submissions"].get_task("ingest_batch.load_batch").outlets
    assert dag_bag.dags["publish_year_on_year"].timetable.asset_condition == outlet
