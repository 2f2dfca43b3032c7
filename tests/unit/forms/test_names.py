import pytest
from builders import sheet

from selfeval.forms.names import coded


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("219001-村道养护", "219001", "村道养护"),
        ("[155]青山县教育局", "155", "青山县教育局"),
        ("51000021R000000019951-学生资助", "51000021R000000019951", "学生资助"),
        ("219-甲镇-乙村道路", "219", "甲镇-乙村道路"),
        (" 219001- 村道养护 ", "219001", "村道养护"),
        ("219001-村道\n养护", "219001", "村道\n养护"),
    ],
)
def test_code_before_a_name_is_parted_from_it(printed, code, name):
    assert coded(printed) == (code, name)


@pytest.mark.parametrize(
    "printed", ["村道养护", "2023-2024年绿化", "12-村道", "R219001-村道", "219001", "养护-219001", "[]村道"]
)
def test_name_without_a_code_before_it_stays_whole(printed):
    assert coded(printed) == (None, printed)


def test_cell_is_read_like_its_text_and_no_cell_has_no_name():
    assert coded(sheet("219001-村道养护").cells[1, 1]) == ("219001", "村道养护")
    assert coded(None) == (None, None)
