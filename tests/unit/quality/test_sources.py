"""How funding sources add up, and the list of misspellings."""

from pathlib import Path

import pytest

from selfeval import paths
from selfeval.quality.misspellings import load_misspellings
from selfeval.quality.rules import UnreadableRuleError
from selfeval.quality.sources import load_sources

FOLDER = paths.rule_suites().parent


def test_source_adds_to_its_nearest_printed_ancestor() -> None:
    sources = load_sources()
    assert sources.parent_among("general", {"total", "fiscal", "general"}) == "fiscal"
    assert sources.parent_among("general", {"total", "general"}) == "total"
    assert sources.parent_among("general", {"general"}) is None
    assert sources.parent_among("total", {"total", "general"}) is None


def test_misspellings_say_what_is_meant() -> None:
    assert load_misspellings(FOLDER / "misspellings.csv")["已先成"] == "已完成"


@pytest.mark.parametrize("rows", ["已先成,已完成,\n", "已先成,已完成,甲\n已先成,完成,乙\n"])
def test_misspelling_without_source_or_told_twice_is_refused(tmp_path: Path, rows: str) -> None:
    file = tmp_path / "misspellings.csv"
    file.write_text("printed,meant,seen_in\n" + rows, "utf-8")
    with pytest.raises(UnreadableRuleError, match="incomplete or repeated"):
        load_misspellings(file)
