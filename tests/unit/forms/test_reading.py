import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from builders import HEADINGS, sheet, wide
from hypothesis import given
from hypothesis import strategies as st

from selfeval.forms.contract import as_contract
from selfeval.forms.reading import read_forms
from selfeval.grid.files import open_grid
from selfeval.settings import PROJECT_ROOT
from selfeval.sheet import Cell

FOUNDING_TABLE = PROJECT_ROOT / "include" / "samples" / "民政局" / "seed_2021.txt"
EXPECTED = Path(__file__).parents[2] / "data" / "seed_2021.expected.json"
ROW = (
    "1||养老服务|322.61|322.61|||317.77|317.77|||98%|目标|达成预期指标"
    "|3个|3个|项目成本控制在预算范围内|已完成|提升|有效|满意度95%|96%|无"
)


def read(*sheets):
    return read_forms(list(sheets), "form.xlsx")


def test_row_under_its_headings_is_read_whole():
    (form,) = read(wide(ROW)).forms
    (project,) = form.projects
    assert (form.fiscal_year, form.department, form.amount_unit) == (2021, "民政局", "万元")
    assert {(a.measure, a.source): (a.value, a.cell) for a in project.amounts} == {
        ("budget", "total"): (Decimal("322.61"), "Table1!D6"),
        ("budget", "general"): (Decimal("322.61"), "Table1!E6"),
        ("executed", "total"): (Decimal("317.77"), "Table1!H6"),
        ("executed", "general"): (Decimal("317.77"), "Table1!I6"),
    }
    assert project.stated_rate is not None and project.stated_rate.value == Decimal("0.98")
    assert [indicator.level2 for indicator in project.indicators] == [
        "数量指标",
        "成本指标",
        "社会效益指标",
        "服务对象满意度指标",
    ]


def test_total_and_note_rows_are_no_projects():
    reading = read(wide(ROW, "合计|||322.61|322.61|||317.77|317.77", "注：以国库集中支付系统为准。"))
    assert len(reading.forms[0].projects) == 1
    assert [entry.role for entry in reading.ledger][-6:] == ["total"] * 5 + ["note"]


def test_one_shifted_row_among_good_ones_is_realigned():
    shifted = "2|儿童福利|42|42|||38|38|||90%|目标|达成预期指标|6个|6个"
    reading = read(wide(ROW, ROW.replace("1||", "3||", 1), shifted))
    project = reading.forms[0].projects[-1]
    assert (project.name, project.division) == ("儿童福利", None)
    assert [str(amount.value) for amount in project.amounts] == ["42", "42", "38", "38"]
    assert [(f.rule, f.severity, f.project_name) for f in reading.findings] == [
        ("row-realigned", "warning", "儿童福利")
    ]


def test_value_outside_the_headings_is_told_as_unread():
    reading = read(wide(ROW, ROW.replace("1||", "2||", 1) + "|||多出来的字"))
    assert [entry.printed for entry in reading.ledger if entry.role == "unread"] == ["多出来的字"]
    assert [(finding.rule, finding.severity) for finding in reading.findings] == [("unread-cells", "warning")]


def test_two_forms_on_a_sheet_are_read_apart():
    second = HEADINGS.replace("民政局", "教育局").replace("万元", "元")
    reading = read(sheet("\n".join([HEADINGS, ROW, second, ROW])))
    assert [(form.department, form.amount_unit, len(form.projects)) for form in reading.forms] == [
        ("民政局", "万元", 1),
        ("教育局", "元", 1),
    ]


def test_division_merged_downwards_holds_for_each_row():
    built = sheet("\n".join([HEADINGS, ROW.replace("1||", "1|养老科|", 1), ROW]), merged=((6, 2, 7, 2),))
    (form,) = read(built).forms
    assert [project.division for project in form.projects] == ["养老科", "养老科"]


