"""The same kinds of hand-ins in other clothes: each figure is right, or in doubt with a question that settles it."""

import pytest
from deliveries import Handed, at, total

from selfeval.warehouse.counting.history import Answer, History

A, B, C = ("道路养护", 100), ("桥梁检测", 50), ("绿化管护", 30)
NORTH, SOUTH = ("道路养护北段", 60), ("道路养护南段", 40)
CODED = (("道路养护", 100, "51092321T00001"), ("桥梁检测", 50, "51092321T00002"))
RECODED = (("道路养护", 110, "51092321T00011"), ("桥梁检测", 55, "51092321T00012"))
SUMS = (
    *("小计", "合计", "总计", "累计", "汇总", "共计", "小计："),
    *("一、合计", "合计（万元）", "合计数", "总计数", "汇总数", "本页小计", "全年合计"),
    *("Total", "合計", "總計", "本级", "局本级", "机关本级", "二级单位"),
    *("下属单位", "政府性基金", "一般公共预算", "基本支出", "专项支出", "部门整体支出"),
)


def _times(factor: float, *rows: tuple[str, float]) -> list[tuple[str, float]]:
    return [(name, budget * factor) for name, budget in rows]


SURE = {
    "cards of a project's parts": (150, Handed().wide(0, A, B).card(9, NORTH).card(20, SOUTH)),
    "cards of parts before their table": (150, Handed().card(0, NORTH).card(1, SOUTH).wide(9, A, B)),
    "cards of parts named by places": (
        100,
        Handed().wide(0, ("道路硬化", 100)).card(2, ("张庄村道路硬化", 60)).card(3, ("李庄村道路硬化", 40)),
    ),
    "parts whose table is withdrawn": (
        100,
        Handed().wide(0, A, file="a").card(2, NORTH).card(3, SOUTH).withdraw(9, "a"),
    ),
    "a roll-up all of whose units are withdrawn": (
        80,
        Handed()
        .wide(0, ("培训费", 80))
        .card(2, ("培训费", 30), unit="一站", file="u1")
        .card(3, ("培训费", 50), unit="二站", file="u2")
        .withdraw(9, "u2")
        .withdraw(10, "u1"),
    ),
    "parts numbered 1.1": (
        180,
        Handed().wide(0, (*A, "#1"), ("北段", 60, "#1.1"), ("南段", 40, "#1.2"), (*B, "#2"), (*C, "#3")),
    ),
    "parts numbered (1)": (
        180,
        Handed().wide(0, (*A, "#1"), ("北段", 60, "#(1)"), ("南段", 40, "#(2)"), (*B, "#2"), (*C, "#3")),
    ),
    "parts with a dash": (180, Handed().wide(0, A, ("—北段", 60), ("—南段", 40), B, C)),
    "parts by their names": (180, Handed().wide(0, A, NORTH, SOUTH, B, C)),
    "parts called so otherwise": (180, Handed().wide(0, A, ("包括：北段", 60), ("南段", 40), B, C)),
    "groups by level": (180, Handed().wide(0, ("总计", 180), ("本级", 150), A, B, ("二级单位", 30), C)),
    "groups by body": (180, Handed().wide(0, A, B, ("局本级", 150), C, ("福利院", 30))),
    "a sample row": (180, Handed().wide(0, ("示例项目", 100), A, B, C)),
    "a code that lost its first zero": (
        110,
        Handed().card(0, ("道路养护", 100, "051092321T00001")).card(9, ("道路养护", 110, "51092321T00001")),
    ),
    "a draft before the final": (180, Handed().wide(0, ("道路养护", 90), B, C, file="草稿").wide(9, A, B, C, file="b")),
    "a final version that is the first": (150, Handed().card(0, A, file="道路定稿").card(1, B, file="桥梁定稿")),
    "a third form after one that came again": (
        200,
        Handed()
        .wide(0, A, B, C, file="a")
        .wide(5, ("道路养护", 130), B, C)
        .repeat(9, "a")
        .wide(12, ("道路养护", 120), B, C),
    ),
    "a third form after one saved anew": (
        200,
        Handed().wide(0, A, B, C).wide(5, ("道路养护", 130), B, C).wide(9, A, B, C).wide(12, ("道路养护", 120), B, C),
    ),
}
SURE |= {f"{word} below": (180, Handed().wide(0, A, B, C, (word, 180))) for word in SUMS}
SURE |= {f"{word} above": (180, Handed().wide(0, (word, 180), A, B, C)) for word in SUMS}
DOUBTFUL = {
    "one card of a part": ("part", 210, 150, 210, Handed().wide(0, A, B).card(9, NORTH)),
    "other codes throughout": ("recoded", 165, 165, 315, Handed().wide(0, *CODED).wide(9, *RECODED)),
    "a corrected card with another code": (
        "same",
        110,
        110,
        210,
        Handed().card(0, CODED[0]).card(9, RECODED[0], file="更正"),
    ),
    "a unit with its county": (
        "same",
        120,
        120,
        220,
        Handed().card(0, A, unit="福利院").card(9, ("道路养护", 120), unit="县福利院"),
    ),
    "千元 under 万元": ("unit", 180, 180, 1800, Handed().wide(0, A, B, C).wide(9, *_times(10, A, B, C))),
    "another table in yuan": (
        "scale",
        150,
        150,
        1_100_150,
        Handed().wide(0, A, B).wide(9, *_times(10_000, ("殡葬补贴", 70), ("社区服务", 40))),
    ),
    "a form of zeros": ("blank", 150, 0, 150, Handed().wide(0, A, B).wide(9, *_times(0, A, B))),
    "a card of zeros": ("blank", 150, 50, 150, Handed().wide(0, A, B).card(9, ("道路养护", 0))),
    "a draft after the final": (
        "draft",
        180,
        170,
        180,
        Handed().wide(0, A, B, C).wide(9, ("道路养护", 90), B, C, file="草稿"),
    ),
    "a correction of nothing known": (
        "correction",
        285,
        285,
        180,
        Handed().wide(0, A, B, C).card(9, ("完全别名", 105), file="更正"),
    ),
    "a withdrawn correction": (
        "withdrawn",
        0,
        150,
        0,
        Handed().wide(0, A, B).wide(3, ("道路养护", 120), B, file="b").withdraw(5, "b"),
    ),
    "a withdrawn correction that dropped": (
        "withdrawn",
        0,
        180,
        0,
        Handed().wide(0, A, B, C).wide(3, A, B, file="b").withdraw(5, "b"),
    ),
    "an old form in other writing": (
        "returned",
        180,
        150,
        180,
        Handed().wide(0, A, B).wide(9, A, B, C).wide(20, ("道路养护经费", 100), B),
    ),
    "fewer cards in one file": (
        "dropped",
        150,
        150,
        180,
        Handed()
        .card(0, A, file="a")
        .card(0, B, file="a")
        .card(0, C, file="a")
        .card(9, A, file="b")
        .card(9, B, file="b"),
    ),
    "a table after more cards": ("remainder", 180, 180, 150, Handed().card(0, A).card(1, B).card(2, C).wide(9, A, B)),
    "a completing table with an equal amount": (
        "remainder",
        340,
        340,
        260,
        Handed().wide(0, A, B, C).wide(9, A, ("殡葬补贴", 70), ("社区服务", 40), ("孤儿补助", 50)),
    ),
    "departments that report alike": (
        "department",
        180,
        180,
        360,
        Handed().wide(0, A, B, C, department="教体局").wide(3, A, B, C, department="教育和体育局"),
    ),
}


