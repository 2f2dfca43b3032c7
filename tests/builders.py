"""Small inputs for tests, written so that the mess can be seen."""

from decimal import Decimal

from selfeval.sheet import Cell, Range, Sheet


def sheet(text: str, *, merged: tuple[tuple[int, int, int, int], ...] = (), name: str = "Table1") -> Sheet:
    """A sheet from lines of cells parted by `|`; a blank between two bars is a blank cell."""
    built = Sheet(name, merged=[Range(*corners) for corners in merged])
    for row, line in enumerate(text.strip("\n").splitlines(), start=1):
        for column, value in enumerate(row_of(line), start=1):
            if value:
                built.cells[row, column] = Cell(row, column, value.text)
    return built


def row_of(line: str) -> list[Cell | None]:
    """The cells of one line parted by `|`, without blanks at the end."""
    texts = [text.strip() for text in line.split("|")]
    while texts and not texts[-1]:
        texts.pop()
    return [Cell(1, column, text) if text else None for column, text in enumerate(texts, start=1)]


def stored(row: int, column: int, number: str, printed: str) -> Cell:
    """A cell in which a workbook stores a number that it prints otherwise."""
    return Cell(row, column, printed, Decimal(number))


HEADINGS = """
2021年度民政局部门预算项目绩效自评表
单位：万元
序号|部门名称|项目名称|项目年度预算金额||||实际支出金额||||预算支出执行率|年初绩效目标|绩效目标整体完成情况|产出指标||||效益指标||满意度指标||项目执行中存在的问题|整改情况
|||合计|其中：财政拨款||非财政资金|合计|其中：财政拨款||非财政资金||||数量指标||成本指标||社会效益指标||服务对象满意度指标||||
||||一般公共预算|政府性基金|||一般公共预算|政府性基金|||||年度指标内容|完成情况|年度指标内容|完成情况|年度指标内容|完成情况|年度指标内容|完成情况||
""".strip("\n")
"""Title, unit and three heading rows of a small wide form without merges; data begin in row 6."""


def wide(*rows: str) -> Sheet:
    """A small wide form with the given project rows."""
    return sheet("\n".join([HEADINGS, *rows]))
