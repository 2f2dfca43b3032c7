"""The command `selfeval export`: arguments → one call and a page; what it needs is imported when it runs."""

from pathlib import Path
from typing import Annotated

import typer


def export(
    year: Annotated[int, typer.Option("--year", help="年度 · fiscal year")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="写入的目录，不覆盖 · folder, never overwritten", file_okay=False),
    ] = None,
) -> None:
    """导出一个年度供公开：Parquet、CSV 与校验和，涉密事项除外 · Write a year of the marts for publication."""
    from selfeval.local.opened import warehouse
    from selfeval.steps.export import export_fiscal_year

    with warehouse():
        done = export_fiscal_year(year, out)
    for mart in done.manifest["marts"]:
        typer.echo(f"  {mart['view']}: {mart['row_count']} 行 rows，{mart['withheld_row_count']} 行不公开 withheld")
    for view, reason in done.manifest["not_published"].items():
        typer.echo(f"  {view}: 不公开 not published（{reason['zh']} · {reason['en']}）")
    classified = done.manifest["classified"]
    if classified["is_listed"]:
        typer.echo(
            f"涉密 classified：{classified['department_count']} 个部门 departments，"
            f"{classified['project_count']} 个项目 projects"
        )
    else:
        typer.echo("未导入涉密清单，未扣留任何事项 · no list of classified items was imported: nothing is withheld")
    if done.unknown_departments:
        typer.echo(
            "涉密清单中从未报送的部门，请核对名称 · classified departments that never handed in, check their names: "
            + "、".join(done.unknown_departments)
        )
    typer.echo(f"已写入 written: {done.folder}")
