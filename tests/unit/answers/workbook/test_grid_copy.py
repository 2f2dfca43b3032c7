"""Files that are no workbooks come back as one: the same texts at the same addresses, and nothing that evaluates."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from builders import sheet, stored
from department_book import finding, summary, told

from selfeval.answers import annotated_workbook
from selfeval.answers.workbook.grid_copy import write_copy
from selfeval.answers.workbook.package import NotEditableError
from selfeval.answers.workbook.result_sheet import TITLE
from selfeval.grid.files import open_grid
from selfeval.settings import PROJECT_ROOT
from selfeval.sheet import Cell, Range, Sheet

SEED = PROJECT_ROOT / "include" / "samples" / "民政局" / "seed_2021.txt"


def copied(*sheets: Sheet) -> openpyxl.Workbook:
    data = io.BytesIO()
    write_copy(sheets, data)
    return openpyxl.load_workbook(data)


def test_annotated_copy_reads_as_the_file_does(tmp_path: Path) -> None:
    findings = (finding("Table1!D13"), finding("Table1!A13", "info"))
    target = annotated_workbook.write(
        tmp_path / "seed_2021.txt.annotated.xlsx",
        tmp_path / "temporary",
        SEED,
        lambda: open_grid(SEED, SEED.name).sheets,
        summary(*findings),
        told(*findings),
    )
    _, copy = open_grid(target, target.name).sheets
    (original,) = open_grid(SEED, SEED.name).sheets
    assert {place: cell.text for place, cell in copy.cells.items()} == {
        place: cell.text for place, cell in original.cells.items()
    }
    assert openpyxl.load_workbook(target)["Table1"]["D13"].comment is not None
    assert list(tmp_path.iterdir()) == [target]


def test_number_stays_a_number_where_it_prints_the_same() -> None:
    grid = Sheet("S", {(1, 1): stored(1, 1, "61.8", "61.8"), (1, 2): stored(1, 2, "0.98", "98%")})
    page = copied(grid)["S"]
    assert (page["A1"].value, page["A1"].data_type) == (61.8, "n")
    assert (page["B1"].value, page["B1"].data_type) == ("98%", "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_text_that_looks_like_a_formula_stays_text_also_when_it_is_edited(text: str) -> None:
    cell = copied(Sheet("S", {(1, 1): Cell(1, 1, text), (1, 2): Cell(1, 2, "预算")}))["S"]["A1"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value.replace("_x000D_", "\r").startswith(text[0])
    assert cell.quotePrefix


def test_letters_that_xml_cannot_hold_are_spelled_out_and_what_looks_spelled_out_is_kept() -> None:
    page = copied(Sheet("S", {(1, 1): Cell(1, 1, "a\x00b"), (1, 2): Cell(1, 2, "_x0041_")}))["S"]
    assert page["A1"].value == "a_x0000_b"
    assert page["B1"].value == "_x005F_x0041_", "which Excel shows as _x0041_"


def test_text_longer_than_a_cell_is_cut() -> None:
    (cell,) = copied(Sheet("S", {(1, 1): Cell(1, 1, "长" * 40_000)}))["S"]._cells.values()
    assert cell.value.endswith("…") and len(cell.value) < 32_767


def test_names_that_no_workbook_takes_are_told_apart() -> None:
    names = ["项目[1]:表", "项目_1__表", "长" * 40 + "甲", "长" * 40 + "乙"]
    grids = [Sheet(name, {(1, 1): Cell(1, 1, name)}) for name in names]
    data = io.BytesIO()
    titles = write_copy(grids, data)
    assert all(len(title) <= 31 for title in titles.values())
    book = openpyxl.load_workbook(data)
    assert [book[titles[name]]["A1"].value for name in names] == names


def test_merged_ranges_that_overlap_are_not_both_kept() -> None:
    grid = sheet("a|b|c\nd|e|f", merged=((1, 1, 1, 2), (1, 2, 2, 2), (2, 3, 2, 3)))
    assert [str(area) for area in copied(grid)["Table1"].merged_cells.ranges] == ["A1:B1"]


def test_lines_around_a_table_stand_beside_it() -> None:
    grid = sheet("a|b\nc|d")
    grid.above, grid.below = ["单位：万元"], ["填表人"]
    page = copied(grid)["Table1"]
    assert (page["D1"].value, page["D2"].value, page["A1"].value) == ("单位：万元", "填表人", "a")


def test_sheet_without_cells_is_kept() -> None:
    assert copied(Sheet("空")).sheetnames == ["空"]


def test_cell_beyond_what_a_workbook_holds_makes_no_copy() -> None:
    with pytest.raises(NotEditableError):
        copied(Sheet("S", {(1, 16_385): Cell(1, 16_385, "x")}))


def test_links_lead_to_the_sheet_as_it_is_called_in_the_copy(tmp_path: Path) -> None:
    name = "项目[1]:表"
    one = finding(f"{name}!A1")
    target = annotated_workbook.write(
        tmp_path / "a.annotated.xlsx",
        tmp_path / "temporary",
        tmp_path / "no such file",
        lambda: [Sheet(name, {(1, 1): Cell(1, 1, "x", Decimal(1))})],
        summary(one),
        told(one),
    )
    book = openpyxl.load_workbook(target)
    assert [cell.hyperlink.location for row in book[TITLE] for cell in row if cell.hyperlink] == ["'项目_1__表'!A1"]
    assert book["项目_1__表"]["A1"].comment is not None


def test_ranges_of_a_table_are_merged() -> None:
    grid = Sheet("S", {(1, 1): Cell(1, 1, "x")}, merged=[Range(1, 1, 2, 3)])
    assert [str(area) for area in copied(grid)["S"].merged_cells.ranges] == ["A1:C2"]
