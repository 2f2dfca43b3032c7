"""A project to the card of 财预〔2020〕10号, as Anhui, Xinjiang and others print it."""

from random import Random

from formmaker.content import MadeProject, draw_projects
from formmaker.funding import write_funding
from formmaker.pen import Pen, spread_levels
from formmaker.words import BLANK

SOURCES = ("fiscal", "carried_over", "other")
COLUMNS = {"budget_initial": 4, "budget": 5, "executed": 6}
TABLE = {"name": 4, "target": 5, "actual": 6, "weight": 7, "score": 8, "reason": 9}
WIDTH = 9


def national(rng: Random, pen: Pen, top: int) -> int:
    """Write one card from row `top` on; the next free row."""
    (made,) = draw_projects(rng, pen.subject, 1, SOURCES, explains=False)
    row = _head(rng, pen, made, top)
    row = _money(rng, pen, made, row)
    row = _goals(pen, made, row)
    return _indicators(rng, pen, made, row)


def _head(rng: Random, pen: Pen, made: MadeProject, row: int) -> int:
    subject = pen.subject
    title, year = "项目支出绩效自评表", f"{subject.fiscal_year}年度"
    if in_title := rng.random() < 0.3:
        title = year + title
    pen.put(row, 1, title, across=WIDTH)
    if not in_title:
        row += 1
        pen.put(row, 1, f"（{year}）", across=WIDTH)
    pen.begin("card", title, department=subject.department, implementing_unit=subject.implementing_unit)
    pen.begin_project(made.name)
    pen.put(row + 1, 1, "项目名称")
    pen.put(row + 1, 2, made.name, across=WIDTH - 1)
    code = f"{subject.code}-" if rng.random() < 0.3 else ""
    pen.put(row + 2, 1, "主管部门")
    pen.put(row + 2, 2, code + subject.department, across=3)
    pen.put(row + 2, 5, "实施单位")
    pen.put(row + 2, 6, subject.implementing_unit, across=4)
    return row + 3


def _money(rng: Random, pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, f"项目资金\n（{pen.subject.amount_unit}）", down=5)
    headings = ("", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    for column, words in enumerate(headings, start=2):
        pen.put(row, column, words)
    sources = [("total", "年度资金总额："), ("fiscal", f"其中：{rng.choice(('当年', '本年'))}财政拨款")]
    sources += [("carried_over", "　　　上年结转资金"), ("other", "　　　其他资金")]
    write_funding(pen, made, row + 1, COLUMNS, sources, (2, 2))
    pen.points(row + 1, 7, "budget_weight", made.budget_weight)
    pen.rate(row + 1, 8, made.rate)
    pen.points(row + 1, 9, "budget_score", made.budget_score)
    if rng.random() < 0.6:
        for below in range(row + 2, row + 5):
            pen.put(below, 7, BLANK)
            pen.put(below, 9, BLANK)
    return row + 5


def _goals(pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "年度\n总体\n目标", down=2)
    pen.put(row, 2, "预期目标", across=4)
    pen.put(row, 6, "实际完成情况", across=4)
    pen.text(row + 1, 2, "goal_planned", made.goal_planned, across=4)
    pen.text(row + 1, 6, "goal_actual", made.goal_actual, across=4)
    return row + 2


def _indicators(rng: Random, pen: Pen, made: MadeProject, row: int) -> int:
    pen.put(row, 1, "绩\n效\n指\n标", down=1 + len(made.indicators))
    headings = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度\n指标值",
        "实际\n完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    )
    for column, words in enumerate(headings, start=2):
        pen.put(row, column, words)
    spread_levels(pen, made, row + 1, (2, 3), has_points=rng.random() < 0.5)
    for below, one in enumerate(made.indicators, start=row + 1):
        pen.indicator(one, TABLE, below)
    row += 1 + len(made.indicators)
    pen.put(row, 1, "总分", across=6)
    pen.put(row, 7, "100")
    pen.points(row, 8, "total_score", made.total_score)
    return row + 1
