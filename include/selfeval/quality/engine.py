"""Rules and frames → one Great Expectations run → the failing rows of each rule, and the validation results.

Importing this takes seconds, because it imports Great Expectations: who only reads forms must not import it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.exceptions.exceptions import GreatExpectationsError
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.registry import get_expectation_impl

from selfeval.quality import bounds as _bounds  # noqa: F401  (importing registers them)
from selfeval.quality import comparisons as _comparisons  # noqa: F401
from selfeval.quality import expectations as _ours  # noqa: F401
from selfeval.quality.rules import Rule, UnusableRuleError

ROW = "row_number"
Frames = Mapping[str, pd.DataFrame]
PLACES_ONLY = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": [ROW],
    "exclude_unexpected_values": True,
    "partial_unexpected_count": 0,
    "return_unexpected_index_query": False,
}
"""Which rows fail, without their values: to turn one decimal into a float, Great Expectations walks the call stack,
which took 7 of the 11 seconds of 2,000 projects with 5,500 findings."""


@dataclass(frozen=True)
class Run:
    """What one run found: `row_number`s of the rows that fail, by rule code; and one result a grain."""

    failing: dict[str, list[int]]
    results: dict[str, ExpectationSuiteValidationResult]
    run_id: RunIdentifier


def validate(frames: Frames, rules: Sequence[Rule], name: str, time: dt.datetime) -> Run:
    """Hold every rule that is not retired against the frame of its grain, in one run called `name`.

    Raises UnusableRuleError where Great Expectations could not apply a rule; nothing passes by failing to run.
    """
    context = quiet_context()
    run_id = RunIdentifier(run_name=name, run_time=time)
    source = context.data_sources.add_pandas("batch")
    failing: dict[str, list[int]] = {}
    results: dict[str, ExpectationSuiteValidationResult] = {}
    for grain, frame in frames.items():
        applied = [rule for rule in rules if rule.grain == grain and rule.stage != "retired"]
        if not applied:
            continue
        suite = context.suites.add(
            gx.ExpectationSuite(name=grain, expectations=[expectation(rule) for rule in applied])
        )
        whole = source.add_dataframe_asset(grain).add_batch_definition_whole_dataframe("whole")
        definition = context.validation_definitions.add(gx.ValidationDefinition(name=grain, data=whole, suite=suite))
        results[grain] = definition.run(
            batch_parameters={"dataframe": _compared(frame, applied)},
            run_id=run_id,
            result_format=PLACES_ONLY,
        )
        failing |= dict(_failing(results[grain]))
    return Run(failing, results, run_id)


def _compared(frame: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Only the columns that arguments name: Great Expectations copies its whole frame for every rule."""
    named = {name for rule in rules for name in rule.columns()}
    return frame[[column for column in frame.columns if column == ROW or column in named]]


def quiet_context(**places: Any) -> EphemeralDataContext:
    """A context in memory that sends nothing, shows no progress bars and leaves no temporary folder behind."""
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
        **places,
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def expectation(rule: Rule) -> Expectation:
    """The rule as an expectation, with its severity, title and code. Raises UnusableRuleError."""
    try:
        kind: Any = get_expectation_impl(rule.expectation)
        made: Expectation = kind(
            **rule.arguments,
            severity=rule.severity,
            description=f"{rule.code} {rule.title.zh} / {rule.title.en}",
            meta=rule.model_dump(include={"code", "stage", "holds", "title", "advice", "basis"}),
        )
    except (GreatExpectationsError, TypeError, ValueError) as error:
        raise UnusableRuleError(code=rule.code, problem=error) from error
    return made


def _failing(results: ExpectationSuiteValidationResult) -> Iterator[tuple[str, list[int]]]:
    for result in results.results:
        config: Any = result.expectation_config
        raised = _raised(result.exception_info or {})
        if raised is not None:
            raise UnusableRuleError(code=config.meta["code"], problem=raised)
        places = result.result["unexpected_index_list"]
        yield config.meta["code"], [int(row) for place in places for row in place[ROW]]


def _raised(info: Mapping[str, Any]) -> object:
    """What went wrong; Great Expectations tells it either flat or once for each metric."""
    told = [info] if "raised_exception" in info else [one for one in info.values() if isinstance(one, Mapping)]
    return next((one["exception_message"] for one in told if one["raised_exception"]), None)
