"""A fiscal year for publication, on a real PostgreSQL: exact, the same bytes each time, nothing classified."""

import csv
import json
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from handed_in import Form, Line, again, hand_in, line, sample_years
from mart_places import place
from sqlalchemy import text
from typer.testing import CliRunner
from warehouse_contents import EVERYTHING, connect

from selfeval import paths
from selfeval.cli import app
from selfeval.errors import LoadError
from selfeval.steps.decide import record_change, record_lineage
from selfeval.steps.export import export_fiscal_year
from selfeval.steps.keep_list import import_list
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.vocabulary.normalise import business_key
from selfeval.warehouse.connection import discarded, transaction
from selfeval.warehouse.decisions.replies import KnownLineage
from selfeval.warehouse.publication import published_marts

Ask = Callable[..., list[tuple[Any, ...]]]


def published(home: Path, *forms: Form, channel: str = "甲局") -> None:
    load_batch(str(hand_in(home, *forms, channel=channel)))
    for year in sorted({form.fiscal_year for form in forms if form.fiscal_year}):
        publish_fiscal_year(year)


def classify(home: Path, *rows: str) -> None:
    file = home / "涉密.csv"
    file.write_text("\n".join(["部门,项目,项目编码,起始年度,终止年度,依据", *rows]), encoding="utf-8")
    import_list("classified_item", file)


