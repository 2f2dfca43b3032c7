from builders import HEADINGS, sheet

from selfeval.forms.reading import read_forms
from selfeval.forms.table_flow import join_tables

HEAD = """
项目支出绩效自评表
（2022年度）
项目名称|村道养护
主管部门|甲镇人民政府||实施单位|甲镇交通站
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|90|100|80|10|80%|8
""".strip("\n")
INDICATORS = """
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因
产出指标|数量指标|养护里程|≥20公里|18公里|50|45|雨季停工
""".strip("\n")
MORE = "效益指标|社会效益指标|出行时间|≤1小时|1小时|40|40"
BARE = "||出行时间|≤1小时|1小时|40|40"
"""A row cut from its levels by the end of a page."""
TOTAL = "总分|||||100|93|无"


def tables(*texts):
    """The tables of one document, Table1 and those that follow it."""
    built = [sheet(text, name=f"Table{number}") for number, text in enumerate(texts, start=1)]
    for table in built[1:]:
        table.follows = True
    return built


def indicators(built):
    return [
        [indicator.name for project in form.projects for indicator in project.indicators]
        for form in read_forms(built, "a.docx").forms
    ]


def test_table_that_begins_with_indicator_headings_goes_on_with_the_form_before():
    assert indicators(tables(HEAD, f"{INDICATORS}\n{TOTAL}")) == [["养护里程"]]


def test_headings_printed_anew_are_no_indicator():
    heading = INDICATORS.splitlines()[0]
    assert indicators(tables(f"{HEAD}\n{INDICATORS}", f"{heading}\n{MORE}\n{TOTAL}")) == [["养护里程", "出行时间"]]


def test_table_as_wide_as_the_one_before_goes_on_without_headings():
    built = tables(f"{HEAD}\n{INDICATORS}", f"{BARE}\n{TOTAL}")
    (form,) = read_forms(built, "a.docx").forms
    assert [indicator.name for indicator in form.projects[0].indicators] == ["养护里程", "出行时间"]
    assert form.projects[0].total_score == 93


def test_narrower_table_without_headings_is_left_alone():
    assert len(join_tables(tables(f"{HEAD}\n{INDICATORS}", BARE))) == 2


def test_text_between_parts_a_table_that_is_only_as_wide():
    built = tables(f"{HEAD}\n{INDICATORS}", f"{BARE}\n{TOTAL}")
    built[1].above = ["附表：其他事项"]
    assert len(join_tables(built)) == 2
    built[1].above = ["— 2 —"]
    assert len(join_tables(built)) == 1


def test_table_with_a_title_or_a_project_of_its_own_begins_a_form():
    assert len(join_tables(tables(HEAD, f"项目绩效自评表\n{INDICATORS}"))) == 2
    assert len(join_tables(tables(HEAD, HEAD.replace("项目支出绩效自评表\n（2022年度）\n", "")))) == 2


def test_sheet_of_a_workbook_never_goes_on_with_the_one_before():
    built = tables(HEAD, f"{INDICATORS}\n{TOTAL}")
    built[1].follows = False
    assert len(join_tables(built)) == 2


def test_wide_form_goes_on_where_its_own_headings_stand_again():
    row = "{}||甲|5|5|||4|4|||80%|目标|达成预期指标"
    columns = "\n".join(HEADINGS.splitlines()[2:])
    built = tables(f"{HEADINGS}\n{row.format(1)}", f"{columns}\n{row.format(2)}")
    (form,) = read_forms(built, "a.docx").forms
    assert [project.sequence for project in form.projects] == ["1", "2"]
    other = columns.replace("项目执行中存在的问题", "整改情况", 1)
    assert len(join_tables(tables(f"{HEADINGS}\n{row.format(1)}", f"{other}\n{row.format(2)}"))) == 2


def test_cell_of_a_joined_table_keeps_the_address_of_its_own():
    built = tables(f"{HEAD}\n{INDICATORS}", f"{BARE}|绕行", f"{MORE}\n{TOTAL}")
    reading = read_forms(built, "a.docx")
    cells = [indicator.cell for indicator in reading.forms[0].projects[0].indicators]
    assert cells == ["Table1!C8", "Table2!C1", "Table3!C1"]
    want = [table.address(*place) for table in built for place in table.cells]
    assert sorted(entry.cell for entry in reading.ledger) == sorted(want)
