"""The commands `selfeval lineage …`: what is asked about projects' lineage, and what persons decide."""

from typing import Annotated

import typer

app = typer.Typer(
    help="项目沿革：待确认的问题与人工决定 · Lineage: open questions and persons' decisions", no_args_is_help=True
)
LIST = """
select question_code, fiscal_year, question_state, lineage_kind, prior_project_name, project_name, confidence_ratio,
    evidence_zh, decided_by
from mart_history.lineage_question {where}
order by fiscal_year, question_state <> 'open', confidence_ratio desc, question_code
"""
Code = Annotated[str, typer.Argument(help="问题编号，或沿革组编号 · code of the question, or a lineage_code")]
By = Annotated[str, typer.Option(help="由谁决定 · who decides")]
Reason = Annotated[str, typer.Option(help="理由 · why")]


@app.command("list")
def list_questions(
    *,
    year: Annotated[int | None, typer.Option(help="年度 · fiscal year")] = None,
    everything: Annotated[bool, typer.Option("--all", help="包括已决定的 · decided ones too")] = False,
) -> None:
    """待确认的问题 · Questions that wait for a person."""
    from selfeval.local import commands

    wanted = [] if everything else ["question_state = 'open'"]
    wanted += [] if year is None else [f"fiscal_year = {year}"]
    commands.sql(LIST.format(where=f"where {' and '.join(wanted)}" if wanted else ""), as_csv=False)


@app.command()
def confirm(code: Code, by: By, reason: Reason) -> None:
    """确认：是同一项目，或确有拆分、合并、划转 · They belong together as asked."""
    _decide(code, "confirmed", by, reason)


@app.command()
def reject(code: Code, by: By, reason: Reason) -> None:
    """否认：不是，不再自动对应也不再提问 · They do not; neither linked nor asked again."""
    _decide(code, "rejected", by, reason)


@app.command()
def revoke(code: Code, by: By, reason: Reason) -> None:
    """撤销决定，恢复为自动判断 · Take a decision back; the evidence decides again."""
    _decide(code, "revoked", by, reason)


@app.command()
def tell(
    kind: Annotated[
        str, typer.Argument(help="renamed 更名、split 拆分、merged 合并、moved 划转、same 延续、ended 终止")
    ],
    year: Annotated[int, typer.Option(help="本年度 · the later fiscal year")],
    department: Annotated[str, typer.Option(help="部门 · department")],
    prior: Annotated[list[str], typer.Option(help="上年项目名称或编码，可多个 · last year's projects")],
    by: By,
    reason: Reason,
    current: Annotated[
        list[str] | None,
        typer.Option(help="本年项目名称或编码，可多个；终止不填 · this year's projects; none for ended"),
    ] = None,
    prior_department: Annotated[str | None, typer.Option(help="上年部门，不同时填 · its department before")] = None,
) -> None:
    """告知未被发现的沿革 · Tell what became of projects where nothing was found."""
    from selfeval.local.opened import warehouse
    from selfeval.steps.decide import record_lineage
    from selfeval.warehouse.decisions.replies import KnownLineage

    known = KnownLineage(kind, year, department, prior_department or department, tuple(prior), tuple(current or ()))
    with warehouse():
        code = record_lineage(known, by, reason)
    typer.echo(f"已登记并重新发布 recorded and published: {code} {kind}")


def _decide(code: str, event: str, by: str, reason: str) -> None:
    from selfeval.local.opened import warehouse
    from selfeval.steps.decide import decide

    with warehouse():
        decided = decide(code, event, by, reason, f"selfeval lineage {event}")
    typer.echo(f"已登记并重新发布 recorded and published: {decided} {event}")
