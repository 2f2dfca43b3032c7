"""Traced figures of lines → every figure of a year on year, worked out anew: what mart.…_year_on_year must say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Row = Mapping[str, Any]
SIDES = {"amount": "current", "prior_amount": "prior", "prior_reported_amount": "reported"}
PARTS = ("real", "lineage", "new", "ended", "unit", "disputed")
ALWAYS = ("budget", "executed", "indicator_score")
"""Figures that a comparison has a row of, also where neither year prints one."""
SHARE = (
    *("fiscal_year", "lineage_code", "lineage_kind", "department_name", "region_name"),
    *("measure_code", "funding_source_code", "item_code"),
)


def shares(lines: Iterable[Row]) -> list[dict[str, Any]]:
    """What each department adds to each figure of each comparison, and the part of the bridge its change falls into."""
    grouped: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for line in lines:
        grouped[tuple(line[name] for name in SHARE)].append(line)
    found = [_share(dict(zip(SHARE, key, strict=True)), those) for key, those in grouped.items()]
    comparisons: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for share in found:
        comparisons[share["fiscal_year"], share["lineage_code"], share["subject"]].append(share)
    for comparison in comparisons.values():
        for share in comparison:
            _place(share, comparison)
    return [
        share for share in found if share["measure_code"] in ALWAYS or any(share[side] is not None for side in SIDES)
    ]


def figures(of_row: Iterable[Row], executed_over: Iterable[Row], reasons: Row) -> dict[str, Decimal | None]:
    """Every figure of a mart's row from its shares; `executed_over` are those of its budget and its spending."""
    rows = list(of_row)
    covered = [share for share in rows if share["is_covered"]]
    alike = [share for share in covered if share["comparability"] == "comparable"]
    told: dict[str, Decimal | None] = {side: _sum(share[side] for share in rows) for side in SIDES}
    told |= {f"compared_{side}": _sum(share[side] for share in covered) for side in SIDES}
    told["change_amount"] = _sum(_less(share, "amount", "prior_reported_amount") for share in covered)
    told["restated_amount"] = _sum(_less(share, "prior_amount", "prior_reported_amount") for share in covered)
    for part in PARTS:
        changes = (_less(share, "amount", "prior_amount") if share["part"] == part else Decimal(0) for share in covered)
        told[f"{part}_amount"] = _sum(changes)
    told["like_for_like_amount"] = _sum(share["amount"] or Decimal(0) for share in alike)
    told["like_for_like_prior_amount"] = _sum(share["prior_amount"] or Decimal(0) for share in alike)
    told["like_for_like_change_amount"] = _less(told, "like_for_like_amount", "like_for_like_prior_amount", alike)
    told["in_dispute_amount"] = _sum(share["in_dispute_amount"] for share in rows)
    told["prior_in_dispute_amount"] = _sum(share["prior_in_dispute_amount"] for share in rows)
    told |= _ratios(told, list(executed_over), reasons)
    return told


def _share(key: dict[str, Any], lines: list[Row]) -> dict[str, Any]:
    sides = {side: [line for line in lines if line["side"] == side] for side in SIDES.values()}
    both = sides["current"] + sides["prior"]
    is_points = key["measure_code"].startswith("indicator_")
    return key | {
        "subject": "indicator" if is_points else "total" if key["funding_source_code"] == "total" else "source",
        **{name: _whole(sides[side]) for name, side in SIDES.items()},
        "has_current": bool(sides["current"]),
        "has_prior": bool(sides["prior"]),
        "is_missing": any(line["amount"] is None for line in both),
        "is_missing_now": any(line["amount"] is None for line in sides["current"]),
        "is_missing_before": any(line["amount"] is None for line in sides["prior"]),
        "is_disputed": any(line["is_disputed"] for line in both),
        "is_unit_slip": any(line["is_unit_slip"] for line in both),
        "in_dispute_amount": _in_dispute(sides["current"]),
        "prior_in_dispute_amount": _in_dispute(sides["prior"]),
    }


