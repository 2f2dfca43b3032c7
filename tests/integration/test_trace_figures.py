"""Every figure of every mart, as the catalogue has them, leads by one join to cells or follows from some that do.

By which columns a mart's rows join their trace is read from the mart's comment, where a BI user finds it. A column of
figures that a later view adds fails here until something tells where it comes from. What people ask first (the marts
with descriptions) adds up these: see test_bi_traps.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from pathlib import Path
from typing import Any

import bridge_recomputed
import pytest
import stored_marts
from handed_in import Form, Line, again, hand_in, line
from mart_places import place
from printed_figures import says_amount, says_points, says_rate
from psycopg.rows import dict_row
from read_files import load_files
from warehouse_contents import connect

from selfeval import paths
from selfeval.settings import PROJECT_ROOT
from selfeval.steps.decide import record_change, record_lineage
from selfeval.steps.keep_list import import_list
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.decisions.replies import KnownLineage
from selfeval.warehouse.view_files import relations

Rows = list[dict[str, Any]]
MADE = PROJECT_ROOT / "tests" / "data" / "forms"
CARDS = ("card_number_formats.xlsx", "card_three_on_a_sheet.xlsx", "card_two_rows_of_headings.xlsx")
TOLD = re.compile(r"(?:; trace |; )mart_trace\.(trace_\w+) by ([a-z_ ]+?)(?= with |;|$)")
"""How a mart's comment ends: by which columns its rows join which trace."""
NO_FIGURE_OF_A_FORM = "^(median_)?days_|^confidence_ratio$|^size_bytes$|_(count|key|number|year)$"
"""Counts, keys, days between hand-ins, and how sure lineage is: nothing that a form prints."""
FIGURES = """
select table_name, array_agg(column_name::text) as columns from information_schema.columns
where table_schema ~ '^mart(_|$)' and data_type in ('numeric', 'double precision', 'real', 'integer', 'bigint')
    and column_name !~ %s
group by table_name order by table_name
"""
VERSIONS = {
    "budget_execution": {"yuan_amount": ("trace_amount", "yuan_amount", None)},
    "project_evaluation": {
        "stated_ratio": ("trace_rate", "stated_ratio", None),
        "computed_ratio": ("trace_rate", "computed_ratio", None),
        **{score: ("trace_score", "score", score) for score in ("budget_weight", "budget_score", "total_score")},
    },
    "indicator_result": {
        "weight": ("trace_score", "score", "indicator_weight"),
        "score": ("trace_score", "score", "indicator_score"),
    },
}
"""Figures of versions: each stands in a trace, in which column and of which score."""
DIFFERENCES = """
select * from mart.quality_finding where difference is not null and (
    submission_sha256 is null or cell is null or difference is distinct from printed::numeric - expected::numeric)
"""


@pytest.fixture
def filled(home: Path) -> None:
    """Three years in which everything happens that a bridge tells apart, and the samples and cards as they are read."""
    _list(home, "城管局,东区,2020,,2022-04-30,", "教育局,西区,2020,,2022-04-30,", "旧局,东区,2020,,2022-04-30,")
    points = (("甲数", "10", "9"), ("甲率", "20", "18.5"))
    mixed = Line("庚", {("budget", "total"): "5", ("executed", "total"): "3", ("budget_initial", "total"): "4"})
    spent = Line("辛", {("executed", "total"): "3"})
    first = Form(
        (line("甲", "4", points=points), line("乙", "5"), line("丙", "6"), line("壬", "4"), mixed, spent),
        2020,
        "城管局",
    )
    lines = (line("甲", "4.5", points=points), line("乙", "5"), line("丁", "2"), line("壬", "4"), mixed, spent)
    corrected = again(first, lines=(*lines, line("终", "1.23")), days=1)
    card = Form((line("甲", "9"), line("戊", "3", "2")), 2020, "城管局", family="card")
    later = (("甲数", "10", "8"), ("甲新", "20", "20"))
    now = Form(
        (
            *(
                line("甲", "7", "5", points=later),
                line("丁", "2.5", findings=("critical",)),
                line("壬", "40000", findings=("critical",)),
            ),
            *(mixed, line("辛", "1"), line("新", "3", points=points)),
        ),
        2021,
        "城管局",
        days=2,
    )
    _hand_in(home, first, corrected, card, now)
    _hand_in(home, Form((line("己", "8"),), 2020, "教育局"), Form((line("己", "8"), line("乙", "6")), 2021, "教育局"))
    _hand_in(home, Form((line("一", "1"), line("二", "2")), 2020, "旧局"))
    _hand_in(home, Form((line("一", "1.5"), line("三", "2")), 2021, "新局"))
    _hand_in(home, Form((line("待", "8", points=points),), 2020, "卫健局"))
    _hand_in(home, Form((line("首", "8"),), 2021, "体育局"))
    load_files(home, [*sorted(paths.samples().glob("*/*.*")), *(MADE / card for card in CARDS)])
    record_change("renamed", "旧局", "新局", 2021, "李强", "机构改革")
    record_lineage(KnownLineage("moved", 2021, "教育局", "城管局", ("乙",), ("乙",)), "李强", "职能划转")
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    with connect() as connection:
        connection.execute("update core.fct_quality_finding set rule_code = 'SE-H05' where project_name = '壬'")
        connection.execute("analyze")
    stored_marts.renew()


