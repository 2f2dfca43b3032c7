"""Two names of projects → the same, a slip, two things, near or unlike."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.warehouse.identity.blocking import LARGEST, near_pairs, slip_pairs
from selfeval.warehouse.identity.confusion import is_confused, is_slip, slip_keys
from selfeval.warehouse.identity.folding import rows, words
from selfeval.warehouse.identity.names import Name, Verdict, folded, likeness, verdict

HAN = st.sampled_from("养老服务补贴道路改造工程农村公共卫生教师培训水库维修残疾人救助森林防火社区文化")
BASE = st.text(HAN, min_size=4, max_size=30)
ANY = st.text(
    st.sampled_from("养老服务补贴村路张李一二三十ⅠⅡ①12ab（）、.年2021项目经费和 甲乙小中猪牛帖朴"), max_size=25
)
SOUNDS_ALIKE = [("服", "福"), ("务", "物"), ("贴", "帖"), ("程", "成"), ("山", "三"), ("保", "报")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("社区服务项目", "社区服务项目经费"),
        ("社區服務項目", "社区服务"),
        ("2021年社区服务项目", "社区服务资金"),
        ("二〇二一年度社区服务", "（一）社区服务"),
        ("1.2021年社区服务", "①社区服务"),
        ("第1项 社区服务", "“社区”服务"),
        ("道路改造工程二期", "道路改造工程（Ⅱ期）"),
        ("十二号楼维修和保养", "12号楼维修、保养"),
        ("养老服务项目（一期）", "养老服务(1期)"),
        ("一一〇指挥中心", "110指挥中心"),
    ],
)
def test_name_written_in_another_way_is_the_same(one, other):
    assert verdict(one, other) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("道路改造工程Ⅰ期", "道路改造工程Ⅱ期"),
        ("道路改造工程", "道路改造工程二期"),
        ("道路改造工程一、二期", "道路改造工程十二期"),
        ("（一）期道路改造", "（二）期道路改造"),
        ("道路改造工程A标段", "道路改造工程B标段"),
        ("1.5公里道路改造", "15公里道路改造"),
        ("12县道改造", "21县道改造"),
        ("甲级道路改造", "乙级道路改造"),
        ("张庄村道路硬化", "李庄村道路硬化"),
        ("张庄村道路硬化", "章庄村道路硬化"),
        ("道路硬化（张庄村）", "道路硬化（李家屯）"),
        ("和平路改造", "解放路改造"),
        ("幸福社区活动室", "和谐社区活动室"),
        ("王家沟安全饮水", "李家沟安全饮水"),
        ("城关小学维修", "实验小学维修"),
        ("小学食堂改造", "中学食堂改造"),
        ("养猪补贴", "养牛补贴"),
        ("水稻良种补贴", "小麦良种补贴"),
        ("农村低保", "城市低保"),
        ("东片区管网改造", "西片区管网改造"),
        ("第一批专项资金", "第二批专项资金"),
        ("失业人员补助", "事业人员补助"),
        ("春季植树造林", "秋季植树造林"),
    ],
)
def test_number_letter_place_or_kind_of_thing_makes_two(one, other):
    assert verdict(one, other) is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("养老服务补贴", "养老服务补帖"),
        ("养老服务补贴", "养老服务朴贴"),
        ("养老服务补贴", "养老服物补贴"),
        ("养老服务补贴", "养老务服补贴"),
        ("养老服务补贴", "养老服务务补贴"),
        ("养老服务经费", "养老服务京费"),
        ("农村公路养护", "农材公路养护"),
    ],
)
def test_confused_swapped_or_doubled_character_is_a_slip(one, other):
    assert verdict(one, other) is Verdict.SLIP


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("小学食堂改造", "中小学食堂改造"),
        ("养老服务补贴", "养老服务补助"),
        ("道路改造工程", "旧道路改造工程"),
        ("乡村振兴专项资金", "乡村振兴工作经费"),
    ],
)
def test_other_or_added_character_is_near_and_no_slip(one, other):
    assert verdict(one, other) is Verdict.NEAR


def test_own_year_is_lost_and_another_year_is_kept():
    assert folded("社区服务（2021年度）", 2021) == folded("社区服务2022年", 2022) == "社区服务"
    assert verdict(Name("2020年结转社区服务", 2021), Name("2021年社区服务", 2021)) is Verdict.DIFFERENT


def test_name_of_generic_words_keeps_some_and_name_without_any_word_is_nobodys():
    assert folded("项目经费") == "项目"
    assert verdict("……", "——") is Verdict.UNLIKE


@given(ANY, ANY)
def test_verdict_does_not_depend_on_the_order(one, other):
    assert verdict(one, other) is verdict(other, one)
    assert likeness(one, other) == likeness(other, one)


@given(
    BASE,
    st.sampled_from(["2021年", "2022年度", "一、", "1.", "（三）", "第2项、", " "]),
    st.sampled_from(words("tail")),
)
def test_numbering_year_and_generic_words_at_the_end_change_nothing(base, before, tail):
    assert verdict(f"养{base}", f"{before}养{base}{tail}") is Verdict.SAME


@given(BASE, st.integers(1, 30), st.integers(1, 30), st.sampled_from(["期", "标段", "批", "号"]))
def test_two_numbers_are_never_one_project(base, one, other, marker):
    expected = Verdict.SAME if one == other else Verdict.DIFFERENT
    assert verdict(f"{base}（{one}{marker}）", f"{base}{other}{marker}") is expected


@given(BASE, st.sampled_from(SOUNDS_ALIKE), st.data())
def test_slips_share_a_key(base, pair, data):
    place = data.draw(st.integers(0, len(base)))
    one, other = (base[:place] + character + base[place:] for character in pair)
    assert is_slip(one, other)
    assert slip_keys(one) & slip_keys(other)


@given(BASE, st.data())
def test_swapped_and_doubled_characters_share_a_key(base, data):
    place = data.draw(st.integers(0, len(base) - 2))
    swapped = base[:place] + base[place + 1] + base[place] + base[place + 2 :]
    doubled = base[: place + 1] + base[place:]
    assert is_slip(base, doubled)
    assert slip_keys(base) & slip_keys(doubled)
    assert is_slip(base, swapped) is (base != swapped)
    assert slip_keys(base) & slip_keys(swapped)


@pytest.mark.parametrize("row", rows("confused_shape"), ids=lambda row: row["characters"])
def test_look_alikes_are_single_characters_confused_with_each_other(row):
    characters = row["characters"]
    assert len(characters) == len(set(characters)) > 1
    assert all(is_confused(one, other) for one in characters for other in characters if one != other)
    name = "养老服务" + characters[0]
    assert all(slip_keys(name) & slip_keys("养老服务" + other) for other in characters[1:])


def test_words_of_each_role_stand_once():
    found = [(row["role"], row["word"]) for row in rows("name_word")]
    assert len(found) == len(set(found))


def test_long_names_and_many_names_are_compared_in_little_time():
    long = "张庄村道路硬化及二期工程补贴" * 60
    many = [f"农村公路养护{'甲乙丙丁戊己庚辛'[number % 8]}{number}补贴" for number in range(5_000)]
    started = time.process_time()
    assert verdict(long, long[:-1] + "帖") is Verdict.SLIP
    found = list(slip_pairs(many, [f"{name[:-1]}帖" for name in many]))
    assert len(list(near_pairs(many, many))) <= LARGEST * sum(map(len, many))
    assert {(place, place) for place in range(len(many))} <= set(found)
    assert time.process_time() - started < 10
