from builders import sheet

from selfeval.sheet import column_letters


def test_columns_are_lettered_as_in_a_workbook():
    assert [column_letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_rows_hold_only_what_is_not_blank():
    assert [(row, [cell.text for cell in cells]) for row, cells in sheet("甲||乙\n\n丙").rows().items()] == [
        (1, ["甲", "乙"]),
        (3, ["丙"]),
    ]
