"""A project to the form of a transfer payment: numbered rows and columns, the rate in its own column, no scores."""

from random import Random

from formmaker.content import MadeProject, draw_projects
from formmaker.funding import write_funding
from formmaker.pen import Pen

SOURCES = ("central", "local", "other")
LABELS = (
    ("total", "年度资金总额（{}）："), ("central", "其中：中央财政资金（{}）"), ("local", "　　　地方财政资金（{}）"),
    ("other", "　　　其他资金（{}）"),
)  # fmt: skip
COLUMNS = {"budget": 3, "received": 4, "executed": 5}
TABLE = {"name": 4, "target": 6, "actual": 7, "reason": 8}
WIDTH = 9


def transfer(rng: Random, pen: Pen, top: int) -> int:
    """Write one form from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, SOURCES, explains=True)
    row = _head(pen, made, top)
    row = _money(pen, made, row)
    row = _management(pen, made, row)
    return _indicators(pen, made, row)


def _head(pen: Pen, made: MadeProject, row: int) -> int:
    subject = pen.subject
    title = f"{subject.department}{subject.fiscal_year}年度专项转移支付资金绩效评价表"
    pen.put(row, 1, title, across=WIDTH)
    pen.put(row + 1, 1, f"年度：{subject.fiscal_year}年", across=WIDTH)
    pen.begin("card", title, department=subject.department, implementing_unit=subject.implementing_unit)
    pen.begin_project(made.name)
    pen.put(row + 2, 1, "转移支付（项目）名称")
    pen.put(row + 2, 2, made.name, across=8)
    pen.put(row + 3, 1, "中央主管部门")
    pen.leave(row + 3, 2, "中央主管部门甲", across=3)
    pen.put(row + 3, 5, "地方主管部门")
    pen.put(row + 3, 6, subject.department, across=4)
    pen.put(row + 4, 1, "资金使用单位")
    pen.put(row + 4, 2, subject.implementing_unit, across=8)
    return row + 5


def _money(pen: Pen, made: MadeProject, row: int) -> int:
    unit = pen.subject.amount_unit
    headings = (
        f"资金投入情况\n（{unit}）",
        "行次",
        "全年预算数\n（A）",
        "全年到位资金\n（D）",
        "全年执行资金\n（E）",
        "预算执行\n（E/A×100%）",
    )
    for column, words in enumerate(headings, start=1):
        pen.put(row, column, words)
    for column, words in enumerate(("列次", "0", "1", "2", "3", "4"), start=1):
        pen.put(row + 1, column, words)
    write_funding(
        pen, made, row + 2, COLUMNS, [(source, words.format(unit)) for source, words in LABELS], (1, 1)
    )  # fmt: skip
    for position in range(4):
        pen.leave(row + 2 + position, 2, str(position + 1))
    pen.rate(row + 2, 6, made.rate)
    return row + 6


def _management(pen: Pen, made: MadeProject, row: int) -> int:
    for column, words in ((1, "资金管理情况"), (2, "行次"), (4, "情况说明"), (6, "存在问题"), (8, "改进措施")):
        pen.put(row, column, words, across=1 if column < 4 else 2)
    pen.put(row + 1, 1, "资金拨付合规性")
    pen.leave(row + 1, 2, "5")
    pen.put(row + 1, 3, "资金项目支付进度")
    pen.leave(row + 1, 4, "严格按照合同约定支付进度支付资金", across=2)
    pen.text(row + 1, 6, "problems", made.explanation, across=2)
    pen.text(row + 1, 8, "rectification", "加快资金支付" if made.explanation else None, across=2)
    pen.put(row + 2, 1, "总体目标\n完成情况", down=2)
    pen.put(row + 2, 2, "总体目标", across=4)
    pen.put(row + 2, 6, "全年实际完成情况", across=4)
    pen.text(row + 3, 2, "goal_planned", made.goal_planned, across=4)
    pen.text(row + 3, 6, "goal_actual", made.goal_actual, across=4)
    return row + 4


def _indicators(pen: Pen, made: MadeProject, row: int) -> int:
    headings = {
        1: "一级指标", 2: "行次", 3: "二级指标", 4: "三级指标", 6: "指标值", 7: "全年实际完成值",
        8: "未完成原因和改进措施",
    }  # fmt: skip
    for column, words in headings.items():
        pen.put(row, column, words, across=2 if column in (4, 8) else 1)
    before = None
    for position, one in enumerate(made.indicators):
        below = row + 1 + position
        pen.put(below, 1, one.level1 if before is None or one.level1 != before.level1 else "")
        pen.leave(below, 2, str(6 + position))
        pen.put(below, 3, one.level2 if before is None or one.level2 != before.level2 else "")
        pen.indicator(one, TABLE, below, name=2, reason=2)
        before = one
    return row + 1 + len(made.indicators)
