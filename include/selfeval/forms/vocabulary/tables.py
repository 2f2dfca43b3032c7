"""The vocabulary's CSV files to checked rows: every entry cites where it was seen, every code is one that is known."""

import re
from collections.abc import Collection
from pathlib import Path

from selfeval.vocabulary.normalise import heading_key
from selfeval.vocabulary.word_files import VocabularyError, load_open

Row = dict[str, str]


class Tables:
    """The files of a folder; those that nobody asked for are told by `unread`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: set[str] = set()

    def rows(self, file: str, **allowed: Collection[str]) -> list[Row]:
        """The rows of a file; `allowed` names the values that a column may hold. Raises VocabularyError."""
        self._read.add(file)
        return load_open(self._folder / file, allowed)

    def by_spelling(self, file: str, **allowed: Collection[str]) -> dict[str, Row]:
        """The rows of a file by normalised spelling, none of which may stand twice."""
        found: dict[str, Row] = {}
        for row in self.rows(file, **allowed):
            spelling = heading_key(row["spelling"]) or row["spelling"]
            if spelling in found:
                raise VocabularyError(what=f"“{row['spelling']}” 出现了两次 / stands twice", file=file)
            found[spelling] = row
        return found

    def patterns(self, file: str, **allowed: Collection[str]) -> list[tuple[re.Pattern[str], Row]]:
        """The rows of a file with their patterns, none of which may stand twice or match nothing at all."""
        found: dict[str, tuple[re.Pattern[str], Row]] = {}
        for row in self.rows(file, **allowed):
            try:
                pattern = re.compile(row["pattern"])
            except re.error as error:
                raise VocabularyError(what=f"pattern “{row['pattern']}”: {error}", file=file) from error
            if pattern.fullmatch("") or row["pattern"] in found:
                raise VocabularyError(
                    what=f"pattern “{row['pattern']}” 重复或可为空 / twice, or matches nothing", file=file
                )
            found[row["pattern"]] = pattern, row
        return list(found.values())

    def unread(self) -> None:
        """Raises VocabularyError where a file of the folder was never asked for."""
        if extra := {file.name for file in self._folder.glob("*.csv")} - self._read:
            raise VocabularyError(what="没有代码读取这个文件 / no code reads this file", file="、".join(sorted(extra)))
