"""Loading on a real PostgreSQL: exact, once, and nothing half-done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from handed_in import Form, again, hand_in, line, sample_years
from hypothesis import HealthCheck, given
from hypothesis import settings as property_settings
from hypothesis import strategies as st
from warehouse_contents import EVERYTHING, connect

from selfeval.errors import LoadError
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.submissions.batch import BatchFileError

Ask = Callable[..., list[tuple[Any, ...]]]


def test_loaded_amounts_are_the_printed_ones_in_yuan_to_the_last_digit(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line("甲", "61.80", "0.00000001"),)))))
    assert ask(
        "select measure_code, yuan_amount::text, printed, printed_value::text from core.fct_budget_execution"
        " where funding_source_code = 'total' order by 1"
    ) == [("budget", "618000", "61.80", "61.8"), ("executed", "0.0001", "0.00000001", "0.00000001")]


@pytest.mark.parametrize(("unit", "yuan"), [("元", "3"), ("千元", "3000"), ("万元", "30000"), ("亿元", "300000000")])
def test_each_unit_becomes_yuan(home: Path, ask: Ask, unit: str, yuan: str) -> None:
    load_batch(str(hand_in(home, Form((line("甲", "3"),), amount_unit=unit))))
    assert ask("select distinct yuan_amount from core.fct_budget_execution where measure_code = 'budget'") == [
        (Decimal(yuan),)
    ]


@given(st.lists(st.decimals(min_value=-(10**12), max_value=10**12, places=6), min_size=1, max_size=8))
@property_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_in_equal_sums_out(home: Path, ask: Ask, values: list[Decimal]) -> None:
    lines = tuple(line(f"项目{number}", str(value)) for number, value in enumerate(values))
    form = Form(lines, amount_unit="亿元")
    load_batch(str(hand_in(home, form)))
    [(total,)] = ask(
        "select sum(yuan_amount) from core.fct_budget_execution join core.dim_form_version using (form_version_key)"
        " join core.submission using (submission_key) where submission_sha256 = %s and measure_code = 'budget'"
        " and funding_source_code = 'total'",
        form.sha256,
    )
    assert total == sum(values) * 10**8


def test_computed_ratio_stands_beside_the_stated_one(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line("甲", "64.00", "63.68"), line("乙", "0", "0"))))))
    assert ask("select stated_ratio, computed_ratio from core.fct_project_evaluation order by project_number") == [
        (Decimal("0.98"), Decimal("0.9950000000")),
        (Decimal("0.98"), None),
    ]


def test_loading_again_changes_nothing_and_says_the_same(home: Path, ask: Ask) -> None:
    folder = str(hand_in(home, *sample_years().values()))
    first = load_batch(folder)
    rows = ask(EVERYTHING)
    assert load_batch(folder) == first
    assert ask(EVERYTHING) == rows
    assert first == {
        "fiscal_years": [2020, 2021, 2022], "loaded": 3, "held": 0, "projects": 48, "amounts": 206, "findings": 4,
    }  # fmt: skip


def test_batches_at_once_load_each_file_once(home: Path, ask: Ask) -> None:
    forms = [Form((line(f"项目{n}", "1"),), department=f"部门{n % 3}", salt=str(n)) for n in range(12)]
    folders = [hand_in(home, *forms[:8]), hand_in(home, *forms[4:]), hand_in(home, *reversed(forms))]
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(load_batch, [str(folder) for folder in folders * 2]))
    assert [outcome["loaded"] for outcome in outcomes] == [8, 8, 12] * 2
    assert ask("select count(*), count(distinct submission_key) from core.dim_form_version") == [(12, 12)]
    assert ask("select count(*) from core.dim_department") == [(3,)]


def test_file_with_a_reading_fault_is_held_and_disturbs_no_other(home: Path, ask: Ask) -> None:
    good = Form((line("甲", "1"),))
    bad = Form((line("乙", "2"),), amount_unit="万圆", faults=("金额单位无法识别",))
    outcome = load_batch(str(hand_in(home, good, bad)))
    assert (outcome["loaded"], outcome["held"]) == (1, 1)
    assert ask("select project_name from core.fct_project_evaluation") == [("甲",)]
    assert ask(
        "select state, submission_state, held_reason from mart_history.receipt where submission_sha256 = %s", bad.sha256
    ) == [("held", "held", "金额单位无法识别")]


@pytest.mark.parametrize("change", [{"fiscal_year": None}, {"amount_unit": None}, {"amount_unit": "万圆"}])
def test_form_that_cannot_be_placed_is_held_even_when_no_rule_said_so(
    home: Path, ask: Ask, change: dict[str, Any]
) -> None:
    outcome = load_batch(str(hand_in(home, again(Form((line("甲", "1"),)), **change))))
    assert (outcome["loaded"], outcome["held"]) == (0, 1)
    assert ask("select rule_code, is_fault from core.fct_quality_finding") == [("form-not-loadable", True)]


def test_form_that_names_no_department_belongs_to_its_channel(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line("甲", "1"),), department=None), channel="教育局")))
    assert ask("select department_name from core.dim_department") == [("教育局",)]


def test_projects_without_a_name_or_with_the_same_name_are_all_there(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line(None, "1"), line(None, "2"), line("甲", "3"), line("甲 ", "4"))))))
    assert ask("select count(*), count(distinct project_key) from core.fct_project_evaluation") == [(4, 3)]
    publish_fiscal_year(2021)
    assert ask("select sum(budget_amount) from core.project_year") == [(Decimal(100000),)]


def test_correction_supersedes_and_overwrites_nothing(home: Path, ask: Ask) -> None:
    first = Form((line("甲", "1"),))
    load_batch(str(hand_in(home, again(first, lines=(line("甲", "2"),), days=1))))
    load_batch(str(hand_in(home, first)))
    publish_fiscal_year(2021)
    assert ask("select budget_amount from core.project_year") == [(Decimal(20000),)]
    assert ask("select version_number, is_current from core.form_version order by 1") == [(1, False), (2, True)]


def test_text_with_quotes_commas_lines_and_nul_arrives_as_it_was(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, Form((line('"甲",\n\\N\\.', "1"), line("乙\x00", "2"))))))
    assert ask("select project_name from core.fct_project_evaluation order by project_number") == [
        ('"甲",\n\\N\\.',),
        ("乙␀",),
    ]


def test_rows_that_break_a_key_are_refused_in_words_and_leave_nothing(home: Path, ask: Ask) -> None:
    folder = hand_in(home, Form((line("甲", "1"),)))
    amounts = pq.read_table(folder / "amount.parquet")
    pq.write_table(pa.concat_tables([amounts, amounts]), folder / "amount.parquet")
    with pytest.raises(LoadError, match="rows-refused"):
        load_batch(str(folder))
    assert ask("select count(*) from staging.form") == [(0,)]
    assert ask("select state from core.submission") == [("received",)]


def test_load_that_would_store_other_amounts_is_rolled_back(home: Path, ask: Ask) -> None:
    if ask("select 1 from pg_extension where extname = 'citus'"):
        pytest.skip("Citus 的分布表不支持触发器 / Citus has no triggers on distributed tables")
    with connect() as connection:
        connection.execute(
            "create function core.doubled() returns trigger language plpgsql as"
            " $$ begin new.yuan_amount = 2 * new.yuan_amount; return new; end $$"
        )
        connection.execute(
            "create trigger doubled before insert on core.fct_budget_execution"
            " for each row execute function core.doubled()"
        )
    with pytest.raises(LoadError, match=r"load-unbalanced: .*yuan_amount 应为 40000"):
        load_batch(str(hand_in(home, Form((line("甲", "1"),)))))
    assert ask("select count(*) from core.fct_project_evaluation") == [(0,)]
    assert ask("select state from core.submission") == [("received",)]


def test_batch_without_its_findings_is_refused(home: Path) -> None:
    folder = hand_in(home, Form((line("甲", "1"),)))
    (folder / "finding.parquet").unlink()
    with pytest.raises(BatchFileError, match=r"finding\.parquet"):
        load_batch(str(folder))


def test_batch_that_find_never_recorded_is_refused(home: Path, ask: Ask) -> None:
    folder = hand_in(home, Form((line("甲", "1"),)))
    ask("delete from core.receipt returning 1")
    ask("delete from core.submission returning 1")
    with pytest.raises(LoadError, match="unknown-submission"):
        load_batch(str(folder))
