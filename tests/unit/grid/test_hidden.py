import zipfile

import openpyxl
import xlwt

from selfeval.grid.files import open_grid


def test_hidden_rows_columns_and_sheets_are_read_and_told_with_their_places(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in range(1, 6):
        sheet.append([f"{column}{row}" for column in "ABCD"])
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("C", "D", hidden=True)
    other = workbook.create_sheet("字典")
    other["A1"], other.sheet_state = "选项", "veryHidden"
    workbook.save(tmp_path / "form.xlsx")
    grid = open_grid(tmp_path / "form.xlsx", "form.xlsx")
    assert sum(len(sheet.cells) for sheet in grid.sheets) == 21
    assert [
        (note.slug, note.severity, note.cell, note.facts["count"], note.facts["places"]) for note in grid.notes
    ] == [
        ("hidden-cells", "info", "Sheet!C1", 14, "Sheet!2:3、Sheet!C:D"),
        ("hidden-cells", "info", "字典!A1", 1, "字典"),
    ]


def test_hidden_places_of_an_old_workbook_are_told(tmp_path):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Sheet1")
    for row in range(3):
        sheet.write(row, 0, "甲")
    sheet.row(1).hidden = True
    workbook.save(str(tmp_path / "form.xls"))
    (note,) = open_grid(tmp_path / "form.xls", "form.xls").notes
    assert (note.slug, note.facts["places"]) == ("hidden-cells", "Sheet1!2:2")


def test_hidden_place_without_content_is_not_told(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "甲"
    workbook.active.column_dimensions["H"].hidden = True
    workbook.save(tmp_path / "form.xlsx")
    assert open_grid(tmp_path / "form.xlsx", "form.xlsx").notes == []


def test_hidden_places_of_an_open_document_are_told(tmp_path):
    office = "urn:oasis:names:tc:opendocument:xmlns"
    cell = "<t:table-cell><x:p>甲</x:p></t:table-cell>"
    row = f"<t:table-row>{cell * 3}</t:table-row>"
    hidden = row.replace("<t:table-row>", '<t:table-row t:visibility="filter">')
    with zipfile.ZipFile(tmp_path / "form.ods", "w") as archive:
        archive.writestr(
            "content.xml",
            f'<a xmlns:t="{office}:table:1.0" xmlns:x="{office}:text:1.0"><t:table t:name="表">'
            '<t:table-column t:number-columns-repeated="2"/><t:table-column t:visibility="collapse"/>'
            f"{row}{hidden}</t:table></a>",
        )
    (note,) = open_grid(tmp_path / "form.ods", "form.ods").notes
    assert (note.facts["count"], note.facts["places"]) == (4, "表!2:2、表!C:C")
