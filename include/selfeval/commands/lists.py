"""The commands `selfeval expected …` and `selfeval classified …`: a file → the list in force, and what changed."""

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[
    Path | None,
    typer.Argument(help="清单（CSV UTF-8）；不写则取环境变量所指 · the list; default: the setting's", dir_okay=False),
]
Empty = Annotated[bool, typer.Option("--empty", help="清单可以为空 · the list may hold nothing")]
expected = typer.Typer(help="应报清单 · Who owes a form, and by when", no_args_is_help=True)
classified = typer.Typer(help="涉密清单 · What is classified and never published", no_args_is_help=True)


@expected.callback()
def about_expected() -> None:
    """应报清单 · Who owes a form, and by when."""


@classified.callback()
def about_classified() -> None:
    """涉密清单 · What is classified and never published."""


@expected.command("import")
def import_expected(
    file: File = None,
    projects: Annotated[
        bool, typer.Option("--projects", help="应报项目清单，而非部门 · the list of projects, not of departments")
    ] = False,
    *,
    empty: Empty = False,
) -> None:
    """导入应报部门（或项目）清单，整份取代前一份 · Import who owes a form; replaces the last list."""
    _import("expected_project" if projects else "expected_department", file, empty)


@classified.command("import")
def import_classified(file: File = None, *, empty: Empty = False) -> None:
    """导入涉密清单，整份取代前一份 · Import the list of what is classified; replaces the last."""
    _import("classified_item", file, empty)


def _import(kind: str, file: Path | None, empty: bool) -> None:
    from selfeval.local.opened import warehouse
    from selfeval.steps.keep_list import import_list

    with warehouse():
        done = import_list(kind, file, may_be_empty=empty)
    if done.is_new:
        typer.echo(
            f"已导入 {done.row_count} 行：新增或改动 {done.added_count}，不再有 {done.gone_count} · "
            f"imported {done.row_count} rows: {done.added_count} new or changed, {done.gone_count} gone"
        )
    else:
        typer.echo(f"与现行清单相同，共 {done.row_count} 行 · this list is in force already")
