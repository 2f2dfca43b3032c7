"""Old formats through LibreOffice, whole, in part or not at all.

Where it is not installed, or without Writer, the tests that need it are skipped; those of what is missing are not.
"""

import os
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import office
import pytest

from selfeval.errors import SubmissionError
from selfeval.grid.conversion import converter_of
from selfeval.grid.faults import ConversionFailedError, ConverterMissingError, EntitiesError, PasswordProtectedError
from selfeval.grid.files import open_grid
from selfeval.grid.libreoffice import CALC, WRITER, works
from selfeval.settings import settings
from selfeval.steps.reading_workers import read_files

CELLS = [["序号", "项目名称", "预算数", "执行数", "执行率"], ["1", "养老服务", "10", "9", "90%"]]
EDGES = "".join(rf"\cellx{2000 * column}" for column in range(1, 6))
RTF = (
    r"{\rtf1\ansi\ansicpg936 2021年度民政局项目绩效自评表\par 单位：万元\par "
    + "".join(rf"\trowd{EDGES} " + "".join(rf"\intbl {text}\cell " for text in row) + r"\row " for row in CELLS)
    + r"\pard end\par}"
)
XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row>'
    '<Cell><Data ss:Type="Number">10.5</Data></Cell></Row></Table></Worksheet></Workbook>'
)


def rtf() -> bytes:
    return "".join(c if ord(c) < 128 else rf"\u{ord(c) - (1 << 16 if ord(c) > 32767 else 0)}?" for c in RTF).encode()


