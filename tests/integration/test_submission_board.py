"""Who owes what, on a real PostgreSQL: every state of a department and of a project, on today's clock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from handed_in import Form, again, hand_in, line, sample_years

from selfeval.settings import settings
from selfeval.steps.keep_list import import_list
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

Ask = Callable[..., list[tuple[Any, ...]]]
LATE, LATER = date(2022, 4, 30), date(2022, 12, 24)
"""Files of the tests arrive from 2023-03-01 on."""
BOARD = """
select department_name, expectation, board_state, due_date, is_late, days_overdue, is_returned
from mart_detail.submission_board where fiscal_year = 2021 order by department_name collate "C"
"""
STATES = """
select fiscal_year, department_name, board_state from mart_detail.submission_board
order by 1, department_name collate "C"
"""
PROJECTS = """
select project_name, received_project_name, expectation, board_state from mart_detail.submission_board_project
where fiscal_year = 2021 order by coalesce(project_name, received_project_name) collate "C"
"""


def office_day() -> date:
    """Today where the list is kept, as the board counts days; the machine's own day may be another."""
    return datetime.now(ZoneInfo(settings().timezone)).date()


def listed(home: Path, *rows: str) -> None:
    """The list in force: department, region, first and last year, due date of the first, nil return."""
    file = home / "应报.csv"
    file.write_text("\n".join(["部门,区划,起始年度,终止年度,截止日期,零报送", *rows]), encoding="utf-8")
    import_list("expected_department", file)


def projects(home: Path, *rows: str) -> None:
    file = home / "应报项目.csv"
    file.write_text("\n".join(["部门,项目编码,项目,起始年度,终止年度", *rows]), encoding="utf-8")
    import_list("expected_project", file)


def loaded(home: Path, *forms: Form, channel: str = "民政局", days: int | None = None) -> None:
    load_batch(str(hand_in(home, *forms, channel=channel, days=days)))


def form(department: str, *lines: Any, **more: Any) -> Form:
    return Form(lines or (line("甲", "4"),), 2021, department, **more)


def test_every_state_of_a_department(home: Path, ask: Ask) -> None:
    listed(
        home,
        "a早局,东区,2021,2021,2023-03-01,",
        "b迟局,东区,2021,2021,2022-04-30,",
        f"c欠局,东区,2021,2021,{LATER},",
        "d逾局,东区,2021,2021,2022-04-30,",
        "e扣局,东区,2021,2021,2022-04-30,",
        "f疑局,东区,2021,2021,2023-12-31,",
        "g零局,东区,2021,2021,2022-04-30,是",
        "h无期局,东区,2021,2021,,",
        "i收局,东区,2021,2021,2022-04-30,",
    )
    loaded(home, form("a早局"), channel="a早局")
    loaded(home, form("b迟局"), channel="b迟局")
    loaded(home, form("e扣局", faults=("金额单位无法识别",)), channel="e扣局")
    loaded(home, form("f疑局", line("甲", "4", findings=("critical",)), line("乙", "2")), channel="f疑局")
    loaded(home, form("z外局"), channel="z外局")
    waiting = form("i收局", faults=("金额单位无法识别",))
    loaded(home, waiting, channel="i收局")
    hand_in(home, waiting, channel="i收局", days=9)
    today = office_day()
    overdue = (today - LATE).days
    assert ask(BOARD) == [
        ("a早局", "listed", "accepted", date(2023, 3, 1), False, 0, False),
        ("b迟局", "listed", "accepted", LATE, True, 305, False),
        ("c欠局", "listed", "overdue", LATER, False, (today - LATER).days, False),
        ("d逾局", "listed", "overdue", LATE, False, overdue, False),
        ("e扣局", "listed", "held", LATE, False, overdue, True),
        ("f疑局", "listed", "disputed", date(2023, 12, 31), False, 0, True),
        ("g零局", "listed", "nil_return", LATE, False, 0, False),
        ("h无期局", "listed", "owed", None, False, None, False),
        ("i收局", "listed", "received", LATE, False, overdue, False),
        ("z外局", "unexpected", "accepted", None, False, None, False),
    ]


