"""Project frame and what was loaded of the same year → which project stands in another series too, and counts twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from selfeval.naming import business_key
from selfeval.quality.columns import numbers, objects, texts
from selfeval.quality.exact import RATIO, product
from selfeval.quality.sources import ROOT
from selfeval.quality.told_project import CARD, Evidence, Told, weigh
from selfeval.quality.words import FormWords

FAMILIES = ("wide", CARD)
"""An overall form repeats its projects and is counted apart; a wide form beside cards is one layout, counted once."""
NAMED = (
    *("submission_sha256", "file_name", "department_name", "channel_name", "fiscal_year", "family"),
    *("implementing_unit_name", "project_name", "project_code"),
)


def find(project: pd.DataFrame, form: pd.DataFrame, history: pd.DataFrame, words: FormWords) -> dict[str, pd.Series]:
    """Columns beside the project frame, of the project in another file and series that is most likely the same one.

    `twice_likeness`, `twice_shared_ratio`, `twice_digits`: Evidence; `twice_file`, `twice_project` (with its unit) and
    `twice_budget_yuan`. Looked for in the other files of the batch and in the current versions of `history`.
    """
    told = list(_told(project, form, words.units))
    best: dict[int, tuple[Evidence, Told]] = {}
    for one, other, shared in _pairs(told, [*_last(told), *_standing(_loaded(history), told)]):
        evidence = weigh(one, other, shared, words)
        if evidence and (one.row not in best or evidence > best[one.row][0]):
            best[one.row] = evidence, other
    found = [best.get(row, (None, None)) for row in range(len(project))]
    budgets = [other and other.budget for _, other in found]
    return {
        "twice_likeness": numbers((evidence and evidence.likeness for evidence, _ in found), project.index),
        "twice_shared_ratio": numbers((evidence and evidence.shared for evidence, _ in found), project.index),
        "twice_digits": numbers((evidence and Decimal(evidence.digits) for evidence, _ in found), project.index),
        "twice_budget_yuan": pd.Series(budgets, dtype=RATIO, index=project.index),
        "twice_file": texts((other and other.file_name for _, other in found), project.index),
        "twice_project": texts((other and other.label for _, other in found), project.index),
    }


def _told(project: pd.DataFrame, form: pd.DataFrame, units: Mapping[str, Decimal]) -> Iterator[Told]:
    """The projects of the batch that have a name, a department (their channel's, where they name none) and a year."""
    of_file = form[["submission_sha256", "channel_name", "received_at"]].drop_duplicates("submission_sha256")
    rows = project.reset_index(drop=True).merge(of_file, on="submission_sha256", how="left")
    factor = rows["amount_unit"].map(dict(units)).astype(RATIO)
    totals = {measure: objects(product(rows[f"{measure}_total"], factor)) for measure in ("budget", "executed")}
    for row, said in enumerate(_records(rows, "submission_sha256", "form_number", "received_at")):
        department = said["department_name"] or said["channel_name"]
        if said["project_name"] and department and said["fiscal_year"] and said["family"] in FAMILIES:
            code, name = business_key(said["project_code"]), business_key(said["project_name"])
            yield Told(
                row=row,
                file=said["submission_sha256"],
                form=(said["submission_sha256"], said["form_number"]),
                book=(business_key(department), said["fiscal_year"], said["family"]),
                unit=business_key(said["implementing_unit_name"]),
                code=code,
                name=name,
                series=(code or name) if said["family"] == CARD else "",
                budget=totals["budget"][row],
                executed=totals["executed"][row],
                arrived=(said["received_at"], said["submission_sha256"]),
                file_name=said["file_name"],
                label=_label(said),
            )


def _loaded(history: pd.DataFrame) -> Iterator[Told]:
    """The projects of current versions, each with its totals."""
    totals: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    said: dict[tuple[int, int], dict[str, Any]] = {}
    rows = history[(history["source"] == ROOT) & history["family"].isin(FAMILIES)]
    for one in _records(rows, "form_version_key", "project_number", "series_code", "measure", "yuan_amount"):
        line = one["form_version_key"], one["project_number"]
        totals[line][one["measure"]] = one["yuan_amount"]
        said[line] = one
    for line, one in said.items():
        unit = business_key(one["implementing_unit_name"])
        yield Told(
            row=-1,
            file=one["submission_sha256"],
            form=line[:1],
            book=(business_key(one["department_name"]), one["fiscal_year"], one["family"]),
            unit=unit,
            code=business_key(one["project_code"]),
            name=business_key(one["project_name"]),
            series=one["series_code"].removeprefix(unit).removeprefix("|"),
            budget=totals[line].get("budget"),
            executed=totals[line].get("executed"),
            arrived=(),
            file_name=one["file_name"],
            label=_label(one),
        )


def _records(rows: pd.DataFrame, *more: str) -> Iterator[dict[str, Any]]:
    """Each row as plain values: what a project is called, and whatever more is asked for."""
    columns = {name: objects(rows[name]) for name in dict.fromkeys((*NAMED, *more)) if name in rows}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _label(said: Mapping[str, Any]) -> str:
    unit = said["implementing_unit_name"]
    return f"{said['project_name']}（{unit}）" if unit else str(said["project_name"])


def _last(told: Iterable[Told]) -> list[Told]:
    """What stands once the batch is loaded: of the files of one series, the last to arrive."""
    last: dict[object, tuple[object, ...]] = {}
    for one in told:
        key = (one.book, one.unit, one.series)
        last[key] = max(last.get(key, one.arrived), one.arrived)
    return [one for one in told if one.arrived == last[one.book, one.unit, one.series]]


def _standing(loaded: Iterable[Told], told: Iterable[Told]) -> Iterator[Told]:
    """What was loaded and is in no series of which the batch brings a version."""
    near: dict[object, list[Told]] = defaultdict(list)
    for one in told:
        for place in {one.name, one.series}:
            near[one.book, one.unit, place].append(one)
    for other in loaded:
        those = (one for place in {other.name, other.series} for one in near[other.book, other.unit, place])
        if not any(one.is_of_series(other) for one in those):
            yield other


def _pairs(told: Sequence[Told], others: Sequence[Told]) -> Iterator[tuple[Told, Told, Decimal]]:
    """Projects of two files and series of one book that have their name or both totals in common, and the share of
    projects that stands on both forms, these two counted in."""
    names: dict[object, set[str]] = defaultdict(set)
    for one in (*told, *others):
        names[one.form].add(one.name)
    places: dict[object, dict[str, dict[object, Told]]] = defaultdict(lambda: defaultdict(dict))
    for other in others:
        for key in _keys(other):
            places[key][other.file].setdefault((other.form, other.name, other.totals, other.budget), other)
    for one in told:
        elsewhere = (those for key in _keys(one) for file, those in places[key].items() if file != one.file)
        for other in {place: other for those in elsewhere for place, other in those.items()}.values():
            if not one.is_of_series(other):
                mine, theirs = names[one.form], names[other.form]
                shared = len(mine & theirs) + (one.name != other.name)
                yield one, other, Decimal(shared) / max(len(mine), len(theirs))


def _keys(one: Told) -> list[object]:
    return [(one.book, one.name), *([(one.book, one.totals)] if one.totals else [])]
