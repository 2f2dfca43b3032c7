"""great_expectations/words.yml → the words that rules look for in a form."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from selfeval import vocabulary
from selfeval.quality.rules import UnreadableRuleError


class FormWords(BaseModel):
    """What words.yml holds; its comments say what each is and where it was seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    points_of_block: str
    cost_levels: frozenset[str]
    cost_target: str
    printed_score: str
    reasoned_score: str
    grades: dict[str, Decimal]
    unit_fillers: tuple[str, ...]
    telling: tuple[str, ...]

    @property
    def units(self) -> dict[str, Decimal]:
        """Yuan in each unit of amounts."""
        return {name: unit.yuan_factor for name, unit in vocabulary.units().items()}

    def answered(self, text: pd.Series) -> pd.Series:
        """Whether each text says something: not blank, and no word for nothing."""
        bare = text.str.replace(r"[\s。.，,；;]+", "", regex=True)
        return (
            bare.notna()
            & (bare != "")
            & ~bare.isin([word for word, one in vocabulary.null_words().items() if one.is_answer])
        ).astype(bool)


@lru_cache(maxsize=4)
def load_words(file: Path) -> FormWords:
    """The validated words. Raises UnreadableRuleError."""
    try:
        return FormWords.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise UnreadableRuleError(problem=str(error), file=file) from error