@pytest.mark.parametrize("printed", ["(322.61)", "322 61", "202010100.00%10", "#DIV/0!"])
def test_figure_that_is_no_one_number_disputes_its_project_and_moves_nothing(printed):
    reading = read(wide(ROW.replace("|322.61|322.61|", f"|{printed}|322.61|", 1), ROW.replace("1||", "2||", 1)))
    project = reading.forms[0].projects[0]
    assert project.name == "养老服务"
    assert ("budget", "total") not in {(a.measure, a.source) for a in project.amounts}
    (finding,) = [finding for finding in reading.findings if finding.rule == "unreadable-figure"]
    assert (finding.severity, finding.is_fault, finding.cell) == ("critical", False, "Table1!D6")


def test_unknown_column_is_left_unread_and_shifts_nothing():
    headings = HEADINGS.replace("序号|部门名称", "序号|备用栏", 1)
    reading = read(sheet("\n".join([headings, ROW.replace("1||", "1|其他|", 1), ROW.replace("1||", "2|其他|", 1)])))
    assert [project.name for project in reading.forms[0].projects] == ["养老服务", "养老服务"]
    assert [entry.printed for entry in reading.ledger if entry.role == "unread"] == ["其他", "其他"]
    assert [finding.rule for finding in reading.findings] == ["unread-cells"]


@pytest.mark.parametrize(
    "row",
    [
        "|本级合计||322.61|322.61",
        "|合计（万元）||322.61|322.61",
        "|共2个项目||322.61|322.61",
        "一、本级项目|||322.61|322.61",
    ],
)
def test_total_and_section_rows_are_no_projects_wherever_their_word_stands(row):
    reading = read(wide(ROW, row, ROW.replace("1||", "2||", 1)))
    assert [project.name for project in reading.forms[0].projects] == ["养老服务", "养老服务"]


@pytest.mark.parametrize("heading", ["项目年度预算金额", "实际支出金额"])
def test_form_whose_heading_of_a_measure_is_lost_is_held(heading):
    reading = read(sheet("\n".join([HEADINGS.replace(heading, "", 1), ROW, ROW.replace("1||", "2||", 1)])))
    assert "missing-measure" in {finding.rule for finding in reading.findings if finding.is_fault}


@pytest.mark.parametrize(
    "row",
    [
        ROW.replace("1||养老服务", "2||经费合计", 1),
        ROW.replace("1||养老服务", "2||共3个社区", 1),
        ROW.replace("1||", "2||", 1).replace("|98%|", "|0.98|").replace("达成预期指标", "说明：已建3处"),
        ROW.replace("1||", "一||", 1),
        "一、本级项目|||5|5",
    ],
)
def test_project_row_is_not_taken_for_a_total_a_note_or_a_section(row):
    assert len(read(wide(ROW, row, ROW.replace("1||", "3||", 1))).forms[0].projects) == 3


def test_project_code_has_its_own_column():
    headings = HEADINGS.replace("序号|部门名称", "序号|项目编码", 1)
    reading = read(sheet("\n".join([headings, ROW.replace("1||", "1|36010|", 1), ROW.replace("1||", "2|36011|", 1)])))
    assert [project.code for project in reading.forms[0].projects] == ["36010", "36011"]
    assert reading.findings == []


def test_title_and_unit_may_stand_above_the_table():
    table = sheet("\n".join([*HEADINGS.splitlines()[2:], ROW]))
    table.above = HEADINGS.splitlines()[:2]
    (form,) = read(table).forms
    assert (form.fiscal_year, form.amount_unit) == (2021, "万元")


def test_signature_row_is_a_note():
    reading = read(wide(ROW, "填报人：张三|||联系电话：000", ROW.replace("1||", "2||", 1)))
    assert len(reading.forms[0].projects) == 2


def test_amount_with_the_form_s_unit_behind_it_is_read_another_unit_is_not():
    reading = read(wide(ROW.replace("|322.61|322.61|", "|322.61万元|322.61亿元|", 1), ROW.replace("1||", "2||", 1)))
    amounts = {(a.measure, a.source): str(a.value) for a in reading.forms[0].projects[0].amounts}
    assert amounts["budget", "total"] == "322.61" and ("budget", "general") not in amounts