def _place(share: dict[str, Any], comparison: list[dict[str, Any]]) -> None:
    """Whether a share can be compared, why not, and its part of the bridge; what both sides together say decides."""
    figure = [one for one in comparison if _is_same(one, share, "measure_code", "funding_source_code", "item_code")]
    is_undivided = any(
        one["funding_source_code"] == "undivided" and (one["has_current"] or one["has_prior"])
        for one in comparison
        if _is_same(one, share, "measure_code")
    )
    is_missing = any(one["is_missing"] for one in figure) or is_undivided
    kind = share["lineage_kind"] if share["subject"] != "indicator" else _indicator_kind(share["lineage_kind"], figure)
    share["is_covered"] = kind not in ("first", "awaited")
    reasons = (
        ("no_current_year", kind == "awaited"),
        ("withdrawn", kind == "withdrawn"),
        ("unit", kind != "first" and any(one["is_unit_slip"] for one in comparison)),
        ("amount_missing", is_missing),
        ("no_prior_year", kind == "first"),
        ("disputed", any(one["is_disputed"] for one in comparison)),
        (kind, kind in ("new", "ended", "moved")),
    )
    share["comparability"] = next((reason for reason, holds in reasons if holds), "comparable")
    parts = {"unit": "unit", "new": "new", "ended": "ended", "disputed": "disputed", "amount_missing": "disputed"}
    share["part"] = parts.get(share["comparability"], "real" if kind in ("same", "withdrawn") else "lineage")


def _indicator_kind(kind: str, figure: list[dict[str, Any]]) -> str:
    """An indicator is new, ended or withdrawn by itself."""
    sides = tuple(any(one[side] for one in figure) for side in ("has_current", "has_prior"))
    if kind in ("first", "awaited") or all(sides):
        return kind
    return {(False, False): "withdrawn", (False, True): "ended", (True, False): "new"}[sides]


def _ratios(told: Row, over: list[Row], reasons: Row) -> dict[str, Decimal | None]:
    ratios = {
        "change_ratio": _ratio(told["change_amount"], told["compared_prior_reported_amount"])
        if reasons["ratio_reason"] is None
        else None,
        "like_for_like_change_ratio": _ratio(told["like_for_like_change_amount"], told["like_for_like_prior_amount"])
        if reasons["like_for_like_ratio_reason"] is None
        else None,
    }
    if reasons["measure_code"] != "executed":
        return ratios | dict.fromkeys(("execution_ratio", "prior_execution_ratio", "execution_ratio_change"))
    budgets = [share for share in over if share["measure_code"] == "budget"]
    for name, side, is_missing in (
        ("execution_ratio", "amount", "is_missing_now"),
        ("prior_execution_ratio", "prior_amount", "is_missing_before"),
    ):
        whole = not any(share[is_missing] for share in over)
        ratios[name] = _ratio(told[side], _sum(share[side] for share in budgets)) if whole else None
    now, before = ratios["execution_ratio"], ratios["prior_execution_ratio"]
    return ratios | {"execution_ratio_change": None if now is None or before is None else now - before}


def _whole(lines: list[Row]) -> Decimal | None:
    """The sum of a side; a part would mislead, so one line that does not print the figure leaves none."""
    return None if any(line["amount"] is None for line in lines) else _sum(line["amount"] for line in lines)


def _in_dispute(lines: list[Row]) -> Decimal:
    return _sum(line["amount"] for line in lines if line["is_disputed"]) or Decimal(0)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _less(row: Row, minuend: str, subtrahend: str, counted: Iterable[Row] | None = None) -> Decimal | None:
    """The difference of two figures of which a missing one counts as nothing; none where nothing is counted."""
    if counted is not None and not counted:
        return None
    return (row[minuend] or Decimal(0)) - (row[subtrahend] or Decimal(0))


def _ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (part / whole).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def _is_same(one: Row, other: Row, *names: str) -> bool:
    return all(one[name] == other[name] for name in names)
