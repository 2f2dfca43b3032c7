from builders import HEADINGS, sheet, wide

from selfeval.forms.heading_blocks import find_blocks
from selfeval.forms.headings import Slot
from selfeval.forms.vocabulary import Role


def order_of(built):
    (block,) = find_blocks(built)
    return block.order


def sources(order, measure):
    return [slot.source for slot in order if slot.measure == measure]


def test_one_heading_row_gives_the_order_of_its_columns():
    order = order_of(sheet("项目名称|序号|执行数|预算数|执行率"))
    assert order[:2] == [Slot(Role.NAME), Slot(Role.SEQUENCE)]
    assert [slot.measure for slot in order[2:4]] == ["executed", "budget"]
    split = order_of(sheet("序号|项目名称|预算数|其中：财政拨款|执行数|执行率"))
    assert (sources(split, "budget"), sources(split, "executed")) == (["total", "fiscal"], ["total"])


def test_merged_headings_give_the_order_of_their_columns():
    text = "项目名称|预算数||执行数|执行率\n|一般公共预算|合计||"
    order = order_of(sheet(text, merged=((1, 2, 1, 3),)))
    assert (sources(order, "budget"), sources(order, "executed")) == (["general", "total"], ["total"])


def test_without_merges_each_measure_has_every_source_that_any_heading_names():
    text = "序号|项目名称|预算数||执行数|||执行率\n||合计|一般公共预算|合计|一般公共预算|上年结转|"
    order = order_of(sheet(text))
    assert sources(order, "budget") == ["total", "general", "carried_over"]
    assert sources(order, "executed") == ["total", "general", "carried_over"]


def test_total_is_expected_even_where_no_heading_names_it():
    order = order_of(sheet("序号|项目名称|预算数||执行数||执行率\n|||一般公共预算||一般公共预算|"))
    assert sources(order, "budget") == ["total", "general"]


def test_heading_that_slipped_into_a_lower_row_comes_last():
    lines = HEADINGS.splitlines()
    lines[2], lines[3] = lines[2].removesuffix("|整改情况"), lines[3].removesuffix("|") + "整改情况"
    order = order_of(sheet("\n".join(lines)))
    assert order[-1] == Slot(Role.RECTIFICATION)
    assert order[-2] == Slot(Role.PROBLEMS)


def test_remark_has_no_place_in_the_order():
    order = order_of(sheet(HEADINGS + "备注"))
    assert not {Role.REMARK, Role.COMMENT} & {slot.role for slot in order}


def test_nothing_stands_in_the_order_twice():
    order = order_of(wide())
    assert len(order) == len(set(order))
