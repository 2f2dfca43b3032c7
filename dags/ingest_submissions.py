"""
### 收取自评表 · Ingest submissions

每晚收取 `landing/<部门>/` 中的自评表：读表、核对、入库、回执；一批文件一个任务实例。收件夹为空时运行成功，日志中写明。

Every night takes what departments left in `landing/<department>/`: read, judge, load, answer; one mapped instance a
batch. An empty landing folder is a green run, and its log says so.

核对报告网页 · Data Docs：运行文件夹下的 `data_docs/index.html`（默认 `var/data_docs/index.html`），一批一类数据一页，
只留最近若干批，更早的核对结果随之删除（`great_expectations/data_docs.yml` 的 `keep_runs`）；全部发现都在数据仓库中。
Below the home folder (by default `var/data_docs/index.html`): a page a batch and kind of data, of the newest batches
only (`keep_runs`); older results are removed with them. Every finding is in the warehouse.

#### 出了问题怎么办 · Triage

每个任务都可以清除（Clear）后重跑：无论被中断几次，结果都与一次跑完相同。
Any task may be cleared and run again: however often it was interrupted, the result is that of one clean run.

**`find_submissions` 失败 failed**

- 影响 · Whom it hurts：当晚什么都没收。Nothing was taken in.
- 怎么办 · What to do：检查收件夹与存档文件夹的权限和磁盘空间，清除重跑。
  Check permissions and space of the landing and archive folders, clear it.

**`read_batch`, `judge_batch` 失败 failed**

- 影响 · Whom it hurts：只影响该批文件，均未入库。Only this batch: none of its files is loaded.
- 怎么办 · What to do：有问题的文件会被单独挂起并写入回执，不会使任务失败；任务失败是程序缺陷，把日志交给数据工程师。
  A bad file is held with a receipt and fails no task; a failure is a defect: hand the log to a data engineer.

**`find_submissions` 的日志写“等待 LibreOffice Writer”或“Calc” · its log says that files wait for a part**

- 影响 · Whom it hurts：旧格式的文件暂未读取；部门已收到回执，无需处理。Files in old formats are not
  read yet; their departments have a receipt and nothing to do.
- 怎么办 · What to do：在各工作机上安装所列组件，下一次运行自动补读。Install the part on every worker:
  the next run reads them.

**`load_batch` 失败 failed**

- 影响 · Whom it hurts：该批未入库，数据仓库保持原样。The batch is not loaded; the warehouse is as it was.
- 怎么办 · What to do：多为数据库连不上，恢复后清除重跑。Mostly the warehouse being down: bring it back, clear the task.

**`answer_batch` 失败 failed**

- 影响 · Whom it hurts：已入库，部门暂未收到回执。Loaded; the departments wait for their receipts.
- 怎么办 · What to do：检查回执文件夹的权限和磁盘空间，清除重跑。Check the answers folder, clear the task.

**`build_data_docs` 失败 failed**

- 影响 · Whom it hurts：仅核对报告网页未更新。Only the site of validation results is stale.
- 怎么办 · What to do：清除重跑。Clear it.

**`report_run` 失败 failed**

- 影响 · Whom it hurts：无。它随前面的失败而失败，使整个运行如实显示为失败。
  Nobody: it fails with the tasks before it, so that the run shows as failed.
- 怎么办 · What to do：处理前面失败的任务。See to the task that failed before it.
"""

import logging
from pathlib import Path
from typing import cast

from airflow.sdk import CronTriggerTimetable, dag, get_current_context, task, task_group

from selfeval.orchestration import FCT_BUDGET_EXECUTION, TASK_DEFAULTS
from selfeval.settings import settings

log = logging.getLogger("selfeval.dags.ingest_submissions")

MAPPED_NAME = "{{ batch_name }}"


def name_mapped_instance(batch: str) -> None:
    """Show a mapped task instance as its batch and number of files."""
    import pyarrow.parquet as pq

    files = pq.read_metadata(Path(batch) / "submission.parquet").num_rows
    context = cast("dict[str, object]", get_current_context())
    context["batch_name"] = f"batch {Path(batch).name[:6]} · {files} files"


@dag(
    schedule=CronTriggerTimetable(settings().schedule, timezone=settings().timezone),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["selfeval", "ingestion", "绩效自评"],
    default_args=TASK_DEFAULTS,
)
def ingest_submissions() -> None:
    """Wire the Dag."""

    @task
    def find_submissions() -> list[str]:
        """Take what lies in landing; returns the folders of its batches."""
        from selfeval.steps.find import find_submissions as find

        return find()

    @task(map_index_template=MAPPED_NAME)
    def read_batch(batch: str) -> dict[str, int]:
        """Read the files of a batch."""
        from selfeval.steps.read import read_batch as read

        name_mapped_instance(batch)
        return read(batch)

    @task(map_index_template=MAPPED_NAME)
    def judge_batch(batch: str) -> dict[str, int]:
        """Judge what was read."""
        from selfeval.steps.judge import judge_batch as judge

        name_mapped_instance(batch)
        return judge(batch)

    @task(map_index_template=MAPPED_NAME, pool="warehouse", outlets=[FCT_BUDGET_EXECUTION])
    def load_batch(batch: str) -> dict[str, object]:
        """Load a batch; the fiscal years that it touched become partitions of the asset."""
        from selfeval.steps.load import load_batch as load

        name_mapped_instance(batch)
        loaded = load(batch)
        years = cast("list[int]", loaded["fiscal_years"])
        get_current_context()["outlet_events"][FCT_BUDGET_EXECUTION].add_partitions([str(year) for year in years])
        return loaded

    @task(map_index_template=MAPPED_NAME)
    def answer_batch(batch: str) -> dict[str, int]:
        """Write the receipts of a batch."""
        from selfeval.steps.answer import answer_batch as answer

        name_mapped_instance(batch)
        return answer(batch)

    @task_group
    def ingest_batch(batch: str) -> None:
        """One batch, from archived bytes to receipts."""
        read_batch(batch) >> judge_batch(batch) >> load_batch(batch) >> answer_batch(batch)

    @task(trigger_rule="all_done")
    def build_data_docs() -> str:
        """Build the site of validation results, also where a batch failed."""
        from selfeval.steps.judge import build_data_docs as build

        return build()

    # The last task decides the state of a run: without it, the all_done task before it would paint a failed run green.
    @task(trigger_rule="none_failed")
    def report_run() -> None:
        """Say in one sentence what the run did."""
        loads = get_current_context()["ti"].xcom_pull(task_ids=["ingest_batch.load_batch"])
        counts = {state: sum(load[state] for load in loads if load) for state in ("loaded", "held")}
        if any(counts.values()):
            log.info("本次入库 %(loaded)d 份，挂起 %(held)d 份。 | files loaded, held", counts)
        else:
            log.info("收件夹中没有新的报送，本次运行无事可做。 | nothing new was handed in")

    ingested = ingest_batch.expand(batch=find_submissions())
    docs = build_data_docs()
    ingested >> docs
    [ingested, docs] >> report_run()


ingest_submissions()