@pytest.fixture(scope="module")
def doc(writer, tmp_path_factory) -> bytes:
    """A real Word 97 document."""
    folder = tmp_path_factory.mktemp("doc")
    (folder / "form.rtf").write_bytes(rtf())
    subprocess.run(
        [
            str(writer / "soffice"),
            f"-env:UserInstallation={(folder / 'p').as_uri()}",
            "--headless",
            "--convert-to",
            "doc",
            "form.rtf",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return (folder / "form.doc").read_bytes()


@pytest.mark.usefixtures("writer")
def test_word_97_documents_are_read_in_a_worker_within_its_limits(tmp_path, doc):
    files = [(tmp_path / name, name) for name in ("form.doc", "form.wps")]
    for file, _ in files:
        file.write_bytes(doc)
    for reading in read_files(files):
        (form,) = reading.forms
        assert (form.fiscal_year, form.projects[0].name, len(form.projects[0].amounts)) == (2021, "养老服务", 2)
        assert [finding.rule for finding in reading.findings if finding.severity != "info"] == []
        assert "converted-format" in {finding.rule for finding in reading.findings}


@pytest.mark.parametrize(
    ("name", "data", "part"), [("form.rtf", rtf(), "writer"), ("form.xls", XML.encode(), "calc")], ids=["rtf", "xml"]
)
def test_other_old_formats_are_converted_too(request, tmp_path, name, data, part):
    request.getfixturevalue(part)
    (tmp_path / name).write_bytes(data)
    grid = open_grid(tmp_path / name, name)
    texts = {cell.text for cell in grid.sheets[0].cells.values()}
    assert "converted-format" in {note.slug for note in grid.notes}
    assert texts == {"10.5"} or texts == {text for row in CELLS for text in row}


@pytest.mark.usefixtures("writer")
def test_document_cut_off_says_what_to_do(tmp_path, doc):
    (tmp_path / "form.doc").write_bytes(doc[: len(doc) // 8])
    with pytest.raises(ConversionFailedError, match="另存为 docx"):
        open_grid(tmp_path / "form.doc", "form.doc")


@pytest.mark.usefixtures("writer")
def test_document_with_a_password_is_told_as_such(tmp_path, doc):
    head = doc.index(b"\xec\xa5")
    (tmp_path / "form.doc").write_bytes(doc[: head + 11] + bytes([doc[head + 11] | 1]) + doc[head + 12 :])
    with pytest.raises(PasswordProtectedError):
        open_grid(tmp_path / "form.doc", "form.doc")


@pytest.mark.usefixtures("writer")
def test_conversion_that_takes_too_long_is_ended_with_all_its_processes(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFEVAL_CONVERT_SECONDS", "0.3")
    settings.cache_clear()
    (tmp_path / "form.rtf").write_bytes(rtf())
    with pytest.raises(ConversionFailedError, match=r"> 0\.3 s"):
        open_grid(tmp_path / "form.rtf", "form.rtf")
    settings.cache_clear()
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "selfeval-convert-" not in processes


@pytest.mark.usefixtures("writer")
def test_links_of_a_document_are_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("SECRET")
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def handle(self):
            asked.append(self.client_address)

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    web, local = f"http://127.0.0.1:{server.server_port}/x", tmp_path / "secret.txt"
    fields = (f'INCLUDEPICTURE "{web}"', f'INCLUDETEXT "{web}"', f'INCLUDETEXT "{local}"')
    links = "".join(rf"{{\field{{\*\fldinst {field}}}{{\fldrslt x}}}}" for field in fields)
    (tmp_path / "form.rtf").write_bytes(rtf().replace(b"end", links.encode()))
    grid = open_grid(tmp_path / "form.rtf", "form.rtf")
    server.shutdown()
    assert asked == []
    assert "养老服务" in str(grid) and "SECRET" not in str(grid)


def test_office_xml_with_entities_is_not_even_converted(tmp_path):
    (tmp_path / "form.xml").write_text(XML.replace("?><Workbook", '?><!DOCTYPE a [<!ENTITY b "c">]><Workbook'))
    with pytest.raises(EntitiesError):
        open_grid(tmp_path / "form.xml", "form.xml")


def old_formats(folder: Path) -> list[tuple[Path, str]]:
    """A file for each part of LibreOffice, with the part's name."""
    (folder / "form.rtf").write_bytes(rtf())
    (folder / "form.xml").write_text(XML)
    return [(folder / "form.rtf", "LibreOffice Writer"), (folder / "form.xml", "LibreOffice Calc")]


def told_of(file: Path) -> SubmissionError:
    with pytest.raises(ConverterMissingError) as told:
        open_grid(file, file.name)
    return told.value


def test_without_libreoffice_the_part_is_named_and_no_department_is_sent_away(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    for file, part in old_formats(tmp_path):
        told = told_of(file)
        assert told.is_ours
        assert f"须由 {part} 转换" in told.message_zh and f"converted by {part}" in told.message_en
        assert "无需重新报送" in told.message_zh and "文件可能损坏" not in told.message_zh
        assert part.lower().replace(" ", "-") in told.message_zh
    assert not works(WRITER, 30) and not works(CALC, 30)


def without(part: str, programs: Path, folder: Path) -> Path:
    """The LibreOffice of this machine without the library of one of its parts; the folder of its programs."""
    copied = folder / "office"
    shutil.copytree(programs.parent, copied, symlinks=True, copy_function=linked)
    for library in (copied / "program").glob(f"{office.LIBRARIES[part]}.*"):
        library.unlink()
    home = copied / "program" / "fundamentalrc"
    said = home.read_text().replace(programs.parent.as_uri(), copied.as_uri())
    home.unlink()
    home.write_text(said)
    return copied / "program"


def linked(source: str, target: str) -> None:
    """A second name of a file, or a copy on another file system: LibreOffice follows symbolic links home."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.mark.parametrize(("fixture", "missing"), [("writer", "Writer"), ("calc", "Calc")])
def test_libreoffice_without_a_part_lacks_the_part_and_the_file_is_not_called_damaged(
    request, tmp_path, monkeypatch, fixture, missing
):
    programs = without(missing, request.getfixturevalue(fixture), tmp_path)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    assert shutil.which("soffice") == str(programs / "soffice")
    for file, part in old_formats(tmp_path):
        if missing in part:
            assert part in told_of(file).message_zh
            (reading,) = read_files([(file, file.name)])
            assert [finding.rule for finding in reading.findings] == ["converter-missing"]
        elif office.has(part.split()[1]):
            assert open_grid(file, file.name).sheets


@pytest.mark.skipif(office.programs() is None or office.has("Writer"), reason="LibreOffice is whole, or not installed")
def test_libreoffice_of_this_machine_that_has_no_writer_is_told_as_such(tmp_path):
    assert "LibreOffice Writer" in told_of(old_formats(tmp_path)[0][0]).message_zh
    assert not works(WRITER, 30)


@pytest.mark.parametrize(("part", "fixture"), [(WRITER, "writer"), (CALC, "calc")])
def test_part_that_is_there_works(request, part, fixture):
    request.getfixturevalue(fixture)
    assert works(part, 30)


def test_part_that_a_file_needs_is_told_by_its_content(tmp_path):
    rich, workbook = (file for file, _ in old_formats(tmp_path))
    assert [converter_of(file, "form.xls") for file in (rich, workbook)] == [WRITER, CALC]
    (tmp_path / "form.txt").write_text("甲,乙\n丙,丁\n")
    assert converter_of(tmp_path / "form.txt", "form.txt") is None
    assert converter_of(tmp_path / "gone.doc", "gone.doc") is None
