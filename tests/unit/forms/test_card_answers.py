import pytest
from builders import sheet

from selfeval.forms.card_answers import Answers, read_columns, read_labels
from selfeval.forms.card_sheet import CardSheet
from selfeval.forms.ledger import Ledger
from selfeval.forms.vocabulary import Role
from selfeval.sheet import Cell


class Read:
    """The answers of a few rows, and what the ledger says of their cells."""

    def __init__(self, text, *, in_columns=False, merged=()):
        self.sheet = sheet(text, merged=merged)
        self.ledger = Ledger([self.sheet])
        card = CardSheet(self.sheet, range(1, 100), 1, self.ledger)
        self.answers, self.others = Answers(), []
        if in_columns:
            read_columns(card, card.rows, self.answers, "万元")
        else:
            self.others = list(read_labels(card, card.rows, self.answers))

    def text(self, role):
        return self.answers.text(role)

    def role(self, printed):
        return next(entry.role for entry in self.ledger.entries() if entry.printed == printed)


def test_value_stands_beside_its_label_several_in_a_row():
    read = Read("项目名称|村道养护||项目编码|219001\n主管部门|甲镇|实施单位|交通站")
    said = [read.text(role) for role in (Role.NAME, Role.CODE, Role.DEPARTMENT, Role.IMPLEMENTING_UNIT)]
    assert said == ["村道养护", "219001", "甲镇", "交通站"]


@pytest.mark.parametrize("printed", ["存在问题：雨季停工", "存在问题: 雨季停工"])
def test_value_may_stand_behind_its_label_s_colon(printed):
    assert Read(printed).text(Role.PROBLEMS) == "雨季停工"


def test_label_without_a_value_leaves_the_next_label_its_own():
    read = Read("项目编码||主管部门|甲镇")
    assert (read.text(Role.CODE), read.text(Role.DEPARTMENT)) == (None, "甲镇")


def test_second_value_beside_one_label_stays_unread():
    read = Read("主管部门|甲镇|乙镇")
    assert read.text(Role.DEPARTMENT) == "甲镇"
    assert read.role("乙镇") == "unread"


@pytest.mark.parametrize(
    ("label", "role"),
    [("年度总体目标", Role.GOAL_PLANNED), ("完成情况", Role.GOAL_ACTUAL), ("偏差原因", Role.PROBLEMS)],
)
def test_word_over_a_table_s_column_says_it_of_the_project_beside_an_answer(label, role):
    assert Read(f"{label}|雨季停工").text(role) == "雨季停工"


@pytest.mark.parametrize("mark", ["/", "—", "……", "（100字以内）"])
def test_mark_or_rest_of_the_template_is_no_answer(mark):
    read = Read(f"存在问题|{mark}")
    assert read.text(Role.PROBLEMS) is None
    assert read.role(mark) == "blank_mark"


def test_remark_is_left_unread_as_expected():
    read = Read("备注|已并入")
    (entry,) = read.ledger.unread()
    assert (entry.printed, entry.is_expected) == ("已并入", True)


def test_figure_beside_its_measure_is_given_back():
    read = Read("全年预算数|100|执行率|80%")
    assert [(label.measure or label.role, cell.text) for label, cell in read.others] == [
        ("budget", "100"),
        (Role.RATE, "80%"),
    ]
    assert read.role("100") == "unread"


def test_answer_stands_below_its_heading_and_parts_are_joined_by_a_line_break():
    read = Read("年度总体目标|预期目标|实际完成情况\n|养护20公里|完成18公里\n|补植100株|—", in_columns=True)
    assert read.text(Role.GOAL_PLANNED) == "养护20公里\n补植100株"
    assert read.text(Role.GOAL_ACTUAL) == "完成18公里"
    assert read.role("—") == "blank_mark"


def test_column_of_remarks_is_left_as_expected_and_one_that_nobody_knows_is_not():
    read = Read("预期目标|实际完成情况|备注|备用栏\n养护20公里|完成18公里|已并入|另有", in_columns=True)
    left = {entry.printed: entry.is_expected for entry in read.ledger.unread()}
    assert (left["已并入"], left["另有"]) == (True, False)
    assert read.text(Role.GOAL_ACTUAL) == "完成18公里"


def test_name_of_a_row_left_of_the_headings_is_no_answer():
    read = Read(
        "年度总体目标|预期目标|实际完成情况\n目标1：|养护20公里|完成18公里\n第二项|补植100株|补植", in_columns=True
    )
    assert read.text(Role.GOAL_PLANNED) == "养护20公里\n补植100株"
    assert read.role("第二项") == "heading"


def test_heading_reaches_as_far_as_it_is_merged():
    text = "预期目标|||实际完成情况|\n养护20公里||另补植|完成18公里|"
    assert Read(text, in_columns=True, merged=((1, 1, 1, 3), (1, 4, 1, 5))).text(Role.GOAL_PLANNED) == (
        "养护20公里\n另补植"
    )


def test_goal_and_result_are_the_planned_and_the_actual_one_where_only_they_stand_there():
    read = Read("绩效目标|完成情况\n养护20公里|完成18公里", in_columns=True)
    assert (read.text(Role.GOAL_PLANNED), read.text(Role.GOAL_ACTUAL)) == ("养护20公里", "完成18公里")


def test_first_answer_of_the_first_role_that_has_one():
    answers = Answers()
    answers.add(Role.DIVISION, Cell(1, 1, "甲科"))
    answers.add(Role.DIVISION, Cell(2, 1, "乙科"))
    found = answers.first(Role.DEPARTMENT, Role.DIVISION)
    assert found is not None and found.text == "甲科"
    assert answers.last(Role.DIVISION) == Cell(2, 1, "乙科")
    assert answers.first(Role.NAME) is None and answers.last(Role.NAME) is None
