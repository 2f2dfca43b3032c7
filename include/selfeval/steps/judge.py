"""Parquet of a batch → the findings on it: those of reading and those of the rules, numbered within each file."""

import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from selfeval import paths
from selfeval.quality.rules import SEVERITIES, Rule, register, rule_set_version
from selfeval.settings import settings
from selfeval.warehouse.submissions.judged_before import read_history
from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.rule_set import dim_rule

log = logging.getLogger(__name__)

READ = (staging.submission, staging.form, staging.project, staging.amount, staging.indicator, staging.cell)


def judge_batch(batch: str, *, keep_results: bool = True) -> dict[str, int]:
    """Judge the batch folder; write finding.parquet, and in rule.parquet the rules that it was judged by.

    Returns the number of findings by severity.

    The results are kept for Data Docs and the forms are held against what the warehouse has of their departments,
    where one is set, unless this is a dry run. Raises RuleError where a rule cannot be applied.
    """
    # Great Expectations takes seconds to import; only a task that judges pays for it.
    from selfeval.quality.judging import judge

    folder = Path(batch)
    tables = {table.name: pq.read_table(folder / f"{table.name}.parquet") for table in READ}
    if keep_results and settings().warehouse_url:
        tables["history"] = read_history(tables["form"], tables["submission"])
    found = pq.read_table(folder / "finding_read.parquet").to_pylist() + judge(
        tables, folder.name, keep_results=keep_results
    )
    _write(_rule_rows(register(paths.rule_suites())), staging.arrow_schema(dim_rule), folder / "rule.parquet")
    _write(_numbered(found), staging.arrow_schema(staging.finding), folder / "finding.parquet")
    told = Counter(finding["severity"] for finding in found)
    counts: dict[str, int] = {severity: told[severity] for severity in SEVERITIES}
    log.info(
        "检查 %d 个文件、%d 个项目：严重 %d 条，警告 %d 条，提示 %d 条。",
        tables["submission"].num_rows,
        tables["project"].num_rows,
        *counts.values(),
    )
    return counts


def build_data_docs() -> str:
    """Build the Data Docs site from the validation results that are kept. Returns the path of its index.html."""
    from selfeval.quality.data_docs import build

    return str(build())


def _rule_rows(rules: Sequence[Rule]) -> list[dict[str, object]]:
    """The register as rows of core.dim_rule."""
    version = rule_set_version(rules)
    return [
        {
            "rule_set_version": version,
            "rule_code": rule.code,
            "stage": rule.stage,
            "severity": rule.severity,
            "grain": rule.grain,
            "is_fault": rule.holds,
            "title_zh": rule.title.zh,
            "title_en": rule.title.en,
        }
        for rule in rules
    ]


def _numbered(found: list[dict[str, object]]) -> list[dict[str, object]]:
    """In the order of form, project, severity and rule, numbered from 1 within each file."""
    numbers: Counter[object] = Counter()
    numbered = []
    for finding in sorted(found, key=_rank):
        numbers[finding["submission_sha256"]] += 1
        numbered.append(finding | {"finding_number": numbers[finding["submission_sha256"]]})
    return numbered


def _rank(finding: dict[str, Any]) -> tuple[object, ...]:
    """What concerns the whole file comes first, then what concerns a whole form."""
    return (
        finding["submission_sha256"],
        finding["form_number"] or 0,
        finding["project_number"] or 0,
        SEVERITIES.index(finding["severity"]),
        finding["rule_code"],
        finding["cell"] or "",
        finding["message_zh"],
    )


def _write(rows: list[dict[str, object]], schema: pa.Schema, file: Path) -> None:
    part = file.with_name(f".{file.name}")
    pq.write_table(pa.Table.from_pylist(rows, schema), part)
    part.replace(file)
