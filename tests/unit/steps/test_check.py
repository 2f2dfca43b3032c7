import json

import openpyxl
import pytest
from typer.testing import CliRunner

from selfeval.cli import app
from selfeval.settings import PROJECT_ROOT, settings

SAMPLES = PROJECT_ROOT / "include" / "samples" / "民政局"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home that a dry run must leave empty."""
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


def check(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_clean_form_may_be_handed_in_and_leaves_nothing_behind(home):
    answer = check(SAMPLES / "wide_mzj_2022_yuan_synthetic.xlsx")
    assert answer.exit_code == 0
    assert "可以报送" in answer.output and "17 个项目" in answer.output
    assert not home.exists()


def test_findings_are_told_with_cell_and_suggestion():
    answer = check(SAMPLES / "seed_2021.txt")
    assert answer.exit_code == 1
    for told in ("Table1!D19", "5606.95", "严重 critical 8", "警告 warning 16，", "提示 info 41"):
        assert told in answer.output


def test_unreadable_file_beside_a_good_one_is_told_and_wins_the_exit_code(tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK broken")
    answer = check(broken, SAMPLES / "wide_mzj_2020_synthetic.xlsx", "--json")
    assert answer.exit_code == 2
    first, second = map(json.loads, answer.output.splitlines())
    assert first["forms"] == [] and first["findings"][0]["rule_code"] == "damaged-workbook"
    told = [(one["rule_code"], one["severity"]) for one in second["findings"]]
    assert told == [(code, "info") for code in ("SE-G13", "SE-G14", "SE-I42", "SE-I35")]
    assert second["forms"][0]["budget"].startswith("6802")


def test_same_file_twice_is_checked_twice():
    sample = SAMPLES / "wide_mzj_2020_synthetic.xlsx"
    assert check(sample, sample).output.count("可以报送") == 2


def test_annotated_workbook_is_written_beside_the_file_or_where_it_is_wanted(home, tmp_path):
    own = tmp_path / "own.txt"
    own.write_bytes((SAMPLES / "seed_2021.txt").read_bytes())
    answer = check(own, "--annotate")
    assert (answer.exit_code, "批注件" in answer.output) == (1, True)
    book = openpyxl.load_workbook(tmp_path / "own.txt.annotated.xlsx")
    assert book["Table1"]["D19"].comment.text.count("5606.95") == 2
    assert "请先核对" in book.worksheets[0]["A2"].value
    assert "警告 warning 16，" in check(tmp_path / "own.txt.annotated.xlsx").output, "our own sheet is not read"
    wanted = tmp_path / "out.xlsx"
    assert check(own, "--workbook", wanted).exit_code == 1
    assert wanted.read_bytes() == (tmp_path / "own.txt.annotated.xlsx").read_bytes()
    assert not home.exists()


def test_unreadable_file_has_no_annotated_workbook(tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK broken")
    assert "没有批注件" in check(broken, "--annotate").output
    assert list(tmp_path.iterdir()) == [broken]


def test_annotated_workbook_never_replaces_the_file_itself(tmp_path):
    own = tmp_path / "own.xlsx"
    own.write_bytes((SAMPLES / "wide_mzj_2020_synthetic.xlsx").read_bytes())
    before = own.read_bytes()
    assert check(own, "--workbook", own).exit_code == 2
    assert own.read_bytes() == before


def test_one_place_for_two_annotated_workbooks_is_refused(tmp_path):
    sample = SAMPLES / "wide_mzj_2020_synthetic.xlsx"
    assert check(sample, sample, "--workbook", tmp_path / "out.xlsx").exit_code == 2
