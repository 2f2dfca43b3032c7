"""Contact data stays below the marts: no phone number, address or named contact in any column of any of them."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from formmaker import make_form
from formmaker.workbook import write_workbook
from handed_in import Form, hand_in, line
from read_files import load_files

from selfeval.sheet import Cell
from selfeval.steps.decide import record_change
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.decisions import waivers
from selfeval.warehouse.submissions import receiving
from selfeval.warehouse.submissions.receipts import answers_of
from selfeval.warehouse.tables import staging

Ask = Callable[..., list[tuple[Any, ...]]]
PHONE = "13800138000"
CONTACT = f"联系人：张三，电话{PHONE}"
TRACES = f"{PHONE}|张三"
FREE_TEXTS = {
    staging.form: ("title", "department_name", "implementing_unit_name"),
    staging.project: (
        "project_name",
        "division_name",
        "goal_planned",
        "goal_actual",
        "problems",
        "rectification",
        "stated_rate_printed",
    ),
    staging.indicator: ("level1", "level2", "indicator_name", "target", "actual", "reason"),
    staging.amount: ("printed",),
    staging.cell: ("printed",),
    staging.finding: ("project_name", "printed", "expected", "suggestion", "message_zh", "message_en"),
}
"""Where a form, or what is said of it, may hold words that nobody foresaw."""

SAID = {
    "请拨打138-0013-8000咨询": "请拨打〔电话略〕咨询",
    "１３８００１３８０００": "〔电话略〕",
    "(0451)88887777": "〔电话略〕",
    "电话：87654321": "电话：〔电话略〕",
    "联系人及电话：李四 010-12345678": "联系人及电话：〔姓名略〕 〔电话略〕",
    "zhang.san@example.gov.cn": "〔邮箱略〕",
    "110101199003071234": "〔证件号略〕",
}
SAID |= {
    text: text
    for text in (
        "负责人：王某负责协调",
        "投入13800138000元，受益13812345678人次",
        "12345热线；2021-01-01至2021-12-31；51092324T000010263357",
    )
}
"""What a text of a mart says in place of the text that was printed."""


def test_phone_in_the_cell_for_contacts_is_kept_in_the_ledger_and_reaches_no_mart(home: Path, ask: Ask) -> None:
    made = make_form(Random(1), layout="linkage")
    asked = [(sheet, place) for sheet in made.sheets for place, cell in sheet.cells.items() if "000-00" in cell.text]
    for sheet, place in asked:
        sheet.cells[place] = Cell(*place, f"张三 {PHONE}")
    load_files(home, [write_workbook(made, home / "linkage.xlsx")])
    assert asked and ask("select count(*) from staging.cell where printed ~ %s", PHONE) == [(len(asked),)]
    assert ask("select distinct role from staging.cell where printed ~ %s", PHONE) == [("unread",)]
    _publish(ask)
    assert _leaks(ask) == []


def test_phone_in_any_free_text_reaches_no_mart(home: Path, ask: Ask) -> None:
    """In goals, results, names, reasons, messages, the file's name and the words of a waiver, in two years."""
    lines = (line("甲", "5", findings=("critical",)), line("乙", "2"))
    for form in (Form(lines, 2020), Form((*lines, line("丙", "3")))):
        folder = hand_in(home, form)
        _plant(folder, FREE_TEXTS)
        load_batch(str(folder))
    ask(f"update core.receipt set file_name = '{CONTACT}.xlsx' returning 1")  # noqa: S608
    ask(f"update core.submission set file_name = '{CONTACT}.xlsx' returning 1")  # noqa: S608
    held = Form((line("丙", "1"),), amount_unit="万圆", faults=(f"金额单位无法识别：{CONTACT}",))
    load_batch(str(hand_in(home, held)))
    (department,) = ask("select distinct department_name from core.dim_department where department_name ~ '张三'")
    asked = waivers.Request("parts-add-to-total", department[0], 2021, None, CONTACT, date(2099, 12, 31), "王芳")
    waivers.request(asked, "W1", "test")
    _publish(ask)
    assert _leaks(ask) == []
    assert ask("select count(*) from mart.quality_finding where message_zh ~ '〔电话略〕'") != [(0,)]


def test_phone_in_the_name_of_what_took_a_place_reaches_no_mart(home: Path, ask: Ask) -> None:
    parts = tuple(line(f"养老服务（{part}）{CONTACT}", "2") for part in ("居家", "机构"))
    load_batch(str(hand_in(home, Form((line("养老服务", "4"), line("救助", "1")), 2020, "民政局"))))
    load_batch(str(hand_in(home, Form((*parts, line("救助", "1")), 2021, f"社会局 {CONTACT}"), channel="社会局")))
    record_change("merged", "民政局", f"社会局 {CONTACT}", 2021, "李强", "机构改革")
    _publish(ask)
    successors = ask(
        "select successor_department_name from mart_history.dim_department where successor_department_name is not null"
        " union all"
        " select successor_project_name from mart_history.dim_project where successor_project_name is not null"
    )
    assert len(successors) == 2
    assert _leaks(ask) == []


def test_figure_with_the_digits_of_a_phone_number_stays_a_figure(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line("甲", PHONE),), amount_unit="元"))))
    assert ask("select distinct printed, yuan_amount from mart_trace.trace_amount where measure_code = 'budget'") == [
        (PHONE, int(PHONE))
    ]


def test_department_is_answered_under_the_name_of_its_own_file(home: Path) -> None:
    form = Form((line("甲", "1"),))
    name = f"{CONTACT}.xlsx"
    folder = hand_in(home, form)
    receiving.record([receiving.ArchivedFile(form.sha256, name, "民政局", 1, form.received_at, "archive/…")])
    load_batch(str(folder))
    assert name in {answer.receipt["file_name"] for answer in answers_of([form.sha256])}


def test_contact_is_left_out_and_a_figure_is_not(ask: Ask) -> None:
    for text, told in SAID.items():
        assert ask("select core.without_contact(%s)", text) == [(told,)]


def _plant(folder: Path, places: dict[Any, Iterable[str]]) -> None:
    """Add the contact to each text of those columns, also where it is blank."""
    for table, columns in places.items():
        path = folder / f"{table.name}.parquet"
        rows = pq.read_table(path).to_pylist()
        for row in rows:
            row.update({column: f"{row[column] or ''} {CONTACT}".strip() for column in columns})
        pq.write_table(pa.Table.from_pylist(rows, staging.arrow_schema(table)), path)


def _publish(ask: Ask) -> None:
    for (year,) in ask("select distinct fiscal_year from core.dim_form_version order by 1"):
        publish_fiscal_year(year)


def _leaks(ask: Ask) -> list[str]:
    """Columns of marts in which a trace of the contact stands."""
    marts = ask(
        "select oid::regclass::text from pg_class"
        " where relnamespace::regnamespace::text ~ '^mart(_|$)' and relkind in ('v', 'm')"
    )
    question = "select distinct told.key from {} as mart cross join lateral jsonb_each_text(to_jsonb(mart)) as told"
    return [
        f"{mart}.{column}"
        for (mart,) in marts
        for (column,) in ask(f"{question.format(mart)} where told.value ~ %s", TRACES)
    ]
