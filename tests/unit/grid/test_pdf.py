import pytest
from fpdf import FPDF

from selfeval.grid.faults import DamagedDocumentError, PasswordProtectedError, ScannedDocumentError
from selfeval.grid.pdf import read_pdf


def page() -> FPDF:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    return pdf


def test_ruled_table_becomes_cells_and_a_cell_over_a_rule_is_merged(tmp_path):
    pdf = page()
    pdf.cell(40, 8, "2022", new_x="LMARGIN", new_y="NEXT")
    with pdf.table(width=120) as table:
        row = table.row()
        row.cell("budget", colspan=2)
        row.cell("rate")
        table.row(["20000.00", "9,034", "45.17%"])
    pdf.output(str(tmp_path / "form.pdf"))
    (sheet,) = read_pdf(tmp_path / "form.pdf", "form.pdf")
    assert sheet.above == ["2022"]
    assert {place: cell.text for place, cell in sheet.cells.items()} == {
        (1, 1): "budget",
        (1, 3): "rate",
        (2, 1): "20000.00",
        (2, 2): "9,034",
        (2, 3): "45.17%",
    }
    assert [(a.top, a.left, a.bottom, a.right) for a in sheet.merged] == [(1, 1, 1, 2)]


def test_page_without_text_is_told_as_a_scan(tmp_path):
    page().output(str(tmp_path / "form.pdf"))
    with pytest.raises(ScannedDocumentError, match="扫描件"):
        read_pdf(tmp_path / "form.pdf", "form.pdf")


def test_file_that_is_no_pdf_says_what_to_do(tmp_path):
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises((DamagedDocumentError, ScannedDocumentError)):
        read_pdf(tmp_path / "form.pdf", "form.pdf")


def test_pdf_with_a_password_is_told_as_such(tmp_path):
    pdf = page()
    words = "owner", "user"
    pdf.set_encryption(*words)
    pdf.output(str(tmp_path / "form.pdf"))
    with pytest.raises(PasswordProtectedError, match="取消密码"):
        read_pdf(tmp_path / "form.pdf", "form.pdf")
