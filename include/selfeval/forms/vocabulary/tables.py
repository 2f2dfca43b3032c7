"""The vocabulary's CSV files to checked rows: every entry cites where it was seen, every code is one that is known."""

import csv
import re
from collections.abc import Collection
from pathlib import Path

from selfeval.errors import RuleError
from selfeval.forms.vocabulary.spelling import normalised

Row = dict[str, str]


class VocabularyError(RuleError):
    slug = "vocabulary"
    zh = "词表有误：{what}。vocabulary/{file}。请改正该文件后重试。"
    en = "The vocabulary is wrong: {what}. vocabulary/{file}. Correct the file and try again."


class Tables:
    """The files of a folder; those that nobody asked for are told by `unread`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: set[str] = set()

    def rows(self, file: str, **allowed: Collection[str]) -> list[Row]:
        """The rows of a file; `allowed` names the values that a column may hold. Raises VocabularyError."""
        self._read.add(file)
        try:
            with (self._folder / file).open(encoding="utf-8-sig", newline="") as lines:
                reader = csv.DictReader(lines)
                rows = list(reader)
        except UnicodeDecodeError as error:
            raise VocabularyError(what="不是 UTF-8 编码 / it is not in UTF-8", file=file) from error
        for row in rows:
            if None in row or None in row.values() or not (row.get("seen_in") or "").strip():
                raise VocabularyError(what=f"第 {rows.index(row) + 2} 行不完整 / the row is incomplete", file=file)
            for column, values in allowed.items():
                if row[column] not in values:
                    told = f"{column} “{row[column]}” 不在 {'、'.join(values)} 之中 / is none of them"
                    raise VocabularyError(what=told, file=file)
        return rows

    def by_spelling(self, file: str, **allowed: Collection[str]) -> dict[str, Row]:
        """The rows of a file by normalised spelling, none of which may stand twice."""
        found: dict[str, Row] = {}
        for row in self.rows(file, **allowed):
            spelling = normalised(row["spelling"]) or row["spelling"]
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
