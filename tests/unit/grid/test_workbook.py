from decimal import Decimal

import openpyxl
import pytest

from selfeval.grid.faults import DamagedWorkbookError
from selfeval.grid.workbook import read_workbook


def saved(tmp_path, build):
    workbook = openpyxl.Workbook()
    build(workbook.active)
    path = tmp_path / "form.xlsx"
    workbook.save(path)
    return path


def test_number_keeps_its_value_and_its_printed_text(tmp_path):
    def build(sheet):
        sheet["B2"] = 0.9952280701754386
        sheet["B2"].number_format = "0.00%"

    (sheet,) = read_workbook(saved(tmp_path, build), "form.xlsx")
    assert sheet.cells[2, 2].text == "99.52%"
    assert sheet.cells[2, 2].number == Decimal("0.995228070175439")


def test_merged_range_is_kept(tmp_path):
    def build(sheet):
        sheet["A1"] = "项目年度预算金额"
        sheet.merge_cells("A1:D1")

    (sheet,) = read_workbook(saved(tmp_path, build), "form.xlsx")
    (area,) = sheet.merged
    assert (area.top, area.left, area.bottom, area.right) == (1, 1, 1, 4)


def test_formula_never_calculated_is_shown_not_dropped(tmp_path):
    (sheet,) = read_workbook(saved(tmp_path, lambda s: s.__setitem__("A1", "=1+1")), "form.xlsx")
    assert sheet.cells[1, 1].text == "=1+1"
    assert sheet.cells[1, 1].number is None


def test_file_that_is_no_workbook_says_what_to_do(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(DamagedWorkbookError, match="另存为 xlsx"):
        read_workbook(path, "form.xlsx")