def rows_of(folder: Path, mart: str) -> list[dict[str, str]]:
    with (folder / f"{mart}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def told(folder: Path) -> str:
    """All that a folder says, as text: CSV, manifest, and the values of the Parquet files."""
    texts = [data.decode() for name, data in contents(folder).items() if not name.endswith(".parquet")]
    return "".join(texts + [str(pq.read_table(file).to_pylist()) for file in folder.glob("*.parquet")])


def test_year_of_the_samples_is_written_exactly_and_checks_out(home: Path, ask: Ask) -> None:
    published(home, *sample_years().values(), channel="民政局")
    with connect() as connection:
        connection.execute(
            "create view mart.made_later as select 2021 as fiscal_year, 0.10::numeric as rate_ratio, '=1+1' as told"
        )
    folder = export_fiscal_year(2021, home / "公开").folder
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    views = {row[0] for row in ask(
        "select table_name from information_schema.columns"
        " where table_schema ~ '^mart(_|$)' and column_name = 'fiscal_year'"
    )}  # fmt: skip
    assert {mart["view"] for mart in manifest["marts"]} == views - set(manifest["not_published"])
    assert {"made_later", "department_year_on_year", "trace_amount"} <= views - set(manifest["not_published"])
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    for mart in manifest["marts"]:
        [(count,)] = ask(f"select count(*) from {place(mart['view'])} where fiscal_year = 2021")  # noqa: S608
        assert mart["row_count"] == count == len(rows_of(folder, mart["view"])), mart["view"]
        assert pq.read_table(folder / f"{mart['view']}.parquet").num_rows == count
    exact = "select yuan_amount from mart_trace.trace_amount where fiscal_year = 2021 order by 1"
    expected = [value for (value,) in ask(exact)]
    assert sorted(pq.read_table(folder / "trace_amount.parquet")["yuan_amount"].to_pylist()) == expected
    assert sorted(Decimal(row["yuan_amount"]) for row in rows_of(folder, "trace_amount")) == expected
    assert rows_of(folder, "made_later") == [{"fiscal_year": "2021", "rate_ratio": "0.1", "told": "'=1+1"}]
    assert (folder / "trace_amount.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "file_name" not in rows_of(folder, "trace_amount")[0]
    assert "民政局本级" in told(folder)


def test_same_data_makes_the_same_bytes_and_nothing_is_overwritten(home: Path) -> None:
    published(home, Form((line("甲", "4"), line("=1+1", "5")), 2021, "甲局"))
    first, second = export_fiscal_year(2021, home / "一"), export_fiscal_year(2021, home / "二")
    assert contents(first.folder) == contents(second.folder)
    named = export_fiscal_year(2021)
    assert export_fiscal_year(2021).folder == named.folder
    assert [folder.name for folder in paths.exports().iterdir()] == [named.folder.name]
    (home / "一" / "trace_amount.csv").write_text("altered", encoding="utf-8")
    with pytest.raises(LoadError, match="export-exists"):
        export_fiscal_year(2021, home / "一")
    assert (home / "一" / "trace_amount.csv").read_text(encoding="utf-8") == "altered"
    assert list(home.glob(".*.tmp")) == []


def test_classified_project_is_gone_from_rows_and_from_every_total(home: Path, ask: Ask) -> None:
    published(
        home,
        Form((line("道路", "100"), line("甲项目保密", "61.8")), 2020, "甲局"),
        Form((line("道路", "90"), line("甲项目保密", "77.7")), 2021, "甲局"),
        Form((line("甲局", "167.7"),), 2021, "甲局", family="overall"),
    )
    before = ask(EVERYTHING)
    classify(home, "甲局,甲项目 保密,,2020,,机密")
    done = export_fiscal_year(2021)
    total = (
        "select amount, prior_amount from mart.department_year_on_year"
        " where fiscal_year = 2021 and measure_code = 'budget'"
    )
    assert ask(total) == [(Decimal(1677000), Decimal(1618000))]
    [row] = [one for one in rows_of(done.folder, "department_year_on_year") if one["measure_code"] == "budget"]
    assert (row["amount"], row["prior_amount"]) == ("900000", "1000000")
    assert {row["project_name"] for row in rows_of(done.folder, "project_year_on_year")} == {"道路"}
    assert done.manifest["classified"] == {
        "is_listed": True, "department_count": 0, "project_count": 1,
        "withheld_row_count": sum(mart["withheld_row_count"] for mart in done.manifest["marts"]),
        "totals": done.manifest["classified"]["totals"],
    }  # fmt: skip
    assert {mart["view"]: mart["withheld_row_count"] for mart in done.manifest["marts"]}["project_year_on_year"] == 2
    for trace in ("甲项目保密", "甲项目 保密", "777000", "1677000", "1618000", "77.7", "167.7"):
        assert trace not in told(done.folder)
    assert ask(EVERYTHING) == before


def test_classified_project_stays_so_under_another_name(home: Path) -> None:
    published(
        home,
        Form((line("婚姻登记工作", "61.8"), line("道路", "1")), 2020, "甲局"),
        Form((line("婚姻登记服务与管理", "65.2"), line("道路", "2")), 2021, "甲局"),
    )
    classify(home, "甲局,婚姻登记工作,,2020,,机密")
    assert "婚姻登记" not in told(export_fiscal_year(2021).folder)
    classify(home, "甲局,婚姻登记工作,,2020,2020,机密")
    later = told(export_fiscal_year(2021).folder)
    assert "婚姻登记工作" not in later
    assert "婚姻登记服务与管理" in later


def test_classified_department_is_not_named_at_all(home: Path) -> None:
    published(home, Form((line("道路", "4"),), 2021, "甲局"))
    published(home, Form((line("保密工作", "123.4"),), 2021, "国安局"), channel="国安局")
    classify(home, "国 安局,,,2021,,绝密", "某局,,,2021,,从未报送")
    done = export_fiscal_year(2021)
    assert "国安局" not in told(done.folder)
    assert "1234000" not in told(done.folder)
    assert done.manifest["classified"]["department_count"] == 2
    assert {row["department_name"] for row in rows_of(done.folder, "department_year_on_year")} == {"甲局"}


def test_project_classified_by_its_code_is_gone_from_the_version_that_printed_none(home: Path) -> None:
    first = Form((line("保密工作", "61.8"), line("道路", "9")), 2020, "甲局")
    coded = line("保密工作", "61.8", code="K1")
    published(home, first, again(first, lines=(coded, line("道路", "9")), days=1))
    published(home, Form((coded, line("道路", "10")), 2021, "甲局"))
    classify(home, "甲局,,K1,2020,,机密")
    done = export_fiscal_year(2021)
    [row] = [one for one in rows_of(done.folder, "department_year_on_year") if one["measure_code"] == "budget"]
    assert (row["prior_amount"], row["prior_reported_amount"], row["change_amount"]) == ("90000", "90000", "10000")
    for trace in ("保密工作", "618000", "708000"):
        assert trace not in told(done.folder) + told(export_fiscal_year(2020).folder)


def test_department_and_project_stay_classified_under_the_new_name_of_the_department(home: Path) -> None:
    published(home, Form((line("道路", "4"), line("侦查", "5")), 2020, "国安局"), channel="国安局")
    published(home, Form((line("桥梁", "6.54"), line("侦查", "7.65")), 2022, "安全局"), channel="安全局")
    published(home, Form((line("绿化", "1"),), 2022, "甲局"))
    classify(home, "国安局,侦查,,2020,,绝密")
    assert "侦查" in told(export_fiscal_year(2022).folder)
    record_change("renamed", "国安局", "安全局", 2021, "李强", "机构改革")
    published_text = told(export_fiscal_year(2022).folder)
    assert "桥梁" in published_text
    assert not any(trace in published_text for trace in ("侦查", "76500", "141900"))
    classify(home, "国安局,,,2020,,绝密")
    done = export_fiscal_year(2022)
    assert not any(trace in told(done.folder) for trace in ("安全局", "国安局", "桥梁", "65400", "76500"))
    assert {row["department_name"] for row in rows_of(done.folder, "department_year_on_year")} == {"甲局"}
    assert done.manifest["classified"]["department_count"] == 1


def test_slip_in_the_list_of_what_is_classified_stops_the_export(home: Path) -> None:
    published(home, Form((line("道路", "4"),), 2021, "甲局"))
    classify(home, "甲局,道璐,,2021,,机密")
    with pytest.raises(LoadError, match="classified-unmatched") as caught:
        export_fiscal_year(2021, home / "公开")
    assert "第 2 行 甲局“道璐”" in caught.value.message_zh
    assert not (home / "公开").exists()
    assert list(home.glob(".*.tmp")) == []


def test_export_sees_one_moment_and_what_it_deletes_stays(home: Path, ask: Ask) -> None:
    published(home, Form((line("道路", "4"),), 2021, "甲局"))
    lines = text("select count(*) from core.fct_project_evaluation")
    with discarded() as connection:
        assert connection.scalar(lines) == 1
        published(home, Form((line("桥梁", "5"), line("隧道", "6")), 2021, "乙局"), channel="乙局")
        assert connection.scalar(lines) == 1
        connection.execute(text("delete from core.fct_project_evaluation"))
        assert connection.scalar(lines) == 0
    assert ask("select count(*) from core.fct_project_evaluation") == [(3,)]


def test_classified_project_of_a_short_name_is_not_told_by_its_card_either(home: Path) -> None:
    published(
        home,
        Form((line("道路", "4"),), 2021, "甲局"),
        Form((line("戒毒", "123.4"),), 2021, "甲局", family="card"),
    )
    classify(home, "甲局,戒毒,,2021,,机密")
    assert "戒毒" not in told(export_fiscal_year(2021).folder)


def test_classified_project_takes_its_card_of_another_name_and_code_out_of_every_total(home: Path) -> None:
    secret, open_to_all = line("专项保障工作", "100", "95"), line("道路养护", "50", "40")
    table = Form((secret, open_to_all), 2021, "甲局")
    card = Form((line("（内部）专项保障工作", "100", "95", code="XM20210001A"),), 2021, "甲局", family="card", days=1)
    after = Form((line("2022年专项保障工作", "110", "95"), open_to_all), 2022, "甲局", days=2)
    published(home, table, card, after)
    classify(home, "甲局,专项保障工作,,2021,,保密")
    for year, amounts in ((2021, ("500000", "")), (2022, ("500000", "500000"))):
        [row] = [
            one
            for one in rows_of(export_fiscal_year(year, home / str(year)).folder, "department_year_on_year")
            if one["measure_code"] == "budget"
        ]
        assert (row["amount"], row["prior_amount"]) == amounts


def test_no_line_tells_a_classified_amount_by_subtraction(home: Path) -> None:
    """Neither a sub-total, nor parts, nor the copy of a line, nor what was replaced or is not yet published."""
    secret, road = line("专项保障工作", "123.45", "100.01"), line("道路养护", "54.32", "40.02")
    parts = (line("专项保障工作北段", "61.11", "50"), line("专项保障工作南段", "62.34", "50.01"))
    table = Form((secret, road, line("小计", "177.77", "140.03")), 2021, "甲局")
    cards = [Form((one,), 2021, "甲局", family="card", days=day) for day, one in enumerate(parts, 1)]
    corrected = again(table, lines=(secret, line("道路养护", "55.55", "41"), line("合计", "179", "141.01")), days=4)
    published(home, table, *cards, corrected)
    load_batch(str(hand_in(home, again(corrected, days=5, salt="not published"), channel="甲局")))
    classify(home, "甲局,专项保障工作,,2021,,保密")
    text = told(export_fiscal_year(2021).folder)
    assert [amount for amount in ("1234500", "611100", "623400", "1777700", "1790000") if amount in text] == []
    assert "555500" in text


def test_classified_part_takes_its_whole_along(home: Path) -> None:
    parts = (line("专项保障工作北段", "61.11", "50"), line("专项保障工作南段", "62.34", "50.01"))
    table = Form((line("专项保障工作", "123.45", "100.01"), line("道路养护", "54.32", "40.02")), 2021, "甲局")
    published(home, table, *(Form((one,), 2021, "甲局", family="card", days=day) for day, one in enumerate(parts, 1)))
    classify(home, "甲局,专项保障工作北段,,2021,,保密")
    text = told(export_fiscal_year(2021).folder)
    assert [amount for amount in ("1234500", "611100", "623400") if amount in text] == []
    assert "543200" in text


def test_project_stays_classified_under_another_name_of_its_department_until_that_is_denied(home: Path) -> None:
    open_one, other = Form((line("道路", "4"), line("保密工作", "7.89")), 2021, "教育局"), "县教育局"
    published(home, open_one, channel="教育局")
    published(home, Form((line("桥梁", "5"),), 2021, other, days=1), channel=other)
    published(home, Form((line("保密工作", "9.87"), line("桥梁", "6")), 2022, other, days=2), channel=other)
    classify(home, "教育局,保密工作,,2021,,机密")
    text = told(export_fiscal_year(2022).folder)
    assert "98700" not in text
    assert "60000" in text


def test_classified_department_is_not_named_by_another_one(home: Path) -> None:
    published(home, Form((line("与国安局联合办案", "4"), line("道路", "5")), 2021, "甲局"))
    classify(home, "国安局,,,2021,,绝密")
    published_text = told(export_fiscal_year(2021).folder)
    assert "国安局" not in published_text
    assert "道路" in published_text


def test_slip_in_the_department_of_a_classified_project_stops_the_export(home: Path) -> None:
    published(home, Form((line("道路", "4"), line("保密工作", "5")), 2021, "甲局"))
    classify(home, "甲句,保密工作,,2021,,机密")
    with pytest.raises(LoadError, match="classified-unmatched") as caught:
        export_fiscal_year(2021)
    assert "第 2 行 甲句“保密工作”" in caught.value.message_zh


def test_classified_department_that_never_handed_in_is_told_to_who_exports_and_to_nobody_else(home: Path) -> None:
    published(home, Form((line("道路", "4"),), 2021, "甲局"))
    classify(home, "国按局,,,2021,,绝密")
    ran = CliRunner().invoke(app, ["export", "--year", "2021", "--out", str(home / "公开")])
    assert ran.exit_code == 0, ran.output
    assert "国按局" in ran.output
    assert "国按局" not in told(home / "公开")


def test_no_person_who_decided_is_named(home: Path) -> None:
    published(
        home,
        Form((line("养老服务", "100"), line("社会救助", "50")), 2020, "甲局"),
        Form((line("养老服务（居家）", "95"), line("社会救助", "50")), 2021, "甲局"),
    )
    prior, current = ("养老服务",), ("养老服务（居家）",)
    record_lineage(KnownLineage("renamed", 2021, "甲局", "甲局", prior, current), "李强", "赵敏核对过")
    published_text = told(export_fiscal_year(2021).folder)
    assert "renamed" in published_text
    assert "李强" not in published_text
    assert "赵敏" not in published_text


def test_mart_that_names_who_decided_is_no_part_of_a_publication(home: Path) -> None:  # noqa: ARG001 (a migrated warehouse)
    with transaction() as connection:
        published_now, _ = published_marts.marts(connection)
    assert [mart.name for mart in published_now if {"asked_by", "decided_by"} & set(mart.columns)] == []


def test_export_that_meets_a_load_of_what_it_withholds_gives_up_and_leaves_no_file(home: Path) -> None:
    published(home, Form((line("道路", "4"), line("保密工作", "5")), 2021, "甲局"))
    classify(home, "甲局,保密工作,,2021,,机密")
    waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    with ThreadPoolExecutor(1) as pool, connect() as watch, connect() as other:
        with other.transaction():
            other.execute("update core.fct_project_evaluation set goal_planned = 'loaded meanwhile'")
            exporting = pool.submit(export_fiscal_year, 2021, home / "公开")
            deadline = time.monotonic() + 60
            while watch.execute(waits).fetchall() == [(0,)]:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        with pytest.raises(LoadError, match="export-collided"):
            exporting.result(60)
    assert not (home / "公开").exists()
    assert list(home.glob(".*.tmp")) == []
    assert export_fiscal_year(2021, home / "公开").manifest["classified"]["project_count"] == 1


def test_folder_that_cannot_be_made_is_told(home: Path) -> None:
    published(home, Form((line("道路", "4"),), 2021, "甲局"))
    (home / "file").write_text("", encoding="utf-8")
    with pytest.raises(LoadError, match="export-unwritable"):
        export_fiscal_year(2021, home / "file" / "公开")


def test_year_without_rows_is_told(home: Path) -> None:  # noqa: ARG001 (an empty warehouse)
    with pytest.raises(LoadError, match=r"nothing-to-export.*1999"):
        export_fiscal_year(1999)


def test_command_says_what_it_wrote_and_what_it_left_out(home: Path) -> None:
    amounts = {("budget", "total"): "4", ("executed", "total"): "1"}
    published(home, Form((Line("道路", amounts),), 2021, "甲局"))
    ran = CliRunner().invoke(app, ["export", "--year", "2021", "--out", str(home / "公开")])
    assert ran.exit_code == 0, ran.output
    assert "department_year_on_year: 2 行 rows，0 行不公开 withheld" in ran.output
    assert "waiver: 不公开 not published" in ran.output
    assert "未导入涉密清单" in ran.output
    assert f"已写入 written: {home / '公开'}" in ran.output


def test_what_is_said_of_publication_names_views_and_columns_that_exist(home: Path, ask: Ask) -> None:  # noqa: ARG001
    known = ask("select table_name, column_name from information_schema.columns where table_schema ~ '^mart(_|$)'")
    views, columns = {view for view, _ in known} | {"*"}, {column for _, column in known} | {""}
    with published_marts.RULES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert (row["view"] in views, row["column"] in columns) == (True, True), row
            assert row["reason_zh"], row
            assert row["reason_en"], row


@pytest.mark.parametrize("name", [" 甲 局\u3000", "ＡＢｃ①", "甲\u200b局\ufeff", "a\tb\nc\u00a0d", "ﬁ\u2028x"])
def test_names_are_normalised_as_the_warehouse_does(home: Path, name: str) -> None:  # noqa: ARG001
    with transaction() as connection:
        [(known,)] = connection.exec_driver_sql("select core.normalised(%(name)s)", {"name": name}).fetchall()
    assert business_key(name) == known
