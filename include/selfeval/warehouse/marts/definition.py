"""A view of schema core → one query with the same rows, of which what lies below may be narrowed.

A stored row equals the row of its view. To renew a few rows, the view itself is of no use: a filter does not get
through its windows and groupings. So the files of the view and of those below become one query, in which a table or
view at the bottom is replaced by a part of it; the files stay the only definition.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from selfeval.warehouse.view_files import views

CLOCK = "core.clock()"
MOMENT = "%(moment)s::timestamptz"
COMMENT = re.compile(r"--.*$", re.MULTILINE)
HEAD = re.compile(r"^\s*create view core\.\w+ as\s*")
RELATION = re.compile(r"\bcore\.(\w+)\b(?!\s*\()(\s+as\s+\w+)?")
"""A relation of schema core and its alias; a name before a parenthesis is a function's."""


def composed(view: str, narrowed: Mapping[str, str]) -> str:
    """A query for the rows of `core.view`, at the moment that parameter `moment` says.

    `narrowed` says by name what stands in place of which relation of schema core: a query with parameters of its own.
    Relations within these queries are replaced as well, but for the one that the query narrows.
    """
    parts: dict[str, str] = {}
    _add(view, narrowed, parts)
    ctes = ",\n\n".join(f"core__{name} as (\n{body}\n)" for name, body in parts.items())
    return f"with\n{ctes}\n\nselect * from core__{view} as {view}"


def _add(name: str, narrowed: Mapping[str, str], parts: dict[str, str]) -> None:
    """Add a relation to the parts, after those that it reads and that are not what they are in the database."""
    if name in parts:
        return
    body = narrowed[name] if name in narrowed else _body(name)
    below = sorted({one for one in _below(body) if one != name and _is_other(one, narrowed)})
    for one in below:
        _add(one, narrowed, parts)

    def replaced(found: re.Match[str]) -> str:
        relation, alias = found.group(1), found.group(2)
        return f"core__{relation}{alias or f' as {relation}'}" if relation in below else found.group(0)

    parts[name] = RELATION.sub(replaced, body)


def _is_other(name: str, narrowed: Mapping[str, str]) -> bool:
    """Whether a relation has to be part of the query: it is narrowed, or rests on such a one, or on the clock."""
    if name in narrowed:
        return True
    if not _is_view(name):
        return False
    body = _body(name)
    return MOMENT in body or any(_is_other(one, narrowed) for one in _below(body))


@cache
def _body(name: str) -> str:
    """What a view selects, ready to be given parameters."""
    text = HEAD.sub("", COMMENT.sub("", views()[f"core.{name}"])).strip().rstrip(";")
    return text.replace("%", "%%").replace(CLOCK, MOMENT)


@cache
def _is_view(name: str) -> bool:
    return f"core.{name}" in views()


def _below(body: str) -> Iterator[str]:
    return (found.group(1) for found in RELATION.finditer(body))