@pytest.mark.usefixtures("filled")
def test_every_figure_of_every_mart_is_traced_or_follows_from_what_is() -> None:
    shares = bridge_recomputed.shares(_rows("select * from mart_trace.trace_year_on_year"))
    checks: dict[str, Callable[[str], set[str]]] = dict.fromkeys(VERSIONS, _equals_its_trace)
    checks |= dict.fromkeys(
        (mart for mart in _comments() if mart.endswith("_year_on_year")), partial(_follows_from_its_lines, shares)
    )
    checks |= {"trace_amount": _is_printed_amount, "trace_rate": _is_printed_rate, "trace_score": _is_printed_score}
    checks |= {"trace_year_on_year": _is_of_a_version, "quality_finding": _is_a_difference_of_two_texts}
    figures = {row["table_name"]: set(row["columns"]) for row in _rows(FIGURES, NO_FIGURE_OF_A_FORM)}
    named = {name.removeprefix("mart.") for name, mart in relations().items() if mart.name}
    figures = {mart: columns for mart, columns in figures.items() if mart not in named}
    assert figures.keys() == checks.keys()
    assert {mart: columns for mart in figures if (columns := figures[mart] - checks[mart](mart))} == {}


def _equals_its_trace(mart: str) -> set[str]:
    for column, (trace, figure, score) in VERSIONS[mart].items():
        keys = dict(TOLD.findall(_comments()[mart]))[trace].split()
        only = f" where score_code = '{score}'" if score else ""
        traced = f"(select * from {place(trace)}{only})"  # noqa: S608
        [counted] = _rows(
            f"select count(told.{column}) as figures, count(*) filter (where told.{column} is not null"  # noqa: S608
            f" and (told.{column} is distinct from trace.{figure} or trace.submission_sha256 is null)) as untraced,"
            f" count(*) - count(distinct ({', '.join(f'told.{key}' for key in keys)}, told.counted_from)) as doubled"
            f" from {place(mart)} as told left join {traced} as trace using ({', '.join(keys)})"
        )
        assert counted.pop("figures") > 0, (mart, column)
        assert counted == {"untraced": 0, "doubled": 0}, (mart, column)
    return set(VERSIONS[mart])


def _follows_from_its_lines(shares: Rows, mart: str) -> set[str]:
    """Every figure of every row, from the lines that the columns of its comment join; and every line is in a row."""
    [(_, told)] = TOLD.findall(_comments()[mart])
    keys = told.split()
    is_total = "with funding_source_code = 'total'" in _comments()[mart]
    groups: dict[tuple[Any, ...], Rows] = defaultdict(list)
    executed_over: dict[tuple[Any, ...], Rows] = defaultdict(list)
    thing = [key for key in keys if key != "measure_code"]
    for share in shares:
        if share["subject"] == _subject(mart) and (not is_total or share["funding_source_code"] == "total"):
            groups[tuple(share[key] for key in keys)].append(share)
            if share["measure_code"] in ("budget", "executed"):
                executed_over[tuple(share[key] for key in thing)].append(share)
    rows = _rows(f"select * from {place(mart)}")  # noqa: S608
    assert {tuple(row[key] for key in keys) for row in rows} == groups.keys()
    assert len(rows) == len(groups) > 3, mart
    checked = set()
    for row in rows:
        of_thing = executed_over[tuple(row[key] for key in thing)]
        figures = bridge_recomputed.figures(groups[tuple(row[key] for key in keys)], of_thing, row)
        told_figures = {name: row[name] for name in figures if name in row}
        assert told_figures == {name: figures[name] for name in told_figures}, (mart, row)
        checked |= told_figures.keys()
    return checked


def _subject(mart: str) -> str:
    return {"source_year_on_year": "source", "indicator_year_on_year": "indicator"}.get(mart, "total")


