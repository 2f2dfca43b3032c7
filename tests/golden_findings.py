"""Findings on a file to the lines of its golden file: figures and cells, no sentences of the form.

A text of more than a few characters is replaced by …, so that a golden file tells nothing of a form but its figures.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

GOLDEN = Path(__file__).parent / "data" / "golden"
TOLD = ("printed", "expected", "suggestion")
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff]")
MOST_CJK, MOST_CHARACTERS = 4, 64
"""`2021年12月完成` and the six amounts of a project are told; a name or a sentence is not."""


def golden_file(file: Path) -> Path:
    return GOLDEN / f"{file.stem}.yml"


def golden_lines(findings: Iterable[dict[str, Any]]) -> list[str]:
    """One line a finding, in the order of their numbers; what is blank is left out."""
    return [f"- {_flow(dict(_told(finding)))}" for finding in findings]


def _told(finding: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "rule", finding["rule_code"]
    yield "severity", finding["severity"]
    if finding["cell"]:
        yield "cell", finding["cell"]
    if finding["form_number"]:
        yield "project", f"{finding['form_number']}.{finding['project_number'] or '-'}"
    for name in TOLD:
        if finding[name]:
            yield name, _short(finding[name])
        if name == "expected" and finding["difference"] is not None:
            yield "difference", _rounded(finding["difference"])


def _short(text: str) -> str:
    return text if len(CJK.findall(text)) <= MOST_CJK and len(text) <= MOST_CHARACTERS else "…"


def _rounded(difference: Decimal) -> str:
    return f"{difference.quantize(Decimal('0.0001')).normalize():f}"


def _flow(told: dict[str, str]) -> str:
    dumped = yaml.safe_dump(told, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return str(dumped).strip()
