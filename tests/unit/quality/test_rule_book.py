"""docs/rules.md tells the rules as they are."""

from selfeval import paths
from selfeval.quality import rule_book
from selfeval.quality.rules import load_rules
from selfeval.settings import PROJECT_ROOT


def test_page_is_up_to_date() -> None:
    page = (PROJECT_ROOT / "docs" / "rules.md").read_text("utf-8")
    assert page == rule_book.render(load_rules(paths.rule_suites())), "run `make rules`"


def test_retired_rule_is_not_told_and_a_shadow_rule_is_marked() -> None:
    rule = load_rules(paths.rule_suites())[0]
    assert rule.code not in rule_book.render([rule.model_copy(update={"stage": "retired"})])
    assert "(shadow)" in rule_book.render([rule.model_copy(update={"stage": "shadow"})])
