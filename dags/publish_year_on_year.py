"""
### 发布同比 · Publish year on year

每个被入库触及的年度运行一次：建立项目沿革（更名、拆分、合并、新增、终止），刷新该年度的同比结果。
把握不足的不对应，成为待确认的问题，由 `decide_lineage` 请人决定。
年度即运行的分区键，由 `ingest_submissions` 的入库任务给出；没有运行，可能只是没有年度被触及。

One run per fiscal year that a load touched: links projects across years and refreshes that year's comparison.
What is doubtful is not linked but asked: `decide_lineage` puts it to a person.
The year is the run's partition key, given by the load task of `ingest_submissions`; no run may simply mean that
no year was touched.

#### 出了问题怎么办 · Triage

**`publish_fiscal_year` 失败 failed**

- 影响 · Whom it hurts：该年度的同比仍是上一次的结果；明细与回执不受影响。
  The year keeps its previous comparison; facts and receipts are untouched.
- 怎么办 · What to do：看日志末行。若是数据库连不上，恢复后清除（Clear）本任务即可，重复运行结果相同；
  其他错误，连同年度与日志交给数据工程师。
  Read the log's last line. Where the warehouse was down, bring it back and clear the task: running it again gives
  the same. Anything else goes to a data engineer, with the year and the log.
"""

from airflow.sdk import PartitionedAssetTimetable, dag, get_current_context, task

from selfeval.orchestration import FCT_BUDGET_EXECUTION, TASK_DEFAULTS


@dag(
    schedule=PartitionedAssetTimetable(assets=FCT_BUDGET_EXECUTION),
    catchup=False,
    doc_md=__doc__,
    tags=["selfeval", "warehouse", "同比"],
    default_args=TASK_DEFAULTS,
)
def publish_year_on_year() -> None:
    """Wire the Dag."""

    @task(pool="warehouse")
    def publish_fiscal_year() -> dict[str, object]:
        """Publish the fiscal year of the run's partition key."""
        from selfeval.steps.publish import publish_fiscal_year as publish

        return publish(int(get_current_context()["dag_run"].partition_key or ""))

    publish_fiscal_year()


publish_year_on_year()
