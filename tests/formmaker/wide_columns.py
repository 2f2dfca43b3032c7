"""A random number generator to the columns of a wide form under one to four heading rows, with what may be left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

FUNDING = (
    (
        ("general", "其中：财政拨款", "一般公共预算"), ("government_fund", "其中：财政拨款", "政府性基金"),
        ("non_fiscal", "非财政资金"),
    ),
    (("fiscal", "其中：财政拨款"), ("other", "其他资金")),
    (
        ("general", "一般公共预算"), ("government_fund", "政府性基金"), ("state_capital", "国有资本经营预算"),
        ("other", "其他资金"),
    ),
    (
        ("fiscal", "财政资金"), ("carried_over", "上年结转"), ("special_account", "财政专户管理资金"),
        ("non_fiscal", "单位资金"),
    ),
    (),
)  # fmt: skip
"""Sources as wide forms list them: (source, headings from top to bottom)."""
LEVELS = (
    ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
    ("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)  # fmt: skip
MEASURE_WORDS = {
    "budget_initial": ("年初预算数", "年初预算"),
    "budget": ("全年预算数", "调整后预算数"),
    "only budget": ("项目年度预算金额", "预算金额", "全年预算数"),
    "received": ("项目实际到位金额",),
    "executed": ("实际支出金额", "全年执行数", "预算执行数"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands in it, and its headings from top to bottom."""

    what: str
    """`sequence`, `name`, `amount`, `target`, `remark` …"""
    headings: tuple[str, ...]
    key: tuple[str, str] = ("", "")
    """Measure and source of an amount, level 1 and level 2 of an indicator."""


@dataclass(slots=True)
class WideLook:
    """How one wide form looks."""

    heading_rows: int
    columns: list[Column]
    sources: tuple[str, ...]
    is_merged: bool
    has_sections: bool
    total_words: str | None
    note: str | None
    divisions: str
    """`each` row prints its division, `merged` over its rows, or `blank`."""
    unit_place: str
    """`line` below the title, `behind` the department, or in a `heading`."""
    measures: tuple[str, ...] = field(default=())

    def has(self, what: str) -> bool:
        """Whether the form has such a column."""
        return any(column.what == what for column in self.columns)


def draw_look(rng: Random) -> WideLook:
    """One look, every option at random."""
    funding = rng.choice(FUNDING)
    deepest = 1 + max((len(headings) - 1 for headings in funding), default=0)
    heading_rows = rng.randint(max(1, deepest), 4) if len(funding) != 3 else rng.choice((3, 3, 4))
    measures = tuple(
        measure
        for measure, share in (("budget_initial", 0.25), ("budget", 1), ("received", 0.15), ("executed", 1))
        if rng.random() < share
    )
    return WideLook(
        heading_rows=heading_rows,
        columns=list(_columns(rng, heading_rows, funding, measures)),
        sources=tuple(source for source, *_ in funding) or ("total",),
        is_merged=rng.random() < 0.7,
        has_sections=rng.random() < 0.15,
        total_words=rng.choice(("合计", "总计", "本级合计", None)),
        note=rng.choice((None, "注：实际支出金额以国库集中支付系统为准。", "填报说明：执行率=实际支出÷预算。")),
        divisions=rng.choice(("each", "merged", "blank")),
        unit_place=rng.choice(("line", "behind", "heading")),
        measures=measures,
    )


def _columns(
    rng: Random, rows: int, funding: tuple[tuple[str, ...], ...], measures: tuple[str, ...]
) -> Iterator[Column]:
    if rng.random() < 0.9:
        yield Column("sequence", ("序号",))
    if rng.random() < 0.6:
        yield Column("division", (rng.choice(("部门名称", "业务科室")),))
    if rng.random() < 0.3:
        yield Column("code", ("项目编码",))
    yield Column("name", ("项目名称",))
    for measure in measures:
        words = rng.choice(MEASURE_WORDS["only budget" if len(measures) == 2 and measure == "budget" else measure])
        yield from _amounts(rows, words, measure, funding)
    yield from _results(rng, rows)


def _results(rng: Random, rows: int) -> Iterator[Column]:
    """What stands behind the amounts."""
    if rng.random() < 0.85:
        yield Column("rate", (rng.choice(("预算支出执行率", "预算执行率", "执行率（%）")),))
    if rng.random() < 0.9:
        yield Column("goal_planned", ("年初绩效目标",))
        yield Column("goal_actual", ("绩效目标整体完成情况",))
    if rows > 1 and rng.random() < 0.8:
        yield from _indicators(rng, rows)
    if rng.random() < 0.7:
        yield Column("problems", ("项目执行中存在的问题",))
        yield Column("rectification", ("整改情况",))
    if rng.random() < 0.3:
        yield Column("total_score", ("自评得分",))
    if rng.random() < 0.25:
        yield Column("remark", ("备注",))


def _amounts(rows: int, words: str, measure: str, funding: tuple[tuple[str, ...], ...]) -> Iterator[Column]:
    """The total and the sources below their measure; in one heading row they follow it: `预算金额｜其中：财政拨款`."""
    above = ("资金情况",) if rows == 4 else ()
    total = (*above, words, "合计") if rows > 1 and funding else (*above, words)
    yield Column("amount", total, (measure, "total"))
    for source, *headings in funding:
        yield Column("amount", (*above, words, *headings) if rows > 1 else tuple(headings), (measure, source))


def _indicators(rng: Random, rows: int) -> Iterator[Column]:
    chosen = [level for level in LEVELS if rng.random() < 0.75]
    for level1, level2 in chosen:
        above = {2: (level2,), 3: (level1, level2), 4: ("绩效指标", level1, level2)}[rows]
        yield Column("target", (*above, "年度指标内容"), (level1, level2))
        yield Column("actual", (*above, "完成情况"), (level1, level2))
