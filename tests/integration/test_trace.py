"""Every figure of the marts, read from real files, leads by one join to the cell and the text that it was read from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from handed_in import Form, again, hand_in, line, sample_years
from mart_places import place as mart_place
from printed_figures import says_amount, says_points, says_rate
from read_files import load_files
from warehouse_contents import connect

from selfeval import paths
from selfeval.forms.figures import plain
from selfeval.settings import PROJECT_ROOT
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

Ask = Callable[..., list[tuple[Any, ...]]]
MADE = PROJECT_ROOT / "tests" / "data" / "forms"
SLOW = "wide_a_million_blank_rows.ods"
FILES = [
    *sorted(paths.samples().glob("*/*.*")),
    *sorted(file for file in MADE.iterdir() if file.suffix not in (".json", ".md") and file.name != SLOW),
]
KEYS = {"form_version_key", "project_number", "measure_code", "funding_source_code"}

SIDES = {
    "amount": ("lineage_code", 0, "is_counted"),
    "prior_amount": ("next_lineage_code", 1, "is_counted"),
    "prior_reported_amount": ("next_lineage_code", 1, "is_first_counted"),
}
"""Amounts of a year on year: the code in the trace, how many years before, and which lines count."""


@pytest.fixture
def loaded(home: Path) -> None:
    """The samples and the made-up hard forms, in every format, as they are read."""
    load_files(home, FILES)


@pytest.mark.usefixtures("loaded")
def test_every_figure_traces_to_its_cell_and_the_printed_text_parses_back_to_it(ask: Ask) -> None:
    assert ask("select count(*) from mart_trace.trace_amount") == ask("select count(*) from core.fct_budget_execution")
    amounts = ask(
        "select printed_value, printed, amount_unit_code, cell_printed, yuan_amount = printed_value * yuan_factor,"
        " file_name || cell, cell_role from mart_trace.trace_amount"
        " left join core.dim_amount_unit using (amount_unit_code)"
    )
    assert len(amounts) > 700
    for value, printed, unit, cell_printed, is_in_yuan, place, role in amounts:
        assert says_amount(printed, unit, value), place
        assert is_in_yuan and plain(printed) in plain(cell_printed) and role == "value", place
    for value, printed, cell_printed, place in ask(
        "select stated_ratio, printed, cell_printed, file_name || cell from mart_trace.trace_rate"
        " where stated_ratio is not null"
    ):
        assert says_rate(printed, value) and plain(printed) in plain(cell_printed), place
    scores = ask("select score, printed, file_name || cell, score_code from mart_trace.trace_score")
    assert {row[3] for row in scores} == {
        "budget_weight", "budget_score", "total_score", "indicator_weight", "indicator_score",
    }  # fmt: skip
    for value, printed, place, _ in scores:
        assert says_points(printed, value), (place, printed, value)
    for actual, printed, place in ask(
        "select actual, actual_printed, file_name || actual_cell from mart_trace.trace_indicator"
        " where actual is not null"
    ):
        assert plain(actual) in plain(printed), place


def test_every_mart_row_of_an_amount_has_one_row_in_the_trace(home: Path, ask: Ask) -> None:
    """Whatever mart has the key of an amount, as the catalogue says."""
    load_batch(str(hand_in(home, *sample_years().values())))
    with connect() as connection:
        connection.execute("analyze")
    columns = "select table_name, column_name from information_schema.columns where table_schema ~ '^mart(_|$)'"
    marts: dict[str, set[str]] = {}
    for mart, column in ask(columns):
        marts.setdefault(mart, set()).add(column)
    keyed = [mart for mart, found in marts.items() if found >= KEYS | {"yuan_amount"}]
    assert "trace_amount" in keyed
    for mart in keyed:
        untraced = ask(
            f"select count(*) from {mart_place(mart)} as told left join mart_trace.trace_amount as trace"  # noqa: S608
            f" using ({', '.join(sorted(KEYS))}) where told.yuan_amount is distinct from trace.yuan_amount"
        )
        assert untraced == [(0,)], mart
    assert ask(f"select count(*) - count(distinct ({', '.join(sorted(KEYS))})) from mart_trace.trace_amount") == [(0,)]  # noqa: S608


def test_every_amount_of_a_year_on_year_is_the_sum_of_its_traced_lines(home: Path, ask: Ask) -> None:
    """Last year as first reported too; with a project withdrawn since, and a department that is awaited."""
    first = Form((line("甲", "4"), line("乙", "5"), line("丙", "6")), 2020)
    corrected = again(first, lines=(line("甲", "4.5"), line("乙", "5"), line("丁", "2")), days=1)
    card = Form((line("甲", "9"), line("戊", "3")), 2020, family="card")
    awaited = Form((line("己", "8"),), 2020, "教育局")
    now = Form((line("甲", "7"), line("乙", "5"), line("丁", "2")), 2021, days=2)
    load_batch(str(hand_in(home, first, corrected, card, awaited, now)))
    publish_fiscal_year(2020)
    publish_fiscal_year(2021)
    assert ask(
        "select count(*) from mart_detail.project_year_on_year where lineage_kind in ('withdrawn', 'awaited')"
    ) == [(4,)]
    marts = ask(
        "select table_name, array_agg(column_name::text) from information_schema.columns"
        " where table_schema ~ '^mart(_|$)'"
        " and table_name ~ '_year_on_year$' and table_name !~ 'indicator|trace' group by 1 order by 1"
    )
    assert len(marts) == 5
    for mart, columns in marts:
        keys = [key for key in ("department_name", "funding_source_code") if key in columns and mart[:7] != "project"]
        for amount, (code, years, is_counted) in SIDES.items():
            same = [f"told.{key} = trace.{key}" for key in ("measure_code", *keys)]
            same += [f"told.lineage_code = trace.{code}" if "lineage_code" in columns else "true"]
            same += [f"told.fiscal_year = trace.fiscal_year + {years}", f"trace.{is_counted}"]
            same += [] if "funding_source_code" in columns else ["trace.funding_source_code = 'total'"]
            rows = ["measure_code", "fiscal_year", *keys, *(["lineage_code"] if "lineage_code" in columns else [])]
            group = ", ".join(f"told.{one}" for one in rows)
            untraced = ask(
                f"select {group}, told.{amount}, sum(trace.yuan_amount) from {mart_place(mart)} as told"  # noqa: S608
                f" left join mart_trace.trace_amount as trace on {' and '.join(same)} group by {group}, told.{amount}"
                f" having told.{amount} is distinct from sum(trace.yuan_amount)"
            )
            assert untraced == [], (mart, amount)


def test_trace_says_what_reading_noted_and_what_was_found_at_the_cell(home: Path, ask: Ask) -> None:
    load_files(home, [MADE / "card_figures_run_together.xlsm"])
    told = ask(
        "select distinct finding_count, findings, reading_note from mart_trace.trace_amount where finding_count > 0"
    )
    assert told
    for count, findings, note in told:
        assert "figures-split warning" in findings and count >= 1
        assert "连在一起" in note


def test_version_that_was_replaced_is_traced_to_its_own_file(home: Path, ask: Ask) -> None:
    first = Form((line("甲", "5"),))
    corrected = again(first, lines=(line("甲", "7"),), days=3)
    load_batch(str(hand_in(home, first, corrected)))
    publish_fiscal_year(2021)
    assert ask(
        "select submission_sha256, yuan_amount, is_counted, lineage_code is not null from mart_trace.trace_amount"
        " where measure_code = 'budget' and funding_source_code = 'total' order by version_number"
    ) == [(first.sha256, 50000, False, True), (corrected.sha256, 70000, True, True)]


def test_of_a_project_on_a_card_and_in_a_wide_form_the_wide_one_is_counted(home: Path, ask: Ask) -> None:
    wide, card = Form((line("甲", "5"),)), Form((line("甲", "6"),), family="card")
    overall = Form((line("民政局本级", "9"),), family="overall")
    load_batch(str(hand_in(home, wide, card, again(card, lines=(line("乙", "1"),)), overall)))
    publish_fiscal_year(2021)
    assert ask(
        "select project_name, sum(yuan_amount) from mart_trace.trace_amount"
        " where is_counted and measure_code = 'budget'"
        " and funding_source_code = 'total' group by 1 order by 1"
    ) == ask(
        "select project_name, amount from mart_detail.project_year_on_year where measure_code = 'budget' order by 1"
    )
