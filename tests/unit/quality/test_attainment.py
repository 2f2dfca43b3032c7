"""Comparison of results with targets: reached, missed, by how much, or not to be compared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval import paths
from selfeval.quality.attainment import Attainment, attain
from selfeval.quality.lexicon import load_lexicon
from selfeval.quality.printed_value import parse

LEXICON = load_lexicon(paths.rule_suites().parent / "lexicon")
WHOLE = st.integers(min_value=1, max_value=10**6)


def compared(target: str, actual: str, direction: str = "higher") -> Attainment:
    return attain(parse(target, LEXICON), parse(actual, LEXICON), direction, 2021)


@pytest.mark.parametrize(
    ("target", "actual", "verdict", "share"),
    [
        ("≥95%", "95", "met", "1"),
        ("≥98%", "49%", "missed", "0.5"),
        ("≤5%", "7.52", "missed", "0.664894"),
        ("≤0%", "-6.3%", "met", "1"),
        ("≤0%", "2%", "missed", "0"),
        ("=100%", "98%", "missed", "0.98"),
        ("1.2万亩", "12000亩", "met", "1"),
        ("≥5.2公里", "2600米", "missed", "0.5"),
        ("≥5次", "0", "missed", "0"),
        ("80-100人", "40人", "missed", "0.5"),
        ("80-100人", "90人", "met", "1"),
        ("≥95%", "≥95%", "met", "1"),
        ("12月底前", "12月15日", "met", None),
        ("10月底前", "2021年11月15日", "missed", None),
        ("效果明显", "效果明显", "met", None),
    ],
)
def test_verdict(target: str, actual: str, verdict: str, share: str | None) -> None:
    found = compared(target, actual)
    assert (found.verdict, found.share) == (verdict, None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥5场", "120人"),
        ("100%", "1"),
        ("95%", "0.958"),
        ("7.29万元", "72890"),
        ("2次/月", "24次"),
        ("约74个", "70个"),
        ("80-100人", "120人"),
        ("办理结婚10560对，离婚登记3422对", "13982对"),
        ("≥95%", "已完成"),
        ("每月15日前", "12月20日"),
        ("改善办学条件", "改善了办学条件"),
    ],
)
def test_what_cannot_be_compared_has_no_verdict(target: str, actual: str) -> None:
    assert compared(target, actual) == Attainment(None)


@pytest.mark.parametrize(
    ("target", "actual", "direction", "verdict"),
    [
        ("20万元", "18万元", "lower", "met"),
        ("20万元", "22万元", "lower", "missed"),
        ("300元/亩", "280元/亩", "either", None),
        ("300元/亩", "300元/亩", "either", "met"),
        ("≥20万元", "18万元", "lower", "missed"),
    ],
)
def test_direction_counts_where_there_is_no_operator(
    target: str, actual: str, direction: str, verdict: str | None
) -> None:
    assert compared(target, actual, direction).verdict == verdict


@given(target=WHOLE, actual=st.integers(min_value=0, max_value=10**6))
def test_at_least_is_met_from_the_target_on_and_shares_stay_within_one(target: int, actual: int) -> None:
    found = compared(f"≥{target}次", f"{actual}次")
    assert (found.verdict == "met") == (actual >= target)
    assert found.share is not None
    assert 0 <= found.share <= 1


@given(target=WHOLE, actual=WHOLE)
def test_a_unit_changes_nothing_where_both_have_it(target: int, actual: int) -> None:
    assert compared(f"≤{target}万元", f"{actual}万元") == compared(f"≤{target}0000元", f"{actual}0000元")
