import pytest
from builders import sheet

from selfeval.forms.masthead import read_masthead, unit_fault


def masthead_of(text, headings=""):
    lines = sheet(text)
    return read_masthead(list(lines.cells.values()), list(sheet(headings).cells.values())), lines


def test_title_gives_year_and_department():
    masthead, _ = masthead_of("2021年度民政局本级部门预算项目绩效自评表")
    assert (masthead.fiscal_year, masthead.department) == (2021, "民政局本级")


def test_department_line_beats_a_title_without_one():
    masthead, _ = masthead_of("2022年度项目支出绩效自评表\n填报单位：龙南区社会福利中心|单位：万元")
    assert masthead.department == "龙南区社会福利中心"
    assert masthead.amount_unit == "万元"


def test_year_may_stand_in_a_line_of_its_own():
    masthead, _ = masthead_of("项目绩效自评表\n（2022年度）")
    assert masthead.fiscal_year == 2022


def test_form_without_a_year_has_none():
    masthead, _ = masthead_of("民政局项目绩效自评表")
    assert masthead.fiscal_year is None


@pytest.mark.parametrize("printed", ["单位：万元", "金额单位:万元", "单位： 萬元"])
def test_unit_is_read_however_it_is_written(printed):
    masthead, _ = masthead_of(printed)
    assert masthead.amount_unit == "万元"


def test_unit_may_stand_in_a_heading():
    masthead, _ = masthead_of("2021年度项目绩效自评表", "项目名称|预算数（元）|执行数（元）")
    assert masthead.amount_unit == "元"


def test_two_units_in_the_headings_are_none():
    masthead, _ = masthead_of("2021年度项目绩效自评表", "项目名称|预算数（元）|执行数（万元）")
    assert masthead.amount_unit is None


def test_misspelt_unit_is_a_fault_with_its_cell():
    masthead, lines = masthead_of("2021年度项目绩效自评表\n金额单位：万圆")
    fault = unit_fault(masthead, lines)
    assert fault is not None
    assert "万圆" in fault.message_zh
    assert "Table1!A2" in fault.message_zh
