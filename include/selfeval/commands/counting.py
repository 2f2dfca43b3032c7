"""The commands `selfeval counting …`: what is asked about what counts within a year, and what persons decide."""

from typing import Annotated

import typer

from selfeval.commands import lineage

app = typer.Typer(
    help="计入：同一项目重复报送、更正遗漏等待确认的问题 · What counts: open questions and persons' decisions",
    no_args_is_help=True,
)
LIST = """
select question_code, fiscal_year, question_state, question_title, department_name, project_name, evidence_zh,
    decided_by
from mart_history.counting_question {where}
order by fiscal_year, question_state <> 'open', department_name, question_code
"""


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


app.command()(lineage.confirm)
app.command()(lineage.reject)
app.command()(lineage.revoke)
