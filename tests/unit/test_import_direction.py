"""Imports point down: cli → steps, local → the rooms → what lies below them; the rooms never import each other."""

import ast
from pathlib import Path

import pytest

from selfeval.settings import PROJECT_ROOT

PACKAGE = PROJECT_ROOT / "include" / "selfeval"
ROOMS = {"grid", "forms", "quality", "warehouse", "answers"}
GROUND = {"errors", "vocabulary", "settings", "paths", "sheet"}
MAY_IMPORT = {
    "cli": ROOMS | GROUND | {"steps", "local", "commands"},
    "commands": ROOMS | GROUND | {"steps", "local"},
    "steps": ROOMS | GROUND,
    "local": GROUND | {"warehouse"},
    "orchestration": set(),
    **dict.fromkeys(ROOMS, GROUND),
    **dict.fromkeys(GROUND, GROUND),
}
WITHIN_WAREHOUSE = {
    "tables": set(),
    "marts": {"tables"},
    "submissions": {"tables", "marts"},
    "identity": set(),
    "decisions": {"tables", "marts"},
    "counting": {"tables", "identity", "marts", "decisions"},
    "lineage": {"tables", "identity", "counting", "marts", "decisions"},
    "lists": {"tables", "marts"},
    "publication": {"tables", "marts", "identity"},
    "schema": {"tables", "lineage", "marts"},
}
"""Its folders; what lies beside them (connection, statements, statistics) is below them all."""
DOORS = {
    "openpyxl": {"grid"},
    "lxml": {"grid", "answers"},
    "cryptography": {"answers"},
    "great_expectations": {"quality"},
    "sqlalchemy": {"warehouse", "steps"},
    "alembic": {"warehouse"},
    "airflow": {"orchestration"},
}


def imported(file: Path) -> set[str]:
    """Dotted names that a module imports, at the top or within functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_module_imports_only_what_lies_below_it(file):
    room = room_of(file)
    if room == "__init__":
        return
    targets = {name.split(".")[1] for name in imported(file) if name.startswith("selfeval.")}
    assert targets <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize("folder", sorted(WITHIN_WAREHOUSE))
def test_folder_of_the_warehouse_imports_only_what_lies_below_it(folder):
    for file in (PACKAGE / "warehouse" / folder).glob("*.py"):
        targets = {name.split(".")[2] for name in imported(file) if name.startswith("selfeval.warehouse.")}
        assert targets & WITHIN_WAREHOUSE.keys() <= WITHIN_WAREHOUSE[folder] | {folder}, file.name


def test_every_folder_of_the_warehouse_has_its_place():
    folders = {file.parent.name for file in (PACKAGE / "warehouse").glob("*/__init__.py")}
    assert folders == WITHIN_WAREHOUSE.keys()


@pytest.mark.parametrize("library", sorted(DOORS))
def test_library_is_reached_through_its_own_door(library):
    users = {room_of(file) for file in PACKAGE.rglob("*.py") if any(n.split(".")[0] == library for n in imported(file))}
    assert users <= DOORS[library]


def test_dags_are_wiring_over_the_steps():
    for file in (PROJECT_ROOT / "dags").glob("*.py"):
        targets = {name.split(".")[1] for name in imported(file) if name.startswith("selfeval.")}
        assert targets <= {"steps", "orchestration", "settings", "paths", "errors"}, file.name
