"""Departments that were renamed, merged or split, in the dimension, on the board and in the bridge; and taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from handed_in import Form, hand_in, line

from selfeval.steps.decide import decide, record_change
from selfeval.steps.keep_list import import_list
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

Ask = Callable[..., list[tuple[Any, ...]]]
NAMES = """
select department_name, durable_department_code, extract(year from valid_from)::int, extract(year from valid_to)::int,
    is_current, ending_kind, successor_department_name
from mart_history.dim_department order by durable_department_code collate "C", valid_from
"""
OWED = """
select fiscal_year, department_name, board_state, region_name, expected_project_count, received_project_count
from mart_detail.submission_board where is_expected and fiscal_year in (2020, 2021)
order by 1, department_name collate "C"
"""
BRIDGE = """
select department_name, amount, prior_amount, change_amount, real_amount, lineage_amount, ended_amount, comparability
from mart.department_year_on_year where fiscal_year = 2021 and measure_code = 'budget'
order by department_name collate "C"
"""
TOTAL = """
select change_amount, real_amount + lineage_amount + new_amount + ended_amount
from mart.government_year_on_year where fiscal_year = 2021 and measure_code = 'budget'
"""
EVERYTHING = (NAMES, OWED, BRIDGE, TOTAL)
X, Y = line("甲", "4"), line("乙", "5")


def _load(home: Path, *forms: Form) -> None:
    load_batch(str(hand_in(home, *forms)))
    for year in (2020, 2021):
        publish_fiscal_year(year)


def _listed(home: Path, *rows: str) -> None:
    file = home / "应报.csv"
    file.write_text("\n".join(["部门,区划,起始年度,终止年度,截止日期,零报送", *rows]), encoding="utf-8")
    import_list("expected_department", file)


def _all(ask: Ask) -> list[list[tuple[Any, ...]]]:
    return [ask(query) for query in EVERYTHING]


def test_renamed_department_is_one_thing_owes_under_its_new_name_and_is_compared_with_its_old(
    home: Path, ask: Ask
) -> None:
    _listed(home, "旧局,东区,2020,,2022-04-30,")
    _load(home, Form((X, Y), 2020, "旧局"), Form((line("甲", "6"), Y), 2021, "新局"))
    undecided = _all(ask)
    code = record_change("renamed", "旧局", "新局", 2021, "李强", "机构改革")
    assert ask(NAMES) == [
        ("旧局", "旧局", 2020, 2021, False, None, None),
        ("新局", "旧局", 2021, 9999, True, None, None),
    ]
    assert ask(OWED) == [(2020, "旧局", "accepted", "东区", 0, 0), (2021, "新局", "accepted", "东区", 2, 2)]
    assert ask(BRIDGE) == [("新局", 110000, 90000, 20000, 20000, 0, 0, "comparable")]
    assert ask(TOTAL) == [(20000, 20000)]
    decide(code, "revoked", "李强", "看错了", "test")
    assert _all(ask) == undecided


def test_new_name_that_has_not_handed_in_is_awaited_and_nothing_has_ended(home: Path, ask: Ask) -> None:
    _load(home, Form((X, Y), 2020, "旧局"), Form((X,), 2021, "他局"))
    load_batch(str(hand_in(home, Form((line("新局", "1"),), 2021, "新局", family="overall"))))
    record_change("renamed", "旧局", "新局", 2021, "李强", "机构改革")
    assert [row for row in ask(BRIDGE) if row[0] != "他局"] == [
        ("新局", None, 90000, None, None, None, None, "no_current_year")
    ]
    assert ask("select department_name, board_state from mart_detail.submission_board where fiscal_year = 2021"
               " and is_expected") == [("新局", "owed")]  # fmt: skip


def test_merged_department_owes_nothing_and_its_successor_takes_its_projects_over(home: Path, ask: Ask) -> None:
    _listed(home, "小局,东区,2020,,2022-04-30,", "大局,西区,2020,,2022-04-30,")
    small, big = Form((X,), 2020, "小局"), Form((Y,), 2020, "大局")
    _load(home, small, big, Form((line("甲", "6"), Y), 2021, "大局"))
    undecided = _all(ask)
    code = record_change("merged", "小局", "大局", 2021, "李强", "机构改革")
    assert ask(NAMES) == [
        ("大局", "大局", 2020, 9999, True, None, None),
        ("小局", "小局", 2020, 2021, False, "merged", "大局"),
    ]
    assert ask(OWED)[2:] == [(2021, "大局", "accepted", "西区", 2, 2)]
    assert ask(BRIDGE) == [
        ("大局", 110000, 50000, 60000, 0, 60000, 0, "comparable"),
        ("小局", None, 40000, -40000, 0, -40000, 0, "moved"),
    ]
    assert ask(TOTAL) == [(20000, 20000)]
    decide(code, "revoked", "李强", "看错了", "test")
    assert _all(ask) == undecided


def test_parts_of_a_split_department_owe_what_each_took_over(home: Path, ask: Ask) -> None:
    _listed(home, "总局,东区,2020,,2022-04-30,")
    _load(home, Form((X, Y), 2020, "总局"), Form((X,), 2021, "一局"), Form((Y,), 2021, "二局"))
    undecided = _all(ask)
    codes = [record_change("split", "总局", part, 2021, "李强", "机构改革") for part in ("一局", "二局")]
    assert ask(OWED)[1:] == [(2021, "一局", "accepted", "东区", 1, 1), (2021, "二局", "accepted", "东区", 1, 1)]
    assert [row for row in ask(NAMES) if row[0] == "总局"] == [
        ("总局", "总局", 2020, 2021, False, "split", "一局 + 二局")
    ]
    assert ask(TOTAL) == [(0, 0)]
    for code in codes:
        decide(code, "revoked", "李强", "看错了", "test")
    assert _all(ask) == undecided


def test_department_that_takes_its_old_name_again_is_one_thing_with_three_spans(home: Path, ask: Ask) -> None:
    _load(home, Form((X,), 2020, "旧局"), Form((X,), 2021, "新局"), Form((X,), 2022, "旧局"))
    record_change("renamed", "旧局", "新局", 2021, "李强", "机构改革")
    record_change("renamed", "新局", "旧局", 2022, "李强", "复名")
    assert [row[:5] for row in ask(NAMES)] == [
        ("旧局", "旧局", 2020, 2021, False),
        ("新局", "旧局", 2021, 2022, False),
        ("旧局", "旧局", 2022, 9999, True),
    ]
    assert ask("select department_name from mart_detail.submission_board where fiscal_year = 2023 and is_expected") == [
        ("旧局",)
    ]
