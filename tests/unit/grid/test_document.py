import docx
import pytest

from selfeval.grid.document import read_document
from selfeval.grid.faults import DamagedDocumentError


def test_merged_cell_has_its_first_place_and_its_extent(tmp_path):
    document = docx.Document()
    document.add_paragraph("部门整体支出绩效自评表")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目资金"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "全年预算数"
    table.cell(1, 2).text = "5"
    document.save(tmp_path / "form.docx")
    (sheet,) = read_document(tmp_path / "form.docx", "form.docx")
    assert sheet.above == ["部门整体支出绩效自评表"]
    assert {place: cell.text for place, cell in sheet.cells.items()} == {
        (1, 1): "项目资金",
        (1, 2): "全年预算数",
        (2, 3): "5",
    }
    assert sorted((a.top, a.left, a.bottom, a.right) for a in sheet.merged) == [(1, 1, 2, 1), (1, 2, 1, 3)]


def test_nested_table_is_a_table_of_its_own(tmp_path):
    document = docx.Document()
    outer = document.add_table(1, 1)
    outer.cell(0, 0).add_table(1, 1).cell(0, 0).text = "甲"
    document.save(tmp_path / "form.docx")
    sheets = read_document(tmp_path / "form.docx", "form.docx")
    assert [[cell.text for cell in sheet.cells.values()] for sheet in sheets] == [[], ["甲"]]


def test_file_that_is_no_document_says_what_to_do(tmp_path):
    (tmp_path / "form.docx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(DamagedDocumentError, match="另存"):
        read_document(tmp_path / "form.docx", "form.docx")
