"""A project to the card of Yunnan (公开14表): targets split under a heading of their own, the unit above the table."""

from random import Random

from formmaker.content import MadeProject, draw_projects
from formmaker.funding import write_funding
from formmaker.pen import Pen, spread_levels
from formmaker.words import BLANK

SOURCES = ("fiscal", "carried_over", "other")
LABELS = (
    ("total", "年度资金总额"), ("fiscal", "其中：当年财政\n拨款"), ("carried_over", "上年结转\n资金"),
    ("other", "其他资金"),
)  # fmt: skip
COLUMNS = {"budget_initial": 4, "budget": 5, "executed": 6}
TABLE = {
    "name": 3, "operator": 4, "target": 5, "unit": 6, "actual": 7, "weight": 8, "score": 9, "reason": 10
}  # fmt: skip


def yunnan(rng: Random, pen: Pen, top: int) -> int:
    """Write one card from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, SOURCES, explains=False)
    row = _head(pen, made, top)
    row = _money(pen, made, row)
    row = _indicators(pen, made, row)
    pen.put(row, 1, "其他需要说明事项", across=2)
    pen.leave(row, 3, "无", across=8)
    pen.put(row + 1, 1, "总分", across=7)
    pen.put(row + 1, 8, "100")
    pen.points(row + 1, 9, "total_score", made.total_score)
    return row + 2


def _head(pen: Pen, made: MadeProject, row: int) -> int:
    subject = pen.subject
    title = f"{subject.fiscal_year}年度项目支出绩效自评表"
    pen.put(row, 1, title, across=10)
    pen.put(row + 1, 1, f"部门：{subject.implementing_unit}", across=7)
    pen.leave(row + 1, 8, "公开14表", across=3)
    pen.begin("card", title, department=subject.department, implementing_unit=subject.implementing_unit)
    pen.begin_project(made.name)
    pen.put(row + 2, 1, "项目名称")
    pen.put(row + 2, 2, made.name, across=9)
    pen.put(row + 3, 1, "主管部门")
    pen.put(row + 3, 2, subject.department, across=4)
    pen.put(row + 3, 6, "实施单位", across=2)
    pen.put(row + 3, 8, subject.implementing_unit, across=3)
    return row + 4


def _money(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, f"项目资金\n（{pen.subject.amount_unit}）", down=5)
    pen.put(row, 2, "", across=2)
    for column, words in zip(
        (4, 5, 6, 8, 9, 10), ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"), strict=True
    ):
        pen.put(row, column, words, across=2 if column == 6 else 1)
    write_funding(pen, made, row + 1, COLUMNS, LABELS, (2, 2), spans={"executed": 2})
    pen.points(row + 1, 8, "budget_weight", made.budget_weight)
    pen.rate(row + 1, 9, made.rate)
    pen.points(row + 1, 10, "budget_score", made.budget_score)
    for below in range(row + 2, row + 5):
        pen.put(below, 8, BLANK)
        pen.put(below, 10, BLANK)
    pen.put(row + 5, 1, "年度\n总体\n目标", down=2)
    pen.put(row + 5, 2, "预期目标", across=5)
    pen.put(row + 5, 7, "实际完成情况", across=4)
    pen.text(row + 6, 2, "goal_planned", made.goal_planned, across=5)
    pen.text(row + 6, 7, "goal_actual", made.goal_actual, across=4)
    return row + 7


def _indicators(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "绩效指标", across=3)
    pen.put(row, 4, "年度指标值", across=3)
    for column, words in zip(range(7, 11), ("实际完成值", "分值", "得分", "偏差原因分析及改进措施"), strict=True):
        pen.put(row, column, words, down=2)
    for column, words in enumerate(("一级\n指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"), start=1):
        pen.put(row + 1, column, words)
    spread_levels(pen, made, row + 2, (1, 2), has_points=False)
    for below, one in enumerate(made.indicators, start=row + 2):
        pen.indicator(one, TABLE, below)
    return row + 2 + len(made.indicators)
