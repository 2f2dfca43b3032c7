"""The register of titles has every code that reading and loading can emit, and no other."""

import re
from collections.abc import Iterator

from selfeval import vocabulary
from selfeval.errors import SelfevalError
from selfeval.forms import faults as form_faults
from selfeval.grid import faults as grid_faults
from selfeval.grid import notes as grid_notes
from selfeval.warehouse.statements import SQL

CODE = re.compile(r"'([a-z]+(?:-[a-z]+)+)',")
SEVERITIES = {"critical", "warning", "info"}


def test_register_has_every_code_that_is_emitted_and_no_other() -> None:
    told = [row["rule_code"] for row in _register()]
    assert len(told) == len(set(told))
    assert {row["rule_code"] for row in _register() if row["origin"] == "reading"} == set(_emitted())
    assert {row["rule_code"] for row in _register() if row["origin"] == "loading"} == set(_inserted())


def test_every_code_has_titles_and_a_severity() -> None:
    rows = _register()
    assert rows
    assert [row for row in rows if not (row["title_zh"] and row["title_en"])] == []
    assert {row["severity"] for row in rows} <= SEVERITIES
    assert len({row["title_zh"] for row in rows}) == len(rows)


def _emitted() -> Iterator[str]:
    """Slugs of all errors and notes that reading has, wherever a class of them is defined."""
    for module in (form_faults, grid_faults, grid_notes):
        for one in vars(module).values():
            if isinstance(one, type) and one.__module__ == module.__name__ and hasattr(one, "slug"):
                yield one.slug


def _inserted() -> Iterator[str]:
    """Codes that the statements of a load write into findings of their own."""
    for path in (SQL / "loading").glob("*.sql"):
        text = path.read_text(encoding="utf-8")
        if "insert into staging.finding" in text:
            yield from CODE.findall(text)


def _register() -> list[dict[str, str]]:
    return [one.model_dump() for one in vocabulary.findings().values()]


def test_reading_has_no_errors_elsewhere() -> None:
    """A class of errors in another module of reading would emit a code that the register is not held against."""
    homes = {form_faults.__name__, grid_faults.__name__, grid_notes.__name__, "selfeval.forms.vocabulary.tables"}
    found = {one.__module__ for one in _below(SelfevalError)}
    assert {module for module in found if module.startswith(("selfeval.forms", "selfeval.grid"))} <= homes


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
