"""A signed receipt → a page that a person reads and prints: one file, Chinese first, nothing from any network."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from selfeval.answers.clock import local_time
from selfeval.answers.signing import SIGNATURE, fingerprint
from selfeval.answers.workbook.remark import SEVERITIES, SEVERITY_NAMES, WAIVED_NAME

MOST_LISTED = 1_000
"""Findings on the page, the worst first: some eighty sheets of paper. The JSON has all."""


def page(receipt: Mapping[str, Any]) -> str:
    """The page of a signed receipt, times in the time zone of the settings."""
    findings = sorted(
        receipt["findings"],
        key=lambda finding: (finding.get("waiver_code") is not None, SEVERITIES.index(finding["severity"])),
    )
    return _template().render(
        receipt=receipt,
        findings=findings[:MOST_LISTED],
        unlisted=max(len(findings) - MOST_LISTED, 0),
        severity_names=SEVERITY_NAMES,
        waived_name=WAIVED_NAME,
        signature=receipt[SIGNATURE],
        fingerprint=fingerprint(receipt[SIGNATURE]["public_key"]),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["local_time"] = local_time
    return environment.get_template("receipt.html.j2")
