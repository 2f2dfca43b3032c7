"""Old formats through LibreOffice; where it is not installed these tests are skipped, the one without it is not."""

import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from selfeval.grid.faults import ConversionFailedError, ConverterMissingError, EntitiesError, PasswordProtectedError
from selfeval.grid.files import open_grid
from selfeval.settings import settings
from selfeval.steps.reading_workers import read_files

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")

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
def doc(tmp_path_factory) -> bytes:
    """A real Word 97 document."""
    folder = tmp_path_factory.mktemp("doc")
    (folder / "form.rtf").write_bytes(rtf())
    subprocess.run(
        [
            str(OFFICE),
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


@needs_office
def test_word_97_documents_are_read_in_a_worker_within_its_limits(tmp_path, doc):
    files = [(tmp_path / name, name) for name in ("form.doc", "form.wps")]
    for file, _ in files:
        file.write_bytes(doc)
    for reading in read_files(files):
        (form,) = reading.forms
        assert (form.fiscal_year, form.projects[0].name, len(form.projects[0].amounts)) == (2021, "养老服务", 2)
        assert [finding.rule for finding in reading.findings if finding.severity != "info"] == []
        assert "converted-format" in {finding.rule for finding in reading.findings}


@needs_office
@pytest.mark.parametrize(("name", "data"), [("form.rtf", rtf()), ("form.xls", XML.encode())], ids=["rtf", "xml"])
def test_other_old_formats_are_converted_too(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    grid = open_grid(tmp_path / name, name)
    texts = {cell.text for cell in grid.sheets[0].cells.values()}
    assert "converted-format" in {note.slug for note in grid.notes}
    assert texts == {"10.5"} or texts == {text for row in CELLS for text in row}


@needs_office
def test_document_cut_off_says_what_to_do(tmp_path, doc):
    (tmp_path / "form.doc").write_bytes(doc[: len(doc) // 8])
    with pytest.raises(ConversionFailedError, match="另存为 docx"):
        open_grid(tmp_path / "form.doc", "form.doc")


@needs_office
def test_document_with_a_password_is_told_as_such(tmp_path, doc):
    head = doc.index(b"\xec\xa5")
    (tmp_path / "form.doc").write_bytes(doc[: head + 11] + bytes([doc[head + 11] | 1]) + doc[head + 12 :])
    with pytest.raises(PasswordProtectedError):
        open_grid(tmp_path / "form.doc", "form.doc")


@needs_office
def test_conversion_that_takes_too_long_is_ended_with_all_its_processes(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFEVAL_CONVERT_SECONDS", "0.3")
    settings.cache_clear()
    (tmp_path / "form.rtf").write_bytes(rtf())
    with pytest.raises(ConversionFailedError, match=r"> 0\.3 s"):
        open_grid(tmp_path / "form.rtf", "form.rtf")
    settings.cache_clear()
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "selfeval-convert-" not in processes


@needs_office
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
    if OFFICE:
        with pytest.raises(EntitiesError):
            open_grid(tmp_path / "form.xml", "form.xml")


def test_without_libreoffice_the_answer_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "form.rtf").write_bytes(rtf())
    with pytest.raises(ConverterMissingError) as told:
        open_grid(tmp_path / "form.rtf", "form.rtf")
    assert "另存为 docx 后重新报送" in told.value.message_zh and "LibreOffice is not installed" in told.value.message_en
