"""A project counts once a department and year, whatever forms, files and units tell of it."""

from decimal import Decimal

import pytest
from deliveries import Handed, asked, at, total

from selfeval.warehouse.counting.history import Answer

A, B, C = ("道路养护", 100), ("桥梁检测", 50), ("绿化管护", 30)

SURE = {
    "a card beside a table": (150, Handed().wide(0, A, B).card(30, ("道路养护", 100, "XM2021001-A"))),
    "a card that is later than its table": (170, Handed().wide(0, A, B).card(30, ("道路养护", 120))),
    "a table that is later than its card": (150, Handed().card(0, ("道路养护", 120)).wide(30, A, B)),
    "a name with other words at its end": (150, Handed().wide(0, A, B).card(9, ("道路养护项目经费", 100))),
    "a name in traditional characters": (150, Handed().wide(0, A, B).card(9, ("道路養護", 100))),
    "a name with its year before it": (150, Handed().wide(0, A, B).card(9, ("2021年度道路养护", 100))),
    "a code written with a hyphen": (
        110,
        Handed().card(0, ("道路养护", 100, "51092321T00001")).card(9, ("道路养护", 110, "51092321-T00001")),
    ),
    "two codes of one name": (
        150,
        Handed()
        .card(0, ("村级道路", 100))
        .card(9, ("村级道路", 120, "51092321T00001"), file="更正.xlsx")
        .card(20, ("村级道路", 30, "51092321T00002")),
    ),
    "a correction of most": (150, Handed().wide(0, A, B, C).wide(9, A, B)),
    "a correction of a part": (200, Handed().wide(0, A, B, C).wide(9, ("道路养护", 120))),
    "a part corrected once more": (185, Handed().wide(0, A, B, C).wide(9, A).wide(20, ("道路养护", 105))),
    "a renamed project in a correction": (180, Handed().wide(0, A, B, C).wide(9, ("公路日常管理", 100), B, C)),
    "tables that complete each other": (
        480,
        Handed().wide(0, A, B, C).wide(9, ("殡仪馆", 300), fund="government_fund"),
    ),
    "parts by fund": (190, Handed().wide(0, A, B).wide(9, ("道路养护", 40), fund="government_fund")),
    "a part by fund that is corrected": (
        170,
        Handed().wide(0, A, B).wide(9, ("道路养护", 40), fund="government_fund").wide(20, ("道路养护", 80), B),
    ),
    "the sheet that adds up two others": (
        190,
        Handed()
        .wide(0, ("道路养护", 140), B, file="a")
        .wide(0, A, B, file="a")
        .wide(0, ("道路养护", 40), file="a", fund="government_fund"),
    ),
    "a sheet and its copy": (180, Handed().wide(0, A, B, C, file="a").wide(0, A, B, C, file="a")),
    "a summary and its cards in one file": (
        150,
        Handed().wide(0, A, B, file="a").card(0, A, file="a").card(0, B, file="a"),
    ),
    "a roll-up after its units": (
        180,
        Handed().wide(0, A, unit="养护站").wide(9, B, unit="检测站").wide(20, A, B, C),
    ),
    "a roll-up before its units": (
        180,
        Handed().wide(0, A, B, C).wide(9, A, unit="养护站").wide(20, B, unit="检测站"),
    ),
    "a roll-up of one name over two units": (
        80,
        Handed()
        .card(0, ("日常公用经费", 30), unit="养护站")
        .card(1, ("日常公用经费", 50), unit="检测站")
        .wide(9, ("日常公用经费", 80)),
    ),
    "two units of one name": (
        80,
        Handed().card(0, ("日常公用经费", 30), unit="养护站").card(1, ("日常公用经费", 50), unit="检测站"),
    ),
    "a name that is the department's own level": (
        120,
        Handed().card(0, A, unit="民政局本级").wide(9, ("道路养护", 120)),
    ),
    "phases": (210, Handed().wide(0, ("道路一期", 100)).card(9, ("道路二期", 110))),
    "lots": (210, Handed().card(0, ("道路改造A标段", 100)).card(9, ("道路改造B标段", 110))),
    "villages": (210, Handed().card(0, ("张庄村道路硬化", 100)).card(9, ("李庄村道路硬化", 110))),
    "a row that is called whole": (150, Handed().wide(0, ("部门整体支出", 150, "#1"), (*A, "#2"), (*B, "#3"))),
    "parts below a project": (
        150,
        Handed().wide(0, (*A, "#1"), ("其中：北段养护", 60, "#2"), ("南段养护", 40, "#3"), (*B, "#4")),
    ),
    "subtotals": (
        180,
        Handed().wide(0, (*A, "#1"), (*B, "#2"), ("民政局本级小计", 150), (*C, "#3"), ("福利院小计", 30)),
    ),
    "group rows above": (
        180,
        Handed().wide(0, ("局机关", 150, "#一"), (*A, "#1"), (*B, "#2"), ("福利院", 30, "#二"), (*C, "#3")),
    ),
    "a card without amounts": (150, Handed().wide(0, A, B).card(9, ("道路养护", None))),
    "two rows of one name, of which one has a card": (
        190,
        Handed().wide(0, A, ("道路养护", 60), C).card(9, ("道路养护", 60)),
    ),
    "two rows of one name that are corrected": (
        200,
        Handed().wide(0, A, ("道路养护", 60), C).wide(9, ("道路养护", 110), ("道路养护", 60), C),
    ),
    "a file withdrawn": (50, Handed().wide(0, A, file="a").wide(1, B).withdraw(9, "a")),
    "a correction withdrawn brings nothing back": (
        0,
        Handed().wide(0, A, file="a").wide(1, ("道路养护", 120), file="b").withdraw(9, "b"),
    ),
    "the same bytes twice": (150, Handed().wide(0, A, B, file="a").repeat(9, "a")),
    "the first bytes after a correction that adds": (
        180,
        Handed().wide(0, A, B, file="a").wide(9, A, B, C).repeat(20, "a"),
    ),
    "the first form saved anew after a correction that adds": (
        180,
        Handed().wide(0, A, B).wide(9, A, B, C).wide(20, A, B),
    ),
    "the same content saved anew": (150, Handed().wide(0, A, B, file="a").wide(9, A, B, file="b")),
}
DOUBTFUL = {
    "two cards of one name": ("same", {20, 30}, Handed().card(0, ("村级道路", 10)).card(9, ("村级道路", 20))),
    "a unit added to other amounts": ("same", {120}, Handed().card(0, A).card(9, ("道路养护", 120), unit="养护站")),
    "like names with the same odd amounts": (
        "same",
        {100.37},
        Handed().card(0, ("社区服务与管理", 100.37)).card(9, ("社区综合服务", 100.37)),
    ),
    "a unit's everyday costs": (
        "apart",
        {150},
        Handed().wide(0, ("日常公用经费", 30), A).card(9, ("日常公用经费", 20), unit="福利院"),
    ),
    "a bureau under two names": (
        "department",
        {100},
        Handed().wide(0, A, department="教育局").wide(3, A, department="县教育局"),
    ),
    "a bureau and its own level": (
        "department",
        {150},
        Handed().wide(0, A, B, department="信访局").card(3, A, department="信访局本级"),
    ),
    "a correction in yuan under 万元": (
        "unit",
        {180},
        Handed().wide(0, A, B, C).wide(9, *((name, budget * 10_000) for name, budget in (A, B, C))),
    ),
    "a replaced form that comes again": (
        "returned",
        {210},
        Handed().wide(0, A, B, C, file="a").wide(9, ("道路养护", 130), B, C, file="b").repeat(20, "a"),
    ),
    "a replaced form that is saved anew": (
        "returned",
        {210},
        Handed().wide(0, A, B, C).wide(9, ("道路养护", 130), B, C, file="b").wide(20, A, B, C, file="c"),
    ),
    "one file with two amounts": (
        "contradiction",
        {100, 120},
        Handed().wide(0, A, file="a").card(0, ("道路养护", 120), file="a"),
    ),
    "a card of one of two rows of its name": (
        "same",
        {170, 210},
        Handed().wide(0, A, ("道路养护", 60), C).card(9, ("道路养护", 80)),
    ),
    "a row that a form repeats": ("repeated", {150}, Handed().wide(0, A, B, A)),
    "everyday costs on tables that complete each other": (
        "apart",
        {180},
        Handed().wide(0, A, ("工作经费", 10), C).wide(9, ("检测", 20), ("工作经费", 20)),
    ),
    "a correction under another name and amount": (
        "same",
        {120},
        Handed().card(0, ("社区服务与管理", 100)).card(9, ("社区综合服务", 120), file="更正.xlsx"),
    ),
    "a total by its figures alone": (
        "row",
        {360, 180},
        Handed().wide(0, ("综合保障", 180, "#1"), (*A, "#2"), (*B, "#3"), (*C, "#4")),
    ),
}


