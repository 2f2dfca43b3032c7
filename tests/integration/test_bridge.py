"""The bridge between two years on a real PostgreSQL: every change in parts that add up, each with its reason."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from handed_in import hand_in, sample_years

from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year

Ask = Callable[..., list[tuple[Any, ...]]]
PARTS = "real_amount, restated_amount, lineage_amount, new_amount, ended_amount, unit_amount, disputed_amount"
MARTS = ("project", "department", "region", "government", "source", "indicator")
UNBALANCED = f"""
select * from mart.{{}}_year_on_year
where change_amount is distinct from {PARTS.replace(", ", " + ")}
"""


def test_three_years_of_a_department_add_up_to_the_fen(home: Path, ask: Ask) -> None:
    forms = sample_years()
    load_batch(str(hand_in(home, *forms.values())))
    for year in forms:
        publish_fiscal_year(year)
    for mart in MARTS:
        assert ask(UNBALANCED.format(mart)) == []
    assert ask(
        f"select fiscal_year, change_amount, {PARTS} from mart.department_year_on_year"
        " where measure_code = 'budget' and change_amount is not null order by 1"
    ) == [
        (2021, *map(Decimal, ("104555000", "733000", "0", "0", "10000", "-880000", "0", "104692000"))),
        (2022, *map(Decimal, ("-54455500", "79600", "0", "103900", "420000", "-10000", "0", "-55049000"))),
    ]
