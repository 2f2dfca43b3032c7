"""CSV files of words → checked rows; all faults of a file are reported together, each with its line."""

import csv
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from selfeval.errors import RuleError

Text = Annotated[str, Field(min_length=1)]
YesNo = Annotated[bool, BeforeValidator(lambda text: {"yes": True, "no": False}.get(text, text))]


class VocabularyError(RuleError):
    """A file of words is wrong: its encoding, some of its rows, or how they go together."""

    slug = "vocabulary"
    zh = "词表有误：{what}。vocabulary/{file}。请改正该文件后重试。"
    en = "The vocabulary is wrong: {what}. vocabulary/{file}. Correct the file and try again."


class WordRow(BaseModel):
    """One row of a file whose columns are known."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Entry(WordRow):
    """One row of words: it says where they were seen."""

    seen_in: Text


class OpenEntry(BaseModel):
    """One row of a file whose columns its reader names."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str]
    seen_in: Annotated[str, Field(pattern=r"\S")]


AnyEntry = TypeVar("AnyEntry", bound=BaseModel)


def load(file: Path, model: type[AnyEntry]) -> list[AnyEntry]:
    """The rows of a file as a model has them. Raises VocabularyError, which names every fault with its line."""
    lines = _lines(file)
    try:
        return TypeAdapter(list[model]).validate_python([row for _, row in lines])  # type: ignore[valid-type]
    except ValidationError as error:
        faults = [_fault(lines[int(fault["loc"][0])][0], *fault["loc"][1:2], fault["msg"]) for fault in error.errors()]
        raise VocabularyError(what="；".join(faults), file=file.name) from error


def load_open(file: Path, allowed: Mapping[str, Collection[str]]) -> list[dict[str, str]]:
    """The rows of a file as they stand; `allowed` names the values that a column may hold. Raises VocabularyError."""
    rows = [row.model_dump() for row in load(file, OpenEntry)]
    faults = [
        _fault(line, column, f"“{row[column]}” 不在 {'、'.join(values)} 之中 / is none of them")
        for (line, _), row in zip(_lines(file), rows, strict=True)
        for column, values in allowed.items()
        if row[column] not in values
    ]
    if faults:
        raise VocabularyError(what="；".join(faults), file=file.name)
    return rows


def by_code(file: Path, rows: list[AnyEntry], code: str) -> dict[str, AnyEntry]:
    """Rows by the column that tells them apart. Raises VocabularyError, which names every code that stands twice."""
    codes = [str(getattr(row, code)) for row in rows]
    if twice := sorted({one for one in codes if codes.count(one) > 1}):
        raise VocabularyError(what=f"“{'”“'.join(twice)}” 出现了两次 / stands twice", file=file.name)
    return dict(zip(codes, rows, strict=True))


def _lines(file: Path) -> list[tuple[int, dict[str, Any]]]:
    """Each row with the line on which it ends; what is more than its columns is under a blank name."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restkey="")
            return [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError as error:
        raise VocabularyError(what="不是 UTF-8 编码 / it is not in UTF-8", file=file.name) from error


def _fault(line: int, *said: object) -> str:
    return f"第 {line} 行 / line {line}: {' '.join(map(str, said))}"
