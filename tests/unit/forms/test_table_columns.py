import pytest
from builders import sheet

from selfeval.forms.card_sheet import CardSheet
from selfeval.forms.ledger import Ledger
from selfeval.forms.table_columns import TableColumns
from selfeval.forms.vocabulary import Role

PLAIN = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析"
ROW = "产出指标|数量指标|里程|20公里|18公里|50|45|雨季停工"


class Table:
    """An indicator table: what its columns hold, and how many rows its body has."""

    def __init__(self, text, **kwargs):
        self.sheet = sheet(text, **kwargs)
        self.card = CardSheet(self.sheet, range(1, 100), 1, Ledger([self.sheet]))
        self.columns = TableColumns(self.card, self.card.rows)

    def roles(self):
        """Role of each cell of the first row below the headings."""
        return [self.columns.role_of(cell) for cell in self.columns.body[0].cells]


def test_cell_has_the_role_of_the_heading_over_it():
    assert Table(f"{PLAIN}\n{ROW}").roles() == [
        Role.LEVEL1,
        Role.LEVEL2,
        Role.INDICATOR_NAME,
        Role.TARGET,
        Role.ACTUAL,
        Role.WEIGHT,
        Role.SCORE,
        Role.REASON,
    ]


def test_lower_headings_take_the_place_of_the_one_that_they_stand_under():
    text = "三级指标|指标值||自评得分\n|年初指标值|实际完成值|\n里程|20公里|18公里|45"
    table = Table(text, merged=((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4)))
    assert table.roles() == [Role.INDICATOR_NAME, Role.TARGET, Role.ACTUAL, Role.SCORE]
    assert len(table.columns.body) == 1


def test_heading_holds_for_all_columns_that_it_is_merged_over():
    table = Table(
        "一级指标|三级指标||年度指标值|实际完成值\n产出指标|里程|其中：硬化|20公里|18公里", merged=((1, 2, 1, 3),)
    )
    assert table.roles() == [Role.LEVEL1, Role.INDICATOR_NAME, Role.INDICATOR_NAME, Role.TARGET, Role.ACTUAL]


def test_row_with_a_figure_or_mostly_unknown_words_begins_the_body():
    assert len(Table(f"{PLAIN}\n{ROW}").columns.body) == 1
    assert len(Table(f"{PLAIN}\n||备用|年度指标值|备用|分值\n{ROW}").columns.body) == 1
    assert len(Table(f"{PLAIN}\n产出指标|数量指标|里程|已完成|已完成").columns.body) == 1


@pytest.mark.parametrize(
    ("headings", "position", "role"),
    [
        ("一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|自评得分", 6, Role.SCORE),
        ("一级指标|二级指标|三级指标|预期目标|实际完成值|分值|得分", 3, Role.TARGET),
        ("一级指标|二级指标|三级指标|年度指标值|实际完成情况|分值|得分", 4, Role.ACTUAL),
        ("一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|备注", 7, Role.REASON),
        ("一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|指标说明", 7, Role.REMARK),
    ],
)
def test_heading_that_says_another_thing_elsewhere_says_the_column_s_here(headings, position, role):
    assert Table(f"{headings}\n{ROW}").roles()[position] is role


def test_remarks_beside_reasons_are_no_reasons():
    assert Table(f"{PLAIN}|备注\n{ROW}|另报").roles()[7:] == [Role.REASON, None]


def test_total_score_beside_a_score_is_no_column_of_the_table():
    table = Table(f"{PLAIN}|自评总分\n{ROW}|93")
    assert table.roles()[6:] == [Role.SCORE, Role.REASON, None]


def test_column_can_be_asked_for_by_its_role():
    columns = Table(f"{PLAIN}\n{ROW}").columns
    level2 = columns.heading(Role.LEVEL2)
    assert level2 is not None and level2.text == "二级指标"
    assert columns.heading(Role.UNIT) is None


def test_headings_printed_anew_are_recognised_and_a_row_of_levels_is_not():
    table = Table(f"{PLAIN}\n{ROW}\n{PLAIN}\n效益指标|社会效益指标|满意度指标")
    assert [table.columns.repeats_headings(row) for row in table.columns.body] == [False, True, False]
    narrow = Table("三级指标|年度指标值|实际完成值\n里程|20公里|18公里\n三级指标|年度指标值|实际完成值")
    assert [narrow.columns.repeats_headings(row) for row in narrow.columns.body] == [False, True]
