import pytest
from builders import sheet

from selfeval.forms.card_sections import sections_of
from selfeval.forms.card_sheet import CardSheet
from selfeval.forms.ledger import Ledger


def sections(text):
    """(kind, numbers of its rows) of each section of a card."""
    built = sheet(text)
    card = CardSheet(built, range(1, 100), 1, Ledger([built]))
    return [(kind, [row.number for row in rows]) for kind, rows in sections_of(card)]


def kinds(text):
    return [kind for kind, _ in sections(text)]


FUNDING = "项目资金（万元）|全年预算数|全年执行数|执行率\n年度资金总额|100|80|80%\n其他资金|0|0|"
GOALS = "预期目标|实际完成情况\n养护20公里|完成18公里"
INDICATORS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n产出指标|数量指标|里程|20公里|18公里|50|45"


def test_card_of_the_national_kind_has_labels_funding_goals_and_indicators():
    text = f"项目名称|村道养护\n主管部门|甲镇\n{FUNDING}\n年度总体目标|{GOALS}\n{INDICATORS}\n总分|||||100|93"
    assert sections(text) == [
        ("labels", [1, 2]),
        ("funding", [3, 4, 5]),
        ("columns", [6, 7]),
        ("indicators", [8, 9, 10]),
    ]


def test_funding_table_needs_two_measures_or_one_with_rate_or_points():
    assert kinds("项目名称|甲\n项目资金|预算数|执行率\n总额|5|80%") == ["labels", "funding"]
    assert kinds("项目名称|甲\n全年预算数|5\n全年执行数|4") == ["labels"]


def test_measures_with_figures_beside_them_are_labels():
    assert kinds("项目名称|甲\n全年预算数|5|全年执行数|4") == ["labels"]


def test_second_row_of_headings_does_not_open_a_second_funding_table():
    assert kinds("项目资金|预算数||执行数|\n|年初预算数|全年预算数|全年执行数|执行率\n总额|5|5|4|80%") == ["funding"]


def test_label_ends_the_funding_table_but_not_beside_figures():
    assert sections(f"{FUNDING}\n项目负责人|张三\n存在问题|无")[-1] == ("labels", [4, 5])
    assert kinds(f"{FUNDING}\n总分|100|80|80%") == ["funding"]


def test_goals_beside_their_labels_are_labels_and_above_their_answers_columns():
    assert kinds("预期目标|养护20公里|实际完成情况|完成18公里") == ["labels"]
    assert kinds(f"年度总体目标|{GOALS}") == ["columns"]


def test_indicator_table_needs_its_own_words():
    assert kinds(INDICATORS) == ["indicators"]
    assert kinds("三级指标|年度指标值|实际完成值\n里程|20公里|18公里") == ["indicators"]
    assert kinds("三级指标|预期目标|得分\n里程|20公里|45") == ["indicators"]
    assert kinds("一级指标|二级指标|分值\n产出指标|数量指标|50") == ["labels"]


def test_headings_repeated_inside_an_indicator_table_open_nothing():
    heading = INDICATORS.splitlines()[0]
    assert kinds(f"{INDICATORS}\n{heading}\n效益指标|社会效益指标|时间|1小时|1小时|40|40") == ["indicators"]


@pytest.mark.parametrize("headings", ["存在问题|改进措施", "存在问题|整改情况|备注", "存在问题|完成情况"])
def test_row_of_nothing_but_headings_for_answers_opens_columns(headings):
    answers = "|".join("雨季停工" for _ in headings.split("|"))
    assert kinds(f"项目名称|甲\n{headings}\n{answers}") == ["labels", "columns"]


def test_headings_for_answers_end_an_indicator_table():
    assert kinds(f"{INDICATORS}\n存在问题|改进措施\n雨季停工|抢工期") == ["indicators", "columns"]


def test_every_row_is_in_one_section():
    text = f"项目名称|甲\n{FUNDING}\n{GOALS}\n{INDICATORS}\n总分|||||100|93\n存在问题|无"
    numbers = [number for _, rows in sections(text) for number in rows]
    assert numbers == sorted(set(numbers)) == list(range(1, 11))
