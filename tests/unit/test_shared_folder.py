"""The tests that read `../shared` are known by the one fixture through which they come to it."""

from pathlib import Path

import pytest

from selfeval.settings import PROJECT_ROOT

TESTS = PROJECT_ROOT / "tests"


def test_no_other_module_finds_its_way_to_the_folder_beside_the_checkout() -> None:
    ways = ("PROJECT_ROOT" + ".parent", "." + "./shared/")
    files = {file.relative_to(TESTS).as_posix(): file.read_text(encoding="utf-8") for file in TESTS.rglob("*.py")}
    found = {name for name, text in files.items() if any(way in text for way in ways)}
    assert found == {"shared_folder.py"}


def test_test_that_asks_for_the_folder_is_marked(request: pytest.FixtureRequest, shared_folder: Path) -> None:
    assert request.node.get_closest_marker("reads_shared")
    assert shared_folder.is_dir()


def test_other_tests_are_not_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("reads_shared") is None
