"""In whatever order hand-ins arrive, are loaded and published, the warehouse ends alike; at once, as one by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from handed_in import Form, again, hand_in, line
from hypothesis import HealthCheck, example, given
from hypothesis import settings as property_settings
from hypothesis import strategies as st
from warehouse_contents import connect

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

FIRST = Form((line("甲", "1"), line("乙", "2"), line("丙", "300")))
CORRECTED = again(FIRST, lines=(line("甲", "9"), line("乙", "2")), days=5)
EARLIER = again(FIRST, fiscal_year=2020, lines=(line("甲", "1"), line("丁", "40")), days=8)
LATER = again(FIRST, fiscal_year=2022, lines=(line("甲工作", "9"), line("乙", "2")), days=1)
STRANGER = again(FIRST, salt="stranger", days=3)


@dataclass(frozen=True)
class Arrival:
    """A file on its way: through which channel, and when."""

    form: Form
    days: int
    channel: str = "民政局"


ARRIVALS = (
    Arrival(FIRST, 0),
    Arrival(CORRECTED, 5),
    Arrival(FIRST, 9),
    Arrival(EARLIER, 8),
    Arrival(LATER, 1),
    Arrival(LATER, 6),
    Arrival(STRANGER, 3, "教育局"),
)
"""A correction, its original again, 2020 after 2022, a duplicate, and a stranger in another's name."""
ENDS = {
    "current and past": """
        select submission_sha256, version_number, known_from, known_to, is_first, is_current
        from mart_history.form_version order by known_from, submission_sha256
    """,
    "amounts": """
        select fiscal_year, project_name, measure_code, funding_source_code, yuan_amount, outcome_code, counted_from,
            counted_to, is_first, is_current
        from mart_history.budget_execution
        order by fiscal_year, project_name collate "C", measure_code, funding_source_code, yuan_amount,
            counted_from, outcome_code
    """,
    "projects": "select to_jsonb(dim) - '{project_key,department_key}'::text[] from mart_history.dim_project"
    " as dim order by 1",
    "departments": "select to_jsonb(dim) - 'department_key' from mart_history.dim_department as dim order by 1",
    "comparison": "select to_jsonb(pair) - 'lineage_code' from mart_detail.project_year_on_year as pair order by 1",
    "outcomes": "select channel_name, received_at, settled_state from core.receipt order by received_at",
    "findings": """
        select submission_sha256, rule_code, finding_state, message_zh from mart.quality_finding order by 1, 2, 4
    """,
}


@given(st.permutations(ARRIVALS), st.lists(st.booleans(), min_size=len(ARRIVALS), max_size=len(ARRIVALS)))
@example(list(ARRIVALS), [True] * len(ARRIVALS))
@property_settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arrivals_in_any_order_end_alike(
    home: Path,
    in_order: dict[str, Any],
    start_anew: Callable[[], None],
    order: list[Arrival],
    published: list[bool],
) -> None:
    start_anew()
    for arrival, is_published in zip(order, published, strict=True):
        years = _load(home, arrival)
        for year in years if is_published else ():
            publish_fiscal_year(year)
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    assert _ends() == in_order


def test_arrivals_in_order_end_as_they_should(in_order: dict[str, Any]) -> None:
    spans = [(row[1], row[4], row[5]) for row in in_order["current and past"]]
    assert spans == [
        (2, True, False),
        (1, True, True),
        (1, False, False),
        (1, True, True),
        (2, False, True),
    ]
    assert [state for channel, _, state in in_order["outcomes"] if channel == "教育局"] == ["held"]


def test_batches_of_one_department_at_once_end_as_one_by_one(
    home: Path, in_order: dict[str, Any], start_anew: Callable[[], None]
) -> None:
    start_anew()
    with ThreadPoolExecutor(len(ARRIVALS)) as pool:
        list(pool.map(lambda arrival: _load(home, arrival), ARRIVALS))
        list(pool.map(publish_fiscal_year, (2020, 2021, 2022)))
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    assert _ends() == in_order


@pytest.fixture
def in_order(home: Path) -> dict[str, Any]:
    """What stands after the arrivals in the order of their days, each published at once."""
    for arrival in sorted(ARRIVALS, key=lambda one: one.days):
        for year in _load(home, arrival):
            publish_fiscal_year(year)
    return _ends()


@pytest.fixture
def start_anew(warehouse: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Go on with a warehouse that has no row."""

    def change() -> None:
        monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
        settings.cache_clear()

    return change


def _load(home: Path, arrival: Arrival) -> list[int]:
    """Hand in, and load in a folder of the arrival's own, as two tasks at once would have."""
    folder = hand_in(home / str(arrival.days), arrival.form, channel=arrival.channel, days=arrival.days)
    years: list[int] = load_batch(str(folder))["fiscal_years"]
    return years


def _ends() -> dict[str, list[tuple[Any, ...]]]:
    with connect() as connection:
        return {name: connection.execute(question).fetchall() for name, question in ENDS.items()}
