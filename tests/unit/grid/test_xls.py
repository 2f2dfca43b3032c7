from decimal import Decimal

import pytest
import xlwt

from selfeval.grid.faults import DamagedWorkbookError
from selfeval.grid.xls import read_xls


def test_number_prints_under_its_format_and_merges_are_kept(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("自评表")
    sheet.write_merge(0, 0, 0, 3, "项目支出绩效自评表")
    sheet.write(1, 0, 0.9, xlwt.easyxf(num_format_str="0%"))
    sheet.write(1, 1, 61.8)
    book.save(str(tmp_path / "form.xls"))
    (read,) = read_xls(tmp_path / "form.xls", "form.xls")
    assert (read.cells[2, 1].text, read.cells[2, 1].number) == ("90%", Decimal("0.9"))
    assert read.cells[2, 2].text == "61.8"
    assert [(a.top, a.left, a.bottom, a.right) for a in read.merged] == [(1, 1, 1, 4)]


def test_file_that_is_no_workbook_says_what_to_do(tmp_path):
    (tmp_path / "form.xls").write_bytes(b"\xd0\xcf\x11\xe0 broken")
    with pytest.raises(DamagedWorkbookError, match="另存为 xlsx"):
        read_xls(tmp_path / "form.xls", "form.xls")
