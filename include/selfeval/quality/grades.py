"""Project frame → the grade printed beside the total score, and the one that the score makes."""

import pandas as pd

from selfeval.quality import addresses
from selfeval.quality.words import FormWords

FILE = "submission_sha256"


def find(frame: pd.DataFrame, cell: pd.DataFrame, words: FormWords) -> dict[str, pd.Series]:
    """Columns beside the project frame: `grade` printed in the row of the total score, its cell, and `due_grade`."""
    asked = addresses.parts(frame["total_score_cell"])[["sheet", "row"]]
    asked = asked.assign(**{FILE: frame[FILE]}, asked=frame.index).dropna(subset="row")
    printed = cell[cell["printed"].str.strip().isin(list(words.grades))]
    told = pd.concat([printed[[FILE, "cell", "printed"]], addresses.parts(printed["cell"])], axis="columns")
    found = asked.merge(told, on=[FILE, "sheet", "row"]).drop_duplicates("asked").set_index("asked")
    due = pd.Series(None, index=frame.index, dtype="string")
    for grade, least in sorted(words.grades.items(), key=lambda one: one[1]):
        due = due.mask((frame["total_score"] >= least).fillna(False), grade)
    return {
        "grade": found["printed"].str.strip().reindex(frame.index).astype("string"),
        "grade_cell": found["cell"].reindex(frame.index),
        "due_grade": due,
    }
