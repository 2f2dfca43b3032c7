from decimal import Decimal

import pytest
from builders import sheet

from selfeval.forms.reading import read_forms

CARD = """
项目支出绩效自评表
（2022年度）
项目名称|219001-村道养护
主管部门|219-甲镇人民政府|||实施单位|甲镇交通站
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|90|100|80|10|80%|8
|其中：当年财政拨款|90|95|75|—|79%|—
|其他资金|0|5|5|||
年度总体目标|预期目标|||实际完成情况
|养护村道20公里|||完成18公里
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
|产出指标（50分）|数量指标|指标1：养护里程|≥20公里|18公里|50|45|雨季停工
|||指标2：||||
|||……||||
||质量指标|合格率|≥95%|96%|30|30
|满意度指标（10分）|满意度指标|村民满意度|≥90%|92%|10|10
总分||||||100|93
"""


def only(text, **kwargs):
    (form,) = read_forms([sheet(text, **kwargs)], "card.xlsx").forms
    return form, form.projects[0]


def amounts(project):
    return {(a.measure, a.source): str(a.value) for a in project.amounts}


def test_national_card_is_read_whole():
    form, project = only(CARD)
    assert (form.family, form.fiscal_year, form.amount_unit) == ("card", 2022, "万元")
    assert (form.department, form.implementing_unit) == ("甲镇人民政府", "甲镇交通站")
    assert (project.code, project.name) == ("219001", "村道养护")
    assert (project.goal_planned, project.goal_actual) == ("养护村道20公里", "完成18公里")
    assert (project.budget_weight, project.budget_score, project.total_score) == (10, 8, 93)
    assert amounts(project) == {
        ("budget_initial", "total"): "90",
        ("budget", "total"): "100",
        ("executed", "total"): "80",
        ("budget_initial", "fiscal"): "90",
        ("budget", "fiscal"): "95",
        ("executed", "fiscal"): "75",
        ("budget_initial", "other"): "0",
        ("budget", "other"): "5",
        ("executed", "other"): "5",
    }


def test_rate_of_a_part_is_not_the_project_s():
    _, project = only(CARD)
    assert project.stated_rate is not None
    assert (project.stated_rate.value, project.stated_rate.cell) == (Decimal("0.80"), "Table1!G6")


def test_levels_are_carried_down_and_template_rests_are_no_indicators():
    _, project = only(CARD)
    assert [(i.level1, i.level2, i.name, i.weight, i.score) for i in project.indicators] == [
        ("产出指标", "数量指标", "指标1：养护里程", 50, 45),
        ("产出指标", "质量指标", "合格率", 30, 30),
        ("满意度指标", "满意度指标", "村民满意度", 10, 10),
    ]
    assert project.indicators[0].reason == "雨季停工"


def test_split_target_is_joined_and_its_unit_not_repeated():
    header = "年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
    split = CARD.replace(header, "指标性质|指标值|度量单位|实际完成值|分值|得分")
    split = split.replace("|≥20公里|18公里|", "|≧|20|公里|18公里|").replace("|≥95%|96%|", "|定量|95%|%|96%|")
    split = split.replace("|≥90%|92%|", "|＝|90|%|92%|")
    _, project = only(split)
    assert [indicator.target for indicator in project.indicators] == ["≧20公里", "95%", "＝90%"]


def test_weight_may_stand_before_the_target():
    moved = CARD.replace("年度指标值|实际完成值|分值|得分|偏差", "分值|年度指标值|实际完成值|得分|偏差")
    moved = moved.replace("|≥20公里|18公里|50|45|", "|50|≥20公里|18公里|45|")
    _, project = only(moved)
    assert (project.indicators[0].weight, project.indicators[0].target) == (50, "≥20公里")


def test_row_of_the_execution_rate_is_the_budget_item_not_an_indicator():
    _, project = only(CARD.replace("|||指标2：||||", "|||预算执行率|100%|80%|12|9"))
    assert len(project.indicators) == 3
    assert (project.budget_weight, project.budget_score) == (12, 9)


