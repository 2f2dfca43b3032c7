from decimal import Decimal

import pytest
from builders import sheet

from selfeval.forms.heading_blocks import find_blocks
from selfeval.forms.headings import Slot
from selfeval.forms.vocabulary import Role

TOTAL_BUDGET, TOTAL_SPENT = Slot(Role.AMOUNT, "budget", "total"), Slot(Role.AMOUNT, "executed", "total")


def block_of(text, **kwargs):
    (block,) = find_blocks(sheet(text, **kwargs))
    return block


def columns(text, **kwargs):
    """What each column of a heading block holds, None where it is left unread."""
    block = block_of(text, **kwargs)
    last = max([*block.columns, *block.foreign])
    return [block.columns.get(column) for column in range(1, last + 1)]


def test_one_row_of_headings_says_what_each_column_holds():
    held = columns("序号|项目名称|预算数|执行数|执行率|自评得分|存在问题|整改措施")
    roles = [slot.role for slot in held if slot]
    assert held[2:4] == [TOTAL_BUDGET, TOTAL_SPENT]
    assert roles[4:] == [Role.RATE, Role.TOTAL_SCORE, Role.PROBLEMS, Role.RECTIFICATION]


def test_heading_without_merges_reaches_no_further_than_the_one_above_it():
    held = columns("序号|项目名称|预算数||执行数||执行率\n|||合计|合计||")
    assert held[2:6] == [TOTAL_BUDGET, None, TOTAL_SPENT, None]


def test_source_beside_its_measure_is_part_of_that_measure():
    held = columns("序号|项目名称|预算数|其中：财政拨款|执行数|其中：财政拨款|执行率")
    assert [(slot.measure, slot.source) for slot in held[2:6]] == [
        ("budget", "total"),
        ("budget", "fiscal"),
        ("executed", "total"),
        ("executed", "fiscal"),
    ]


def test_part_that_nobody_knows_is_not_the_total():
    held = columns("序号|项目名称|预算数||执行数||执行率\n||合计|彩票公益金|合计|彩票公益金|")
    assert held[2:6] == [TOTAL_BUDGET, None, TOTAL_SPENT, None]


def test_part_under_its_whole_is_the_part():
    held = columns(
        "序号|项目名称|预算数||执行数||执行率\n||合计|其中：财政拨款|合计|其中：财政拨款\n|||一般公共预算||一般公共预算"
    )
    assert [slot.source for slot in held[2:6]] == ["total", "general", "total", "general"]


def test_result_weight_and_score_are_of_the_indicator_before_them():
    text = "序号|项目名称|预算数|执行数|数量指标|||质量指标||\n||||指标内容|完成情况|得分|指标内容|完成情况|得分"
    held = columns(text, merged=((1, 5, 1, 7), (1, 8, 1, 10)))
    assert [(slot.role, slot.level2) for slot in held[4:]] == [
        (Role.TARGET, "数量指标"),
        (Role.ACTUAL, "数量指标"),
        (Role.SCORE, "数量指标"),
        (Role.TARGET, "质量指标"),
        (Role.ACTUAL, "质量指标"),
        (Role.SCORE, "质量指标"),
    ]


def test_score_behind_each_result_is_the_indicator_s_without_a_heading_over_it():
    held = columns("序号|项目名称|预算数|执行数|数量指标|完成情况|得分|质量指标|完成情况|得分")
    assert [(held[column].role, held[column].level2) for column in (6, 9)] == [
        (Role.SCORE, "数量指标"),
        (Role.SCORE, "质量指标"),
    ]


def test_total_without_a_heading_of_its_own_behind_the_parts_is_doubtful():
    text = "序号|项目名称|预算数|||执行数|执行率\n||一般公共预算|政府性基金|||"
    assert block_of(text, merged=((1, 3, 1, 5),)).doubtful == {5}


def test_completion_that_follows_no_indicator_is_the_goal_s():
    assert columns("序号|项目名称|预算数|执行数|年度目标|完成情况")[5] == Slot(Role.GOAL_ACTUAL)


@pytest.mark.parametrize(
    ("headings", "role"),
    [
        ("序号|项目名称|预算数|执行数|执行率|得分", Role.TOTAL_SCORE),
        ("序号|项目名称|预算数|执行数|分值|执行率|得分", Role.SCORE),
        ("序号|项目名称|预算数|执行数|执行率|得分|自评总分", Role.SCORE),
    ],
)
def test_score_is_the_execution_s_only_beside_a_weight_or_another_total(headings, role):
    held = columns(headings)
    assert next(slot.role for slot, text in zip(held, headings.split("|"), strict=True) if text == "得分") is role


def test_score_under_the_money_s_own_heading_is_that_of_execution():
    held = columns("序号|项目名称|预算执行情况||||得分\n||预算数|执行数|执行率|得分|", merged=((1, 3, 1, 6),))
    assert (held[5], held[6]) == (Slot(Role.SCORE), Slot(Role.TOTAL_SCORE))


def test_points_in_the_money_s_heading_are_the_weight_of_execution():
    text = "序号|项目名称|预算执行情况（10分）|||数量指标（50分）\n||预算数|执行数|执行率|"
    assert block_of(text, merged=((1, 3, 1, 5),)).budget_weight == Decimal(10)


def test_column_of_something_else_is_foreign_and_a_known_one_is_expected():
    block = block_of("序号|项目名称|预算数|执行数|备用栏|备注|评审得分")
    assert block.foreign == {5, 6, 7}
    assert block.remarks == {6, 7}


def test_two_columns_of_one_measure_and_source_are_noted():
    block = block_of("序号|项目名称|预算数|执行数|执行数|执行率")
    assert block.doubtful == {5}
    assert 5 not in block.columns


def test_reasons_are_the_problems_where_no_column_tells_them():
    without = columns("序号|项目名称|预算数|执行数|偏差原因分析")
    beside = columns("序号|项目名称|预算数|执行数|偏差原因分析|存在问题")
    assert without[4] == Slot(Role.PROBLEMS)
    assert beside[4:] == [None, Slot(Role.PROBLEMS)]


def test_name_above_the_project_is_its_name_only_where_none_stands_below():
    alone = columns("序号|一级项目名称|预算数|执行数|执行率")
    beside = columns("序号|一级项目名称|二级项目名称|预算数|执行数|执行率")
    assert alone[1] == Slot(Role.NAME)
    assert beside[1:3] == [None, Slot(Role.NAME)]


def test_department_s_column_is_remembered():
    assert block_of("序号|主管部门|项目名称|预算数|执行数").department_column == 2
