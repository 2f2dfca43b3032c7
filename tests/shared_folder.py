"""Where the folder `shared` lies beside the checkout, and its forms. No other test module names that folder."""

from pathlib import Path

import pytest

from selfeval.settings import PROJECT_ROOT

SHARED = PROJECT_ROOT.parent / "shared"
READING = SHARED / "reading"
ABSENT = Path("absent")
"""Stands for the forms where there are none: the test is skipped, once, and says why."""
NOT_FORMS = (".json", ".md")


def shared_forms() -> list[Path]:
    """The rebuilt real forms, and the founding table; none where the folder is not there."""
    forms = sorted(file for file in (READING / "forms").glob("*") if file.suffix not in NOT_FORMS)
    return [*forms, READING / "seed_2021.txt"] if forms else []


def each_shared_form(suffix: str = "") -> pytest.MarkDecorator:
    """Run a test on each of the forms (whose name ends so), given as the fixture `shared_form`."""
    forms = [form for form in shared_forms() if form.name.endswith(suffix)]
    return pytest.mark.parametrize("shared_form", forms or [ABSENT], indirect=True, ids=lambda form: form.name)
