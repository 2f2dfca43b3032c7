from builders import HEADINGS, sheet, wide

from selfeval.forms.heading_blocks import find_blocks
from selfeval.forms.headings import Slot
from selfeval.forms.vocabulary import Role


def test_three_heading_rows_without_merges_become_columns():
    (block,) = find_blocks(wide())
    assert (block.top, block.bottom) == (3, 5)
    assert block.columns[4] == Slot(Role.AMOUNT, "budget", "total")
    assert block.columns[5] == Slot(Role.AMOUNT, "budget", "general")
    assert block.columns[7] == Slot(Role.AMOUNT, "budget", "non_fiscal")
    assert block.columns[10] == Slot(Role.AMOUNT, "executed", "government_fund")
    assert block.columns[12] == Slot(Role.RATE)
    assert block.columns[16] == Slot(Role.ACTUAL, level1="产出指标", level2="数量指标")


def test_merged_headings_reach_as_far_as_they_are_merged():
    merged = sheet(
        "项目名称|预算数||执行数||执行率\n|合计|一般公共预算|合计|一般公共预算|",
        merged=((1, 2, 1, 3), (1, 4, 1, 5)),
    )
    (block,) = find_blocks(merged)
    assert [slot.source for slot in block.columns.values() if slot.role is Role.AMOUNT] == [
        "total",
        "general",
        "total",
        "general",
    ]


def test_prose_that_names_budget_and_project_is_no_heading():
    assert find_blocks(sheet("本表按项目名称、预算数填写|预算数|说明")) == []


def test_two_forms_below_each_other_are_two_blocks():
    assert [block.top for block in find_blocks(sheet(f"{HEADINGS}\n1||甲|1|1|||1|1|||100%\n{HEADINGS}"))] == [3, 9]


def test_customary_order_fills_up_levels_that_the_headings_left_out():
    (block,) = find_blocks(wide())
    order = [slot.level2 for slot in block.order if slot.role is Role.TARGET]
    assert order[:4] == ["数量指标", "质量指标", "时效指标", "成本指标"]


def test_heading_that_stands_twice_leaves_its_second_column_unread():
    (block,) = find_blocks(sheet("序号|项目名称|预算数|执行数|预算数|执行率"))
    assert sorted(block.columns) == [1, 2, 3, 4, 6]


def test_source_that_is_split_into_parts_is_no_slot_of_its_own():
    (block,) = find_blocks(wide())
    budget = [slot.source for slot in block.order if slot.measure == "budget"]
    assert budget == ["total", "general", "government_fund", "non_fiscal"]
