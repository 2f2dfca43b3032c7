"""A random number generator to a project's indicators: targets, actuals met or missed with reason, weights, scores."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise
from random import Random

from formmaker import words

BLOCKS = ((50, 30, 10), (40, 30, 20), (50, 25, 15), (60, 20, 10))
"""Points of 产出, 效益 and 满意度; with the 10 of the budget they are 100."""
SHARE_MISSED = 0.12
PARTLY = "部分达成预期指标"


@dataclass(frozen=True, slots=True)
class MadeIndicator:
    """One indicator; `operator` and `unit` are blank where the target is words."""

    level1: str
    level2: str
    """Blank where the layout has no levels."""
    name: str
    operator: str
    target: str
    unit: str
    actual: str
    """With its unit."""
    actual_number: str
    """Without it, for forms that print the unit in a column of its own."""
    weight: Decimal
    score: Decimal
    reason: str | None

    @property
    def joined_target(self) -> str:
        """Sign, value and unit as one text."""
        return f"{self.operator}{self.target}{self.unit}"

    @property
    def described(self) -> str:
        """Target as the wide form prints it, in words."""
        said = {"≥": "不少于", "≤": "不高于", "=": "达到", "": ""}[self.operator]
        return f"{self.name}{said}{self.target}{self.unit}"


def draw_indicators(rng: Random, year: int, *, misses: bool) -> list[MadeIndicator]:
    """Indicators of all three levels in the order of the form, their weights adding to 90."""
    blocks = rng.choice(BLOCKS)
    rows = words.rows("indicators")
    made: list[MadeIndicator] = []
    for points, (_, group) in zip(blocks, groupby(rows, key=lambda row: row["level1"]), strict=True):
        choices = list(group)
        least, most = {50: (4, 7), 40: (3, 6), 60: (4, 7)}.get(points, (2, 4))
        count = rng.randint(least, most) if len(choices) > 3 else 1
        chosen = sorted(rng.sample(range(len(choices)), count))
        weights = _split(rng, points, count)
        made += [
            _draw(rng, choices[i], year, weight, missed=misses and rng.random() < SHARE_MISSED)
            for i, weight in zip(chosen, weights, strict=True)
        ]
    return made


def _split(rng: Random, points: int, count: int) -> list[int]:
    """`points` in `count` whole parts of at least 2."""
    cuts = sorted(rng.sample(range(1, points // 2), count - 1))
    ends = [0, *cuts, points // 2]
    parts = [2 * (right - left) for left, right in pairwise(ends)]
    parts[-1] += points % 2
    return parts


def _draw(rng: Random, row: dict[str, str], year: int, weight: int, *, missed: bool) -> MadeIndicator:
    operator, target, actual, share = _KINDS[row["kind"]](rng, row, year, missed)
    score = (weight * share).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return MadeIndicator(
        row["level1"], row["level2"], row["name"], operator, target, row["unit"],
        actual + row["unit"], actual, Decimal(weight), Decimal(format(score, "f")),
        rng.choice(words.MISSED) if missed else None,
    )  # fmt: skip


Drawn = tuple[str, str, str, Decimal]
"""Operator, target, actual, and the share of its weight that the indicator earns."""


def _count(rng: Random, row: dict[str, str], _: int, missed: bool) -> Drawn:
    target = max(2, int(row["target"]) * rng.randint(60, 140) // 100)
    actual = target * rng.randint(70, 95) // 100 if missed else target * rng.choice((100, rng.randint(100, 120))) // 100
    return "≥", str(target), str(actual), min(Decimal(1), Decimal(actual) / target)


def _percent(rng: Random, row: dict[str, str], _: int, missed: bool) -> Drawn:
    target = int(row["target"])
    actual = (
        max(1, target - rng.randint(2, 9)) if missed else rng.randint(target, max(target, min(100, target * 6 // 5)))
    )
    return "=" if target == 100 else "≥", str(target), str(actual), min(Decimal(1), Decimal(actual) / target)


def _cost(rng: Random, row: dict[str, str], _: int, missed: bool) -> Drawn:
    target = int(row["target"]) * rng.randint(80, 120) // 100
    actual = target * rng.randint(103, 118) // 100 if missed else target * rng.randint(88, 100) // 100
    return "≤", str(target), str(actual), min(Decimal(1), Decimal(target) / actual)


def _date(rng: Random, _: dict[str, str], year: int, missed: bool) -> Drawn:
    month = rng.randint(6, 11)
    actual = f"{year}年{month + 1}月完成" if missed else f"{year}年{month}月完成"
    return "", f"{year}年{month}月底前完成", actual, Decimal("0.8") if missed else Decimal(1)


def _state(rng: Random, row: dict[str, str], _: int, missed: bool) -> Drawn:
    actual = PARTLY if missed else rng.choice((row["target"], "达成预期指标"))
    return "", row["target"], actual, Decimal("0.7") if missed else Decimal(1)


_KINDS = {"count": _count, "percent": _percent, "cost": _cost, "date": _date, "state": _state}
