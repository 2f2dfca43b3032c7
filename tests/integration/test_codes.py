"""Codes of findings, lineage groups and comparisons on a real PostgreSQL: they follow from business keys alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from finding_batch import RULE, Told, load_told
from handed_in import Form, again, hand_in, line

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.steps.waive import record_decision, request_waiver
from selfeval.warehouse.schema.migrate import downgrade, migrate

Ask = Callable[..., list[tuple[Any, ...]]]
BEFORE = Form((line("甲", "4", findings=("critical",)), line("乙", "5"), line("丁", "1")), 2020)
NOW = Form((line("甲", "7", findings=("critical", "warning")), line("丙", "6")), 2021, days=1)
AWAITED = Form((line("待", "8"),), 2020, "卫健局")
STATES = "select project_name, finding_state from mart.quality_finding order by 1, 2"
CODES = """
select 'finding', finding_code::text, rule_code, project_name from mart.quality_finding
where department_name <> '城管局'
union all
select 'comparison', lineage_code, project_name, prior_project_name from mart_detail.project_year_on_year
where department_name <> '城管局'
union all
select 'lineage', lineage_code, fiscal_year::text, null from core.lineage
inner join core.dim_department using (department_key) where department_name <> '城管局'
order by 1, 2, 3, 4
"""


def test_same_files_have_the_same_codes_whatever_was_loaded_before(
    home: Path, ask: Ask, warehouse: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _load(home, BEFORE, NOW, AWAITED)
    codes = ask(CODES)
    assert {kind for kind, *_ in codes} == {"finding", "comparison", "lineage"}
    monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
    settings.cache_clear()
    others = [
        Form((line(name, "9", findings=("critical",)),), year, "城管局") for year, name in ((2020, "子"), (2021, "丑"))
    ]
    _load(home, *others, channel="城管局")
    _load(home, AWAITED, NOW)
    _load(home, BEFORE)
    assert ask(CODES) == codes


def test_waiver_covers_what_it_covered_when_codes_are_given_anew(home: Path, ask: Ask) -> None:
    load_told(home, again(NOW, lines=(line("甲", "1"), line("乙", "2"))), Told(1), Told(2))
    wanted = {"rule": RULE, "department": "民政局本级", "project": "甲", "year": 2021, "reason": "已核实"}
    code = request_waiver(wanted | {"expiry": "2099-12-31", "asked_by": "王芳"}, "run 1", None)["waiver_code"]
    record_decision(code, is_approved=True, decided_by="李强", note="同意", run_id="run 1")
    load_batch(str(hand_in(home, BEFORE)))
    publish_fiscal_year(2021)
    states, codes = ask(STATES), ask("select lineage_code from core.lineage order by lineage_key")
    assert ("甲", "waived") in states
    url = str(settings().warehouse_url)
    downgrade(url, "0016_withdrawal")
    assert ask("select lineage_code from core.lineage order by lineage_key") != codes
    assert migrate(url)
    assert ask(STATES) == states
    assert ask("select lineage_code from core.lineage order by lineage_key") == codes


def _load(home: Path, *forms: Form, channel: str = "民政局") -> None:
    for form in forms:
        load_batch(str(hand_in(home, form, channel=form.department if form.department != "民政局本级" else channel)))
    for year in (2020, 2021):
        publish_fiscal_year(year)
