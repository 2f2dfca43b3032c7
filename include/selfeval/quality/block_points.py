"""Indicator frame → the points of each block (产出指标 …) beside those that the form itself states for it."""

import re

import pandas as pd

from selfeval.quality.exact import RATIO, parsed, sums
from selfeval.quality.words import FormWords

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
BLOCK = [*PROJECT, "level1"]
STATED = [*FORM, "level1"]
WHOLE = 100
STATING = ("note", "level", "heading", "title")


def find(frame: pd.DataFrame, project: pd.DataFrame, cell: pd.DataFrame, words: FormWords) -> dict[str, pd.Series]:
    """Columns beside the indicator frame: `block_weight` and `block_points`, told on the first indicator of a block.

    Blank where the form states no points for the block, in a note (产出指标50分) or in its label (产出指标（50分）), or
    where a label gives them to the block and budget execution together, as some forms do (银川: 项目管理); not where
    the labels leave room for budget execution, as 50 + 30 + 10 do.
    """
    weighed = frame.dropna(subset="weight")
    blocks = weighed.drop_duplicates(BLOCK)
    told = blocks[BLOCK].merge(sums(weighed, BLOCK, "weight", "block_weight"), on=BLOCK).set_axis(blocks.index)
    stated = blocks[STATED].merge(_stated(blocks, cell, words), on=STATED, how="left").set_axis(blocks.index)
    points = stated["points"]
    item = blocks[PROJECT].merge(project[[*PROJECT, "budget_weight"]], on=PROJECT, how="left").set_axis(blocks.index)
    budget = item["budget_weight"].astype(RATIO)
    has_room = stated["labelled"] + budget == WHOLE
    has_item = (told["block_weight"] + budget == points) & (stated["role"] != "note") & ~has_room.fillna(False)
    return {
        "block_weight": told["block_weight"].reindex(frame.index),
        "block_points": points.mask(has_item.fillna(False)).reindex(frame.index),
    }


def _stated(blocks: pd.DataFrame, cell: pd.DataFrame, words: FormWords) -> pd.DataFrame:
    """The points that a form states for a block: those of its notes, else those of its labels.

    A label that says otherwise than the note was written to fit the weights (中江 2022: label 70, note 50). Nothing
    where the notes, or the labels alone, state two different ones.
    """
    telling = cell[cell["role"].isin(STATING)].dropna(subset="form_number")
    printed = telling["printed"].str.normalize("NFKC").str.replace(r"\s+", "", regex=True)
    found = []
    for level1 in blocks["level1"].dropna().unique():
        points = printed.str.extract(words.points_of_block.format(block=re.escape(level1)))[0]
        found.append(telling[[*FORM, "role"]].assign(level1=level1, points=points).dropna(subset="points"))
    nothing = blocks[STATED].head(0).assign(role="", points=pd.Series(dtype="string"))
    stated = pd.concat([nothing, *found])
    is_note = stated["role"] == "note"
    has_note = pd.MultiIndex.from_frame(stated[STATED]).isin(pd.MultiIndex.from_frame(stated.loc[is_note, STATED]))
    governing = stated[is_note | ~has_note].drop_duplicates([*STATED, "points"])
    single = governing[~governing.duplicated(STATED, keep=False)]
    told = single.assign(points=parsed(single["points"]).astype(RATIO))
    return told.merge(sums(told, FORM, "points", "labelled"), on=FORM)
