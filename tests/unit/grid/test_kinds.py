import io
import zipfile

import openpyxl
import pytest
import xlwt

from selfeval.grid.faults import ArchiveError, DamagedWorkbookError, PictureError, UnknownFormatError
from selfeval.grid.files import open_grid

PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "gif": b"GIF89a\x01\x00",
    "bmp": b"BM\x3a\x00\x00\x00\x00\x00\x00\x00",
    "tif": b"II*\x00\x08\x00\x00\x00",
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "heic": b"\x00\x00\x00\x18ftypheic",
}
ARCHIVES = {"rar": b"Rar!\x1a\x07\x01\x00", "7z": b"7z\xbc\xaf\x27\x1c\x00\x04", "gz": b"\x1f\x8b\x08\x00"}


def xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "预算数"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def xls() -> bytes:
    workbook = xlwt.Workbook()
    workbook.add_sheet("Sheet1").write(0, 0, "预算数")
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return stream.getvalue()


CONTENTS = {
    "xlsx": xlsx(),
    "xls": xls(),
    "html": "<html><body><table><tr><td>预算数</td></tr></table></body></html>".encode(),
    "txt": "预算数\t执行数\n10\t9\n".encode("gb18030"),
}


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [(".xls", "xlsx"), (".xls", "html"), (".xls", "txt"), (".xlsx", "xls"), (".csv", "xlsx"), (".doc", "html")],
)
def test_file_is_read_as_what_it_is_and_its_suffix_told(tmp_path, suffix, kind):
    (tmp_path / "archived").write_bytes(CONTENTS[kind])
    grid = open_grid(tmp_path / "archived", f"自评表{suffix}")
    assert grid.sheets[0].cells[1, 1].text == "预算数"
    (note,) = grid.notes
    assert (note.slug, note.facts["suffix"], note.facts["kind"]) == ("suffix-differs", suffix, kind)


@pytest.mark.parametrize(("suffix", "kind"), [(".xlsx", "xlsx"), (".et", "xls"), (".htm", "html"), (".tsv", "txt")])
def test_suffix_that_suits_its_content_is_not_told(tmp_path, suffix, kind):
    (tmp_path / "archived").write_bytes(CONTENTS[kind])
    assert open_grid(tmp_path / "archived", f"自评表{suffix}").notes == []


@pytest.mark.parametrize("kind", sorted(PICTURES))
@pytest.mark.parametrize("suffix", ["own", ".xlsx"])
def test_picture_is_told_as_one_whatever_its_name(tmp_path, kind, suffix):
    file = tmp_path / ("form" + (f".{kind}" if suffix == "own" else suffix))
    file.write_bytes(PICTURES[kind].ljust(400, b"\x80"))
    with pytest.raises(PictureError, match=rf"图片（{kind}）.*可编辑的原表"):
        open_grid(file, file.name)


@pytest.mark.parametrize("kind", [*sorted(ARCHIVES), "zip"])
def test_archive_says_to_unpack_and_submit_one_by_one(tmp_path, kind):
    file = tmp_path / f"全部自评表.{kind}"
    file.write_bytes(ARCHIVES.get(kind) or archive(**{"xl/民政局.xlsx": "x", "说明.txt": "x"}))
    with pytest.raises(ArchiveError, match=rf"压缩包（{kind}）.*解压后逐个报送"):
        open_grid(file, file.name)


def test_text_without_columns_is_no_workbook(tmp_path):
    file = tmp_path / "form.xlsx"
    file.write_bytes(b"not a workbook")
    with pytest.raises(DamagedWorkbookError):
        open_grid(file, file.name)


@pytest.mark.parametrize("name", ["form.ofd", "form.pptx", "form", "form.dat"])
def test_what_is_known_to_nobody_says_which_formats_are(tmp_path, name):
    parts = {"form.ofd": {"OFD.xml": "x"}, "form.pptx": {"ppt/a.xml": "x", "_rels/.rels": "x"}}.get(name)
    (tmp_path / "archived").write_bytes(archive(**parts) if parts else b"\x01\x02\x03 what is this")
    with pytest.raises(UnknownFormatError, match="另存为 xlsx"):
        open_grid(tmp_path / "archived", name)


@pytest.mark.parametrize(
    "name", ["表" * 80 + ".xlsx", "../../etc/民政局\\自评表.xlsx", "=HYPERLINK(\"http://x\")&'{0}'.xlsx", "a\nb.XLSX"]
)
def test_odd_names_are_only_names(tmp_path, name):
    (tmp_path / "archived").write_bytes(CONTENTS["xlsx"])
    assert open_grid(tmp_path / "archived", name).sheets[0].cells[1, 1].text == "预算数"
