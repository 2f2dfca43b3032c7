import io
from decimal import Decimal

from rich.cells import cell_len
from rich.console import Console

from selfeval.local import expanded

COLUMNS = ["project_name", "yuan_amount"]


def shown(width: int, columns: list[str], *rows: tuple[object, ...]) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    expanded.show(console, columns, rows)
    assert isinstance(console.file, io.StringIO)
    return [line for line in console.file.getvalue().splitlines() if line.strip()]


def test_what_fits_is_a_table():
    heading, _, row = shown(40, COLUMNS, ("养老服务", 1))
    assert heading.split() == COLUMNS
    assert row.split() == ["养老服务", "1"]


def test_what_does_not_fit_is_one_block_a_row_with_whole_values():
    long = "社区民生兜底大底单" * 9
    assert shown(40, COLUMNS, (long, 1), (None, 2)) == [
        "── 1 / 2 ──",
        f"project_name: {long}",
        "yuan_amount:  1",
        "── 2 / 2 ──",
        "project_name:",
        "yuan_amount:  2",
    ]


def test_many_columns_are_not_squeezed_into_fragments():
    columns = [f"column_number_{number}" for number in range(30)]
    lines = shown(120, columns, tuple(f"value_{number}" for number in range(30)))
    assert len(lines) == 31
    assert all(cell_len(line) <= 120 for line in lines)


def test_no_row_of_many_columns_is_said():
    assert shown(20, COLUMNS) == ["0 行 rows: project_name, yuan_amount"]


def test_brackets_are_values_and_no_styles():
    assert shown(80, ["message"], ("[red]甲[/red]",))[-1].strip() == "[red]甲[/red]"


def test_amount_of_nothing_shows_no_exponent():
    assert shown(40, ["yuan", "wan"], (Decimal("1800000"), Decimal("0E-24")))[-1].split() == [
        "1800000",
        f"0.{'0' * 24}",
    ]
