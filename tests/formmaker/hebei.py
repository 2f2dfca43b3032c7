"""A project to the card of Hebei: budget, received and spent side by side, points weighted twice, a bare percentage."""

from decimal import Decimal
from random import Random

from formmaker.content import MadeProject, draw_projects
from formmaker.pen import Pen, spread_levels

SOURCES = ("fiscal", "other")
MEASURES = ((3, "budget", "预算数"), (7, "received", "到位数"), (10, "executed", "执行数"))
LABEL_COLUMNS = {"budget": (2, 1), "received": (5, 2), "executed": (9, 1)}
TABLE = {"name": 4, "operator": 6, "target": 7, "unit": 8, "weight": 12, "score": 13, "actual": 9}
WIDTH = 13


def hebei(rng: Random, pen: Pen, top: int) -> int:
    """Write one card from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, SOURCES, explains=False, misses=False)
    row = _head(pen, made, top)
    row = _money(pen, made, row)
    row = _goals(pen, made, row)
    return _indicators(pen, made, row)


def _head(pen: Pen, made: MadeProject, row: int) -> int:
    subject = pen.subject
    title = f"{subject.department}{subject.fiscal_year}年度预算项目绩效自评表"
    pen.put(row, 1, title, across=WIDTH)
    pen.begin("card", title, department=subject.department)
    pen.begin_project(made.name)
    pen.put(row + 1, 1, "一、基本情况")
    pen.put(row + 1, 2, "项目名称：")
    pen.put(row + 1, 3, made.name, across=2)
    pen.put(row + 1, 5, "是否为专项资金：", across=2)
    pen.put(row + 1, 8, "实施（主管）单位")
    pen.put(row + 1, 9, f"{subject.code}002-{subject.department}", across=2)
    pen.put(row + 1, 11, "金额单位：")
    pen.put(row + 1, 12, subject.amount_unit, across=2)
    return row + 2


def _money(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "二、预算执行情况", down=4)
    pen.put(row, 2, "预算安排情况（调整后）", across=3)
    pen.put(row, 5, "资金到位情况", across=4)
    pen.put(row, 9, "资金执行情况", across=3)
    pen.put(row, 12, "预算执行进度(%)", across=2)
    for below, source in enumerate(("total", "fiscal", "other"), start=row + 1):
        for column, measure, words in MEASURES:
            label, across = LABEL_COLUMNS[measure]
            pen.put(below, label, {"total": words, "fiscal": "其中：财政资金", "other": "其他"}[source], across=across)
            pen.amount(below, column, measure, source, made.amounts.get((measure, source), Decimal(0)), 2)
    pen.rate(row + 1, 12, made.rate, across=2, sign="")
    return row + 4


def _goals(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "三、目标完成情况", down=2)
    pen.put(row, 2, "年度预期目标", across=5)
    pen.put(row, 7, "具体完成情况", across=5)
    pen.put(row, 12, "总体完成率(%)", across=2)
    pen.text(row + 1, 2, "goal_planned", made.goal_planned, across=5)
    pen.text(row + 1, 7, "goal_actual", made.goal_actual, across=5)
    pen.leave(row + 1, 12, "100.00", across=2)
    return row + 2


def _indicators(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "四、年度绩效指标完成情况", down=3 + len(made.indicators))
    for column, words in enumerate(("一级指标", "二级指标", "三级指标", "指标分值"), start=2):
        pen.put(row, column, words, down=2)
    pen.put(row, 6, "预期指标值", across=3)
    pen.put(row, 9, "单项指标实际完成值", down=2)
    pen.put(row, 10, "单项指标完成情况", down=2)
    pen.put(row, 11, "自评得分", across=3)
    lower = {6: "符号", 7: "值", 8: "单位（文字描述）", 11: "单项指标得分", 12: "权重占比(%)", 13: "单项指标折算得分"}
    for column, words in lower.items():
        pen.put(row + 1, column, words)
    spread_levels(pen, made, row + 2, (2, 3), has_points=False)
    for below, one in enumerate(made.indicators, start=row + 2):
        pen.indicator(one, TABLE, below)
        pen.leave(below, 10, "未完成" if one.reason else "完成")
        pen.leave(below, 11, f"{100 * one.score / one.weight:.2f}")
    row += 2 + len(made.indicators)
    pen.put(row, 2, "预算执行率")
    pen.put(row, 3, "预算执行率")
    pen.put(row, 9, f"{100 * made.rate:.2f}%")
    pen.leave(row, 11, f"{100 * made.budget_score / made.budget_weight:.2f}")
    pen.points(row, 12, "budget_weight", made.budget_weight)
    pen.points(row, 13, "budget_score", made.budget_score)
    pen.put(row + 1, 2, "自评总分", across=11)
    pen.points(row + 1, 13, "total_score", made.total_score)
    return row + 2
