"""The command `selfeval`: arguments -> one call; what a command needs is imported when it runs."""

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from selfeval.commands import (
    counting,
    departments,
    exports,
    ingest,
    lineage,
    lists,
    receipts,
    rules,
    submissions,
    waivers,
)
from selfeval.errors import SelfevalError

app = typer.Typer(
    help="预算绩效自评表：从各式表格到同比结果 · Budget performance self-evaluations, from forms to year on year",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(receipts.app, name="receipt")
app.add_typer(rules.app, name="rules")
app.add_typer(waivers.app, name="waivers")
app.add_typer(submissions.app, name="submissions")
app.add_typer(lists.expected, name="expected")
app.add_typer(lists.classified, name="classified")
app.command()(exports.export)
app.command()(ingest.ingest)
app.add_typer(counting.app, name="counting")
app.add_typer(lineage.app, name="lineage")
app.add_typer(departments.app, name="departments")


@app.command()
def run() -> None:
    """处理样例报送并打印结果，然后停止 · Process the sample submissions on a real Airflow, print the answers, stop."""
    from selfeval.local import commands

    commands.run()


@app.command()
def up() -> None:
    """启动并保持运行 · Start Airflow and PostgreSQL, leave them running, print addresses and passwords."""
    from selfeval.local import commands

    commands.up()


@app.command()
def down() -> None:
    """停止全部 · Stop everything of this home, also what a crash left."""
    from selfeval.local import commands

    commands.down()


@app.command()
def clean(
    yes: Annotated[
        bool, typer.Option("--yes", help="连同部门报送一并删除，不再询问 · also submissions, no question")
    ] = False,
) -> None:
    """停止全部并删除运行产生的文件 · Stop all, remove the home folder; asks where submissions would be lost."""
    from selfeval.local import removal

    lost = [] if yes else removal.submissions()
    if lost and not sys.stdin.isatty():
        raise removal.refusal(lost)
    if lost:
        question = (
            f"将永久删除 {len(lost)} 份非样例报送 · {len(lost)} submissions that are not samples would be lost; remove?"
        )
        typer.confirm(question, default=False, abort=True)
    for left in removal.clean():
        typer.echo(f"保留 left alone: {left}")


@app.command()
def migrate() -> None:
    """升级数据仓库结构 · Bring the warehouse of SELFEVAL_WAREHOUSE_URL to the newest schema."""
    from selfeval.warehouse import connection
    from selfeval.warehouse.schema import migrate

    changed = migrate.migrate(connection.warehouse_url())
    typer.echo("数据仓库已升级 · migrated" if changed else "数据仓库已是最新 · already at the newest schema")


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="一条查询语句 · one statement")],
    csv: Annotated[bool, typer.Option("--csv", help="输出 CSV · print CSV")] = False,
) -> None:
    """以 bi_reader 身份查询数据仓库 · Ask the warehouse as role bi_reader."""
    from selfeval.local import commands

    commands.sql(query, as_csv=csv)


@app.command()
def dictionary() -> None:
    """打印数据字典（docs/data_dictionary.md） · Print the marts, their columns and the star."""
    from selfeval.local import scratch
    from selfeval.warehouse.schema import dictionary as page

    with scratch.warehouse():
        typer.echo(page.render(), nl=False)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="自评表文件 · submission files", exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="每个文件一行 JSON · one JSON object a line")] = False,
) -> None:
    """读表，不判断、不入库 · Read forms and show what was understood; nothing is judged or loaded."""
    from selfeval.steps import read as step

    lines = step.json_lines(files) if as_json else step.summaries(files)
    unreadable = 0
    for is_read, line in lines:
        typer.echo(line)
        unreadable += not is_read
    raise typer.Exit(1 if unreadable else 0)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="自评表文件 · submission files", exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="每个文件一行 JSON · one JSON object a line")] = False,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="另存批注件 <文件名>.annotated.xlsx · write it beside each file")
    ] = False,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", help="批注件另存为（单个文件）· write it there (one file)", dir_okay=False),
    ] = None,
) -> None:
    """报送前自查：读表、判断，不入库 · Dry run: read and judge offline; exit 0 clean, 1 findings, 2 unreadable."""
    from selfeval.answers import annotated_workbook, check_page
    from selfeval.steps.check import annotate_checked, check_files

    if workbook and len(files) > 1:
        raise typer.BadParameter(
            "只能与一个文件同用；多个文件请用 --annotate · takes one file; use --annotate for several"
        )
    if workbook and workbook.resolve() == files[0].resolve():
        raise typer.BadParameter("批注件不能覆盖原文件 · the annotated workbook must not replace the file itself")
    checked = check_files(files)
    check_page.show(checked, as_json=as_json)
    if annotate or workbook:
        targets = [workbook or annotated_workbook.place_of(file.parent, file.name) for file in files]
        for file, written in zip(files, annotate_checked(list(zip(files, checked, targets, strict=True))), strict=True):
            told = f"批注件 annotated：{written}" if written else f"没有批注件 not annotated：{file.name}"
            typer.echo(told, err=True)
    raise typer.Exit(max((file.exit_code for file in checked), default=0))


def main() -> None:
    """Run the command of the command line; an error of ours becomes two lines and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal of another encoding shows a question mark rather than a traceback.
            stream.reconfigure(errors="replace")
    try:
        app()
    except SelfevalError as error:
        sys.stderr.write(f"✗ {error.slug}\n  {error.message_zh}\n  {error.message_en}\n")
        raise SystemExit(1) from error
