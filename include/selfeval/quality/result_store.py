"""A run → one JSON file a grain in the store of validation results, the same bytes for the same batch.

Great Expectations' own results carry random ids, exact decimals turned into floats, and every failing row; Data Docs
need the verdict on each rule and its first findings. Each file appears whole or not at all, under a path of its own
batch, so batches may be judged side by side.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from great_expectations.data_context.types.resource_identifiers import (
    ExpectationSuiteIdentifier,
    ValidationResultIdentifier,
)

from selfeval.quality.engine import Run
from selfeval.quality.evidence import Finding
from selfeval.quality.wording import amount_text

SHOWN = (
    "file_name",
    "project_name",
    "cell",
    "printed",
    "expected",
    "difference",
    "suggestion",
    "message_zh",
    "message_en",
)
TEN_THOUSANDTH = Decimal("0.0001")
"""Finer than this a difference is not read but measured: the finding has all of it."""
RANDOM_OR_PASSING = ("batch_markers", "validation_id", "checkpoint_id", "batch_parameters")


def put(run: Run, told: Mapping[str, Sequence[Finding]], folder: Path, rows_shown: int) -> None:
    """Write the run's results below `folder`, with the first `rows_shown` findings of each rule, by rule code.

    Results of an earlier run of the same batch are replaced.
    """
    kept = set()
    for grain, result in run.results.items():
        suite = ExpectationSuiteIdentifier(name=grain)
        place = ValidationResultIdentifier(suite, run.run_id, result.batch_id).to_tuple()  # type: ignore[no-untyped-call]
        file = folder.joinpath(*place[:-1], f"{place[-1]}.json")
        content = _steady(dict(result.to_json_dict()), told, rows_shown)  # type: ignore[no-untyped-call]
        _write_whole(file, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True))
        kept.add(file.parent)
    for earlier in folder.glob(f"*/{run.run_id.run_name}/*"):
        if earlier not in kept:
            shutil.rmtree(earlier, ignore_errors=True)


def keep_newest(folder: Path, runs: int) -> None:
    """Delete the results of all but the `runs` batches that came in last."""
    by_batch: dict[str, str] = {}
    for place in folder.glob("*/*/*"):
        by_batch[place.parent.name] = max(by_batch.get(place.parent.name, ""), place.name)
    newest_first = sorted(by_batch, key=lambda batch: (by_batch[batch], batch), reverse=True)
    for batch in newest_first[runs:]:
        for place in folder.glob(f"*/{batch}"):
            shutil.rmtree(place, ignore_errors=True)


def _steady(content: dict[str, Any], told: Mapping[str, Sequence[Finding]], rows_shown: int) -> dict[str, Any]:
    content["meta"] = {name: value for name, value in content["meta"].items() if name not in RANDOM_OR_PASSING}
    for result in content["results"]:
        config = result["expectation_config"]
        config.pop("id", None)
        findings = told.get(config["meta"]["code"], ())
        result["result"] = {
            "element_count": result["result"]["element_count"],
            "unexpected_count": len(findings),
            "unexpected_index_column_names": list(SHOWN),
            "unexpected_index_list": [_shown(finding) for finding in findings[:rows_shown]],
        }
    return content


def _shown(finding: Finding) -> dict[str, str | None]:
    return {name: _text(finding.get(name)) for name in SHOWN}


def _text(value: object) -> str | None:
    if isinstance(value, Decimal):
        return amount_text(value.quantize(TEN_THOUSANDTH) if value.as_tuple().exponent < -4 else value)  # type: ignore[operator]
    return None if value is None else str(value)


def _write_whole(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    part.write_text(text, "utf-8")
    part.replace(file)
