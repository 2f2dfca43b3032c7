"""The commands `selfeval rules …`: arguments → one call and a page; what a command needs is imported when it runs."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="规则：查看与试行 · Rules: what they are, and what a change to one would do", no_args_is_help=True
)


@app.command("list")
def list_rules() -> None:
    """列出全部规则 · All rules with stage, severity and title."""
    from selfeval import paths
    from selfeval.commands import rule_pages
    from selfeval.quality.rules import register, rule_set_version

    rules = register(paths.rule_suites())
    rule_pages.show_list(rules, rule_set_version(rules))


@app.command()
def show(code: Annotated[str, typer.Argument(help="规则编号 · code, such as SE-A01")]) -> None:
    """一条规则的全部内容 · Everything of one rule, in words."""
    from selfeval.commands import rule_pages
    from selfeval.steps.replay import find_rule

    rule_pages.show_rule(find_rule(code))


@app.command()
def docs() -> None:
    """打印全部规则（docs/rules.md） · Print every rule with its thresholds, example and basis: docs/rules.md."""
    from selfeval import paths
    from selfeval.quality import rule_book
    from selfeval.quality.rules import register

    typer.echo(rule_book.render(register(paths.rule_suites())), nl=False)


@app.command()
def replay(
    rule: Annotated[
        Path | None, typer.Option(help="规则文件 · a file of rules, new or edited", exists=True, dir_okay=False)
    ] = None,
    code: Annotated[str | None, typer.Option(help="规则编号 · code of a rule")] = None,
) -> None:
    """用一条规则重判全部存档，不写入 · Judge all archived forms by one rule; says who would newly fail or pass."""
    from selfeval.commands import rule_pages
    from selfeval.local.opened import warehouse
    from selfeval.steps.replay import find_rule, replay_rule

    if rule is None and code is None:
        raise typer.BadParameter("请给出 --code 或 --rule · give --code or --rule")
    chosen = find_rule(code, rule)
    with warehouse():
        rule_pages.show_replay(chosen, replay_rule(chosen))
