"""The commands `selfeval departments …`: departments that took another's place, suspected or told by a person."""

from typing import Annotated

import typer

from selfeval.commands.lineage import By, Reason

app = typer.Typer(
    help="部门变更：更名、合并、拆分、划转 · Departments renamed, merged, split or moved",
    no_args_is_help=True,
)
LIST = """
select *
from (
    select change_code, fiscal_year, question_state, change_kind, prior_department_name, department_name,
        confidence_ratio, evidence_zh, decided_by
    from mart_history.department_question
    union all
    select question_code, fiscal_year, question_state, 'same', department_name, project_name, null, evidence_zh,
        decided_by
    from mart_history.counting_question
    where question_kind = 'department'
) as question
order by fiscal_year, question_state <> 'open', prior_department_name, department_name
"""
Code = Annotated[str, typer.Argument(help="部门变更编号 · code of the change")]


@app.command("list")
def list_changes() -> None:
    """全部部门变更及其现状 · All changes and how they stand."""
    from selfeval.local import commands

    commands.sql(LIST, as_csv=False)


@app.command()
def tell(
    before: Annotated[str, typer.Argument(help="原部门 · the department before")],
    since: Annotated[str, typer.Argument(help="新部门 · the department since")],
    year: Annotated[int, typer.Option(help="新部门首个年度 · first fiscal year of the new one")],
    by: By,
    reason: Reason,
    kind: Annotated[str, typer.Option(help="renamed 更名、merged 合并、split 拆分、moved 划转")] = "renamed",
) -> None:
    """告知部门变更 · Tell that a department became another one."""
    from selfeval.local.opened import warehouse
    from selfeval.steps.decide import record_change

    with warehouse():
        code = record_change(kind, before, since, year, by, reason)
    typer.echo(f"已登记并重新发布 recorded and published: {code} {kind}")


@app.command()
def confirm(code: Code, by: By, reason: Reason) -> None:
    """确认疑似的变更 · The suspected change is one."""
    _decide(code, "confirmed", by, reason)


@app.command()
def reject(code: Code, by: By, reason: Reason) -> None:
    """否认疑似的变更 · It is none."""
    _decide(code, "rejected", by, reason)


@app.command()
def revoke(code: Code, by: By, reason: Reason) -> None:
    """撤销决定 · Take a decision back."""
    _decide(code, "revoked", by, reason)


def _decide(code: str, event: str, by: str, reason: str) -> None:
    from selfeval.local.opened import warehouse
    from selfeval.steps.decide import decide

    with warehouse():
        decide(code, event, by, reason, f"selfeval departments {event}")
    typer.echo(f"已登记并重新发布 recorded and published: {code} {event}")
