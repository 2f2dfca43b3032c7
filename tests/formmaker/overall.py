"""A department to its overall forms: Hunan, with amounts and units in one cell, and Chongqing, without levels."""

from dataclasses import replace
from random import Random

from formmaker.content import MadeProject, Subject, draw_projects
from formmaker.pen import Pen, spread_levels

HUNAN_SOURCES = ("general", "government_fund", "other")
HUNAN_LABELS = (("general", "其中：一般公共预算："), ("government_fund", "政府性基金拨款："), ("other", "其他资金："))
HUNAN_TABLE = {"name": 3, "target": 4, "actual": 5, "weight": 6, "score": 7, "reason": 8}
CHONGQING_TABLE = {"name": 2, "target": 5, "actual": 7, "weight": 9, "score": 10}


def hunan(rng: Random, pen: Pen, top: int) -> int:
    """Write the form from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, HUNAN_SOURCES, explains=False)
    subject = pen.subject
    pen.put(top, 1, "部门整体支出绩效自评表", across=8)
    pen.put(top + 1, 1, f"（{subject.fiscal_year}年度）", across=8)
    pen.begin("overall", "部门整体支出绩效自评表", department=subject.department)
    pen.begin_project(subject.department)
    pen.put(top + 2, 1, "一级预算单位名称", across=2)
    pen.put(top + 2, 3, subject.department, across=6)
    row = _hunan_money(pen, made, top + 3)
    pen.put(row, 1, "年度总体目标", down=2)
    pen.put(row, 2, "预期目标", across=3)
    pen.put(row, 5, "实际完成情况", across=4)
    pen.text(row + 1, 2, "goal_planned", made.goal_planned, across=3)
    pen.text(row + 1, 5, "goal_actual", made.goal_actual, across=4)
    headings = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度\n指标值",
        "实际\n完成值",
        "分值",
        "得分",
        "偏差原因\n分析及\n改进措施",
    )
    for column, words in enumerate(headings, start=1):
        pen.put(row + 2, column, words)
    spread_levels(pen, made, row + 3, (1, 2), has_points=True)
    for below, one in enumerate(made.indicators, start=row + 3):
        pen.indicator(one, HUNAN_TABLE, below)
    row += 3 + len(made.indicators)
    pen.put(row, 1, "总分", across=5)
    pen.put(row, 6, "100")
    pen.points(row, 7, "total_score", made.total_score)
    return row + 1


def _hunan_money(pen: Pen, made: MadeProject, row: int) -> int:
    unit = pen.subject.amount_unit
    pen.put(row, 1, f"年度预\n算申请\n（{unit}）", down=3 + len(HUNAN_LABELS))
    headings = ("年初\n预算数", "全年预算数", "全年\n执行数", "分值", "执行率", "得分")
    for column, words in enumerate(headings, start=3):
        pen.put(row, column, words)
    pen.put(row + 1, 2, "年度资金总额")
    for column, measure in ((3, "budget_initial"), (4, "budget"), (5, "executed")):
        pen.measured(row + 1, column, measure, "total", made.amounts[measure, "total"])
    pen.points(row + 1, 6, "budget_weight", made.budget_weight)
    pen.rate(row + 1, 7, made.rate)
    pen.points(row + 1, 8, "budget_score", made.budget_score)
    pen.put(row + 2, 2, "按收入性质分：", across=3)
    pen.put(row + 2, 5, "按支出性质分：", across=4)
    for below, (source, label) in enumerate(HUNAN_LABELS, start=row + 3):
        value = made.amounts.get(("budget", source))
        if value is None:
            pen.put(below, 2, label, across=3)
        else:
            pen.measured(below, 2, "budget", source, value, label=label, across=3)
    spending = pen.money(made.amounts["budget", "total"])
    pen.leave(row + 3, 5, f"其中：基本支出：{spending}{unit}", across=4)
    return row + 3 + len(HUNAN_LABELS)


def chongqing(rng: Random, pen: Pen, top: int) -> int:
    """Write the form from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, ("fiscal",), explains=False, misses=False)
    subject = pen.subject
    pen.put(top, 1, "部门整体绩效自评表", across=11)
    pen.put(top + 1, 1, f"（{subject.fiscal_year}年度）", across=11)
    pen.begin("overall", "部门整体绩效自评表", department=subject.department)
    pen.begin_project(subject.department)
    _chongqing_head(pen, subject, made, top + 2)
    row = top + 8
    headings = (
        "指标名称",
        "计量单位",
        "指标性质",
        "年初指标值",
        "调整指标值",
        "全年完成值",
        "得分系数(%)",
        "指标权重(分)",
        "指标得分(分)",
        "是否核心指标",
    )
    pen.put(row, 1, "绩效指标", down=1 + len(made.indicators))
    for column, words in enumerate(headings, start=2):
        pen.put(row, column, words)
    for below, one in enumerate(made.indicators, start=row + 1):
        pen.indicator(replace(one, level1="", level2=""), CHONGQING_TABLE, below)
        pen.put(below, 3, one.unit)
        pen.leave(below, 4, "定量指标" if one.operator else "定性指标")
        pen.leave(below, 8, f"{100 * one.score / one.weight:.2f}%")
        pen.leave(below, 11, rng.choice(("是", "否")))
    row += 1 + len(made.indicators)
    pen.put(row, 1, "说明")
    pen.leave(row, 2, "无", across=10)
    return row + 1


def _chongqing_head(pen: Pen, subject: Subject, made: MadeProject, row: int) -> None:
    pen.put(row, 1, "主管部门")
    pen.put(row, 2, subject.department, across=3)
    pen.put(row, 5, "财政处室")
    pen.put(row, 8, "自评总分（分）", across=2)
    pen.points(row, 10, "total_score", made.total_score, across=2)
    pen.put(row + 1, 1, "部门联系人")
    pen.leave(row + 1, 2, "负责人甲", across=3)
    pen.put(row + 1, 5, "联系电话")
    pen.leave(row + 1, 6, "000-0000000", across=6)
    pen.put(row + 2, 1, f"部门预算执行情况\n（{subject.amount_unit}）", down=2)
    headings = {
        2: "年初预算数",
        4: "全年（调整）预算数",
        6: "全年执行数",
        7: "执行率(%)",
        8: "执行率权重",
        10: "执行率得分(分)",
    }
    for column, words in headings.items():
        pen.put(row + 2, column, words, across=1 if column in (6, 7) else 2)
    for column, measure in ((2, "budget_initial"), (4, "budget"), (6, "executed")):
        pen.amount(row + 3, column, measure, "total", made.amounts[measure, "total"], 1 if column == 6 else 2)
    pen.rate(row + 3, 7, made.rate)
    pen.points(row + 3, 8, "budget_weight", made.budget_weight, across=2)
    pen.points(row + 3, 10, "budget_score", made.budget_score, across=2)
    pen.put(row + 4, 1, "当年绩效目标", down=2)
    pen.put(row + 4, 2, "年初绩效目标", across=4)
    pen.put(row + 4, 6, "全年（调整）绩效目标", across=2)
    pen.put(row + 4, 8, "全年目标实际完成情况", across=4)
    pen.text(row + 5, 2, "goal_planned", made.goal_planned, across=4)
    pen.leave(row + 5, 6, "无", across=2)
    pen.text(row + 5, 8, "goal_actual", made.goal_actual, across=4)
