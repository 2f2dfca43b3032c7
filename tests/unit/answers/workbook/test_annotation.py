"""The department's own workbook comes back untouched but for colours, comments and the first sheet."""

from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from department_book import ODD_TITLE, department_book, finding, parts, repack, summary, told
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from selfeval.answers.workbook.annotation import MOST_COMMENTS, annotate
from selfeval.answers.workbook.package import NotEditableError
from selfeval.answers.workbook.remark import COLOURS, MOST_REMARKS
from selfeval.answers.workbook.result_sheet import MOST_LISTED, TITLE

FINDINGS = (
    finding(f"{ODD_TITLE}!B4", suggestion="64.8"),
    finding(f"{ODD_TITLE}!C4", "warning"),
    finding(f"{ODD_TITLE}!B8", "info"),
    finding(f"{ODD_TITLE}!F20", "warning"),
    finding("没有这张表!A1"),
    finding(None, "info"),
)
MARKED = {"B4": "critical", "C4": "warning", "A7": "info", "F20": "warning"}
"""A7 is the corner of the merged range in which B8 lies, F20 a blank cell that the file does not hold."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return department_book(tmp_path / "自评表.xlsx")


def annotated(source: Path, *findings: dict[str, Any]) -> Path:
    target = source.with_name("annotated.xlsx")
    annotate(source, target, summary(*findings), told(*findings))
    return target


def look(cell: Any, *, but_fill: bool = False) -> list[object]:
    shown = [cell.font, cell.border, cell.alignment, cell.protection, cell.number_format]
    return [repr(copy(one)) for one in (shown if but_fill else [*shown, cell.fill])]


def sheets(source: Path, target: Path, **options: Any) -> list[tuple[Worksheet, Worksheet]]:
    before, after = (openpyxl.load_workbook(path, **options) for path in (source, target))
    assert after.sheetnames == [TITLE, *before.sheetnames]
    return [(sheet, after[sheet.title]) for sheet in before.worksheets]


def test_every_value_formula_and_style_is_kept_but_for_the_colours(source: Path) -> None:
    for before, after in sheets(source, annotated(source, *FINDINGS)):
        marked = MARKED if before.title == ODD_TITLE else {}
        for row in range(1, 25):
            for column in range(1, 12):
                one, other = before.cell(row, column), after.cell(row, column)
                is_marked = one.coordinate in marked
                assert (one.value, one.data_type) == (other.value, other.data_type)
                if one.coordinate != "F20":
                    assert look(one, but_fill=is_marked) == look(other, but_fill=is_marked), one.coordinate
                if is_marked:
                    assert other.fill.fgColor.rgb == COLOURS[marked[one.coordinate]]


def test_blank_cell_takes_the_style_of_its_column(source: Path) -> None:
    (_, after), *_ = sheets(source, annotated(source, *FINDINGS))
    assert after["F20"].font.size == 20


def test_results_of_formulas_are_kept(source: Path) -> None:
    for before, after in sheets(source, annotated(source, *FINDINGS), data_only=True):
        values = [[cell.value for cell in row] for row in before.iter_rows()]
        assert [[after.cell(*place(cell)).value for cell in row] for row in before.iter_rows()] == values
        assert before.title == "隐藏" or 1.0304 in [value for row in values for value in row]


def place(cell: Any) -> tuple[int, int]:
    return cell.row, cell.column


def test_layout_is_kept(source: Path) -> None:
    for before, after in sheets(source, annotated(source, *FINDINGS)):
        assert before.merged_cells.ranges == after.merged_cells.ranges
        for attribute in ("freeze_panes", "print_area", "print_title_rows", "sheet_state"):
            assert getattr(before, attribute) == getattr(after, attribute), attribute
        assert {k: d.width for k, d in before.column_dimensions.items()} == {
            k: d.width for k, d in after.column_dimensions.items()
        }
        assert before.row_dimensions[4].height == after.row_dimensions[4].height
        assert repr(before.data_validations.dataValidation) == repr(after.data_validations.dataValidation)
        assert list(map(repr, before.conditional_formatting)) == list(map(repr, after.conditional_formatting))


def test_all_other_parts_are_the_same_bytes(source: Path) -> None:
    before, after = parts(source), parts(annotated(source, *FINDINGS))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    assert {"xl/media/image1.png", "xl/charts/chart1.xml"} <= before.keys()


def test_drawing_of_comments_stands_where_the_schema_wants_it(source: Path) -> None:
    sheet = parts(annotated(source, finding("附表!C2")))["xl/worksheets/sheet2.xml"].decode()
    assert 0 < sheet.index("<pageMargins") < sheet.index("<legacyDrawing") < sheet.index("<tableParts")


def test_only_the_first_sheet_is_selected(source: Path) -> None:
    book = openpyxl.load_workbook(annotated(source, *FINDINGS))
    assert book.active.title == TITLE
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [TITLE]


def test_names_of_the_department_still_mean_their_sheets(source: Path) -> None:
    book = openpyxl.load_workbook(annotated(source, *FINDINGS))
    assert book.defined_names["合计"].attr_text == "附表!$A$1"
    assert book[ODD_TITLE].print_area.endswith("$A$1:$D$8")


def test_comment_says_what_is_wrong_and_what_to_do(source: Path) -> None:
    (_, after), *_ = sheets(source, annotated(source, *FINDINGS))
    assert after["B4"].comment.text.splitlines() == [
        "【严重 critical】未满足：各来源之和等于合计",
        "Not met: Sources add up to their total",
        "原文 printed：61.8",
        "应为 expected：64.00",
        "建议 suggestion：64.8",
        "怎么办：请核对合计。",
        "What to do: Check the total.",
        "（SE-A01）",
    ]


def test_comment_of_the_department_is_kept_and_ours_stands_below(source: Path) -> None:
    (_, after), *_ = sheets(source, annotated(source, *FINDINGS))
    assert after["C4"].comment.author == "张三"
    assert after["C4"].comment.text.startswith("去年也是这样\n\n【警告 warning】")


def test_every_comment_has_one_box(source: Path) -> None:
    after = parts(annotated(source, *FINDINGS))
    drawing = after["xl/drawings/commentsDrawing1.vml"].decode()
    assert drawing.count('ObjectType="Note"') == after["xl/comments/comment1.xml"].count(b"<comment ") == 4


def test_several_findings_at_a_cell_share_a_comment_and_take_the_gravest_colour(source: Path) -> None:
    many = [finding(f"{ODD_TITLE}!B3", "info"), *(finding(f"{ODD_TITLE}!B3") for _ in range(7))]
    (_, after), *_ = sheets(source, annotated(source, *many))
    assert after["B3"].fill.fgColor.rgb == COLOURS["critical"]
    assert after["B3"].comment.text.count("【严重 critical】") == 5
    assert "另有 3 条" in after["B3"].comment.text


def test_first_sheet_lists_all_findings_with_the_gravest_first_and_links_that_lead_there(source: Path) -> None:
    result = openpyxl.load_workbook(annotated(source, *FINDINGS))[TITLE]
    table = [row for row in result.iter_rows() if str(row[0].value).startswith(("严重", "警告", "提示"))][1:]
    assert [row[0].value[:2] for row in table] == ["严重", "严重", "警告", "警告", "提示", "提示"]
    links = [row[1].hyperlink.location if row[1].hyperlink else None for row in table]
    assert links[0] == "'民政局''本级'' 表 1'!B4"
    assert links[1] is None, "a sheet that does not exist"
    assert table[0][6].value == "64.8"


def test_sheet_of_the_same_name_is_left_alone(source: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["附表"].title = TITLE
    book.save(source)
    after = openpyxl.load_workbook(annotated(source, *FINDINGS))
    assert after.sheetnames == [f"{TITLE} (2)", ODD_TITLE, TITLE, "隐藏"]
    assert after[TITLE]["A1"].value == "=SUM(1,2)"


def test_macros_are_kept_and_decide_the_suffix(source: Path) -> None:
    types = parts(source)["[Content_Types].xml"].decode()
    macro_types = types.replace("spreadsheetml.sheet.main", "x").replace(
        "application/vnd.openxmlformats-officedocument.x+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    repack(source, {"[Content_Types].xml": macro_types.encode(), "xl/vbaProject.bin": b"never run"})
    target = source.with_name("annotated")
    assert annotate(source, target, summary(), []) == ".xlsm"
    assert parts(target)["xl/vbaProject.bin"] == b"never run"


def test_same_findings_give_the_same_bytes(source: Path) -> None:
    first = annotated(source, *FINDINGS).read_bytes()
    assert annotated(source, *FINDINGS).read_bytes() == first


def test_file_that_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK broken")
    with pytest.raises(NotEditableError):
        annotate(broken, tmp_path / "out.xlsx", summary(), [])


def test_two_hundred_thousand_findings_break_nothing(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "大表"
    book.save(tmp_path / "big.xlsx")
    many = [finding(f"大表!A{row}", "critical" if row % 1000 == 0 else "info") for row in range(1, 200_001)]
    after = openpyxl.load_workbook(annotated(tmp_path / "big.xlsx", *many))
    commented = [cell for cell in after["大表"]._cells.values() if cell.comment]
    assert len(commented) == MOST_COMMENTS
    assert {"A1000", "A200000"} <= {cell.coordinate for cell in commented}, "critical first"
    assert after["大表"]["A200000"].fill.fgColor.rgb == COLOURS["critical"]
    said = [str(row[0].value) for row in after[TITLE].iter_rows()]
    assert any(f"另有 {200_000 - MOST_LISTED} 条未列出" in line for line in said)
    assert any(f"{200_000 - MOST_REMARKS} more are not" in line for line in said)
    assert "严重 critical 200，警告 warning 0，提示 info 199800" in said


def test_annotated_workbook_that_comes_back_mended_carries_no_mark_of_the_earlier_answer(source: Path) -> None:
    once = annotated(source, *FINDINGS)
    back = once.rename(once.with_name("back.xlsx"))
    (_, after), *others = sheets(source, annotated(back, finding(f"{ODD_TITLE}!C4", "info")))
    assert len(others) == 2
    assert {place for row in after for cell in row if cell.comment for place in [cell.coordinate]} == {"C4"}
    assert after["C4"].comment.text.startswith("去年也是这样\n\n【提示 info】")
    assert after["C4"].comment.text.count("【") == 1
    assert after["B4"].fill.patternType is None
    assert after["C4"].fill.fgColor.rgb == COLOURS["info"]
    left = parts(back.with_name("annotated.xlsx"))
    assert left.keys() == parts(once.with_name("back.xlsx")).keys(), "no part of the earlier answer stays behind"


def test_annotating_an_answer_again_gives_the_same_workbook(source: Path) -> None:
    first = annotated(source, *FINDINGS).rename(source.with_name("first.xlsx"))
    again = annotated(first, *FINDINGS)
    for one, other in zip(openpyxl.load_workbook(first), openpyxl.load_workbook(again), strict=True):
        cells = [(c.coordinate, c.value, look(c), c.comment and c.comment.text) for row in one for c in row]
        assert [(c.coordinate, c.value, look(c), c.comment and c.comment.text) for row in other for c in row] == cells


def test_waived_finding_is_marked_and_counted_and_no_red_cell(tmp_path: Path) -> None:
    """It stays in the table, below what is open; where both stand in one cell, the open one gives the colour."""
    source, target = department_book(tmp_path / "book.xlsx"), tmp_path / "annotated.xlsx"
    waived = [finding(f"{ODD_TITLE}!{cell}", waiver_code="W1") for cell in ("B3", "B4")]
    found = [*waived, finding(f"{ODD_TITLE}!B4", "warning")]
    annotate(source, target, replace(summary(*found), waived_count=2), told(*found))
    book = openpyxl.load_workbook(target)
    first, form = book.worksheets[0], book[ODD_TITLE]
    column = [str(row[0]).replace("\n", " ") for row in first.iter_rows(max_col=1, values_only=True) if row[0]]
    assert column[2] == "严重 critical 2，警告 warning 1，提示 info 0；其中豁免中 waived 2"
    assert column[-3:] == ["警告 warning", *["严重 critical 豁免中 waived"] * 2]
    assert [form[cell].fill.fgColor.rgb for cell in ("B3", "B4")] == [COLOURS["waived"], COLOURS["warning"]]
    assert form["B3"].comment.text.startswith("【严重 critical 豁免中 waived】")
    again = tmp_path / "again.xlsx"
    annotate(target, again, summary(), [])
    assert openpyxl.load_workbook(again)[ODD_TITLE]["B3"].comment is None
