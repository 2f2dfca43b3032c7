"""The .yml files beside marts → what each view and column is, in both languages, and what it is called in Chinese.

A column that several marts have is described once, in columns.yml; a view's own file may describe it otherwise.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import yaml

from selfeval.errors import ConfigurationError
from selfeval.warehouse.statements import SQL

FOLDER = SQL / "mart"
SHARED = FOLDER / "columns.yml"


class DescriptionMissingError(ConfigurationError):
    """A column of a described mart has no entry."""

    slug = "description-missing"
    zh = "视图 {view} 的列 {column} 没有说明。请在 {view}.yml 或 columns.yml 中补充 name、zh、en。"
    en = "Column {column} of view {view} is not described. Add name, zh and en to {view}.yml or columns.yml."


@dataclass(frozen=True)
class Description:
    """What a view or column is called in Chinese, and what it is in both languages."""

    name: str
    zh: str
    en: str

    @property
    def comment(self) -> str:
        """The comment of the view or column."""
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True)
class View:
    """A mart with its columns."""

    view: str
    description: Description
    own: dict[str, Description]

    def column(self, column: str) -> Description:
        """What a column is; raises DescriptionMissingError."""
        if column in self.own:
            return self.own[column]
        if column not in _shared():
            raise DescriptionMissingError(view=self.view, column=column)
        return _shared()[column]


@cache
def described() -> dict[str, View]:
    """The marts that have a .yml file, by `schema/name`."""
    views = {}
    for path in sorted(FOLDER.glob("*.yml")):
        if path != SHARED:
            told = _load(path.read_text(encoding="utf-8"))
            columns = {column: Description(**said) for column, said in (told.pop("columns", None) or {}).items()}
            views[f"mart/{path.stem}"] = View(path.stem, Description(**told), columns)
    return views


@cache
def _shared() -> dict[str, Description]:
    return {column: Description(**said) for column, said in _load(SHARED.read_text(encoding="utf-8")).items()}


def _load(text: str) -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506
