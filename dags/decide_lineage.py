"""
### 确认项目沿革 · Decide lineage

由人触发：列出某年度（某部门，或全部）有待确认的沿革问题，把握大的在前；每个问题停在 `decide_question` 等人回答
（界面 Required Actions），再登记由谁决定，最后重新发布该年度。答“暂不决定”或无人回答的，仍待确认，项目照常分列为
终止与新增。决定是数据，按业务键登记，重新读取后仍有效；撤销用 `selfeval lineage revoke`。

Triggered by a person: lists the open questions about a year's lineage, of one department or of all, the surest first.
Each waits at `decide_question` for a person (Required Actions in the UI); who decided is recorded, and the year is
published anew. What nobody decides stays open: its projects go on as ended and new. Decisions are data by business
keys and outlive a re-read; `selfeval lineage revoke` takes one back.

#### 出了问题怎么办 · Triage

**`find_questions` 失败 failed**

- 影响 · Whom it hurts：没有提问，什么都没有改变。Nothing was asked, nothing changed.
- 怎么办 · What to do：多为数据库连不上，恢复后清除重跑。Mostly the warehouse being down: bring it back, clear the task.

**`decide_question` 等待或失败 waiting or failed**

- 影响 · Whom it hurts：该问题待确认，其他问题不受影响。Only this question is open.
- 怎么办 · What to do：在 Required Actions 中回答；十四天无人回答即保持待确认。失败的清除后重新提问。
  Answer it in Required Actions; after fourteen days it stays open. Where it failed, clear it.
- 刚出现便答复的，Airflow 可能再问一次，再答一次即可。
  An answer within seconds of the question may be asked for once more: answer again.

**`record_answer` 失败 failed**

- 影响 · Whom it hurts：已作决定而未登记。Decided but not recorded.
- 怎么办 · What to do：日志末行若说已有相反的决定，先撤销该决定；数据库连不上的，恢复后清除本任务。
  Where the log says that the contrary was decided, revoke that first; where the warehouse was down, clear the task.

**`publish_decisions` 失败 failed**

- 影响 · Whom it hurts：决定已登记，同比尚未更新。Recorded, but the comparison is not yet up to date.
- 怎么办 · What to do：恢复数据库后清除本任务，重复运行结果相同。Bring the warehouse back, clear the task.
"""

from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from selfeval.errors import RuleError
from selfeval.orchestration import TASK_DEFAULTS

CONFIRM, REJECT, LATER = "是 Yes", "否 No", "暂不决定 Later"
EVENTS = {CONFIRM: "confirmed", REJECT: "rejected"}
DECIDED_WITHIN = timedelta(days=14)
PARAMETERS = {
    "year": Param(2021, type="integer", title="年度 · Fiscal year", minimum=2000, maximum=2100),
    "department": Param(None, type=["null", "string"], title="部门；空为全部 · Department, empty for all"),
    "limit": Param(20, type="integer", title="至多几个问题 · Questions at most", minimum=1, maximum=200),
}


def shown(question: dict[str, str]) -> dict[str, str]:
    """What of a question is shown to who answers it."""
    return {"subject": question["subject"], "body": question["page"]}


@dag(
    schedule=None,
    catchup=False,
    is_paused_upon_creation=False,
    params=PARAMETERS,
    doc_md=__doc__,
    tags=["selfeval", "warehouse", "沿革"],
    default_args=TASK_DEFAULTS,
)
def decide_lineage() -> None:
    """Wire the Dag."""

    @task
    def find_questions() -> list[dict[str, str]]:
        """The open questions, each with its page."""
        from selfeval.steps.decide import find_questions as find

        asked = get_current_context()["params"]
        return find(asked["year"], asked["department"] or None, asked["limit"])

    @task
    def record_answer(answered: tuple[dict[str, str], dict[str, Any]]) -> str:
        """Record who answered what."""
        from selfeval.steps.decide import record_answer as record

        question, answer = answered
        user = answer["responded_by_user"]
        try:
            return record(
                question["code"],
                event=EVENTS.get(answer["chosen_options"][0]),
                decided_by=user["name"] if user else None,
                note=answer["params_input"].get("note") or "",
                run_id=get_current_context()["dag_run"].run_id,
            )
        except RuleError as error:
            raise AirflowFailException(str(error)) from error

    @task(pool="warehouse", trigger_rule="none_failed")
    def publish_decisions() -> dict[str, object]:
        """Publish the year anew, whatever was decided."""
        from selfeval.steps.publish import publish_fiscal_year as publish

        return publish(get_current_context()["params"]["year"])

    questions = find_questions()
    decide_question = HITLOperator.partial(
        task_id="decide_question",
        options=[CONFIRM, REJECT, LATER],
        defaults=LATER,
        params={"note": Param("", type="string", title="理由 · Reason")},
        response_timeout=DECIDED_WITHIN,
    ).expand_kwargs(questions.map(shown))
    record_answer.expand(answered=questions.zip(decide_question.output)) >> publish_decisions()


decide_lineage()
