from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.forms.run_together import LONGEST, split_figures

MONEY = ["budget", "executed", "weight", "rate", "score"]


def pieces(text, names=MONEY, **beside):
    """The figures of a text in their order, or None where they are not certain."""
    split = split_figures(text, names, beside)
    return split and "|".join(split[name] for name in names)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("202010100.00%10", "20|20|10|100.00%|10"),
        ("86.4082.081095.00%9.5", "86.40|82.08|10|95.00%|9.5"),
        ("20 1610 80%8", "20|16|10|80%|8"),
    ],
)
def test_figures_are_parted_where_rate_and_score_prove_it(text, split):
    assert pieces(text) == split


@pytest.mark.parametrize("text", ["202010100.00%9", "2020105.00%10", "20 16 10 90%8", "20|16|10|80%|8"])
def test_figures_that_prove_nothing_stay_together(text):
    assert pieces(text) is None


def test_initial_budget_that_equals_the_budget_is_parted_too():
    names = ["budget_initial", *MONEY]
    assert pieces("2456.182456.182456.1810100%10", names) == "2456.18|2456.18|2456.18|10|100%|10"


def test_figures_that_stand_alone_in_the_row_prove_those_that_do_not():
    assert pieces("2050%", ["executed", "rate"], budget="40") == "20|50%"
    assert pieces("2050%", ["executed", "rate"], budget="400") is None


@pytest.mark.parametrize("text", ["9222%", "13754%"])
def test_figures_that_can_be_parted_in_two_ways_stay_together(text):
    """9222% is 9 | 2 | 22% and 92 | 2 | 2%."""
    assert pieces(text, ["budget", "executed", "rate"]) is None


@pytest.mark.parametrize("missing", ["budget", "executed", "rate"])
def test_nothing_is_parted_without_budget_spending_and_rate(missing):
    known = {"budget": "40", "executed": "20", "rate": "50%"}
    first, second = (name for name in known if name != missing)
    assert pieces(known[first] + known[second], [first, second]) is None


def test_nothing_spent_proves_nothing():
    """433.59434100% is 433.59|434|100%; 433.594341|0|0% would agree to the last digit."""
    names = ["budget", "executed", "rate"]
    assert pieces("433.59434100%", names) == "433.59|434|100%"
    assert pieces("50000%", names) is None


def test_weight_without_its_score_proves_nothing():
    assert pieces("202010100%", ["budget", "executed", "weight", "rate"]) is None


def test_text_longer_than_six_amounts_is_not_tried():
    zeros = "0" * LONGEST
    assert pieces(f"20.{zeros}201010%10") is None


amounts = st.integers(1, 10**7).map(lambda cents: Decimal(cents).scaleb(-2).normalize())


@st.composite
def true_rows(draw):
    """The printed figures of a row whose rate, weight and score hold."""
    budget, share = draw(amounts), draw(st.integers(0, 100))
    places = draw(st.sampled_from(["1", "0.1", "0.01"]))
    executed = (budget * share / 100).quantize(Decimal(places), ROUND_HALF_UP)
    rate = (100 * executed / budget).quantize(Decimal(places), ROUND_HALF_UP)
    weight = draw(st.sampled_from([10, 20]))
    score = (weight * min(executed / budget, Decimal(1))).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return [f"{budget:f}", f"{executed:f}", str(weight), f"{rate}%", f"{score}"]


@given(true_rows())
def test_true_row_that_ran_together_is_parted_right_or_not_at_all(row):
    assert pieces("".join(row)) in ("|".join(row), None)
