"""The rule register: what it holds, and what it says of a file that is wrong."""

from pathlib import Path

import pytest
import yaml

from selfeval import paths
from selfeval.quality.rules import UnreadableRuleError, load_rules, rule_set_version

RULE = """
- code: SE-A01
  grain: amount
  expectation: expect_column_values_to_not_be_null
  arguments: {column: printed_value}
  severity: info
  stage: active
  holds: false
  title: {zh: 甲, en: a}
  message: {zh: 甲, en: a}
  advice: {zh: 甲, en: a}
  example: {zh: 甲, en: a}
  basis: 甲
  place: {cell: cell}
"""


def test_every_rule_speaks_chinese_and_english_and_names_its_basis() -> None:
    rules = load_rules(paths.rule_suites())
    assert len({rule.code for rule in rules}) == len(rules) >= 42
    for rule in rules:
        for words in (rule.title, rule.message, rule.advice, rule.example):
            assert any("一" <= letter <= "鿿" for letter in words.zh), rule.code
            assert words.en.isprintable(), rule.code


def test_only_what_makes_a_form_unreadable_holds_a_file() -> None:
    assert {rule.code for rule in load_rules(paths.rule_suites()) if rule.holds} == {"SE-F01", "SE-F02"}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (RULE.replace("severity: info", "severity: fatal"), "SE-A01.severity"),
        (RULE.replace("code: SE-A01", "code: A1"), "A1.code"),
        (RULE.replace("basis: 甲", "basis: 甲\n  colour: red"), "SE-A01.colour"),
        (RULE.replace("  grain: amount\n", ""), "SE-A01.grain"),
        (RULE + RULE, "SE-A01 is used twice"),
        ("code: [", "suite.yml"),
        ("code: SE-A01", "a suite is a list of rules"),
    ],
)
def test_wrong_suite_is_refused_with_file_and_problem(tmp_path: Path, wrong: str, problem: str) -> None:
    (tmp_path / "suite.yml").write_text(wrong, "utf-8")
    with pytest.raises(UnreadableRuleError) as error:
        load_rules(tmp_path)
    assert problem in str(error.value)
    assert "suite.yml" in error.value.message_zh


def test_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRuleError, match="no rule found"):
        load_rules(tmp_path)


def test_good_suite_is_read(tmp_path: Path) -> None:
    (tmp_path / "suite.yml").write_text(RULE, "utf-8")
    (rule,) = load_rules(tmp_path)
    assert rule.arguments == yaml.safe_load(RULE)[0]["arguments"]


def test_version_of_the_rules_follows_from_the_active_ones_and_from_nothing_else(tmp_path: Path) -> None:
    shadow = RULE.replace("SE-A01", "SE-A02").replace("active", "shadow")
    versions = {}
    for name, suite in {
        "one": RULE,
        "with shadow": RULE + shadow,
        "shadow edited": RULE + shadow.replace("info", "warning"),
        "laid out otherwise": RULE.replace("{zh: 甲, en: a}", "{en: a, zh: 甲}"),
        "severity": RULE.replace("severity: info", "severity: warning"),
        "argument": RULE.replace("printed_value}", "printed_value, mostly: 1}"),
        "shadow made active": RULE + shadow.replace("shadow", "active"),
    }.items():
        (tmp_path / "suite.yml").write_text(suite, "utf-8")
        versions[name] = rule_set_version(load_rules(tmp_path))
    assert versions["one"] == versions["with shadow"] == versions["shadow edited"] == versions["laid out otherwise"]
    assert len(set(versions.values())) == 4
    assert all(len(version) == 12 for version in versions.values())
