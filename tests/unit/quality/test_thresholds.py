"""Numbers of a rule as columns of its frame."""

from decimal import Decimal

import pandas as pd

from selfeval import paths
from selfeval.quality.rules import ByFamily, load_rules
from selfeval.quality.thresholds import with_thresholds

RULE = load_rules(paths.rule_suites())[0].model_copy(update={"code": "SE-A99", "grain": "project"})
PROJECTS = pd.DataFrame({"family": ["wide", "card", "overall"]})


def limits(threshold: Decimal | ByFamily) -> list[Decimal | None]:
    rule = RULE.model_copy(update={"thresholds": {"least": threshold}})
    column = with_thresholds({"project": PROJECTS}, [rule])["project"]["SE-A99_least"]
    return column.astype(object).where(column.notna(), None).tolist()


def test_one_number_holds_for_every_family() -> None:
    assert limits(Decimal("0.9")) == [Decimal("0.9")] * 3


def test_family_that_is_not_named_is_not_held_to_the_rule() -> None:
    assert limits(ByFamily(card=Decimal(50), overall=Decimal(40))) == [None, Decimal(50), Decimal(40)]


def test_frame_of_a_grain_without_thresholds_is_left_as_it_is() -> None:
    frames = {"form": pd.DataFrame({"fiscal_year": [2021]})}
    assert with_thresholds(frames, [RULE])["form"] is frames["form"]
