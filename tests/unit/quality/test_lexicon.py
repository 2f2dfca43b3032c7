"""The lexicon: every file is read, and a wrong one is refused with its name."""

import shutil
from pathlib import Path

import pytest

from selfeval import paths
from selfeval.quality.lexicon import load_lexicon
from selfeval.quality.rules import UnreadableRuleError

FOLDER = paths.rule_suites().parent / "lexicon"


def test_every_spelling_of_a_misreading_is_found_in_the_domain() -> None:
    lexicon = load_lexicon(FOLDER)
    for printed in ("290%", "工5%", "^80%", "5=50%", "290$", "%=99", "二100"):
        assert any(one.pattern.search(printed) for one in lexicon.misreadings), printed
    for printed in ("≥95%", "95%", "=100%", "20次", "5场", "200%以上"):
        assert not any(one.pattern.search(printed) for one in lexicon.misreadings if one.is_certain), printed


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("operators.csv", "多于,more,before,somewhere", "operator of 多于"),
        ("operators.csv", "≥,at_least,before,somewhere", "≥ is there twice"),
        ("units.csv", "垧,mu,15,", "incomplete"),
        ("deadlines.csv", r"\d{1,2}旬,day,somewhere", "incomplete"),
        ("grades.csv", "棒,superb,somewhere", "band of 棒"),
    ],
)
def test_wrong_row_is_refused_with_its_file(tmp_path: Path, name: str, line: str, problem: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "lexicon")
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(UnreadableRuleError) as error:
        load_lexicon(folder)
    assert problem in str(error.value)
    assert name in error.value.message_zh