@pytest.mark.parametrize("case", SURE)
def test_figure_is_right_and_nothing_is_asked(case: str) -> None:
    expected, handed = SURE[case]
    settled = handed.settled()
    assert total(settled) == expected
    assert settled.settlement.questions == []


@pytest.mark.parametrize("case", DOUBTFUL)
def test_doubt_is_asked_about_and_an_answer_settles_it(case: str) -> None:
    kind, expected, confirmed, rejected, handed = DOUBTFUL[case]
    settled = handed.settled()
    assert total(settled) == expected
    [code] = {one.code for one in settled.settlement.questions if one.kind == kind}
    for is_confirmed, amount in ((True, confirmed), (False, rejected)):
        answered = handed.settled([Answer(at(99), code, is_confirmed)])
        assert total(answered) == amount
        assert code not in {one.code for one in answered.settlement.questions}


def test_department_that_a_person_says_is_another_counts_in_that_one_row() -> None:
    _, _, _, _, handed = DOUBTFUL["departments that report alike"]
    [question] = handed.settled().settlement.questions
    answered = handed.settled([Answer(at(9), question.code, is_confirmed=True)])
    assert _departments(answered) == {handed.names["教体局"]}
    assert len({span.outcome.department_key for span in answered.spans if span.outcome.reason == "counted"}) == 2


def _departments(settled: History) -> set[int | None]:
    return {one.department_key for one in settled.settlement.outcomes.values() if one.reason == "counted"}
