"""A project to the card of 衔接资金: weight before target, 其中 rows, figures repeated on a part's row."""

from random import Random

from formmaker.content import MadeProject, draw_projects
from formmaker.funding import write_funding
from formmaker.indicators import MadeIndicator
from formmaker.pen import Pen

SOURCES = ("fiscal", "other")
COLUMNS = {"budget": 5, "executed": 6}
TABLE = {"name": 4, "weight": 5, "target": 6, "actual": 7, "score": 8, "reason": 9}
CHILD = {"name": 4, "target": 6, "actual": 7}
WIDTH = 9


def linkage(rng: Random, pen: Pen, top: int) -> int:
    """Write one card from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, SOURCES, explains=False)
    row = _head(pen, made, top)
    row = _money(rng, pen, made, row)
    return _indicators(rng, pen, made, row)


def _head(pen: Pen, made: MadeProject, row: int) -> int:
    subject = pen.subject
    pen.put(row, 1, "绩效目标自评表", across=WIDTH)
    pen.put(row + 1, 1, f"（{subject.fiscal_year}年度）", across=WIDTH)
    pen.begin("card", "绩效目标自评表", department=subject.department, implementing_unit=subject.implementing_unit)
    pen.begin_project(made.name)
    pen.put(row + 2, 1, "项目名称")
    pen.put(row + 2, 2, made.name, across=3)
    pen.put(row + 2, 5, "项目负责人及电话", across=2)
    pen.leave(row + 2, 7, "负责人甲 000-0000000", across=3)
    pen.put(row + 3, 1, "主管部门")
    pen.put(row + 3, 2, subject.department, across=3)
    pen.put(row + 3, 5, "实施单位", across=2)
    pen.put(row + 3, 7, subject.implementing_unit, across=3)
    return row + 4


def _money(rng: Random, pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, f"资金情况\n（{pen.subject.amount_unit}）", down=4)
    headings = ("", "", "", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    for column, words in enumerate(headings, start=2):
        pen.put(row, column, words)
    labels = (("total", "年度资金总额："), ("fiscal", "其中：本年财政拨款"), ("other", "　　　其他资金"))
    write_funding(pen, made, row + 1, COLUMNS, labels, (2, 3), empty=rng.choice(("-", "")))
    if rng.random() < 0.5 and ("budget", "fiscal") in made.amounts:
        for column, words in ((7, "10"), (9, "10")):
            pen.leave(row + 2, column, words)
    pen.points(row + 1, 7, "budget_weight", made.budget_weight)
    pen.rate(row + 1, 8, made.rate)
    pen.points(row + 1, 9, "budget_score", made.budget_score)
    pen.put(row + 4, 1, "年度\n总体\n目标", down=2)
    pen.put(row + 4, 2, "年初设定目标", across=4)
    pen.put(row + 4, 6, "年度总体目标完成情况综述", across=4)
    pen.text(row + 5, 2, "goal_planned", made.goal_planned, across=4)
    pen.text(row + 5, 6, "goal_actual", made.goal_actual, across=4)
    return row + 6


def _indicators(rng: Random, pen: Pen, made: MadeProject, row: int) -> int:
    headings = ("绩\n效\n指\n标", "一级\n指标", "二级指标", "三级指标", "分值", "年度指标值", "全年实际值", "得分")
    for column, words in enumerate((*headings, "未完成原因及拟采取的改进措施"), start=1):
        pen.put(row, column, words)
    row += 1
    before: MadeIndicator | None = None
    for one in made.indicators:
        if before is None or one.level1 != before.level1:
            pen.put(row, 2, one.level1)
        if before is None or one.level2 != before.level2:
            pen.put(row, 3, one.level2)
        pen.indicator(one, TABLE, row)
        row, before = row + 1, one
        if one.operator == "≥" and one.unit != "%" and rng.random() < 0.4:
            row = _child(pen, one, row)
    if rng.random() < 0.5:
        pen.put(row, 4, "……")
        row += 1
    pen.put(row, 1, "总分", across=4)
    pen.put(row, 5, "100")
    pen.points(row, 8, "total_score", made.total_score)
    return row + 1


def _child(pen: Pen, parent: MadeIndicator, row: int) -> int:
    """`其中…`: a part of the indicator above, without points."""
    half = str(max(1, int(parent.target) // 2))
    child = MadeIndicator(
        parent.level1, parent.level2, f"其中{parent.name}（重点）", "≥", half, parent.unit,
        half + parent.unit, half, parent.weight, parent.score, None,
    )  # fmt: skip
    pen.indicator(child, CHILD, row)
    return row + 1
