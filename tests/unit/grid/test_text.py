import pytest

from selfeval.grid.faults import EmptyFileError, UndecodableTextError
from selfeval.grid.text import decode, read_text

ROWS = "序号\t项目名称\n1\t养老服务\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_encoding_in_use_reads_alike(encoding):
    assert decode(ROWS.encode(encoding), "a.txt") == ROWS


def test_four_byte_gb18030_character_is_read():
    assert decode("石㘵社区".encode("gb18030"), "a.csv") == "石㘵社区"


def test_bytes_of_no_encoding_are_refused_by_name():
    with pytest.raises(UndecodableTextError, match=r"a\.txt"):
        decode(b"\xff\xff\xff\x80", "a.txt")


def test_row_is_the_line_and_column_the_field(tmp_path):
    file = tmp_path / "form.txt"
    file.write_text("\n\n标题\n1\t\t养老服务\n", encoding="utf-8")
    (sheet,) = read_text(file, file.name)
    assert sheet.cells[3, 1].text == "标题"
    assert sheet.cells[4, 3].text == "养老服务"
    assert sheet.address(4, 3) == "Table1!C4"


def test_quoted_separator_and_line_break_stay_in_their_cell(tmp_path):
    file = tmp_path / "form.csv"
    file.write_text('1,"1,286.40","甲\n乙"\n2,3,4\n', encoding="utf-8")
    (sheet,) = read_text(file, file.name)
    assert [sheet.cells[1, column].text for column in (1, 2, 3)] == ["1", "1,286.40", "甲\n乙"]
    assert sheet.cells[2, 1].text == "2"


def test_file_of_white_space_is_empty(tmp_path):
    file = tmp_path / "form.txt"
    file.write_text(" \n\t\n", encoding="utf-8")
    with pytest.raises(EmptyFileError):
        read_text(file, file.name)


def test_stray_quote_in_a_tab_file_swallows_nothing(tmp_path):
    file = tmp_path / "form.txt"
    file.write_text('1\t"双减"工作经费\t5\n2\t"未闭合\t6\n3\t丙\t7\n', encoding="utf-8")
    (sheet,) = read_text(file, file.name)
    assert [sheet.cells[row, 2].text for row in (1, 2, 3)] == ['"双减"工作经费', '"未闭合', "丙"]


def test_thousands_separators_do_not_make_a_tab_file_a_comma_file(tmp_path):
    file = tmp_path / "form.txt"
    file.write_text("序号\t金额\n1\t3,000,000.00\n2\t2,000,000.00\n", encoding="utf-8")
    (sheet,) = read_text(file, file.name)
    assert sheet.cells[2, 2].text == "3,000,000.00"