def _is_of_a_version(mart: str) -> set[str]:
    """A compared figure is that of its version, in the same cell; one without a cell is of a line that prints none."""
    traced = (
        "select form_version_key, project_number, null as indicator_number, measure_code, funding_source_code,"
        " yuan_amount, cell, printed, submission_sha256, file_name from mart_trace.trace_amount union all"
        " select form_version_key, project_number, indicator_number, score_code, 'total', score, cell, printed,"
        " submission_sha256, file_name from mart_trace.trace_score where indicator_number is not null"
    )
    columns = "{0}.cell, {0}.printed, {0}.submission_sha256, {0}.file_name"
    [counted] = _rows(
        f"select count(told.cell) as figures, count(*) filter (where told.amount is not null"  # noqa: S608
        f" and (told.amount, {columns.format('told')}) is distinct from"
        f" (trace.yuan_amount, {columns.format('trace')})) as untraced,"
        " count(*) filter (where told.amount is null and trace.yuan_amount is not null) as lost"
        f" from {place(mart)} as told left join ({traced}) as trace on told.form_version_key = trace.form_version_key"
        " and told.project_number = trace.project_number and told.measure_code = trace.measure_code"
        " and told.indicator_number is not distinct from trace.indicator_number"
        " and trace.funding_source_code = replace(told.funding_source_code, 'undivided', 'total')"
    )
    assert counted.pop("figures") > 100
    assert counted == {"untraced": 0, "lost": 0}
    return {"amount"}


def _is_printed_amount(_: str) -> set[str]:
    for row in _rows("select * from mart_trace.trace_amount inner join core.dim_amount_unit using (amount_unit_code)"):
        assert says_amount(row["printed"], row["amount_unit_code"], row["printed_value"]), row
        assert row["yuan_amount"] == row["printed_value"] * row["yuan_factor"] and row["cell"], row
    return {"yuan_amount", "printed_value"}


def _is_printed_rate(_: str) -> set[str]:
    for row in _rows("select * from mart_trace.trace_rate"):
        if row["stated_ratio"] is not None:
            assert says_rate(row["printed"], row["stated_ratio"]) and row["cell"], row
        if row["computed_ratio"] is not None:
            ratio = row["executed_amount"] / row["budget_amount"]
            assert row["computed_ratio"] == ratio.quantize(Decimal("1e-10"), ROUND_HALF_UP), row
    for measure in ("budget", "executed"):
        assert not _rows(
            f"select rate.{measure}_amount, amount.yuan_amount from mart_trace.trace_rate as rate"  # noqa: S608
            " left join mart_trace.trace_amount as amount on rate.form_version_key = amount.form_version_key"
            f" and rate.project_number = amount.project_number and amount.measure_code = '{measure}'"
            f" and amount.funding_source_code = 'total' where (rate.{measure}_amount, rate.{measure}_cell,"
            f" rate.{measure}_printed) is distinct from (amount.yuan_amount, amount.cell, amount.printed)"
        )
    return {"stated_ratio", "computed_ratio", "budget_amount", "executed_amount"}


def _is_printed_score(_: str) -> set[str]:
    """Where the ledger has the cell: forms that a test hands in have none for their total score."""
    rows = [row for row in _rows("select * from mart_trace.trace_score") if row["printed"] is not None]
    assert {row["score_code"] for row in rows} >= {"total_score", "indicator_weight", "indicator_score"}
    for row in rows:
        assert says_points(row["printed"], row["score"]) and row["cell"], row
    return {"score"}


def _is_a_difference_of_two_texts(_: str) -> set[str]:
    """A finding's own row has its file, cell, what is printed there and what was expected: it is its own trace."""
    assert _rows("select * from mart.quality_finding where difference is not null")
    assert _rows(DIFFERENCES) == []
    return {"difference"}


def _comments() -> dict[str, str]:
    """The English comment of each mart."""
    told = _rows(
        "select relname, obj_description(oid, 'pg_class') as comment from pg_class"
        " where relnamespace::regnamespace::text ~ '^mart(_|$)' and relkind = 'v' and relname !~ '^trace_'"
    )
    return {row["relname"]: row["comment"].partition(" / ")[2] for row in told}


def _rows(question: str, *parameters: object) -> Rows:
    with connect() as connection, connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(question, parameters or None).fetchall()


def _hand_in(home: Path, *forms: Form) -> None:
    load_batch(str(hand_in(home, *forms, channel=str(forms[0].department))))


def _list(home: Path, *rows: str) -> None:
    file = home / "应报.csv"
    file.write_text("\n".join(["部门,区划,起始年度,终止年度,截止日期,零报送", *rows]), encoding="utf-8")
    import_list("expected_department", file)