def test_score_merged_over_several_indicators_is_none_s():
    _, project = only(CARD, merged=((12, 8, 15, 8),))
    assert [indicator.score for indicator in project.indicators] == [None, 30, 10]


def test_goals_may_stand_below_a_heading_each():
    rows = "年度总体目标|预期目标|||实际完成情况\n|养护村道20公里|||完成18公里"
    assert rows in CARD
    _, project = only(CARD.replace(rows, "绩效目标||||完成情况\n养护村道20公里||||完成18公里"))
    assert (project.goal_planned, project.goal_actual) == ("养护村道20公里", "完成18公里")


def test_several_cards_below_each_other_are_forms_of_their_own():
    reading = read_forms([sheet(CARD.strip("\n") + "\n" + CARD.strip("\n").replace("村道养护", "水渠清淤"))], "a.xlsx")
    assert [form.projects[0].name for form in reading.forms] == ["村道养护", "水渠清淤"]
    assert [form.fiscal_year for form in reading.forms] == [2022, 2022]


def test_overall_form_has_one_project_named_like_the_department():
    overall = CARD.replace("项目支出绩效自评表", "部门整体支出绩效自评表").replace("项目名称|219001-村道养护\n", "")
    form, project = only(overall)
    assert form.family == "overall"
    assert project.name == "甲镇人民政府" == form.department


def test_prompts_and_null_marks_are_no_answers():
    _, project = only(CARD.replace("完成18公里", "说明完成情况（100字以内）").replace("养护村道20公里", "—"))
    assert (project.goal_planned, project.goal_actual) == (None, None)


def test_contacts_and_rates_of_parts_are_left_unread_and_told_as_information():
    reading = read_forms([sheet(CARD + "项目负责人：|张三|||联系电话|000\n")], "a.xlsx")
    assert [entry.printed for entry in reading.ledger if entry.role == "unread"] == ["79%", "张三", "000"]
    assert [(finding.rule, finding.severity) for finding in reading.findings] == [("cells-without-field", "info")]


@pytest.mark.parametrize("printed", ["（2022年度）", "年度：2022年", ""])
def test_year_comes_from_the_masthead_or_else_from_the_project_s_name(printed):
    text = CARD.replace("（2022年度）", printed).replace("村道养护", "2022年村道养护")
    assert only(text)[0].fiscal_year == 2022


def test_traditional_headings_with_pinyin_are_known():
    traditional = CARD.replace("项目名称", "項(xiàng)目名稱").replace("全年执行数", "全年執(zhí)行數")
    assert amounts(only(traditional)[1])["executed", "total"] == "80"


def test_amount_in_another_unit_than_the_form_s_is_not_taken():
    reading = read_forms([sheet(CARD.replace("|90|100|80|", "|90|100亿元|80|"))], "a.xlsx")
    project = reading.forms[0].projects[0]
    assert ("budget", "total") not in amounts(project)
    assert "100亿元" in [entry.printed for entry in reading.ledger if entry.role == "unread"]


@pytest.mark.parametrize("printed", ["#DIV/0!", "100 200", "100亿元"])
def test_amount_that_is_none_disputes_the_project_at_its_cell(printed):
    reading = read_forms([sheet(CARD.replace("|90|100|80|", f"|90|{printed}|80|"))], "a.xlsx")
    (finding,) = [finding for finding in reading.findings if finding.rule == "unreadable-figure"]
    assert (finding.severity, finding.cell, finding.project_name) == ("critical", "Table1!D6", "村道养护")


def test_label_and_amount_in_one_cell_are_of_the_measure_over_them():
    inline = CARD.replace("|年度资金总额|90|100|80|", "||年度资金总额：90|年度资金总额：100|年度资金总额：80|")
    assert amounts(only(inline)[1])["executed", "total"] == "80"
