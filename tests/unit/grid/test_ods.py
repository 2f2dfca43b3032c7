import zipfile
from decimal import Decimal

import pytest

from selfeval.grid.faults import DamagedWorkbookError, TooLargeError
from selfeval.grid.ods import read_ods

NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)


def saved(tmp_path, rows):
    path = tmp_path / "form.ods"
    body = f'<office:document-content {NAMESPACES}><table:table table:name="表">{rows}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f"<?xml version='1.0'?>{body}</office:document-content>")
    return path


def test_cell_shows_its_text_and_keeps_its_number(tmp_path):
    rows = (
        "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='16384'/>"
        "</table:table-row><table:table-row><table:table-cell/><table:table-cell office:value-type='percentage' "
        "office:value='0.9952280701754' table:number-columns-spanned='2'><text:p>99.52%</text:p></table:table-cell>"
        "</table:table-row>"
    )
    (sheet,) = read_ods(saved(tmp_path, rows), "form.ods")
    assert sheet.name == "表"
    assert (sheet.cells[4, 2].text, sheet.cells[4, 2].number) == ("99.52%", Decimal("0.9952280701754"))
    assert [(a.top, a.left, a.bottom, a.right) for a in sheet.merged] == [(4, 2, 4, 3)]


def test_repetition_without_end_is_refused_at_once(tmp_path):
    rows = (
        "<table:table-row table:number-rows-repeated='1048576'><table:table-cell "
        "table:number-columns-repeated='16384'><text:p>1</text:p></table:table-cell></table:table-row>"
    )
    with pytest.raises(TooLargeError):
        read_ods(saved(tmp_path, rows), "form.ods")


def test_external_entity_is_not_resolved(tmp_path):
    path = tmp_path / "form.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    assert read_ods(path, "form.ods") == []


def test_file_that_is_no_spreadsheet_says_what_to_do(tmp_path):
    (tmp_path / "form.ods").write_bytes(b"PK broken")
    with pytest.raises(DamagedWorkbookError, match="另存为 xlsx"):
        read_ods(tmp_path / "form.ods", "form.ods")
