from builders import HEADINGS, sheet

from selfeval.forms.heading_blocks import find_blocks
from selfeval.forms.page_breaks import join_repeated
from selfeval.forms.reading import read_forms

TITLE, UNIT, *COLUMNS = HEADINGS.splitlines()
PROJECT = "{number}||{name}|5|5|||4|4|||80%|目标|达成预期指标"
FIRST, SECOND = PROJECT.format(number=1, name="甲"), PROJECT.format(number=2, name="乙")


def pages(*between, headings=COLUMNS):
    """A form of one project, lines that a page break left, headings once more, and a second project."""
    return sheet("\n".join([HEADINGS, FIRST, *between, *headings, SECOND]))


def forms(built):
    return [[project.name for project in form.projects] for form in read_forms([built], "a.xlsx").forms]


def test_headings_that_stand_once_more_go_on_with_the_form():
    built = pages()
    (block,) = join_repeated(built, find_blocks(built))
    assert block.repeated == {7, 8, 9}
    assert forms(built) == [["甲", "乙"]]


def test_title_and_unit_that_stand_once_more_go_on_with_it_too():
    built = pages(TITLE, UNIT)
    (block,) = join_repeated(built, find_blocks(built))
    assert block.repeated == {7, 8, 9, 10, 11}
    assert forms(built) == [["甲", "乙"]]


def test_page_number_between_does_not_part_a_form():
    built = pages("— 1 —", TITLE, UNIT)
    assert forms(built) == [["甲", "乙"]]
    reading = read_forms([built], "a.xlsx")
    assert [entry.role for entry in reading.ledger if entry.printed == "— 1 —"] == ["blank_mark"]


def test_another_title_or_unit_opens_another_form():
    assert forms(pages(TITLE.replace("民政局", "教育局"), UNIT)) == [["甲"], ["乙"]]
    assert forms(pages("单位：元")) == [["甲"], ["乙"]]


def test_short_row_of_a_project_before_the_break_is_no_head_of_another_form():
    assert forms(pages("3||丙|5")) == [["甲", "丙", "乙"]]


def test_other_headings_open_another_form():
    headings = [COLUMNS[0].replace("实际支出金额", "执行数"), *COLUMNS[1:]]
    assert forms(pages(headings=headings)) == [["甲"], ["乙"]]


def test_every_repeated_cell_is_accounted_for_as_a_heading():
    reading = read_forms([pages(TITLE, UNIT)], "a.xlsx")
    again = [entry for entry in reading.ledger if entry.cell.endswith("7") or entry.cell.endswith("8")]
    assert {entry.role for entry in again} == {"heading"}
    assert reading.findings == []
