"""docs/data_dictionary.md tells the marts and the star as the database has them."""

from pathlib import Path

import pytest
from warehouse_contents import connect

from selfeval.local import scratch
from selfeval.settings import PROJECT_ROOT, settings
from selfeval.warehouse.schema import dictionary, views


@pytest.mark.usefixtures("home")
def test_page_is_up_to_date() -> None:
    page = (PROJECT_ROOT / "docs" / "data_dictionary.md").read_text("utf-8")
    assert page == dictionary.render(), "run `make dictionary`"


@pytest.mark.usefixtures("home")
def test_page_follows_the_catalogue() -> None:
    with connect() as connection:
        connection.execute("create view mart.made_later as select 1::numeric as share, 2::numeric as paid_amount")
        connection.execute("comment on view mart.made_later is '试用：一行一个 / trial: one row per trial'")
        connection.execute("comment on column mart.made_later.share is '份额，不可加总 / share; not additive'")
        connection.execute("comment on column mart.made_later.paid_amount is '金额 / amount'")
    page = dictionary.render()
    assert "| `share` | numeric | 不可加总 not additive | 份额，不可加总 | share; not additive |" in page
    assert "| `paid_amount` | numeric | 可加总 additive | 金额 | amount |" in page
    assert "- 用途 purpose：试用 · trial\n- 粒度 grain：一行一个 · one row per trial\n" in page
    assert all(f"## {view}\n" in page for view in views.MARTS)
    assert "dim_department ||--o{ fct_budget_execution : department_key" in page


def test_page_is_made_on_a_server_of_its_own(home: Path) -> None:
    before = settings().warehouse_url
    with scratch.warehouse():
        assert settings().warehouse_url != before
        assert settings().home != home
        made = Path(settings().home)
        assert "mart_trace.trace_amount" in dictionary.render()
    assert (settings().warehouse_url, settings().home, made.exists()) == (before, home, False)
