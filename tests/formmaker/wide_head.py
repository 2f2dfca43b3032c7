"""What stands above the projects of a wide form: title, department, unit, and one to four rows of headings."""

from formmaker.pen import Pen
from formmaker.wide_columns import Column, WideLook


def write_head(pen: Pen, look: WideLook, row: int) -> int:
    """Write everything above the projects from row `row` on; the next free row."""
    row = _masthead(pen, look, row)
    _headings(pen, look, row)
    return row + look.heading_rows


def _masthead(pen: Pen, look: WideLook, row: int) -> int:
    subject = pen.subject
    title = f"{subject.fiscal_year}年度{subject.department}部门预算项目绩效自评表"
    pen.put(row, 1, title, across=len(look.columns))
    pen.begin("wide", title, department=subject.department)
    if look.unit_place == "heading":
        return row + 1
    if look.unit_place == "behind":
        pen.put(row + 1, 1, f"填报单位：{subject.department}")
        pen.put(row + 1, len(look.columns), f"单位：{subject.amount_unit}")
    else:
        pen.put(row + 1, 1, f"单位：{subject.amount_unit}", across=len(look.columns))
    return row + 2


def _headings(pen: Pen, look: WideLook, top: int) -> None:
    """Each heading over the columns that share it and what stands above it, the lowest down to the last row."""
    for depth in range(look.heading_rows):
        start = 0
        while start < len(look.columns):
            headings = look.columns[start].headings
            end = start + 1
            while end < len(look.columns) and look.columns[end].headings[: depth + 1] == headings[: depth + 1]:
                end += 1
            if depth < len(headings):
                down = look.heading_rows - depth if depth == len(headings) - 1 else 1
                text = _with_unit(pen, look, look.columns[start], headings[depth])
                across, down = (end - start, down) if look.is_merged else (1, 1)
                pen.put(top + depth, start + 1, text, across=across, down=down)
            start = end


def _with_unit(pen: Pen, look: WideLook, column: Column, text: str) -> str:
    """`全年预算数（万元）`: on the total's own heading, where the unit stands nowhere else."""
    is_measure = column.what == "amount" and column.key[1] == "total" and text not in ("合计", "资金情况")
    return f"{text}（{pen.subject.amount_unit}）" if is_measure and look.unit_place == "heading" else text