@pytest.mark.parametrize("case", SURE)
def test_project_counts_once_and_surely(case: str) -> None:
    expected, handed = SURE[case]
    settled = handed.settled()
    assert total(settled) == expected
    assert not any(outcome.is_doubtful for outcome in settled.settlement.outcomes.values())


@pytest.mark.parametrize("case", DOUBTFUL)
def test_doubt_is_asked_about_and_marks_what_counts(case: str) -> None:
    kind, expected, handed = DOUBTFUL[case]
    settled = handed.settled()
    assert float(total(settled)) in expected
    assert kind in asked(settled)
    assert any(outcome.is_doubtful for outcome in settled.settlement.outcomes.values())


@pytest.mark.parametrize(
    ("case", "confirmed", "rejected"),
    [
        ("two cards of one name", 20, 30),
        ("a unit added to other amounts", 120, 220),
        ("a unit's everyday costs", 120, 150),
        ("a bureau under two names", 100, 200),
        ("a correction in yuan under 万元", 180, 1_800_000),
        ("a replaced form that comes again", 180, 210),
        ("a replaced form that is saved anew", 180, 210),
        ("one file with two amounts", 120, 100),
        ("a total by its figures alone", 180, 360),
    ],
)
def test_answer_of_a_person_settles_the_doubt(case: str, confirmed: int, rejected: int) -> None:
    kind, _, handed = DOUBTFUL[case]
    [code] = [one.code for one in handed.settled().settlement.questions if one.kind == kind]
    for is_confirmed, expected in ((True, confirmed), (False, rejected)):
        settled = handed.settled([Answer(at(99), code, is_confirmed)])
        assert total(settled) == expected
        assert kind not in asked(settled)
        assert not any(outcome.is_doubtful for outcome in settled.settlement.outcomes.values())
    revoked = handed.settled([Answer(at(99), code, True), Answer(at(100), code, None)])
    assert kind in asked(revoked)


def test_what_a_correction_left_out_counts_again_when_that_is_denied() -> None:
    handed = Handed().wide(0, A, B, C).wide(9, A, B)
    [code] = [one.code for one in handed.settled().settlement.questions if one.kind == "dropped"]
    assert total(handed.settled([Answer(at(99), code, False)])) == Decimal(180)
    assert total(handed.settled([Answer(at(99), code, True)])) == Decimal(150)


def test_partial_correction_drops_the_rest_when_the_rest_is_denied() -> None:
    handed = Handed().wide(0, A, B, C).wide(9, ("道路养护", 120))
    [code] = [one.code for one in handed.settled().settlement.questions if one.kind == "remainder"]
    assert total(handed.settled([Answer(at(99), code, False)])) == Decimal(120)


def test_first_form_that_comes_again_drops_nothing_before_a_person_says_so() -> None:
    handed = Handed().wide(0, A, B).wide(9, A, B, C).wide(20, A, B)
    [code] = [one.code for one in handed.settled().settlement.questions]
    assert asked(handed.settled()) == {"returned"}
    assert total(handed.settled([Answer(at(99), code, True)])) == Decimal(150)
    assert total(handed.settled([Answer(at(99), code, False)])) == Decimal(180)
