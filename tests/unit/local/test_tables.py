import io
from decimal import Decimal

from rich.cells import cell_len
from rich.console import Console

from selfeval.local import tables


def lines(width: int, *rows: tuple[object, ...]) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    console.print(tables.plain(["项目", "金额"], rows))
    assert isinstance(console.file, io.StringIO)
    return [line for line in console.file.getvalue().splitlines() if line.strip()]


def test_chinese_and_latin_cells_keep_the_columns_straight():
    heading, _, first, second = lines(80, ("养老服务", 1), ("IT system", 2))
    starts = {cell_len(line[: line.index(mark)]) for line, mark in ((heading, "金"), (first, "1"), (second, "2"))}
    assert len(starts) == 1


def test_no_line_is_wider_than_the_console():
    assert all(cell_len(line) <= 40 for line in lines(40, ("社区民生兜底大底单" * 9, Decimal("1.5")), (None, None)))
