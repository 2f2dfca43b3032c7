"""Great Expectations as it is used: rules that cannot be applied are told, and it is quiet."""

import datetime as dt
import subprocess
import sys

import pandas as pd
import pytest

from selfeval import paths
from selfeval.quality import engine
from selfeval.quality.rules import Rule, UnusableRuleError, load_rules

FORM = pd.DataFrame({"row_number": [0, 1], "amount_unit": ["万元", None], "fiscal_year": [2021, 2021]})
UNIT = next(rule for rule in load_rules(paths.rule_suites()) if rule.code == "SE-F01")


def failing(rule: Rule) -> dict[str, list[int]]:
    return engine.validate({"form": FORM}, [rule], "b1", dt.datetime(2022, 1, 1, tzinfo=dt.UTC)).failing


def test_failing_rows_are_told_by_their_number() -> None:
    assert failing(UNIT) == {"SE-F01": [1]}


def test_shadow_rule_runs_and_retired_rule_does_not() -> None:
    assert failing(UNIT.model_copy(update={"stage": "shadow"})) == {"SE-F01": [1]}
    assert failing(UNIT.model_copy(update={"stage": "retired"})) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"expectation": "expect_miracles"},
        {"arguments": {"column": "no_such_column"}},
        {"arguments": {"column": "amount_unit", "colour": "red"}},
        {"arguments": {}},
    ],
)
def test_rule_that_cannot_be_applied_is_told_and_never_passes(wrong: dict[str, object]) -> None:
    with pytest.raises(UnusableRuleError, match="SE-F01"):
        failing(UNIT.model_copy(update=wrong))


def test_run_is_quiet_whatever_the_logging_of_the_process() -> None:
    """Airflow logs everything from INFO on; the task log must hold our sentences only."""
    program = (
        "import logging; logging.basicConfig(level=logging.DEBUG)\n"
        "import datetime as dt, pandas as pd\n"
        "from selfeval import paths\n"
        "from selfeval.quality import engine\n"
        "from selfeval.quality.rules import load_rules\n"
        "rules = [rule for rule in load_rules(paths.rule_suites()) if rule.code in ('SE-F01', 'SE-F02')]\n"
        "form = pd.DataFrame({'row_number': [0], 'amount_unit': ['元'], 'fiscal_year': [2021]})\n"
        "engine.validate({'form': form}, rules, 'b1', dt.datetime(2022, 1, 1, tzinfo=dt.UTC))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    told = [line for line in (done.stdout + done.stderr).splitlines() if "great_expectations" in line or "%|" in line]
    assert told == []
    assert "Skipping registering" not in done.stderr


def test_reading_forms_does_not_import_great_expectations() -> None:
    program = "import selfeval.steps.judge, sys; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
