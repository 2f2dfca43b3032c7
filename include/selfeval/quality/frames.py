"""Staging tables of a batch → one frame a grain for the rules to look at: form, project, amount, indicator, total.

Frames are pandas over Arrow types, so amounts stay exact decimals. Each has `row_number`, by which a failing row is
found again, and the columns that say where it stands.
"""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from selfeval.quality import (
    amount_frame,
    batch_facts,
    block_points,
    costs,
    explanations,
    form_frame,
    funding_compare,
    grades,
    history_facts,
    indicator_scores,
    magnitudes,
    merged_reasons,
    printed_numbers,
    project_frame,
    project_scores,
    rate_facts,
    spending,
    total_frame,
)
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.review import with_review
from selfeval.quality.sources import Sources
from selfeval.quality.words import FormWords

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]

HISTORY = pa.schema(
    {
        name: pa.string()
        for name in (
            *("department_name", "project_name", "goal_actual", "measure", "source", "submission_sha256", "file_name"),
            *("family", "implementing_unit_name", "series_code", "project_code"),
        )
    }
    | {name: pa.int64() for name in ("fiscal_year", "form_version_key", "project_number")}
    | {"yuan_amount": pa.decimal128(36, 16)}
)

Tables = Mapping[str, pa.Table]
Frames = dict[str, pd.DataFrame]


def build_frames(
    tables: Tables, sources: Sources, misspellings: dict[str, str], words: FormWords, lexicon: Lexicon
) -> Frames:
    """The frames by grain. `tables` holds submission, form, project, amount, indicator and cell as in staging, and may
    hold `history`: what was loaded before of the same departments (HISTORY).
    """
    read = {name: as_frame(table) for name, table in {"history": HISTORY.empty_table(), **tables}.items()}
    form = form_frame.build(read)
    amount = amount_frame.build(read["amount"], read["project"], form, sources)
    project = project_frame.build(read["project"], form, amount, sources)
    numbers = printed_numbers.read(read["cell"], words)
    project = _with_facts(project, amount, read, numbers, sources, words)
    indicator = _indicator_frame(read["indicator"], read["project"], form, misspellings)
    indicator = indicator.assign(merged_reason=merged_reasons.find(indicator, read["cell"], words))
    indicator = indicator.assign(**indicator_scores.find(indicator, numbers, words))
    frames = {
        "form": _with_years(form, project, amount, read, words),
        "project": project,
        "amount": amount.assign(**funding_compare.find(amount, sources)),
        "indicator": indicator.assign(**block_points.find(indicator, project, read["cell"], words)),
        "total": total_frame.build(read["cell"], amount, form, sources),
    }
    return {grain: _numbered(frame) for grain, frame in with_review(frames, lexicon).items()}


def _with_facts(
    project: pd.DataFrame,
    amount: pd.DataFrame,
    read: Frames,
    numbers: pd.DataFrame,
    sources: Sources,
    words: FormWords,
) -> pd.DataFrame:
    is_explained = explanations.is_explained(project, read["indicator"], read["cell"], words)
    project = project.assign(is_explained=is_explained, **spending.find(project, amount, is_explained))
    project = project.assign(**magnitudes.find(project), **costs.find(project, read["indicator"], words))
    project = project.assign(**rate_facts.find(project, is_explained, sources))
    project = project.assign(**project_scores.find(project, read["indicator"], numbers))
    project = project.assign(**grades.find(project, read["cell"], words), **batch_facts.find_of_projects(project))
    return project.assign(**history_facts.find_of_projects(project, read["history"], words.units))


def _with_years(
    form: pd.DataFrame, project: pd.DataFrame, amount: pd.DataFrame, read: Frames, words: FormWords
) -> pd.DataFrame:
    form = form.merge(magnitudes.medians(project, words.units), on=FORM, how="left")
    return form.assign(
        unchanged_amounts=batch_facts.unchanged_forms(form, project, amount, read["history"], words.units),
        **batch_facts.find_of_forms(form),
        **history_facts.find_of_forms(form, project, read["history"]),
    )


def as_frame(table: pa.Table) -> pd.DataFrame:
    """A table as a frame whose columns keep their Arrow types (decimals stay decimals, a blank stays a blank)."""
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _indicator_frame(
    indicator: pd.DataFrame, project: pd.DataFrame, form: pd.DataFrame, misspellings: dict[str, str]
) -> pd.DataFrame:
    frame = indicator.merge(project[[*PROJECT, "project_name"]], on=PROJECT, how="left")
    frame = frame.merge(form[[*FORM, "file_name", "family"]], on=FORM, how="left")
    state = frame["actual"].str.strip()
    meant = {text: misspellings.get(text, text) for text in state.dropna().unique()}
    return frame.assign(actual_state=state, meant_state=state.map(meant).astype(state.dtype))


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    return frame.assign(row_number=range(len(frame)))
