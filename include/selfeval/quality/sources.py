"""The shared vocabulary → what measures and funding sources are called in messages, and which source adds to which."""

from dataclasses import dataclass
from functools import lru_cache

from selfeval import vocabulary
from selfeval.quality.rules import Words


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


@lru_cache(maxsize=1)
def load_sources() -> Sources:
    """Sources and measures of amounts. Raises VocabularyError."""
    sources, measures = vocabulary.sources(), vocabulary.measures()
    return Sources(
        parents={code: source.part_of or None for code, source in sources.items()},
        measure_words={code: Words(zh=one.name_zh, en=one.name_en) for code, one in measures.items() if one.is_amount},
        source_words={code: Words(zh=one.name_zh, en=one.name_en) for code, one in sources.items()},
    )
