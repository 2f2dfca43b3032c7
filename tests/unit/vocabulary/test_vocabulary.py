"""The shared vocabulary: faults are reported together and by line, and every room calls one thing by one name."""

import re
import shutil
from pathlib import Path

import pytest

from selfeval import vocabulary
from selfeval.forms import vocabulary as forms
from selfeval.quality.rules import FAMILIES, SEVERITIES
from selfeval.quality.sources import load_sources
from selfeval.vocabulary import VocabularyError
from selfeval.warehouse.schema import closed_lists
from selfeval.warehouse.view_files import views as view_files

LISTS = {
    "measures": vocabulary.measures,
    "sources": vocabulary.sources,
    "units": vocabulary.units,
    "null_words": vocabulary.null_words,
    "severities": vocabulary.severities,
    "families": vocabulary.families,
    "findings": vocabulary.findings,
}


MADE = ("dim_measure", "dim_funding_source", "dim_amount_unit")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the vocabulary that a test may spoil."""
    copy = shutil.copytree(vocabulary.FOLDER, tmp_path / "vocabulary")
    monkeypatch.setattr(vocabulary, "FOLDER", copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    vocabulary._by_code.cache_clear()
    vocabulary.sources.cache_clear()


def append(file: Path, *lines: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_each_file_is_a_list_and_each_list_a_file():
    assert {file.stem for file in vocabulary.FOLDER.glob("*.csv")} == LISTS.keys()
    assert all(one() for one in LISTS.values())


def test_all_faults_of_a_file_are_reported_with_their_lines(folder):
    line = len((folder / "units.csv").read_text(encoding="utf-8").splitlines())
    append(folder / "units.csv", "角,jiao,none,nowhere", "分,fen,0.01,", "厘,li")
    with pytest.raises(VocabularyError) as refused:
        vocabulary.units()
    told = str(refused.value)
    assert set(re.findall(r"line (\d+): (\w+)", told)) == {
        (f"{line + 1}", "yuan_factor"),
        (f"{line + 2}", "seen_in"),
        (f"{line + 3}", "seen_in"),
        (f"{line + 3}", "yuan_factor"),
    }
    assert "vocabulary/units.csv" in told


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("measures", "paid,已付,paid,perhaps,nowhere", "is_amount"),
        ("measures", "budget,预算,budget,yes,nowhere", "twice"),
        ("sources", "lottery,gambling,彩票公益金,lottery,nowhere", "lottery"),
        ("sources", "lottery,total,彩票公益金,lottery,", "seen_in"),
        ("units", "元,yuan,1,twice", "twice"),
        ("null_words", "略,no,no,no,left_out,nowhere", "as_result"),
        ("severities", "fatal,致命,fatal,nowhere", "severity"),
        ("families", "letter,信,a letter,nowhere", "family"),
        ("findings", "no-stamp,filing,critical,没有盖章,No stamp", "origin"),
        ("findings", "no-form,reading,critical,没有表,No form", "twice"),
    ],
)
def test_wrong_row_is_refused(folder, name, line, fault):
    append(folder / f"{name}.csv", line)
    with pytest.raises(VocabularyError, match=fault) as refused:
        LISTS[name]()
    assert f"vocabulary/{name}.csv" in refused.value.message_zh


@pytest.mark.parametrize(
    "rows", [("total,,合计,total,x", "a,b,甲,a,x"), ("total,,合计,total,x", "a,a,甲,a,x"), ("a,,甲,a,x",)]
)
def test_source_that_does_not_lead_up_to_the_total_is_refused(folder, rows):
    (folder / "sources.csv").write_text("source,part_of,name_zh,name_en,seen_in\n", encoding="utf-8")
    append(folder / "sources.csv", *rows)
    with pytest.raises(VocabularyError, match="“a” 归不到 total"):
        vocabulary.sources()


def test_every_list_is_what_the_rooms_have():
    assert tuple(load_sources().measure_words) == forms.MEASURES
    assert tuple(vocabulary.families()) == forms.FAMILIES == FAMILIES
    assert tuple(vocabulary.severities()) == SEVERITIES
    assert set(forms.vocabulary().units.values()) == vocabulary.units().keys()
    assert {
        found.source for found in forms.vocabulary().headings.values() if found.source
    } == vocabulary.sources().keys()


def test_dimensions_of_the_warehouse_are_made_of_the_vocabulary():
    seeded = {table.name: rows for table, rows in closed_lists.rows_by_table()}
    codes = {name: {row[f"{name.removeprefix('dim_')}_code"] for row in seeded[name]} for name in MADE}
    assert codes == {
        "dim_measure": {*vocabulary.measures()},
        "dim_funding_source": {*vocabulary.sources(), "undivided"},
        "dim_amount_unit": {*vocabulary.units()},
    }
    assert {row["amount_unit_code"]: row["yuan_factor"] for row in seeded["dim_amount_unit"]} == {
        code: unit.yuan_factor for code, unit in vocabulary.units().items()
    }


@pytest.mark.parametrize("view", ["mart.finding", "mart.rule"])
def test_marts_call_severities_what_receipts_call_them(view):
    names = [one.name_zh for one in vocabulary.severities().values()]
    text = next(
        line for line in view_files()[view].splitlines() if line.strip().startswith("case") and "severity" in line
    )
    found = re.findall(r"(?:then|else) '([^']+)'", text)
    assert found == names
    assert re.findall(r"when '(\w+)'", text) == list(vocabulary.severities())[:-1]
