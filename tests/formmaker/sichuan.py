"""A project to the card of Sichuan (510000_0013zp): sign, value and unit in columns of their own, reasons beside."""

from random import Random

from formmaker.content import MadeProject, draw_projects
from formmaker.funding import write_funding
from formmaker.pen import Pen, spread_levels

SOURCES = ("fiscal", "special_account", "non_fiscal", "other")
LABELS = (
    ("total", "总额"), ("fiscal", "其中：财政资金"), ("special_account", "财政专户管理资金"),
    ("non_fiscal", "单位资金"), ("other", "其他资金"),
)  # fmt: skip
COLUMNS = {"budget_initial": 4, "budget": 5, "executed": 6}
TABLE = {
    "name": 4, "operator": 5, "target": 6, "unit": 7, "actual": 8, "weight": 9, "score": 10, "reason": 11
}  # fmt: skip
WIDTH = 11


def sichuan(rng: Random, pen: Pen, top: int) -> int:
    """Write one card from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, SOURCES, explains=True)
    row = _head(rng, pen, made, top)
    row = _money(rng, pen, made, row)
    row = _indicators(pen, made, row)
    return _tail(pen, made, row)


def _head(rng: Random, pen: Pen, made: MadeProject, row: int) -> int:
    subject = pen.subject
    title = f"部门预算项目支出绩效自评表（{subject.fiscal_year}年度）"
    pen.put(row, 1, title, across=WIDTH)
    pen.begin("card", title, department=subject.department, implementing_unit=subject.implementing_unit)
    is_coded = rng.random() < 0.7
    pen.begin_project(made.name, code=made.code if is_coded else None)
    pen.put(row + 1, 1, "项目名称")
    pen.put(row + 1, 2, f"{made.code}-{made.name}" if is_coded else made.name, across=WIDTH - 1)
    pen.put(row + 2, 1, "主管部门")
    pen.put(row + 2, 2, subject.department, across=5)
    pen.put(row + 2, 7, "实施单位\n（盖章）", across=2)
    pen.put(row + 2, 9, subject.implementing_unit, across=3)
    pen.put(row + 3, 1, "项目基本情况", down=3)
    pen.put(row + 3, 2, "1.项目年度目标完成情况", across=2, down=2)
    pen.put(row + 3, 4, "项目年度目标", across=4)
    pen.put(row + 3, 8, "年度目标完成情况", across=4)
    pen.text(row + 4, 4, "goal_planned", made.goal_planned, across=4)
    pen.text(row + 4, 8, "goal_actual", made.goal_actual, across=4)
    pen.put(row + 5, 2, "2.项目实施内容及过程概述", across=2)
    pen.leave(row + 5, 4, "按计划组织实施，按月支付资金。", across=8)
    return row + 6


def _money(rng: Random, pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "预算执行情况\n（10分）", down=6)
    pen.put(row, 2, f"年度预算数（{pen.subject.amount_unit}）", across=2)
    for column, words in zip((4, 5, 6), ("年初预算", "调整后预算数", "预算执行数"), strict=True):
        pen.put(row, column, words)
    pen.put(row, 7, "预算执行率", across=2)
    for column, words in zip((9, 10, 11), ("权重", "得分", "原因"), strict=True):
        pen.put(row, column, words)
    write_funding(pen, made, row + 1, COLUMNS, LABELS, (2, 2), empty=rng.choice(("", "0")))
    pen.rate(row + 1, 7, made.rate, across=2)
    pen.points(row + 1, 9, "budget_weight", made.budget_weight)
    pen.points(row + 1, 10, "budget_score", made.budget_score)
    if made.explanation:
        pen.leave(row + 1, 11, made.explanation, down=5)
    for below in range(row + 2, row + 6):
        pen.put(below, 9, "/")
        pen.put(below, 10, "/")
    return row + 6


def _indicators(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "绩效指标\n（90分）", down=1 + len(made.indicators))
    headings = (
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    )
    for column, words in enumerate(headings, start=2):
        pen.put(row, column, words)
    spread_levels(pen, made, row + 1, (2, 3), has_points=False)
    for below, one in enumerate(made.indicators, start=row + 1):
        pen.indicator(one, TABLE, below)
        if not one.operator:
            pen.leave(below, TABLE["operator"], "定性")
    return row + 1 + len(made.indicators)


def _tail(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "合计", across=8)
    pen.put(row, 9, "100")
    pen.points(row, 10, "total_score", made.total_score)
    pen.put(row + 1, 1, "评价结论")
    pen.leave(row + 1, 2, f"自评总分{made.total_score}分。", across=WIDTH - 1)
    pen.put(row + 2, 1, "存在问题")
    told = [made.explanation, *(one.reason for one in made.indicators)]
    problems = "；".join(dict.fromkeys(reason for reason in told if reason))
    pen.text(row + 2, 2, "problems", problems or "无", across=WIDTH - 1)
    pen.put(row + 3, 1, "改进措施")
    pen.text(row + 3, 2, "rectification", "加强预算执行管理" if problems else "无", across=WIDTH - 1)
    pen.put(row + 4, 1, "项目负责人：")
    pen.put(row + 4, 6, "财务负责人：")
    return row + 5
