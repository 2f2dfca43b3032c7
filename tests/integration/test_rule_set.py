"""Rule sets as they were applied: recorded once by whoever comes first, the active rules never changed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow as pa

from selfeval.warehouse.tables import rule_set, staging

Ask = Callable[..., list[tuple[Any, ...]]]


def rules(version: str, **stages: str) -> pa.Table:
    told = {"rule_set_version": version, "severity": "info", "grain": "amount", "is_fault": False}
    told |= {"title_zh": "甲", "title_en": "a"}
    rows = [told | {"rule_code": code, "stage": stage} for code, stage in stages.items()]
    return pa.Table.from_pylist(rows, staging.arrow_schema(rule_set.dim_rule))


def test_batches_that_meet_a_new_set_at_once_record_it_once(ask: Ask) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(rule_set.record, [rules("a" * 12, A="active", B="active")] * 8)) == {"a" * 12}
    assert ask("select count(*) from core.dim_rule_set") == [(1,)]
    assert ask("select rule_code from core.dim_rule order by 1") == [("A",), ("B",)]


def test_rule_in_the_shadow_may_change_within_a_set_and_an_active_one_not(ask: Ask) -> None:
    rule_set.record(rules("a" * 12, A="active", B="shadow"))
    rule_set.record(rules("a" * 12, A="active", B="retired"))
    rule_set.record(rules("b" * 12, A="retired", B="active"))
    assert ask("select rule_set_version, rule_code, stage from core.dim_rule order by 1, 2") == [
        ("a" * 12, "A", "active"),
        ("a" * 12, "B", "retired"),
        ("b" * 12, "A", "retired"),
        ("b" * 12, "B", "active"),
    ]
