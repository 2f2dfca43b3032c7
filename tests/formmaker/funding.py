"""A project's money to the rows of a card's funding table: the total, and below it each source of the layout."""

from collections.abc import Sequence

from formmaker.content import MadeProject
from formmaker.pen import Pen

Columns = dict[str, int]
"""Column of each measure that the layout prints."""


def write_funding(
    pen: Pen, made: MadeProject, top: int, columns: Columns, rows: Sequence[tuple[str, str]], label: tuple[int, int],
    *, empty: str = "", spans: dict[str, int] | None = None,
) -> int:  # fmt: skip
    """Write `rows` of (source, label) from row `top` on, their labels at `label` (column, across); the next free row.

    A source that takes no part prints `empty`: nothing, a mark or `0`.
    """
    for row, (source, words) in enumerate(rows, start=top):
        pen.put(row, label[0], words, across=label[1])
        for measure, column in columns.items():
            value = made.amounts.get((measure, source))
            across = (spans or {}).get(measure, 1)
            if value is not None:
                pen.amount(row, column, measure, source, value, across)
            elif empty == "0":
                pen.amount(row, column, measure, source, made.amounts["budget", "total"] * 0, across)
            else:
                pen.put(row, column, empty, across=across)
    return top + len(rows)
