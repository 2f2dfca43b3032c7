"""Any answer -> a table where it fits the console, else one block a row with a line a column; no value is broken up."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console

from selfeval.local import tables
from selfeval.local.question import printed

UNBOUNDED = 1_000_000
"""Columns: how wide a table would like to be is asked without an edge in sight."""


def show(console: Console, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table or, where that is too wide, as blocks; a long value is left to the terminal to wrap."""
    told = list(rows)
    table = tables.plain(columns, told)
    if console.measure(table, options=console.options.update(max_width=UNBOUNDED)).maximum <= console.width:
        console.print(table)
        return
    for number, row in enumerate(told, 1):
        _line(console, f"── {number} / {len(told)} ──")
        width = max(map(cell_len, columns))
        for column, value in zip(columns, row, strict=True):
            _line(console, f"{column}:{' ' * (width - cell_len(column))} {printed(value)}".rstrip())
    if not told:
        _line(console, f"0 行 rows: {', '.join(columns)}")


def _line(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
