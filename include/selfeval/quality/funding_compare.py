"""Amount frame → spending of a source beside the budget of the same source."""

import pandas as pd

from selfeval.quality.sources import Sources
from selfeval.vocabulary import ROOT

PROJECT = ["submission_sha256", "form_number", "project_number"]


def find(amount: pd.DataFrame, sources: Sources) -> dict[str, pd.Series]:
    """Columns beside the amount frame, for the sources of spending.

    `same_source_budget`: the budget printed for that source. `unfunded_amount`: what was spent of a source that the
    budget, though it names its sources, does not name: neither it nor what it is part of, nor a part of it.
    """
    part = amount[amount["source"] != ROOT]
    budget = part[part["measure"] == "budget"]
    same = amount[[*PROJECT, "measure", "source"]].merge(
        budget[[*PROJECT, "source", "printed_value"]].assign(measure="executed"),
        on=[*PROJECT, "measure", "source"],
        how="left",
    )["printed_value"]
    group = {source: _uppermost(source, sources) for source in sources.parents}
    told = pd.MultiIndex.from_frame(budget[PROJECT].assign(group=budget["source"].map(group)))
    asked = pd.MultiIndex.from_frame(amount[PROJECT].assign(group=amount["source"].map(group)))
    is_broken_down = pd.MultiIndex.from_frame(amount[PROJECT]).isin(pd.MultiIndex.from_frame(budget[PROJECT]))
    is_part = (amount["measure"] == "executed") & (amount["source"] != ROOT) & (amount["printed_value"] > 0)
    is_unfunded = is_part.fillna(False) & is_broken_down & ~asked.isin(told)
    return {
        "same_source_budget": same.set_axis(amount.index),
        "unfunded_amount": amount["printed_value"].where(is_unfunded),
    }


def _uppermost(source: str, sources: Sources) -> str:
    parent = sources.parents[source]
    return source if parent is None or parent == ROOT else _uppermost(parent, sources)
