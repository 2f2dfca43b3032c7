import io
import re
import zipfile

import openpyxl
import pytest

from selfeval.grid.calamine import read_xlsb
from selfeval.grid.faults import DamagedWorkbookError
from selfeval.grid.workbook import read_workbook


def changed(tmp_path, part, pattern, replacement):
    """A workbook with 10 and 25% in A1 and B1, one of whose parts is written otherwise."""
    workbook = openpyxl.Workbook()
    workbook.active.append([10, 0.25])
    workbook.active["B1"].number_format = "0%"
    stream = io.BytesIO()
    workbook.save(stream)
    path = tmp_path / "form.xlsx"
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == part:
                content = re.sub(pattern, replacement, content)
            target.writestr(entry, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_number_that_two_readers_read_differently_is_told_with_both_values(tmp_path):
    path = changed(tmp_path, SHEET, rb"<v>10</v>", b"<v>10</v><v>70</v>")
    (sheet,) = read_workbook(path, "form.xlsx")
    (note,) = sheet.notes
    assert (note.slug, note.severity, note.cell) == ("readers-disagree", "warning", "Sheet!A1")
    assert {note.facts["first"], note.facts["second"]} == {"10", "70"}


def test_readers_that_agree_say_nothing(tmp_path):
    (sheet,) = read_workbook(changed(tmp_path, SHEET, rb"$^", b""), "form.xlsx")
    assert sheet.notes == []


def test_workbook_that_only_the_second_reader_opens_is_read_and_told(tmp_path):
    path = changed(tmp_path, SHEET, rb'<c r="B1" s="1"', rb'<c r="B1" s=""')
    (sheet,) = read_workbook(path, "form.xlsx")
    assert [cell.text for cell in sheet.cells.values()] == ["10", "0.25"]
    assert [(note.slug, note.severity) for note in sheet.notes] == [("second-reader", "warning")]


@pytest.mark.parametrize("name", ["form.xlsx", "form.xlsb"])
def test_damaged_workbook_is_never_left_to_the_second_reader(tmp_path, name):
    path = changed(tmp_path, SHEET, rb"<v>10</v>", b"<v>10</v>")  # stored, not deflated: the damage is a digit
    path.write_bytes(path.read_bytes().replace(b"<v>10</v>", b"<v>70</v>"))
    with pytest.raises(DamagedWorkbookError):
        (read_workbook if name.endswith("x") else read_xlsb)(path, name)


def test_cell_in_the_last_corner_is_read_without_a_second_opinion(tmp_path):
    path = changed(tmp_path, SHEET, rb'<c r="B1"', b'<c r="XFD1"')
    (sheet,) = read_workbook(path, "form.xlsx")
    assert sheet.cells[1, 16384].text == "25%"
    corner = changed(tmp_path, SHEET, rb"</row>", b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    (sheet,) = read_workbook(corner, "form.xlsx")
    assert sheet.cells[1048576, 16384].text == "1" and sheet.notes == []


def test_value_kept_of_another_workbook_is_read_as_printed(tmp_path):
    path = changed(tmp_path, SHEET, rb"<v>10</v>", b"<f>[1]Sheet1!$A$1</f><v>10</v>")
    (sheet,) = read_workbook(path, "form.xlsx")
    assert (sheet.cells[1, 1].text, sheet.notes) == ("10", [])


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A"])
def test_error_cell_stays_a_cell(tmp_path, error):
    path = changed(tmp_path, SHEET, rb'<c r="A1"[^>]*><v>10</v>', f'<c r="A1" t="e"><v>{error}</v>'.encode())
    (sheet,) = read_workbook(path, "form.xlsx")
    assert (sheet.cells[1, 1].text, sheet.cells[1, 1].number, sheet.notes) == (error, None, [])
