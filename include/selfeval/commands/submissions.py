"""The commands `selfeval submissions …`: accepted files that were a mistake and count no more."""

from collections.abc import Iterable
from typing import Annotated

import typer

app = typer.Typer(
    help="报送：撤回误受理的文件 · Submissions: withdraw a file that was accepted by mistake", no_args_is_help=True
)
File = Annotated[
    str,
    typer.Argument(help="文件名、SHA-256 或其开头 · file name, SHA-256 or the beginning of one", show_default=False),
]
By = Annotated[str, typer.Option(help="何人 · who says so")]
Note = Annotated[str, typer.Option(help="理由 · why")]
Publish = Annotated[bool, typer.Option("--publish", help="随即发布所涉年度的同比 · publish its years at once")]


@app.command()
def withdraw(file: File, by: By, note: Note, *, publish: Publish = False) -> None:
    """撤回已受理的文件，自此不计；不删除 · From now on an accepted file does not count; nothing is deleted."""
    from selfeval.local.opened import warehouse
    from selfeval.steps import withdraw as step

    with warehouse():
        done = step.withdraw(file, by, note)
        typer.echo(f"已撤回 withdrawn: {done.file_name} {done.submission_sha256} {done.department_name}")
        _publish(done.fiscal_years, is_wanted=publish)


@app.command()
def restore(file: File, by: By, note: Note, *, publish: Publish = False) -> None:
    """撤销撤回，如同从未撤回 · Revoke a withdrawal, as if it had never been."""
    from selfeval.local.opened import warehouse
    from selfeval.steps import withdraw as step

    with warehouse():
        done = step.restore(file, by, note)
        typer.echo(f"已恢复 restored: {done.file_name} {done.submission_sha256} {done.department_name}")
        _publish(done.fiscal_years, is_wanted=publish)


@app.command()
def withdrawn() -> None:
    """已撤回的文件、何人、何故 · Files that are withdrawn, by whom and why."""
    from selfeval.local import expanded
    from selfeval.local.opened import warehouse
    from selfeval.local.progress import console
    from selfeval.steps import withdraw as step

    with warehouse():
        rows = step.in_force()
    expanded.show(console(), step.COLUMNS, [[row[column] for column in step.COLUMNS] for row in rows])


def _publish(fiscal_years: Iterable[int], *, is_wanted: bool) -> None:
    """Publish the years that a file spoke of, or say that they wait for it."""
    from selfeval.steps.publish import publish_fiscal_year

    if not is_wanted:
        years = "、".join(map(str, fiscal_years))
        typer.echo(
            f"同比随 {years} 年度的下次发布更新；要立即发布请加 --publish · "
            f"the year on year follows with the next publication of {years}; --publish does it at once"
        )
        return
    for fiscal_year in fiscal_years:
        publish_fiscal_year(fiscal_year)
        typer.echo(f"已发布 published: {fiscal_year}")
