"""What hides in a container: passwords, entities, macros, pictures; hostile ones are told, never followed."""

import io
import zipfile

import docx
import openpyxl
import pytest

from selfeval.grid.faults import (
    BlankFileError,
    DamagedDocumentError,
    DamagedWorkbookError,
    EmptyFileError,
    EntitiesError,
    PasswordProtectedError,
    PictureError,
)
from selfeval.grid.files import open_grid
from selfeval.steps.reading_workers import read_files

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "预算">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a9 SYSTEM "file://{secret}">]>'
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table>'
    "<table:table-row><table:table-cell><text:p>&a9;</text:p></table:table-cell></table:table-row>"
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def office(kind: str) -> bytes:
    """A small office file with the text MARK in it."""
    stream = io.BytesIO()
    if kind == "xlsx":
        workbook = openpyxl.Workbook()
        workbook.active["A1"] = "MARK"
        workbook.save(stream)
    else:
        document = docx.Document()
        document.add_table(1, 1).cell(0, 0).text = "MARK"
        document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, part: str, change) -> bytes:
    """The archive with one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, change(content) if entry == part else content)
        if part not in source.namelist():  # a new one
            target.writestr(part, change(b""))
    return stream.getvalue()


def declaring(kind: str, doctype: str) -> bytes:
    """A file of a kind whose text is an entity that a document type declares."""
    if kind == "html":
        return f"{doctype}<html><table><tr><td>&a9;</td></tr></table></html>".encode()
    if kind == "ods":
        return with_part(with_part(zipped(), "content.xml", lambda _: (doctype + ODS).encode()), "x", lambda _: b"")

    def change(part: bytes) -> bytes:
        declaration, _, rest = part.decode().partition("?>") if part.startswith(b"<?xml") else ("", "", part.decode())
        return f"{declaration + '?>' if declaration else ''}{doctype}{rest.replace('MARK', '&a9;')}".encode()

    part = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}[kind]
    return with_part(office(kind), part, change)


def zipped() -> bytes:
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "docx", "ods", "html"])
@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE], ids=["billion laughs", "external entity"])
def test_declared_entities_are_told_and_never_resolved(tmp_path, kind, doctype):
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    file = tmp_path / f"form.{kind}"
    file.write_bytes(declaring(kind, doctype.replace("{secret}", str(tmp_path / "secret"))))
    with pytest.raises(EntitiesError, match="XML 实体声明"):
        open_grid(file, file.name)


def test_entities_declared_behind_a_long_comment_are_not_resolved_either(tmp_path):
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    files = []
    for number, doctype in enumerate((LAUGHS, OUTSIDE)):
        hidden = f"<!--{' ' * (1 << 17)}-->" + doctype.replace("{secret}", str(tmp_path / "secret"))
        for kind in ("xlsx", "docx", "ods"):
            file = tmp_path / f"{number}.{kind}"
            file.write_bytes(declaring(kind, hidden))
            files.append((file, file.name))
    for reading in read_files(files):
        assert reading.findings[-1].is_fault and reading.findings[-1].rule != "reading-failed"
        assert not any("机密" in entry.printed or "预算" in entry.printed for entry in reading.ledger)


def test_office_file_in_cipher_says_to_remove_the_password(tmp_path):
    file = tmp_path / "form.xlsx"
    sector = b"\xff" * 512
    entries = "".join(name.ljust(64, "\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + sector + entries.encode("utf-16-le"))
    with pytest.raises(PasswordProtectedError, match=r"打开密码.*取消密码"):
        open_grid(file, file.name)


def test_spreadsheet_in_cipher_says_to_remove_the_password(tmp_path):
    file = tmp_path / "form.ods"
    manifest = b"<manifest><encryption-data/></manifest>"
    file.write_bytes(with_part(declaring("ods", ""), "META-INF/manifest.xml", lambda _: manifest))
    with pytest.raises(PasswordProtectedError):
        open_grid(file, file.name)


def test_macros_are_said_not_to_have_run(tmp_path):
    file = tmp_path / "form.xlsm"
    file.write_bytes(with_part(office("xlsx"), "xl/vbaProject.bin", lambda _: b"macro"))
    grid = open_grid(file, file.name)
    assert [(note.slug, note.severity) for note in grid.notes] == [("macros-ignored", "info")]
    assert "含宏，未运行" in grid.notes[0].message_zh
    assert grid.sheets[0].cells[1, 1].text == "MARK"


def test_scan_pasted_into_a_blank_workbook_is_a_picture(tmp_path):
    file = tmp_path / "form.xlsx"
    blank = with_part(office("xlsx"), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"MARK", b""))
    file.write_bytes(with_part(blank, "xl/media/image1.png", lambda _: b"\x89PNG"))
    with pytest.raises(PictureError):
        open_grid(file, file.name)


@pytest.mark.parametrize(("text", "told"), [("", PictureError), ("情况说明", None)])
def test_scan_pasted_into_a_document_is_a_picture_unless_there_is_text(tmp_path, text, told):
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    (tmp_path / "form.docx").write_bytes(with_part(stream.getvalue(), "word/media/image1.png", lambda _: b"\x89PNG"))
    if told:
        with pytest.raises(told):
            open_grid(tmp_path / "form.docx", "form.docx")
    else:
        assert open_grid(tmp_path / "form.docx", "form.docx").sheets == []


def test_blank_workbook_and_document_are_told_as_blank(tmp_path):
    openpyxl.Workbook().save(tmp_path / "form.xlsx")
    docx.Document().save(str(tmp_path / "form.docx"))
    for name in ("form.xlsx", "form.docx"):
        with pytest.raises(BlankFileError, match="空白"):
            open_grid(tmp_path / name, name)


@pytest.mark.parametrize("kind", ["xlsx", "docx", "ods"])
def test_truncated_file_is_told_as_damaged(tmp_path, kind):
    file = tmp_path / f"form.{kind}"
    data = declaring("ods", "") if kind == "ods" else office(kind)
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises((DamagedWorkbookError, DamagedDocumentError)):
        open_grid(file, file.name)


def test_file_of_no_bytes_is_told_whatever_its_format(tmp_path):
    for name in ("form.doc", "form.png", "form.zip", "form"):
        (tmp_path / name).touch()
        with pytest.raises(EmptyFileError):
            open_grid(tmp_path / name, name)
