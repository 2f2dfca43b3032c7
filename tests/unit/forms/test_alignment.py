from builders import row_of
from hypothesis import given
from hypothesis import strategies as st

from selfeval.forms.alignment import align_row
from selfeval.forms.headings import Slot
from selfeval.forms.vocabulary import Role

SOURCES = ("total", "general", "government_fund", "non_fiscal")
SLOTS = [
    Slot(Role.SEQUENCE),
    Slot(Role.DIVISION),
    Slot(Role.NAME),
    *(Slot(Role.AMOUNT, "budget", source) for source in SOURCES),
    *(Slot(Role.AMOUNT, "executed", source) for source in SOURCES),
    Slot(Role.RATE),
    Slot(Role.GOAL_PLANNED),
    Slot(Role.GOAL_ACTUAL),
    *(
        Slot(role, level1=level1, level2=level2)
        for level1, level2 in (("产出指标", "数量指标"), ("产出指标", "成本指标"), ("满意度指标", "服务对象满意度指标"))
        for role in (Role.TARGET, Role.ACTUAL)
    ),
    Slot(Role.PROBLEMS),
]


def aligned(line):
    """Text by slot of an aligned row, and whether another alignment fits as well."""
    alignment = align_row(row_of(line), SLOTS)
    return {SLOTS[index]: cell.text for index, cell in alignment.cells.items()}, alignment.rivals


def amounts(placed):
    return {(slot.measure, slot.source): text for slot, text in placed.items() if slot.role is Role.AMOUNT}


def test_row_that_lost_its_department_cell_is_realigned():
    placed, rivals = aligned("7|人才专项|44|44.0|||42|42|||95%|目标|达成预期指标|指标|已完成")
    assert placed[Slot(Role.NAME)] == "人才专项"
    assert amounts(placed)["executed", "total"] == "42"
    assert placed[Slot(Role.RATE)] == "95%"
    assert rivals is None


def test_row_that_lost_blanks_between_its_blocks_is_realigned():
    placed, _ = aligned("8||资助金|110|100|10|99|90|9|||90%|目标|达成预期指标")
    assert amounts(placed) == {
        ("budget", "total"): "110",
        ("budget", "general"): "100",
        ("budget", "government_fund"): "10",
        ("executed", "total"): "99",
        ("executed", "general"): "90",
        ("executed", "government_fund"): "9",
    }


def test_misread_total_does_not_move_its_figures_to_other_columns():
    placed, rivals = aligned("8||资助金|590.95|529.56|31.39|598.53|527.37|31.16|||100%|目标|达成预期指标")
    assert amounts(placed)["budget", "government_fund"] == "31.39"
    assert amounts(placed)["executed", "total"] == "598.53"
    assert rivals is None


def test_three_equal_figures_without_a_rate_are_ambiguous():
    _, rivals = aligned("3||甲|10|10|10")
    assert rivals is not None
    assert rivals[0].told(SLOTS) != rivals[1].told(SLOTS)


def test_result_stays_with_its_target_when_an_indicator_is_missing():
    placed, _ = aligned("1||甲|1|1|||1|1|||100%|目标|达成预期指标|购置50件|已完成|群众满意度95%|已完成|无")
    assert placed[Slot(Role.TARGET, level1="满意度指标", level2="服务对象满意度指标")] == "群众满意度95%"
    assert placed[Slot(Role.PROBLEMS)] == "无"


@st.composite
def consistent_rows(draw):
    """A project whose sums and rate hold, with its cells in place, and how many leading blanks to drop."""
    general = draw(st.integers(100, 10_000))
    fund = draw(st.integers(100, 10_000))
    spent_general = draw(st.integers(general // 2, general - 1))
    spent_fund = draw(st.integers(fund // 2, fund - 1))
    budget, executed = general + fund, spent_general + spent_fund
    rate = f"{100 * executed / budget:.0f}%"
    figures = [budget, general, fund, executed, spent_general, spent_fund]
    return [str(figure) for figure in figures], rate, draw(st.sampled_from(["none", "division", "tails", "both"]))


@given(consistent_rows())
def test_consistent_row_is_read_right_whichever_blanks_it_lost(row):
    (budget, general, fund, executed, spent_general, spent_fund), rate, lost = row
    division = "" if lost in ("division", "both") else "|"
    tail = "" if lost in ("tails", "both") else "|"
    budgeted, spent = f"{budget}|{general}|{fund}{tail}", f"{executed}|{spent_general}|{spent_fund}{tail}"
    placed, _ = aligned(f"1{division}|甲|{budgeted}|{spent}|{rate}|目标|达成预期指标")
    assert amounts(placed) == {
        ("budget", "total"): budget,
        ("budget", "general"): general,
        ("budget", "government_fund"): fund,
        ("executed", "total"): executed,
        ("executed", "general"): spent_general,
        ("executed", "government_fund"): spent_fund,
    }
    assert placed[Slot(Role.RATE)] == rate


@given(st.lists(st.sampled_from(["", "1", "12.5", "98%", "甲", "已完成", "/", "无"]), max_size=18))
def test_alignment_keeps_order_and_uses_no_cell_twice(texts):
    cells = align_row(row_of("|".join(texts)), SLOTS).cells
    columns = [cell.column for _, cell in sorted(cells.items())]
    assert columns == sorted(set(columns))
