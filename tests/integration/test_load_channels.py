"""A department's books belong to its channel: what another channel's title says opens none of them."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from handed_in import Form, again, hand_in, line

from selfeval.steps.answer import answer_batch
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

Ask = Callable[..., list[tuple[Any, ...]]]
OWNED = Form((line("甲", "100"),))
FOREIGN = Form((line("乙", "3"),), days=5)
BUDGET = "select fiscal_year, department_name, amount from mart.department_year_on_year where measure_code = 'budget'"


@pytest.mark.parametrize("owner_channel", ["民政局", "福利处"])
def test_form_of_another_channel_is_held_and_moves_no_figure(home: Path, ask: Ask, owner_channel: str) -> None:
    _load(home, OWNED, owner_channel)
    assert _load(home, FOREIGN, "教育局")["held"] == 1
    assert ask(BUDGET) == [(2021, "民政局本级", Decimal(1000000))]
    [(rule, severity, is_fault, message)] = ask(
        "select rule_code, severity, is_fault, message_zh from mart.quality_finding"
    )
    assert (rule, severity, is_fault) == ("department-of-another-channel", "critical", True)
    assert f"“民政局本级”由报送通道“{owner_channel}”报送" in message
    assert f"{FOREIGN.sha256[:8]}.xlsx 来自通道“教育局”" in message


@pytest.mark.parametrize("owner_channel", ["民政局", "福利处"])
def test_form_of_another_channel_that_was_loaded_first_loses_its_place(
    home: Path, ask: Ask, owner_channel: str
) -> None:
    foreign_year = again(FOREIGN, fiscal_year=2022)
    _load(home, foreign_year, "教育局")
    assert ask(BUDGET) == [(2022, "民政局本级", Decimal(30000))]
    outcome = _load(home, OWNED, owner_channel)
    assert outcome["fiscal_years"] == [2021, 2022]
    assert ask(BUDGET) == [(2021, "民政局本级", Decimal(1000000))]
    said = _receipt(home, foreign_year, "教育局")
    assert (said["state"], said["is_current"]) == ("held", False)
    assert "由报送通道" in said["held_reason"]


def test_channel_cannot_open_a_year_of_a_department_that_another_owns(home: Path, ask: Ask) -> None:
    _load(home, OWNED, "福利处")
    _load(home, again(FOREIGN, fiscal_year=2025), "教育局")
    assert ask("select distinct fiscal_year from mart.department_year_on_year") == [(2021,)]


def test_channel_that_bears_the_departments_name_owns_it_even_when_it_comes_later(home: Path, ask: Ask) -> None:
    _load(home, OWNED, "教育局")
    correction = again(OWNED, lines=(line("甲", "120"),), days=3)
    _load(home, correction, "民政局")
    assert ask(BUDGET) == [(2021, "民政局本级", Decimal(1200000))]
    _load(home, OWNED, "民政局", days=4)
    assert ask(BUDGET) == [(2021, "民政局本级", Decimal(1000000))]


def test_departments_of_one_batch_and_several_channels_do_not_disturb_each_other(home: Path, ask: Ask) -> None:
    _load(home, OWNED, "民政局")
    _load(home, Form((line("丙", "7"),), department="教育局本级"), "教育局")
    assert ask("select state, count(*) from core.submission group by state") == [("loaded", 2)]


def test_unit_hands_in_cards_under_its_departments_name_through_its_own_channel(home: Path, ask: Ask) -> None:
    _load(home, OWNED, "民政局")
    card = Form((line("营养改善", "3"),), family="card", implementing_unit="明朗中学")
    assert _load(home, card, "明朗中学")["held"] == 0
    assert _load(home, again(card, lines=(line("营养改善", "9"),), days=2), "教育局")["held"] == 1
    assert ask("select sum(amount) from mart_detail.project_year_on_year where measure_code = 'budget'") == [
        (Decimal(1030000),)
    ]


def test_claim_of_who_handed_in_first_is_not_lost_by_handing_in_again(home: Path, ask: Ask) -> None:
    form = Form((line("甲", "1"),), department="某部门")
    load_batch(str(hand_in(home, form, channel="甲局")))
    load_batch(str(hand_in(home, form, channel="甲局", days=9)))
    load_batch(str(hand_in(home, again(form, salt="another"), channel="乙局", days=3)))
    assert ask("select channel_name, settled_state from core.receipt order by received_at") == [
        ("甲局", "loaded"),
        ("乙局", "held"),
        ("甲局", "loaded"),
    ]


def _load(home: Path, form: Form, channel: str, *, days: int | None = None) -> dict[str, Any]:
    folder = str(hand_in(home, form, channel=channel, days=days))
    outcome: dict[str, Any] = load_batch(folder)
    assert load_batch(folder) == outcome
    answer_batch(folder)
    for year in outcome["fiscal_years"]:
        publish_fiscal_year(year)
    return outcome


def _receipt(home: Path, form: Form, channel: str) -> Any:
    file = home / "answers" / channel / f"{form.sha256[:8]}.xlsx.receipt.json"
    return json.loads(file.read_text(encoding="utf-8"))
