import pytest
from builders import sheet

from selfeval.forms.masthead import faults, read_masthead
from selfeval.forms.years import year_of


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


def test_two_units_are_a_fault_with_their_cells():
    masthead, lines = masthead_of("2021年度项目绩效自评表\n单位：万元", "项目名称|预算数（元）|执行数（元）")
    (fault,) = faults(masthead, lines)
    assert "万元（Table1!A2）" in fault.message_zh and "元（Table1!B1）" in fault.message_zh


def test_misspelt_unit_is_a_fault_with_its_cell():
    masthead, lines = masthead_of("2021年度项目绩效自评表\n金额单位：万圆")
    (fault,) = faults(masthead, lines)
    assert "万圆" in fault.message_zh
    assert "Table1!A2" in fault.message_zh


@pytest.mark.parametrize("printed", ["（单位：万元）", "单位：|万元", "2021年度项目绩效自评表（单位：万元）"])
def test_unit_is_found_in_brackets_beside_its_label_and_in_the_title(printed):
    masthead, _ = masthead_of(printed)
    assert masthead.amount_unit == "万元"


@pytest.mark.parametrize("line", ["填报日期：2022年3月15日", "说明：依据2019年度预算", "2020年工作总结"])
def test_date_note_or_heading_is_no_fiscal_year(line):
    masthead, _ = masthead_of(f"民政局项目绩效自评表\n{line}")
    assert masthead.fiscal_year is None


def test_fiscal_year_of_a_title_with_two_years_is_the_one_called_so():
    assert year_of("2022年开展2021年度教育局项目绩效自评表") == 2021


@pytest.mark.parametrize("title", ["2021年至2022年项目", "2021—2022年度项目", "2023年度报送2022年度项目"])
def test_two_years_or_a_range_are_no_fiscal_year(title):
    assert year_of(title) is None


def test_department_may_stand_before_the_year():
    masthead, _ = masthead_of("成安县民政局2020年度预算项目绩效自评表")
    assert (masthead.department, masthead.fiscal_year) == ("成安县民政局", 2020)


def test_year_line_that_contradicts_the_title_is_a_fault():
    masthead, lines = masthead_of("2021年度民政局项目绩效自评表\n年度：2022年")
    (fault,) = faults(masthead, lines)
    assert fault.slug == "contradicting-years"


@pytest.mark.parametrize("printed", ["二〇二三年度", "二○二三年度", "二零二三年"])
def test_year_may_be_written_in_chinese_numerals(printed):
    masthead, _ = masthead_of(f"{printed}教育局项目绩效自评表")
    assert (masthead.fiscal_year, masthead.department) == (2023, "教育局")


@pytest.mark.parametrize("text", ["二十三年度", "二三年", "一九九九年度", "二〇二三号"])
def test_other_chinese_numerals_are_no_fiscal_year(text):
    assert year_of(text) is None


def test_year_and_body_may_stand_in_a_line_above_the_title():
    masthead, _ = masthead_of("甲州民族宗教事务委员会2022年度\n项目支出绩效自评表")
    assert (masthead.fiscal_year, masthead.department) == (2022, "甲州民族宗教事务委员会")


def test_body_may_stand_alone_in_a_line_above_the_title():
    masthead, _ = masthead_of("青山县教育局\n2023年度项目支出绩效自评汇总表")
    assert (masthead.fiscal_year, masthead.department) == (2023, "青山县教育局")
    assert masthead_of("附件3\n2023年度项目支出绩效自评汇总表")[0].department is None


def test_title_s_own_body_beats_the_one_in_the_line_above():
    masthead, _ = masthead_of("甲县2022年度\n教育局项目支出绩效自评表")
    assert masthead.department == "教育局"


def test_two_labels_may_share_a_line():
    masthead, _ = masthead_of("2023年度项目支出绩效自评汇总表\n部门名称：青山县教育局　　　　单位：万元")
    assert (masthead.department, masthead.amount_unit) == ("青山县教育局", "万元")


def test_year_and_unit_may_share_a_line():
    masthead, _ = masthead_of("教育局项目支出绩效自评表\n（2021年度）　　　　单位：千元")
    assert (masthead.fiscal_year, masthead.amount_unit) == (2021, "千元")


@pytest.mark.parametrize("printed", ["[155]青山县教育局", "205001-青山县教育局"])
@pytest.mark.parametrize("label", ["部门名称：", "单位名称: ", "主管部门：|"])
def test_code_before_a_department_is_no_part_of_its_name(label, printed):
    masthead, _ = masthead_of(f"2023年度项目支出绩效自评表\n{label}{printed}")
    assert masthead.department == "青山县教育局"


def test_unit_may_stand_below_the_table_but_a_year_there_is_none_of_its_own():
    above, below = sheet("教育局项目支出绩效自评表"), sheet("单位：万元\n年度：2022年")
    masthead = read_masthead(list(above.cells.values()), [], list(below.cells.values()))
    assert (masthead.amount_unit, masthead.fiscal_year) == ("万元", None)


def test_department_beats_the_one_that_fills_in_the_form_and_that_the_title_s():
    lines = "教育局项目支出绩效自评表\n填报单位：第二小学\n主管部门：教育体育局"
    assert masthead_of(lines)[0].department == "教育体育局"
    assert masthead_of(lines.rpartition("\n")[0])[0].department == "第二小学"


def test_unit_word_that_names_a_body_is_no_unit_of_amounts():
    masthead, lines = masthead_of("2022年度项目支出绩效自评表\n单位：万元|填报单位：万山镇")
    assert (masthead.amount_unit, masthead.department) == ("万元", "万山镇")
    assert faults(masthead, lines) == []


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("2022年度部门整体支出绩效自评表", "overall"),
        ("教育局2022年度部门整体支出绩效评价自评表", "overall"),
        ("2022年度项目支出绩效自评汇总表", "card"),
        ("中央对地方专项转移支付绩效目标自评表（2022年度）", "card"),
    ],
)
def test_title_says_the_family(title, family):
    assert masthead_of(title)[0].family == family


@pytest.mark.parametrize("text", ["绩效自评工作总结", "项目名称", "民政局会议纪要", "自评得分"])
def test_other_lines_are_no_title(text):
    assert masthead_of(text)[0].title_text is None


def test_every_cell_that_said_something_is_accounted_for():
    masthead, _ = masthead_of("教育局2022年度\n项目绩效自评表\n部门名称：教育局|单位：|万元\n以上内容真实")
    assert masthead.read == {
        (1, 1): "title",
        (2, 1): "title",
        (3, 1): "value",
        (3, 2): "value",
        (3, 3): "value",
    }
