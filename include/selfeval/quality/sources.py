"""great_expectations/sources.yml → what measures and funding sources are called, and which adds to which."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from selfeval.quality.rules import UnreadableRuleError, Words

ROOT = "total"


class _Source(Words):
    parent: str | None


class _SourceFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    measures: dict[str, Words]
    sources: dict[str, _Source]


@dataclass(frozen=True)
class Sources:
    """The tree of funding sources (source → parent, the root has none) and the names of measures and sources."""

    parents: dict[str, str | None]
    measure_words: dict[str, Words]
    source_words: dict[str, Words]

    def parent_among(self, source: str, printed: set[str]) -> str | None:
        """The nearest ancestor of a source that is printed: the amount it must add to."""
        parent = self.parents.get(source)
        while parent is not None and parent not in printed:
            parent = self.parents[parent]
        return parent


@lru_cache(maxsize=4)
def load_sources(file: Path) -> Sources:
    """The validated content of sources.yml. Raises UnreadableRuleError."""
    try:
        content = _SourceFile.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise UnreadableRuleError(problem=str(error), file=file) from error
    parents = {name: source.parent for name, source in content.sources.items()}
    _require_tree(parents, file)
    return Sources(parents, dict(content.measures), dict(content.sources))


def _require_tree(parents: dict[str, str | None], file: Path) -> None:
    for start in parents:
        seen: list[str] = []
        source: str | None = start
        while source is not None:
            if source in seen or source not in parents:
                raise UnreadableRuleError(problem=f"source {start} does not lead up to {ROOT}", file=file)
            seen.append(source)
            source = parents[source]
        if seen[-1] != ROOT:
            raise UnreadableRuleError(problem=f"source {start} does not lead up to {ROOT}", file=file)
