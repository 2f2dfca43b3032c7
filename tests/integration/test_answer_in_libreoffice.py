"""LibreOffice opens what is handed back: nothing that was written evaluates, links lead on, comments are shown."""

import subprocess
from pathlib import Path

import openpyxl
from department_book import ODD_TITLE, department_book, finding, summary, told
from office import Office
from openpyxl.workbook import Workbook

from selfeval.answers import annotated_workbook
from selfeval.answers.workbook.remark import COLOURS
from selfeval.answers.workbook.result_sheet import TITLE
from selfeval.sheet import Cell, Sheet

HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", '=HYPERLINK("http://evil","here")', "=cmd|' /C calc'!A0")


def opened(calc: Office, folder: Path, *files: Path) -> list[Workbook]:
    """The workbooks as LibreOffice writes them anew after opening them."""
    out = folder / "opened"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(calc / "soffice"),
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [openpyxl.load_workbook(out / file.name) for file in files]


def written(folder: Path, name: str, source: Path, findings: list[dict[str, object]], *sheets: Sheet) -> Path:
    target = folder / name
    return annotated_workbook.write(
        target, folder / "temporary", source, lambda: sheets, summary(*findings), told(*findings)
    )


def test_what_is_handed_back_opens_and_nothing_of_ours_evaluates(calc: Office, tmp_path: Path) -> None:
    own = department_book(tmp_path / "own.xlsx")
    findings = [
        finding(f"{ODD_TITLE}!B4", printed=text, suggestion=text, project_name=text, message_zh=text, expected=text)
        for text in HOSTILE
    ]
    annotated = written(tmp_path, "own.annotated.xlsx", own, findings)
    cells = {(row, 1): Cell(row, 1, text) for row, text in enumerate(HOSTILE, 1)}
    cells |= {(row, 2): Cell(row, 2, "预算") for row in range(1, len(HOSTILE) + 1)}
    copied = written(tmp_path, "copy.annotated.xlsx", tmp_path / "none", [finding("S!A1")], Sheet("S", cells))
    book, copy = opened(calc, tmp_path, annotated, copied)

    result = book[TITLE]
    assert [cell.coordinate for row in result for cell in row if cell.data_type == "f"] == []
    for row, text in zip(list(result)[-len(HOSTILE) :], HOSTILE, strict=True):
        assert [row[column].value for column in (2, 4, 5, 6)] == [text] * 4
    assert [cell.value for cell in copy["S"]["A"]] == list(HOSTILE)
    assert {cell.data_type for cell in copy["S"]["A"]} == {"s"}

    links = {cell.hyperlink.location for row in result for cell in row if cell.hyperlink}
    assert links == {"'民政局''本级'' 表 1'!B4"}
    form = book[ODD_TITLE]
    assert form["B4"].fill.fgColor.rgb == COLOURS["critical"]
    assert "各来源之和等于合计" in form["B4"].comment.text
    assert form["C4"].comment.text.startswith("去年也是这样")
    assert form["D4"].value == "=C4/B4"

    # Mended and saved there, it comes back: what the first answer put into it is gone.
    back = written(tmp_path, "again.annotated.xlsx", tmp_path / "opened" / annotated.name, [finding(f"{ODD_TITLE}!B3")])
    again = openpyxl.load_workbook(back)
    assert again.sheetnames == [TITLE, ODD_TITLE, "附表", "隐藏"]
    commented = {cell.coordinate: cell.comment.text for row in again[ODD_TITLE] for cell in row if cell.comment}
    assert commented.keys() == {"B3", "C4"} and commented["C4"] == "去年也是这样"
    assert again[ODD_TITLE]["B4"].fill.patternType is None
