"""What a wide form's headings and rows give cause to tell where figures may stand under the wrong source."""

from builders import HEADINGS, sheet, wide

from selfeval.forms.reading import read_forms

ROW = (
    "{0}||养老服务{0}|322.61|222.61|100||317.77|217.77|100||98%|目标|达成预期指标"
    "|3个|3个|项目成本控制在预算范围内|已完成|提升|有效|满意度95%|96%|无"
)
ROWS = [ROW.format(number) for number in (1, 2, 3)]


def read(headings, *rows):
    return read_forms([sheet("\n".join([headings, *(rows or ROWS)]))], "form.xlsx")


def rules(reading):
    return {finding.rule for finding in reading.findings}


def sources(reading, project=0):
    return {(a.measure, a.source): str(a.value) for a in reading.forms[0].projects[project].amounts}


def headings_with(old, new):
    """The headings with one sub-heading row changed."""
    assert old in HEADINGS
    return HEADINGS.replace(old, new, 1)


def test_form_whose_rows_and_headings_agree_gives_no_cause():
    assert rules(read(HEADINGS)) == set()


def test_lost_heading_of_one_source_is_told():
    reading = read(headings_with("||||一般公共预算|政府性基金", "|||||政府性基金"))
    assert "uneven-headings" in rules(reading)


def test_two_columns_of_amounts_under_one_heading_are_told():
    reading = read(
        headings_with("||||一般公共预算|政府性基金|||一般公共预算|政府性基金", "||||一般公共预算||||一般公共预算|")
    )
    assert "uneven-headings" in rules(reading)


def test_total_without_a_heading_of_its_own_behind_its_parts_is_told():
    slipped = headings_with(
        "|||合计|其中：财政拨款||非财政资金|合计|其中：财政拨款||非财政资金|",
        "|||其中：财政拨款||非财政资金|合计|其中：财政拨款||非财政资金||",
    )
    assert "uneven-headings" in rules(read(slipped))


def test_part_stays_the_part_where_two_heading_rows_changed_places():
    lines = HEADINGS.splitlines()
    lines[3], lines[4] = lines[4], lines[3]
    assert sources(read("\n".join(lines)))["budget", "general"] == "222.61"


def test_lowest_measure_of_a_group_counts():
    reading = read(
        "2021年度民政局部门预算项目绩效自评表\n单位：万元\n序号|项目名称|资金执行情况|||年初绩效目标\n||全年预算数|全年执行数|执行率|",
        "1|甲|10|9|90%|目标",
        "2|乙|20|10|50%|目标",
    )
    assert sources(reading) == {("budget", "total"): "10", ("executed", "total"): "9"}


def test_headings_that_the_sums_of_most_rows_contradict_hold_the_form():
    moved = [row.replace("|322.61|222.61|100||", "|222.61|100|322.61||", 1) for row in ROWS]
    reading = read(HEADINGS, *moved)
    assert "headings-contradicted" in {finding.rule for finding in reading.findings if finding.is_fault}


def test_one_row_that_does_not_add_up_contradicts_no_heading():
    reading = read(HEADINGS, ROWS[0].replace("222.61", "232.61", 1), *ROWS[1:])
    assert "headings-contradicted" not in rules(reading)


def test_realigned_row_that_spends_from_another_source_is_told():
    shifted = "4|儿童福利|42|42|||38|||90%|目标|达成预期指标|6个|6个"
    reading = read(HEADINGS, *ROWS, shifted)
    assert ("uneven-row", "儿童福利") in {(finding.rule, finding.project_name) for finding in reading.findings}


def test_spending_from_a_source_without_budget_is_told():
    reading = read(HEADINGS, ROWS[0].replace("|217.77|100||98%", "|217.77||100|98%", 1), *ROWS[1:])
    assert [finding.project_name for finding in reading.findings if finding.rule == "uneven-row"] == ["养老服务1"]


def test_rate_that_came_to_stand_for_a_goal_is_told():
    headings = headings_with("预算支出执行率|年初绩效目标", "年初绩效目标|")
    shifted = [row.replace("||", "|", 1) for row in ROWS]
    assert "figure-for-prose" in rules(read(headings, *shifted))


def test_second_column_of_rates_is_left_unread_and_shifts_nothing():
    headings = headings_with("|项目执行中存在的问题|整改情况", "|项目执行中存在的问题|执行率")
    reading = read(headings, *(f"{row}|97%" for row in ROWS))
    assert [entry.printed for entry in reading.ledger if entry.role == "unread"] == ["97%"] * 3
    assert reading.forms[0].projects[0].stated_rate.printed == "98%"
    assert "headings-unconfirmed" not in rules(reading)


def test_total_s_word_typed_over_an_amount_loses_no_project():
    reading = read(HEADINGS, ROWS[0].replace("322.61", "合计", 1), *ROWS[1:])
    assert len(reading.forms[0].projects) == 3
    assert {(finding.rule, finding.project_number) for finding in reading.findings} == {
        ("unreadable-figure", 1),
        ("uneven-row", 1),
        ("rate-without-amounts", 1),
        ("unread-cells", None),
    }


def test_small_form_of_the_builder_is_clean():
    assert rules(read_forms([wide(*ROWS)], "form.xlsx")) == set()
