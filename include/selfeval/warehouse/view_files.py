"""sql/<subject>/<schema>.<view>.sql and .yml → views: the text that makes each, what it reads, what it is in words.

The .sql file says how a view is made; a view of a family has none, and names a template and its columns in the .yml
file instead. The .yml file describes the view and its own columns in both languages. A column that several views have
is described once: in columns.yml, or in named_columns.yml for the views that have a name in Chinese.
"""

import re
from functools import cache
from typing import Any, LiteralString, cast

import yaml
from pydantic import BaseModel, ConfigDict

from selfeval.errors import ConfigurationError
from selfeval.warehouse.statements import SQL, statement

COMMENT = re.compile(r"--.*$", re.MULTILINE)
RELATION = re.compile(r"\b(?:core|mart\w*)\.\w+\b(?!\s*\()")
"""A relation of our schemas; a name before a parenthesis is a function's."""


class DescriptionMissingError(ConfigurationError):
    """A column of a view has no description."""

    slug = "description-missing"
    zh = "视图 {view} 的列 {column} 没有说明。请在 {view}.yml 或 columns.yml 中补充 zh、en（有中文名的视图另须 name）。"
    en = (
        "Column {column} of view {view} is not described. "
        "Add zh and en (and name, where the view has a Chinese name) to {view}.yml or columns.yml."
    )


class Description(BaseModel):
    """What a view or column is in both languages, and what it is called in Chinese; a blank name where it is not."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = ""
    zh: str
    en: str

    @property
    def comment(self) -> str:
        """The comment of the view or column."""
        return f"{self.zh} / {self.en}"


class Recipe(BaseModel):
    """How a view of a family is made: a template, columns or names of groups of columns, and the template's words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    template: str
    columns: tuple[str, ...]
    words: dict[str, str] = {}


class Relation(Description):
    """A view, or a table that holds the rows of one, as its .yml file describes it."""

    columns: dict[str, Description] = {}
    made: Recipe | None = None

    def described(self, relation: str, column: str) -> Description:
        """What a column is; raises DescriptionMissingError."""
        found = self.columns.get(column) or _shared(bool(self.name)).get(column)
        if found is None:
            raise DescriptionMissingError(view=relation, column=column)
        return found


@cache
def relations() -> dict[str, Relation]:
    """Every view and stored table that is described, by `schema.name`."""
    files = sorted(SQL.glob("*/*.*.yml"), key=lambda path: path.name)
    return {path.stem: Relation.model_validate(_load(path.read_text(encoding="utf-8"))) for path in files}


@cache
def views() -> dict[str, LiteralString]:
    """The statement that makes each view, by `schema.name`."""
    files = [path for path in SQL.glob("*/*.*.sql") if not path.stem.endswith(".template")]
    places = {path.stem: f"{path.parent.name}/{path.stem}" for path in files}
    made = {name: _made(name, one.made) for name, one in relations().items() if one.made}
    texts = {name: statement(place) for name, place in places.items()} | made
    return {name: texts[name] for name in sorted(texts)}


@cache
def reads(view: str) -> frozenset[str]:
    """The relations of our schemas that a view names, but for itself."""
    return frozenset(RELATION.findall(COMMENT.sub("", views()[view]))) - {view}


def _made(view: str, recipe: Recipe) -> LiteralString:
    folder = next(SQL.glob(f"*/{view}.yml")).parent
    groups = _load((folder / f"{recipe.template}.yml").read_text(encoding="utf-8"))
    columns = [column for one in recipe.columns for column in groups.get(one, [one])]
    text = statement(f"{folder.name}/{recipe.template}.template")
    return text.format(view=view, columns=",\n    ".join(columns), **recipe.words)


@cache
def _shared(is_named: bool) -> dict[str, Description]:
    file = SQL / ("named_columns.yml" if is_named else "columns.yml")
    shared = _load(file.read_text(encoding="utf-8"))
    return {column: Description.model_validate(description) for column, description in shared.items()}


def _load(text: str) -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506
