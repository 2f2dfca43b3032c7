import pytest

from selfeval.grid.faults import EmptyFileError
from selfeval.grid.html import read_html


def read(tmp_path, body, encoding="utf-8"):
    page = tmp_path / "form.html"
    page.write_bytes(f"<html><head><meta charset=gb2312></head><body>{body}</body></html>".encode(encoding))
    return read_html(page, page.name)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_page_is_read_whatever_its_head_declares(tmp_path, encoding):
    (sheet,) = read(tmp_path, "<table><tr><td>石㘵社区</td></tr></table>", encoding)
    assert sheet.cells[1, 1].text == "石㘵社区"


def test_spans_count_every_row_and_column_that_they_cover(tmp_path):
    (sheet,) = read(
        tmp_path,
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
    )
    assert {(row, column): cell.text for (row, column), cell in sheet.cells.items()} == {
        (1, 1): "甲",
        (1, 2): "乙",
        (2, 2): "丙",
        (2, 3): "丁",
    }
    assert [(area.top, area.left, area.bottom, area.right) for area in sheet.merged] == [(1, 1, 2, 1), (1, 2, 1, 3)]


def test_lines_above_a_table_are_kept_beside_it(tmp_path):
    (sheet,) = read(tmp_path, "<p>项目支出绩效自评表</p><p>（2022年度）</p><table><tr><td>甲</td></tr></table>")
    assert sheet.above == ["项目支出绩效自评表", "（2022年度）"]


def test_table_for_layout_gives_way_to_the_one_within(tmp_path):
    (sheet,) = read(tmp_path, "<table><tr><td>导航<table><tr><td>甲</td></tr></table></td></tr></table>")
    assert [cell.text for cell in sheet.cells.values()] == ["甲"]


def test_senseless_span_does_not_cost_memory(tmp_path):
    (sheet,) = read(tmp_path, "<table><tr><td colspan=99999999 rowspan=x>甲</td></tr></table>")
    assert sheet.merged[0].right == 1000


def test_script_is_no_text(tmp_path):
    (sheet,) = read(tmp_path, "<table><tr><td>甲<script>alert(1)</script><br>乙</td></tr></table>")
    assert sheet.cells[1, 1].text == "甲\n乙"


def test_empty_page_is_told(tmp_path):
    page = tmp_path / "form.html"
    page.write_text(" \n")
    with pytest.raises(EmptyFileError):
        read_html(page, page.name)


@pytest.mark.parametrize(
    ("cell", "text"),
    [("100<sup>1</sup>", "100 1"), ("<del>1</del>80", "80"), ("<span style='display: none'>9</span>100", "100")],
)
def test_footnotes_and_what_nobody_sees_are_no_digits_of_a_figure(tmp_path, cell, text):
    (sheet,) = read(tmp_path, f"<table><tr><td>{cell}</td></tr></table>")
    assert sheet.cells[1, 1].text == text
