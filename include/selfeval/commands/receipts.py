"""The commands `selfeval receipt …`: arguments → one call and a page; what a command needs is imported when it runs."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="回执 · Receipts", no_args_is_help=True)


@app.callback()
def receipt() -> None:
    """回执 · Receipts."""


@app.command()
def verify(
    receipt: Annotated[Path, typer.Argument(help="回执 · the .receipt.json file", exists=True, dir_okay=False)],
    public_key: Annotated[
        Path | None,
        typer.Option(
            "--public-key", help="财政部门公布的公钥（PEM）· the bureau's public key", exists=True, dir_okay=False
        ),
    ] = None,
    form: Annotated[
        Path | None, typer.Option("--file", help="当时报送的文件 · the file handed in", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """离线核验回执 · Verify a receipt offline: exit 0 valid, 1 altered, unknown key or another file."""
    from selfeval.answers import verdict_page
    from selfeval.answers.verification import verify as verify_receipt

    verdict = verify_receipt(receipt, verdict_page.trusted_key(public_key), form)
    verdict_page.show(verdict, form)
    raise typer.Exit(0 if verdict.is_good else 1)
