"""Staging tables of a batch → one frame a grain for the rules to look at: form, project, amount, indicator.

Frames are pandas over Arrow types, so amounts stay exact decimals. Each has `row_number`, by which a failing row is
found again, and the columns that say where it stands.
"""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from selfeval.quality import amount_frame, indicator_frame, project_frame
from selfeval.quality.copied_goals import with_copies
from selfeval.quality.form_groups import with_projects
from selfeval.quality.goal_facts import with_goals
from selfeval.quality.indicator_groups import with_indicators
from selfeval.quality.lexicon import Lexicon
from selfeval.quality.problem_facts import with_problems
from selfeval.quality.repeats import with_repeats
from selfeval.quality.score_facts import with_scores
from selfeval.quality.sources import Sources
from selfeval.quality.wording_facts import with_wording

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]

Tables = Mapping[str, pa.Table]


def build_frames(
    tables: Tables, sources: Sources, misspellings: dict[str, str], lexicon: Lexicon
) -> dict[str, pd.DataFrame]:
    """The frames by grain. `tables` holds submission, form, project, amount, indicator and cell as in staging."""
    read = {name: as_frame(table) for name, table in tables.items()}
    form = _form_frame(read)
    amount = amount_frame.build(read["amount"], read["project"], form, sources)
    indicator = indicator_frame.build(read["indicator"], read["project"], form, lexicon, misspellings)
    indicator = with_repeats(with_wording(with_scores(indicator), lexicon))
    project = project_frame.build(read["project"], form, amount, sources)
    project = with_goals(with_indicators(project, indicator), lexicon)
    project = with_copies(with_problems(project, lexicon))
    frames = {"form": with_projects(form, project), "project": project, "amount": amount, "indicator": indicator}
    return {grain: _numbered(frame) for grain, frame in frames.items()}


def as_frame(table: pa.Table) -> pd.DataFrame:
    """A table as a frame whose columns keep their Arrow types (decimals stay decimals, a blank stays a blank)."""
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _form_frame(read: dict[str, pd.DataFrame]) -> pd.DataFrame:
    unit_cells = read["cell"][["submission_sha256", "cell", "printed"]].rename(
        columns={"cell": "amount_unit_cell", "printed": "amount_unit_printed"}
    )
    files = read["submission"][["submission_sha256", "file_name"]]
    form = read["form"].merge(files, on="submission_sha256", how="left")
    return form.merge(unit_cells, on=["submission_sha256", "amount_unit_cell"], how="left")


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    return frame.assign(row_number=range(len(frame)))
