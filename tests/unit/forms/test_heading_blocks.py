import pytest
from builders import sheet

from selfeval.forms.heading_blocks import find_blocks

ROW = "1|甲|5|4|80%"
HEADINGS = "序号|项目名称|预算数|执行数|执行率"


def extents(text, **kwargs):
    return [(block.top, block.bottom) for block in find_blocks(sheet(text, **kwargs))]


def test_block_begins_with_the_row_above_where_it_is_headings_too():
    grouped = "序号|项目名称|项目资金|||执行率|绩效目标|\n"
    assert extents(
        f"2022年度项目绩效自评表\n{grouped}||年初预算数|全年预算数|全年执行数||年初目标|完成情况\n{ROW}"
    ) == [(2, 3)]
    assert extents(f"预算数|执行数|执行率|绩效目标\n序号|项目名称|年初预算数|全年执行数|备注\n{ROW}") == [(1, 2)]


def test_row_above_with_one_heading_is_no_part_of_the_block():
    assert extents(f"||预算执行情况|执行率\n{HEADINGS}\n{ROW}") == [(1, 2)]
    assert extents(f"||预算执行情况\n{HEADINGS}\n{ROW}") == [(2, 2)]


def test_title_above_the_headings_is_no_part_of_the_block():
    assert extents(f"2022年度民政局项目绩效自评表\n{HEADINGS}\n{ROW}") == [(2, 2)]


def test_heading_rows_end_where_the_name_s_column_is_filled():
    assert extents(f"{HEADINGS}\n|||其中：财政拨款|\n{ROW}") == [(1, 2)]
    assert extents(f"{HEADINGS}\n|甲||其中：财政拨款|\n{ROW}") == [(1, 1)]


@pytest.mark.parametrize(("numbers", "bottom"), [("1|2|3|4|5", 2), ("1|2|3|4|6", 1), ("1|2|3", 1)])
def test_row_that_numbers_the_columns_ends_the_headings(numbers, bottom):
    assert extents(f"{HEADINGS}\n{numbers}\n{ROW}") == [(1, bottom)]


def test_row_with_a_figure_is_no_heading_row():
    assert extents(f"{HEADINGS.replace('执行率', '98%')}\n{ROW}") == []


@pytest.mark.parametrize(
    "row",
    [
        "项目名称|甲|主管部门|乙|实施单位|丙",
        "项目名称|预算数",
        "序号|项目名称|绩效目标|完成情况",
        "名单|甲|乙|丙|项目名称|预算数|执行数",
    ],
)
def test_row_of_a_card_or_of_few_known_words_opens_no_wide_form(row):
    assert extents(f"{row}\n{ROW}") == []


def test_each_form_of_a_sheet_has_its_block_and_rows_between_have_none():
    assert extents(f"{HEADINGS}\n{ROW}\n{ROW}\n{HEADINGS}\n||其中：财政拨款||\n{ROW}") == [(1, 1), (4, 5)]
