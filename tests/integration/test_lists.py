"""Lists that operations keep, on a real PostgreSQL: imported whole or not at all, and never changed afterwards."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner
from warehouse_contents import connect

from selfeval.cli import app
from selfeval.errors import ConfigurationError
from selfeval.settings import settings
from selfeval.steps.keep_list import import_list

Ask = Callable[..., list[tuple[Any, ...]]]
HEADINGS = "部门,区划,起始年度,终止年度,截止日期,零报送,备注\n"
IN_FORCE = """
select row_number, listed.department_code, region_name, first_fiscal_year, last_fiscal_year, due_date, is_nil_return,
    note
from core.expected_department as listed join core.current_list using (list_key) join core.dim_region using (region_code)
order by row_number
"""


def written(home: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    file = home / "应报.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_list_is_kept_with_line_numbers_normalised_names_and_exact_days(home: Path, ask: Ask) -> None:
    text = f"{HEADINGS}民政局 本级,锦江区,2021,,2022/4/30,,\n\n教育局,,２０２０年,2021年度,,是,撤并\n"
    done = import_list("expected_department", written(home, text))
    assert (done.row_count, done.added_count, done.gone_count, done.is_new) == (2, 2, 0, True)
    assert ask(IN_FORCE) == [
        (2, "民政局本级", "锦江区", 2021, None, date(2022, 4, 30), False, None),
        (4, "教育局", "未分区", 2020, 2021, None, True, "撤并"),
    ]


def test_next_list_replaces_the_one_before_which_stays(home: Path, ask: Ask) -> None:
    import_list("expected_department", written(home, f"{HEADINGS}甲局,东区,2021,,,,\n乙局,东区,2021,,,,\n"))
    done = import_list("expected_department", written(home, f"{HEADINGS}丙局,东区,2021,,,,\n甲局,东区,2021,,,,\n"))
    assert (done.added_count, done.gone_count) == (1, 1)
    assert [row[1] for row in ask(IN_FORCE)] == ["丙局", "甲局"]
    assert ask("select count(*) from core.expected_department") == [(4,)]
    again = import_list("expected_department", written(home, f"{HEADINGS}丙局,东区,2021,,,,\n甲局,东区,2021,,,,\n"))
    assert not again.is_new
    assert ask("select count(*) from core.operations_list") == [(2,)]


def test_list_without_a_row_takes_nothing_back_unless_it_is_said(home: Path, ask: Ask) -> None:
    heading = "部门,项目,起始年度,定密依据\n"
    import_list("classified_item", written(home, f"{heading}甲局,,2021,机密\n"))
    emptied = written(home, f"{heading},,,\n")
    with pytest.raises(ConfigurationError, match="list-empty"):
        import_list("classified_item", emptied)
    in_force = "select row_count from core.current_list"
    assert ask(in_force) == [(1,)]
    ran = CliRunner().invoke(app, ["classified", "import", str(emptied), "--empty"])
    assert ran.exit_code == 0, ran.output
    assert "已导入 0 行：新增或改动 0，不再有 1" in ran.output
    assert ask(in_force) == [(0,)]


def test_kinds_of_lists_do_not_replace_each_other(home: Path, ask: Ask) -> None:
    import_list("expected_department", written(home, "department,first year\n甲局,2021\n"))
    import_list("expected_project", written(home, "部门,项目,项目编码,起始年度\n甲局,道路,P1,2021\n"))
    import_list("classified_item", written(home, "部门,项目,起始年度,定密依据\n甲局,,2021,机密\n"))
    assert ask("select list_kind, row_count from core.current_list order by list_key") == [
        ("expected_department", 1), ("expected_project", 1), ("classified_item", 1),
    ]  # fmt: skip
    assert ask("select project_code, project_name_code, basis from core.classified_item") == [("", None, "机密")]
    assert ask("select project_code, project_name_code from core.expected_project") == [("p1", "道路")]


def test_all_faults_are_told_together_by_line_and_nothing_is_imported(home: Path, ask: Ask) -> None:
    import_list("expected_department", written(home, f"{HEADINGS}甲局,东区,2021,,,,\n"))
    text = (
        f"{HEADINGS}"
        ",东区,2021,,,,\n"
        "乙局,东区,二一,,,,\n"
        "丙局,东区,2021,2020,2022-04-31,,\n"
        "丁局,东区,2021,,2012-04-30,也许,\n"
        "戊局,东区,2021,,,,,多出\n"
    )
    with pytest.raises(ConfigurationError, match="list-rows") as caught:
        import_list("expected_department", written(home, text))
    told = caught.value.message_zh
    for fault in (
        "第 2 行 line，部门 “”：未填",
        "第 3 行 line，起始年度 “二一”：不是年度",
        "第 4 行 line，截止日期 “2022-04-31”：不是日期",
        "第 4 行 line：终止年度 2020 早于起始年度 2021",
        "第 5 行 line，零报送 “也许”：应为",
        "第 5 行 line：截止日期 2012-04-30 与起始年度 2021 不符",
        "第 6 行 line：单元格多于标题",
    ):
        assert fault in told
    assert caught.value.facts["count"] == 7
    assert [row[1] for row in ask(IN_FORCE)] == ["甲局"]


def test_years_of_one_department_that_overlap_are_refused(home: Path, ask: Ask) -> None:
    text = f"{HEADINGS}甲局,东区,2020,2021,,,\n甲 局,西区,2022,,,,\n甲局,西区,2021,2021,,是,\n"
    with pytest.raises(ConfigurationError, match="第 4 行与第 2 行：年度重叠"):
        import_list("expected_department", written(home, text))
    assert ask("select count(*) from core.operations_list") == [(0,)]


@pytest.mark.parametrize(
    ("text", "encoding", "slug", "said"),
    [
        ("部门,起始\n甲局,2021\n", "utf-8", "list-headings", "不认识 unknown “起始”；缺少 missing “起始年度”"),
        ("部门,部门名称,起始年度\n甲局,甲局,2021\n", "utf-8", "list-headings", "重复 twice “部门”"),
        ("", "utf-8", "list-headings", "缺少 missing “部门”"),
        ("部门,起始年度\n甲局,2021\n", "gb18030", "list-unreadable", "CSV UTF-8"),
        ('部门,起始年度\n"甲局,2021\n', "utf-8", "list-unreadable", "unexpected end of data"),
        ("部门,起始年度\n甲\x00局,2021\n", "utf-8", "list-unreadable", "NUL"),
        ("部门;起始年度\n甲局;2021\n", "utf-8", "list-headings", "逗号"),
    ],
)
def test_file_that_is_no_such_list_says_what_to_do(home: Path, text: str, encoding: str, slug: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=slug) as caught:
        import_list("expected_department", written(home, text, encoding))
    assert said in caught.value.message_zh


def test_setting_names_the_list_and_its_absence_is_told(home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = CliRunner().invoke(app, ["expected", "import"])
    assert isinstance(missing.exception, ConfigurationError)
    assert "SELFEVAL_EXPECTED_DEPARTMENTS" in missing.exception.message_zh
    monkeypatch.setenv("SELFEVAL_EXPECTED_DEPARTMENTS", str(home / "nowhere.csv"))
    settings.cache_clear()
    with pytest.raises(ConfigurationError, match=r"list-unreadable.*nowhere\.csv"):
        import_list("expected_department", None)
    monkeypatch.setenv("SELFEVAL_EXPECTED_DEPARTMENTS", str(written(home, f"{HEADINGS}甲局,东区,2021,,,,\n")))
    settings.cache_clear()
    first, second = (CliRunner().invoke(app, ["expected", "import"]) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "已导入 1 行：新增或改动 1，不再有 0" in first.output
    assert "与现行清单相同" in second.output
    assert ask("select department_name from core.expected_department") == [("甲局",)]


def test_rows_of_a_list_refuse_to_be_changed(home: Path) -> None:
    import_list("expected_department", written(home, f"{HEADINGS}甲局,东区,2021,,,,\n"))
    for change in ("update core.operations_list set file_name = ''", "delete from core.expected_department"):
        with connect() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege, match="只增不改"):
            connection.execute(change)


def test_region_of_a_department_leaves_no_year_out(home: Path, ask: Ask) -> None:
    text = f"{HEADINGS}甲局,东区,2019,2020,,,\n甲局,西区,2022,2022,,,\n"
    import_list("expected_department", written(home, text))
    assert ask("select region_name, first_fiscal_year, last_fiscal_year from core.department_region order by 2") == [
        ("东区", 0, 2021),
        ("西区", 2022, 9999),
    ]
