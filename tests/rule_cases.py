"""tests/unit/quality/cases/*.yml → the cases of each rule, as submissions of one batch that is judged once.

A case is a file with one form of a few projects (or `files`, several), and what its rule `finds` there: nothing where
the form meets the rule. `history` is what was loaded of the department before, in yuan. Each case has a department of
its own, so that one is no twin of another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from contract_batch import project, submission

CASES = Path(__file__).parent / "unit" / "quality" / "cases"
INDICATOR = dict.fromkeys(("level1", "level2", "name", "target", "actual", "weight", "score", "reason"))
ARGUMENTS = ("name", "sequence", "rate", "actual", "budget_initial", "budget", "received", "executed")


@dataclass(frozen=True)
class Case:
    """What one rule finds on one submission (or on several together)."""

    code: str
    name: str
    files: tuple[dict[str, Any], ...]
    history: tuple[dict[str, Any], ...]
    finds: tuple[dict[str, Any], ...]

    @property
    def submissions(self) -> set[str]:
        """SHA-256 of its files."""
        return {file["sha256"] for file in self.files}


def load_cases() -> list[Case]:
    """Every case of every suite, in the order of the files."""
    told = (
        (code, entry)
        for file in sorted(CASES.glob("*.yml"))
        for code, entries in yaml.safe_load(file.read_text("utf-8")).items()
        for entry in entries
    )
    return [_case(number, code, entry) for number, (code, entry) in enumerate(told, 1)]


def _case(number: int, code: str, entry: dict[str, Any]) -> Case:
    department = f"例{number}局"
    files = enumerate(entry.get("files", [entry]), 1)
    past = {"department_name": department, "fiscal_year": 2020, "source": "total"}
    past |= {"submission_sha256": f"{number:064d}", "form_version_key": number, "project_number": 1}
    return Case(
        code,
        entry["name"],
        tuple(_file(f"{number:060d}{place:04d}", department, file) for place, file in files),
        tuple(past | row | {"yuan_amount": Decimal(row["yuan_amount"])} for row in entry.get("history", [])),
        tuple(entry.get("finds", [])),
    )


def _file(sha256: str, department: str, told: dict[str, Any]) -> dict[str, Any]:
    """`forms` holds several forms, each of `form` (what it says) and `projects`; one alone stands in the file."""
    forms = [
        submission(
            *_projects(one), **{"department": department, "title": f"2021年度{department}自评表"} | one.get("form", {})
        )
        for one in told.get("forms", [told])
    ]
    return {
        "file": told.get("file", f"{department}.xlsx"),
        "channel": told.get("channel", department),
        "sha256": sha256,
        "cells": told.get("cells", []),
        "forms": [form for file in forms for form in file["forms"]],
    }


def _projects(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(told.get("projects", []), 1):
        first = {"name": f"项目{number}", "sequence": str(number)}
        made = project(**first | {name: value for name, value in one.items() if name in ARGUMENTS})
        rest = {name: value for name, value in one.items() if name not in ARGUMENTS}
        if "indicators" in rest:
            rest["indicators"] = [INDICATOR | indicator for indicator in rest["indicators"]]
        yield made | rest
