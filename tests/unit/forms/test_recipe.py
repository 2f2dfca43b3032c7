"""The recipe for a new form layout, followed to the letter."""

import re

import pytest
from builders import sheet

from selfeval.forms import vocabulary as words
from selfeval.forms.reading import read_forms
from selfeval.forms.vocabulary import vocabulary
from selfeval.settings import PROJECT_ROOT

RECIPE = (PROJECT_ROOT / "docs" / "recipes" / "a-new-form-layout.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(?P<kind>\w+) ?(?P<file>\S*)\n(?P<body>.*?)```", re.DOTALL)


def blocks(kind):
    return [
        (found["file"], "\n".join(line.strip() for line in found["body"].strip("\n").splitlines()).strip())
        for found in BLOCK.finditer(RECIPE)
        if found["kind"] == kind
    ]


@pytest.fixture
def registered(tmp_path, monkeypatch):
    """A copy of the vocabulary with the recipe's lines added."""
    for file in words.FOLDER.glob("*.csv"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    for name, lines in blocks("csv"):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(lines + "\n")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    vocabulary.cache_clear()
    yield
    monkeypatch.undo()
    vocabulary.cache_clear()


def read_the_form():
    ((_, form),) = blocks("text")
    return read_forms([sheet(form)], "form.xlsx")


def test_form_is_not_known_before():
    assert [finding.rule for finding in read_the_form().findings] == ["no-form"]


@pytest.mark.usefixtures("registered")
def test_form_is_read_whole_after_its_words_were_registered():
    reading = read_the_form()
    (form,) = reading.forms
    assert (form.fiscal_year, form.department, form.amount_unit) == (2023, "林业局", "千元")
    assert [[str(amount.value) for amount in project.amounts] for project in form.projects] == [
        ["520", "20", "500", "15"],
        ["80", "5", "40", "5"],
    ]
    assert [project.name for project in form.projects] == ["森林管护", "防火通道"]
    assert reading.findings == [] and all(entry.role != "unread" for entry in reading.ledger)
