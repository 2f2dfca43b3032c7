"""great_expectations/data_docs.yml → the settings of the Data Docs site."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from selfeval.quality.rules import UnreadableRuleError


class SiteSettings(BaseModel):
    """Title of the site, how many batches it keeps, and how many failing rows it lists under one rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    keep_runs: int = Field(gt=0)
    rows_shown: int = Field(ge=0)


def load_site_settings(file: Path) -> SiteSettings:
    """The validated settings. Raises UnreadableRuleError."""
    try:
        return SiteSettings.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise UnreadableRuleError(problem=str(error), file=file) from error
