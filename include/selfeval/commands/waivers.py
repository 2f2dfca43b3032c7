"""The commands `selfeval waivers …`: what was waived, and the end of it; asking and approving is Airflow's."""

from typing import Annotated

import typer

app = typer.Typer(help="豁免：查看与撤销 · Waivers: what was waived, and its end", no_args_is_help=True)
LIST = """
select waiver_code, waiver_state, rule_code, department_name, fiscal_year, project_name, asked_by, decided_by, reason,
    expires_at, covered_count, waived_count
from mart_history.waiver order by asked_at
"""


@app.command("list")
def list_waivers() -> None:
    """全部豁免及其状态 · All waivers and how they stand."""
    from selfeval.local import commands

    commands.sql(LIST, as_csv=False)


@app.command()
def revoke(
    code: Annotated[str, typer.Argument(help="豁免编号 · code of the waiver")],
    by: Annotated[str, typer.Option(help="撤销人 · who revokes it")],
    reason: Annotated[str, typer.Option(help="理由 · why")],
) -> None:
    """撤销已批准的豁免 · End an approved waiver now."""
    from selfeval.local.opened import warehouse
    from selfeval.steps.waive import revoke_waiver

    with warehouse():
        revoke_waiver(code, by, reason)
    typer.echo(f"已撤销 revoked: {code}")
