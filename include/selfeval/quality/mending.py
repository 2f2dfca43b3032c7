"""Frames → the same with suggestions: beside each broken identity what would mend it, where that is certain."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import pandas as pd

from selfeval.quality import identities
from selfeval.quality.exact import RATIO, ratio
from selfeval.quality.figures_of_project import BUDGET_SCORE, RATE, SCORE, TOTAL_SCORE, Amount, Printed, Scored
from selfeval.quality.identities import Identity
from selfeval.quality.slips import number_of
from selfeval.quality.sources import Sources
from selfeval.quality.suggestions import Move, suggest

PROJECT = ["submission_sha256", "form_number", "project_number"]
COLUMNS = {
    identities.Within: "within_suggestion",
    identities.Rate: "rate_suggestion",
    identities.BudgetScore: "budget_score_suggestion",
    identities.TotalScore: "total_score_suggestion",
}
MENDS = ("mends_zh", "mends_en")

Frames = dict[str, pd.DataFrame]
Row = Mapping[str, Any]


def with_suggestions(frames: Frames, sources: Sources) -> Frames:
    """`suggestion` beside the broken totals of the amount frame; beside the project frame one column an identity; and
    beside both `mends_zh`, `mends_en`: what holds once the suggestion is followed.

    A suggestion is the text that would stand in the figure's own cell; where another is at fault, `address → text`.
    """
    told: dict[tuple[str, str], dict[int, str]] = {}

    def put(grain: str, column: str, row: int, text: str) -> None:
        told.setdefault((grain, column), {})[row] = text

    for project, amounts, printed in _suspects(frames):
        for identity, (move, restored) in suggest(printed, sources).items():
            if isinstance(identity, identities.Sum):
                grain, column, row = "amount", "suggestion", amounts[identity.figures[0]]
            elif type(identity) in COLUMNS:
                grain, column, row = "project", COLUMNS[type(identity)], project["row_number"]
            else:
                continue
            put(grain, column, row, _text(identity, move))
            for name, sentence in zip(MENDS, _mends(restored), strict=True):
                put(grain, name, row, sentence)
    wanted = {"amount": ["suggestion", *MENDS], "project": [*COLUMNS.values(), *MENDS]}
    return frames | {
        grain: frames[grain].assign(
            **{name: frames[grain]["row_number"].map(told.get((grain, name), {})).astype("object") for name in names}
        )
        for grain, names in wanted.items()
    }


def _mends(restored: tuple[Identity, ...]) -> tuple[str, str]:
    words = dict.fromkeys(one.words for one in restored)
    return (
        f"按建议改正后，{'、'.join(word.zh for word in words)}。",
        f" With the suggestion, {'; '.join(word.en for word in words)}.",
    )


def _text(identity: Identity, move: Move) -> str:
    own = identity.figures[1] if isinstance(identity, identities.Within) else identity.figures[0]
    own = identity.figures[2] if isinstance(identity, identities.Rate) else own
    return "；".join(
        change.text if change.amount == own else f"{change.amount.cell} → {change.text}" for change in move
    )


def _suspects(frames: Frames) -> Iterator[tuple[Row, dict[Amount, int], Printed]]:
    """Projects in which an identity is broken: their row, the rows of their amounts, and what they print."""
    project, amount, indicator = frames["project"], frames["amount"], frames["indicator"]
    places = pd.MultiIndex.from_frame(project[PROJECT])
    sums = amount[(amount["printed_value"] != amount["parts_amount"]).fillna(False).astype(bool)]
    suspect = places.isin(pd.MultiIndex.from_frame(sums[PROJECT])) | _disagrees(project)
    wanted = places[suspect]
    amounts = _by_project(amount, wanted, [*Amount._fields, "row_number"])
    scores = _by_project(
        indicator.dropna(subset="score"), wanted, ["score", "score_printed", "score_cell", "weight", "is_reasoned"]
    )
    for row in _records(project[suspect]):
        key = tuple(row[name] for name in PROJECT)
        own = {Amount(*(one[name] for name in Amount._fields)): one["row_number"] for one in amounts.get(key, [])}
        yield row, own, _printed(row, tuple(own), scores.get(key, []))


def _disagrees(project: pd.DataFrame) -> pd.Series:
    """Whether spending, rate or scores of a project disagree with the rest of it."""
    rate = ratio(project["executed_total"], project["judged_budget"])
    low, high = (project[name].astype(RATIO) for name in ("claimed_low", "claimed_high"))
    score_gap = (project["budget_score"].astype(RATIO) - project["due_budget_score"]).abs()
    total_gap = (project["total_score"].astype(RATIO) - project["score_sum"]).abs()
    signs = (
        project["executed_total"] > project["granted_total"],
        (rate < low) | (high < rate),
        (score_gap > identities.CENT) & (score_gap > project["budget_score_unit"]),
        total_gap > identities.TOTAL_TOLERANCE,
    )
    return pd.concat([sign.fillna(False).astype(bool) for sign in signs], axis="columns").any(axis="columns")


def _by_project(rows: pd.DataFrame, wanted: pd.MultiIndex, columns: list[str]) -> dict[tuple[Any, ...], list[Row]]:
    held = rows[pd.MultiIndex.from_frame(rows[PROJECT]).isin(wanted)]
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in _records(held[[*PROJECT, *columns]]):
        found.setdefault(tuple(row[name] for name in PROJECT), []).append(row)
    return found


def _records(rows: pd.DataFrame) -> list[Row]:
    objects = rows.astype(object)
    return cast("list[Row]", objects.where(objects.notna(), None).to_dict("records"))


def _printed(row: Row, amounts: tuple[Amount, ...], scores: list[Row]) -> Printed:
    rate = number_of(row["stated_rate_printed"] or "") if row["judged_budget"] is not None else None
    is_added = row["score_sum"] is not None
    return Printed(
        amounts=amounts,
        rate=None if rate is None else Amount(RATE, "", rate, row["stated_rate_printed"], row["stated_rate_cell"]),
        stated_rate=row["stated_rate"],
        budget_weight=row["budget_weight"],
        budget_score=_figure(row, BUDGET_SCORE),
        scores=tuple(_scored(one, number) for number, one in enumerate(scores)) if is_added else (),
        total_score=_figure(row, TOTAL_SCORE) if is_added else None,
        has_twin=row["twin_names"] is not None,
    )


def _figure(row: Row, name: str) -> Amount | None:
    if row[name] is None:
        return None
    return Amount(name, "", row[name], row[f"{name}_printed"], row[f"{name}_cell"])


def _scored(row: Row, number: int) -> Scored:
    figure = Amount(SCORE, str(number), row["score"], row["score_printed"], row["score_cell"])
    return Scored(figure, row["weight"], row["is_reasoned"])
