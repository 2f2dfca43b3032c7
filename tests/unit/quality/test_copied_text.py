"""Copies among many texts: found, told with whose they are, and not looked for among formulas."""

from selfeval.quality.copied_text import CROWD, Text, copies

GOAL = "组织文化进社区演出{}场，惠及群众2万人次，丰富居民文化生活"


def test_equal_texts_of_two_owners_name_each_other() -> None:
    found = copies([Text(1, "甲", GOAL), Text(2, "乙", GOAL), Text(3, "甲", GOAL)], 90)
    assert {key: (copy.key, copy.likeness) for key, copy in found.items()} == {
        1: (2, 100.0),
        2: (1, 100.0),
        3: (2, 100.0),
    }


def test_equal_texts_of_one_owner_are_no_copies() -> None:
    assert copies([Text(1, "甲", GOAL), Text(2, "甲", GOAL)], 90) == {}


def test_one_changed_figure_is_still_a_copy() -> None:
    found = copies([Text(1, "甲", GOAL.format(70)), Text(2, "乙", GOAL.format(17))], 90)
    assert (found[1].key, found[2].key) == (2, 1)
    assert 90 <= found[1].likeness < 100


def test_goals_of_one_trade_are_no_copies() -> None:
    texts = ["提升养老服务水平，新增床位20张，改造活动室3处", "提升助残服务水平，新增岗位35个，走访残疾人家庭600户"]
    assert copies([Text(number, str(number), text) for number, text in enumerate(texts)], 90) == {}


def test_a_formula_that_many_use_brings_nobody_together() -> None:
    formula = "保障民政工作正常开展，促进社会和谐稳定"
    texts = [Text(number, str(number), f"{number:04d}号工作{formula}") for number in range(CROWD * 3)]
    assert len(copies(texts, 99.9)) == 0
