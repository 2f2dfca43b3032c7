"""SQL files: each is used, none has grown beyond what can be read at a glance, and views do not pile up."""

import re
from pathlib import Path

import pytest

from selfeval.warehouse.counting import control
from selfeval.warehouse.marts import storing
from selfeval.warehouse.schema import views
from selfeval.warehouse.statements import SQL
from selfeval.warehouse.view_files import RELATION, reads, relations
from selfeval.warehouse.view_files import views as view_files

LONGEST = 80
DEEPEST = 9
CODE = "".join(path.read_text(encoding="utf-8") for path in sorted(SQL.parent.rglob("*.py")))
STATEMENTS = [path for path in SQL.glob("*/*.sql") if path.name.count(".") == 1]
TEMPLATES = {path.name.removesuffix(".template.sql") for path in SQL.glob("*/*.template.sql")}


def test_every_statement_is_named_in_the_code() -> None:
    names = [f"{path.parent.name}/{path.stem}" for path in STATEMENTS]
    assert names
    asked = {f"counting/{kind}" for kind in control.KINDS}
    assert [name for name in names if f'"{name}"' not in CODE and name not in asked] == []


def test_every_view_below_the_marts_is_read_by_a_view_or_a_statement() -> None:
    read = {relation for view in view_files() for relation in reads(view)} | set(RELATION.findall(CODE))
    read |= {relation for path in STATEMENTS for relation in RELATION.findall(path.read_text(encoding="utf-8"))}
    read |= {f"core.{stored.view}" for stored in storing.STORED}
    read |= {f"core.{view}" for view in re.findall(r'composed\("(\w+)"', CODE)}
    assert [view for view in view_files() if view.startswith("core.") and view not in read] == []


def test_every_template_has_views_and_every_view_of_a_template_no_text_of_its_own() -> None:
    made = {name: relation.made for name, relation in relations().items() if relation.made}
    assert {recipe.template for recipe in made.values()} == TEMPLATES
    assert [name for name in made if list(SQL.glob(f"*/{name}.sql"))] == []


@pytest.mark.parametrize("view", view_files())
def test_view_is_what_its_file_says_and_described_beside_it(view: str) -> None:
    assert re.findall(r"^create view (\S+) as$", view_files()[view], re.MULTILINE) == [view]
    assert len(list(SQL.glob(f"*/{view}.yml"))) == 1
    assert view.split(".")[0] in {"core", *views.SCHEMAS}


def test_what_is_described_is_a_view_or_the_stored_rows_of_one() -> None:
    assert relations().keys() == view_files().keys() | {f"core.{stored.name}" for stored in storing.STORED}


def test_view_is_made_after_those_that_it_reads() -> None:
    order = views.in_order()
    assert sorted(order) == sorted(view_files())
    made_with = {f"core.{stored.name}": f"core.{stored.view}" for stored in storing.STORED}
    for place, view in enumerate(order):
        below = {made_with.get(relation, relation) for relation in reads(view)} & view_files().keys()
        assert below <= set(order[:place]), view


def test_no_more_than_nine_views_lie_one_upon_the_other() -> None:
    assert {view: depth for view, depth in views.depths().items() if depth > DEEPEST} == {}


def test_sql_files_are_short() -> None:
    assert [path for path in SQL.glob("*/*.sql") if _lines(path) > LONGEST] == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
