"""
### 审批豁免 · Approve a waiver

由人触发：请求暂不追究某规则在某部门、年度（某项目，或全部项目）的发现，写明理由与失效日期。运行登记申请，停在
`decide_waiver` 等人审批（界面 Required Actions），再登记由谁决定。发现仍在，标为 waived，回执、批注件与集市单列其数；
批准后有关文件重新答复，原回执存于 `earlier/`。
原文改变或到期即失效。申请人不能批准自己的申请。撤销用 `selfeval waivers revoke`。

Triggered by a person: to tolerate for now what a rule found in a department and year, of one project or of all, with
a reason and a last day. The run records the request, waits at `decide_waiver` for a person (Required Actions in the
UI), and records who decided. The finding stays, marked waived; receipt, workbook and marts count it apart; the file
is answered again, and the receipt before it stays in `earlier/`. Once what is printed changes, or time runs out, the
waiver covers it no more. Who asks cannot approve. `selfeval waivers revoke` ends one.

#### 出了问题怎么办 · Triage

**`request_waiver` 失败 failed**

- 影响 · Whom it hurts：申请未登记，什么都没有改变。Nothing was asked for, nothing changed.
- 怎么办 · What to do：日志末行写明缺什么（规则、部门、项目、日期）；改正参数后重新触发。
  数据库连不上的，恢复后清除重跑。
  The log's last line says what is missing: trigger it again with it. Where the warehouse was down, clear the task.

**`decide_waiver` 等待或失败 waiting or failed**

- 影响 · Whom it hurts：申请待批，发现照常计为未改。The request waits; its findings count as open.
- 怎么办 · What to do：在 Required Actions 中批准或驳回；十四天无人处理即驳回。失败的清除后重新审批。
  Approve or reject it in Required Actions; after fourteen days it is rejected. Where it failed, clear it.
- 刚出现便答复的，Airflow 可能再问一次（第二次尝试），再答一次即可。
  An answer within seconds of the question may be asked for once more (second try): answer again.

**`record_decision` 失败 failed**

- 影响 · Whom it hurts：已作决定而未登记，豁免未生效。Decided but not recorded: the waiver does not hold.
- 怎么办 · What to do：多为数据库连不上，恢复后清除本任务。
  Mostly the warehouse being down: bring it back, clear the task.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from selfeval.errors import RuleError
from selfeval.orchestration import TASK_DEFAULTS

APPROVE, REJECT = "批准 Approve", "驳回 Reject"
DECIDED_WITHIN = timedelta(days=14)
PARAMETERS = {
    "rule": Param("", type="string", title="规则编号 · Rule", minLength=1),
    "department": Param("", type="string", title="部门 · Department", minLength=1),
    "project": Param(None, type=["null", "string"], title="项目名称或编码；空为全部 · Project, empty for all"),
    "year": Param(2021, type="integer", title="年度 · Fiscal year", minimum=2000, maximum=2100),
    "reason": Param("", type="string", title="理由 · Reason", minLength=1),
    "expiry": Param("", type="string", format="date", title="失效日期 · Last day"),
    "asked_by": Param(None, type=["null", "string"], title="申请人；空为触发者 · Who asks, empty for who triggers"),
}


@contextmanager
def told_once() -> Iterator[None]:
    """A request that cannot be granted fails at once: trying again would not change it."""
    try:
        yield
    except RuleError as error:
        raise AirflowFailException(str(error)) from error


@dag(
    schedule=None,
    catchup=False,
    is_paused_upon_creation=False,
    params=PARAMETERS,
    doc_md=__doc__,
    tags=["selfeval", "quality", "豁免"],
    default_args=TASK_DEFAULTS,
)
def approve_waiver() -> None:
    """Wire the Dag."""

    @task
    def request_waiver() -> dict[str, str]:
        """Record what is asked for, with the findings that stand now."""
        from selfeval.steps.waive import request_waiver as request

        context = get_current_context()
        run = context["dag_run"]
        with told_once():
            return request(context["params"], run.run_id, run.triggering_user_name)

    @task
    def record_decision(request: dict[str, str], decision: dict[str, Any]) -> str:
        """Record who decided what."""
        from selfeval.steps.waive import record_decision as record

        user = decision["responded_by_user"]
        with told_once():
            return record(
                request["waiver_code"],
                is_approved=decision["chosen_options"] == [APPROVE],
                decided_by=user["name"] if user else None,
                note=decision["params_input"].get("note") or "",
                run_id=get_current_context()["dag_run"].run_id,
            )

    requested = request_waiver()
    decide_waiver = HITLOperator(
        task_id="decide_waiver",
        subject="豁免审批 · Waiver {{ ti.xcom_pull(task_ids='request_waiver')['waiver_code'] }}",
        body="{{ ti.xcom_pull(task_ids='request_waiver')['page'] }}",
        options=[APPROVE, REJECT],
        defaults=REJECT,
        params={"note": Param("", type="string", title="审批意见 · Note")},
        response_timeout=DECIDED_WITHIN,
    )
    requested >> decide_waiver
    record_decision(requested, decide_waiver.output)  # type: ignore[arg-type]  # outputs, when it runs


approve_waiver()
