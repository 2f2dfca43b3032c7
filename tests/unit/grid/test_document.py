import docx
import pytest
from docx.oxml import OxmlElement

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


def test_nested_table_is_found_in_any_cell(tmp_path):
    document = docx.Document()
    outer = document.add_table(3, 3)
    for cell in outer._cells:
        cell.text = "x"
    outer.cell(1, 1).add_table(1, 1).cell(0, 0).text = "80"
    document.save(tmp_path / "form.docx")
    assert len(read_document(tmp_path / "form.docx", "form.docx")) == 2


def test_tracked_insertion_is_read_and_deletion_is_gone(tmp_path):
    document = docx.Document()
    paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    for text, change in (("8", None), ("5", "w:ins"), ("9", "w:del")):
        run = paragraph.add_run(text)._r
        if change:
            wrapper = OxmlElement(change)
            run.addprevious(wrapper)
            wrapper.append(run)
    document.save(tmp_path / "form.docx")
    (sheet,) = read_document(tmp_path / "form.docx", "form.docx")
    assert sheet.cells[1, 1].text == "85"


def test_file_that_is_no_document_says_what_to_do(tmp_path):
    (tmp_path / "form.docx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(DamagedDocumentError, match="另存"):
        read_document(tmp_path / "form.docx", "form.docx")