def test_form_that_is_not_due_yet_is_owed_and_a_day_later_overdue(home: Path, ask: Ask) -> None:
    today = office_day()
    due = {"甲局": today, "乙局": today + timedelta(days=1), "丙局": today - timedelta(days=1)}
    listed(home, *(f"{name},东区,{day.year - 1},{day.year - 1},{day},," for name, day in due.items()))
    told = dict(ask("select department_name, (board_state, days_overdue)::text from mart_detail.submission_board"))
    assert told == {"甲局": "(owed,0)", "乙局": "(owed,0)", "丙局": "(overdue,1)"}


def test_days_are_counted_on_the_clock_of_the_list(home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    due = datetime.now(ZoneInfo("Pacific/Kiritimati")).date() - timedelta(days=1)
    for zone, state in (("Pacific/Kiritimati", "overdue"), ("Etc/GMT+12", "owed")):
        monkeypatch.setenv("SELFEVAL_TIMEZONE", zone)
        settings.cache_clear()
        listed(home, f"甲局,东区,{due.year - 1},{due.year - 1},{due},")
        assert ask("select board_state from mart_detail.submission_board") == [(state,)]


def test_due_date_moves_on_with_the_years_and_no_year_is_owed_before_it_is_over(home: Path, ask: Ask) -> None:
    this_year = office_day().year
    listed(home, f"甲局,东区,{this_year - 3},,{this_year - 2}-02-28,")
    assert ask("select fiscal_year, due_date, board_state from mart_detail.submission_board order by 1") == [
        (this_year - behind, date(this_year - behind + 1, 2, 28), state)
        for behind, state in ((3, "overdue"), (2, "overdue"), (1, _state_of(date(this_year, 2, 28))))
    ]


def _state_of(due: date) -> str:
    return "overdue" if due < office_day() else "owed"


def test_department_that_no_list_knows_is_expected_the_year_after_it_handed_in(home: Path, ask: Ask) -> None:
    loaded(home, form("甲局"), channel="甲局")
    assert ask(
        "select fiscal_year, expectation, board_state, days_overdue from mart_detail.submission_board order by 1"
    ) == [
        (2021, "unexpected", "accepted", None),
        (2022, "last_year", "owed", None),
    ]


def test_department_whose_years_on_the_list_are_over_owes_nothing(home: Path, ask: Ask) -> None:
    listed(home, "甲局,东区,2021,2021,,")
    loaded(home, form("甲局"), channel="甲局")
    assert ask(STATES) == [(2021, "甲局", "accepted")]
    assert ask("select count(*) from mart_detail.submission_board_project where fiscal_year = 2022") == [(0,)]


def test_held_correction_does_not_undo_what_was_accepted(home: Path, ask: Ask) -> None:
    first = form("甲局")
    loaded(home, first, channel="甲局")
    loaded(home, again(first, faults=("金额单位无法识别",), days=3), channel="甲局")
    counts = "select board_state, file_count, held_count from mart_detail.submission_board where fiscal_year = 2021"
    assert ask(counts) == [("accepted", 2, 1)]
    loaded(home, again(first, salt="mended", days=5), channel="甲局")
    assert ask(counts) == [("accepted", 3, 0)]


def test_file_without_a_year_stands_apart_until_it_is_made_good(home: Path, ask: Ask) -> None:
    listed(home, "甲局,东区,2021,2021,2022-04-30,")
    unread = Form((line("甲", "4"),), None, "甲局", faults=("没有年度",))
    loaded(home, unread, channel="甲局")
    assert ask(STATES) == [(2021, "甲局", "overdue"), (None, "甲局", "held")]
    loaded(home, form("甲局", days=4), channel="甲局")
    assert ask(STATES) == [(2021, "甲局", "accepted")]


def test_overall_form_alone_leaves_the_projects_owed(home: Path, ask: Ask) -> None:
    listed(home, "甲局,东区,2021,2021,2022-04-30,")
    loaded(home, form("甲局", line("甲局", "9"), family="overall"), channel="甲局")
    assert ask("select board_state, has_overall_form from mart_detail.submission_board") == [("overdue", True)]


def test_projects_of_last_year_and_of_the_list_are_expected(home: Path, ask: Ask) -> None:
    last = (line("保持", "100"), line("婚姻登记工作", "61.8"), line("养老服务", "300"), line("结束", "7"))
    now = (
        *(line("保持", "90"), line("婚姻登记服务与管理", "65.2", findings=("critical",))),
        *(
            line("养老服务(居家)", "200"),
            line("养老服务(机构)", "110"),
            line("新增", "3"),
            line("清单所列", "5", code="P9"),
        ),
    )
    listed(home, "甲局,东区,2020,2021,,")
    projects(home, "甲局,P9,名称不同,2021,", "甲局,,遗漏,2021,2021", "甲局,,保持,2021,2021", "甲局,,往年,2019,2020")
    loaded(home, Form(last, 2020, "甲局"), form("甲局", *now), channel="甲局")
    publish_fiscal_year(2021)
    assert ask(PROJECTS) == [
        ("保持", "保持", "listed", "accepted"),
        ("养老服务", "养老服务(居家) + 养老服务(机构)", "last_year", "accepted"),
        ("名称不同", "清单所列", "listed", "accepted"),
        ("婚姻登记工作", "婚姻登记服务与管理", "last_year", "disputed"),
        (None, "新增", "unexpected", "accepted"),
        ("结束", None, "last_year", "missing"),
        ("遗漏", None, "listed", "missing"),
    ]
    assert ask(
        "select expected_project_count, received_project_count, missing_project_count, unexpected_project_count,"
        " disputed_project_count from mart_detail.submission_board where fiscal_year = 2021"
    ) == [(6, 4, 2, 1, 1)]


def test_projects_of_a_department_without_a_form_stand_as_it_does(home: Path, ask: Ask) -> None:
    listed(home, "甲局,东区,2020,2021,2021-04-30,")
    loaded(home, Form((line("保持", "100"), line("结束", "7")), 2020, "甲局"), channel="甲局")
    assert ask(PROJECTS) == []
    publish_fiscal_year(2020)
    assert ask(PROJECTS) == [
        ("保持", None, "last_year", "overdue"),
        ("结束", None, "last_year", "overdue"),
    ]
    assert ask("select distinct due_date from mart_detail.submission_board_project where fiscal_year = 2021") == [
        (date(2022, 4, 30),)
    ]


def test_projects_of_a_form_are_received_when_it_is_published_whichever_year_is(home: Path, ask: Ask) -> None:
    loaded(home, Form((line("保持", "1"), line("结束", "2")), 2020, "甲局"), channel="甲局")
    publish_fiscal_year(2020)
    missing = "select missing_project_count from mart_detail.submission_board where fiscal_year = 2021"
    loaded(home, form("甲局", line("保持", "3")), channel="甲局")
    assert ask(PROJECTS) == [
        ("保持", None, "last_year", "received"),
        ("结束", None, "last_year", "received"),
    ]
    assert ask(missing) == [(0,)]
    publish_fiscal_year(2020)
    assert ask(PROJECTS) == [
        ("保持", "保持", "last_year", "accepted"),
        ("结束", None, "last_year", "missing"),
    ]
    assert ask(missing) == [(1,)]


def test_board_of_the_sample_years_counts_what_was_renamed_split_and_ended(home: Path, ask: Ask) -> None:
    listed(home, "民政局本级,锦江区,2020,2022,2021-04-30,")
    loaded(home, *sample_years().values())
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    assert ask(
        "select fiscal_year, region_name, board_state, expected_project_count, received_project_count,"
        " missing_project_count, unexpected_project_count from mart_detail.submission_board order by 1"
    ) == [
        (2020, "锦江区", "accepted", 0, 0, 0, 15),
        (2021, "锦江区", "disputed", 15, 14, 1, 2),
        (2022, "锦江区", "accepted", 16, 15, 1, 1),
    ]
    kinds = "select lineage_kind, count(*) from core.lineage where fiscal_year = 2022 group by lineage_kind"
    assert {"ended": 1, "new": 1}.items() <= dict(ask(kinds)).items()


def test_board_is_one_row_per_department_and_year_and_reads_in_both_languages(home: Path, ask: Ask) -> None:
    listed(home, "民政局 本级,锦江区,2019,,2020-04-30,")
    loaded(home, *sample_years().values())
    assert ask("select count(*), count(distinct (fiscal_year, department_name)) from mart_detail.submission_board") == [
        (office_day().year - 2019,) * 2
    ]
    assert ask(
        "select distinct board_state_name, expectation_name from mart_detail.submission_board where fiscal_year=2019"
    ) == [("逾期未报", "列入应报清单")]