def test_file_without_a_form_is_a_fault_that_says_what_to_do():
    reading = read(sheet("会议纪要|2021年"))
    (finding,) = reading.findings
    assert (finding.rule, finding.is_fault) == ("no-form", True)
    assert "vocabulary/" in finding.message_zh


def test_ambiguous_row_is_a_fault_at_its_cell():
    reading = read(wide("1||甲|||||10|||||目标", "2|乙|10|10|10", "3|丙|10|10|10"))
    assert {finding.rule for finding in reading.findings if finding.is_fault} == {"ambiguous-row"}


def test_founding_table_is_read_to_the_last_cell():
    reading = read_forms(open_grid(FOUNDING_TABLE, FOUNDING_TABLE.name).sheets, FOUNDING_TABLE.name)
    got = as_contract(FOUNDING_TABLE.name, "", reading)
    want = json.loads(EXPECTED.read_text(encoding="utf-8"))
    undecidable = set(want["undecidable"])
    assert got["unread"] == []
    assert [(finding["rule"], finding["severity"]) for finding in got["findings"]] == [("headings-unconfirmed", "info")]
    for form, expected in zip(got["forms"], want["forms"], strict=True):
        for project, expected_project in zip(form.pop("projects"), expected.pop("projects"), strict=True):
            indicators = [i for i in project.pop("indicators") if i["cell"] not in undecidable]
            assert indicators == [i for i in expected_project.pop("indicators") if i["cell"] not in undecidable]
            assert project == expected_project
        assert form == expected


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "1", "12.5", "98%", "甲", "/", "已完成", "合计", "注：", "项目名称"]), max_size=24
        ),
        max_size=6,
    )
)
def test_every_cell_of_any_grid_is_in_the_ledger_once(rows):
    built = wide(*("|".join(row) for row in rows))
    reading = read(built)
    assert sorted(entry.cell for entry in reading.ledger) == sorted(built.address(*place) for place in built.cells)


@pytest.mark.parametrize("mark", ["/", "-", "—"])
def test_blank_mark_is_no_value_but_accounted_for(mark):
    reading = read(wide(ROW.replace("|无", f"|{mark}"), ROW))
    assert reading.forms[0].projects[0].problems is None
    assert [entry.role for entry in reading.ledger if entry.printed == mark] == ["blank_mark"]


def test_headings_that_a_later_page_prints_anew_open_no_second_form():
    first = wide("1||甲|10|10|||9|9|||90%|目标", "2||乙|10|10|||9|9|||90%|目标")
    headings = {place: cell for place, cell in first.cells.items() if 3 <= place[0] <= 5}
    bottom = max(row for row, _ in first.cells)
    for (row, column), cell in headings.items():
        first.cells[bottom + row - 2, column] = Cell(bottom + row - 2, column, cell.text)
    first.repeated = {bottom + 1, bottom + 2, bottom + 3}
    reading = read(first)
    (form,) = reading.forms
    assert [project.name for project in form.projects] == ["甲", "乙"]
    roles = {entry.role for entry in reading.ledger if int(re.sub(r"\D", "", entry.cell.split("!")[1])) > bottom}
    assert roles == {"heading"}


@pytest.mark.parametrize("note", ["备注：以上金额以元为单位", "注：本表金额单位为元"])
def test_note_that_states_another_unit_is_a_contradiction(note):
    reading = read_forms([wide(ROW, note)], "form.xlsx")
    assert "contradicting-units" in {finding.rule for finding in reading.findings if finding.is_fault}


def test_form_without_a_project_is_not_filled():
    reading = read_forms([wide()], "form.xlsx")
    assert [finding.rule for finding in reading.findings] == ["not-filled"]


def test_rate_without_its_amounts_is_told():
    cells = ROW.split("|")
    cells[7:11] = [""] * 4
    reading = read_forms([wide("|".join(cells))], "form.xlsx")
    assert "rate-without-amounts" in {finding.rule for finding in reading.findings}
