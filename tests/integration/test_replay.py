"""A rule tried on everything that was loaded: who would newly fail or pass, and nothing is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from contract_batch import RECEIVED, project, submission, write_batch
from typer.testing import CliRunner
from warehouse_contents import EVERYTHING

from selfeval import paths
from selfeval.cli import app
from selfeval.errors import RuleError
from selfeval.steps.judge import judge_batch
from selfeval.steps.load import load_batch
from selfeval.steps.replay import find_rule, replay_rule
from selfeval.warehouse.submissions import receiving

Ask = Callable[..., list[tuple[Any, ...]]]
SHADOW = """
- code: SE-X01
  grain: project
  expectation: expect_column_values_to_not_be_null
  arguments: {column: stated_rate}
  severity: warning
  stage: shadow
  holds: false
  title: {zh: 执行率已填写, en: The rate is stated}
  message:
    zh: “{project}”没有执行率。
    en: "“{project}” states no rate."
  advice: {zh: 请补填。, en: Fill it in.}
  example: {zh: 98%, en: 98%}
  basis: 试行
  place: {cell: named_cell}
"""


@pytest.fixture
def loaded(home: Path) -> Path:
    """Two departments and years: rates that are 98 % for 99.5 %, stated or not."""
    amounts: dict[str, Any] = {"budget": {"total": "64.00"}, "executed": {"total": "63.68"}}
    right, wrong = project("甲", "1", "99.5%", **amounts), project("乙", "2", "98%", **amounts)
    files = [
        submission(right, wrong, sha256="a" * 64),
        submission(project("丙", **amounts), sha256="b" * 64, fiscal_year=2020, department="民政局救助站"),
    ]
    receiving.record(
        [receiving.ArchivedFile(one["sha256"], one["file"], "民政局", 1, RECEIVED, "archive/…") for one in files]
    )
    folder = str(write_batch(home / "batches" / "b1", files))
    judge_batch(folder)
    load_batch(folder)
    return home


def replayed(code: str | None = None, file: Path | None = None) -> list[tuple[object, ...]]:
    return [
        (one.department, one.fiscal_year, one.form_count, one.failing, len(one.newly_failing), len(one.newly_passing))
        for one in replay_rule(find_rule(code, file))
    ]


@pytest.mark.usefixtures("loaded")
def test_rule_as_it_stands_would_change_nothing() -> None:
    assert replayed("SE-R01") == [("民政局救助站", 2020, 1, 0, 0, 0), ("民政局本级", 2021, 1, 1, 0, 0)]


def test_rule_in_the_shadow_tells_who_would_newly_fail(loaded: Path) -> None:
    file = loaded / "new.yml"
    file.write_text(SHADOW, "utf-8")
    assert replayed(file=file) == [("民政局救助站", 2020, 1, 1, 1, 0), ("民政局本级", 2021, 1, 0, 0, 0)]


def test_edited_rule_tells_who_would_newly_pass(loaded: Path) -> None:
    file = loaded / "rates.yml"
    file.write_text((paths.rule_suites() / "rates.yml").read_text("utf-8").replace("max_value: 1}", "max_value: 0.99}"))
    assert replayed("SE-R02", file)[1] == ("民政局本级", 2021, 1, 1, 1, 0)
    file.write_text(SHADOW.replace("SE-X01", "SE-R01"), "utf-8")
    assert replayed("SE-R01", file) == [("民政局救助站", 2020, 1, 1, 1, 0), ("民政局本级", 2021, 1, 0, 0, 1)]


def test_command_prints_it_and_writes_nothing(loaded: Path, ask: Ask) -> None:
    file = loaded / "new.yml"
    file.write_text(SHADOW, "utf-8")
    before = ask(EVERYTHING), sorted(loaded.rglob("*"))
    ended = CliRunner().invoke(app, ["rules", "replay", "--rule", str(file)])
    assert ended.exit_code == 0, ended.output
    assert "民政局_2021.xlsx › Table1!C12：“丙”没有执行率。" in ended.output
    assert "未写入任何数据" in ended.output
    assert (ask(EVERYTHING), sorted(loaded.rglob("*"))) == before


def test_rule_on_last_year_is_held_against_last_year(home: Path) -> None:
    for sha256, year, budget in (("a" * 64, 2020, "6"), ("b" * 64, 2021, "64")):
        file = submission(project("甲", "1", budget={"total": budget}), sha256=sha256, fiscal_year=year)
        receiving.record([receiving.ArchivedFile(sha256, file["file"], "民政局", 1, RECEIVED, "archive/…")])
        folder = str(write_batch(home / "batches" / str(year), [file]))
        judge_batch(folder)
        load_batch(folder)
    assert replayed("SE-H04") == [("民政局本级", 2020, 1, 0, 0, 0), ("民政局本级", 2021, 1, 1, 0, 0)]


def test_rule_on_what_was_loaded_before_says_that_it_cannot_be_replayed() -> None:
    with pytest.raises(RuleError, match=r"unreplayable-rule.*SE-H02"):
        replay_rule(find_rule("SE-H02"))


def test_rule_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "two.yml").write_text(SHADOW + SHADOW.replace("X01", "X02"), "utf-8")
    with pytest.raises(RuleError, match=r"unknown-rule.*SE-X02、SE-X01"):
        find_rule("SE-X03", tmp_path / "two.yml")
    with pytest.raises(RuleError, match=r"several-rules.*2 条.*SE-X01、SE-X02"):
        find_rule(None, tmp_path / "two.yml")
    assert find_rule("se-x02", tmp_path / "two.yml").code == "SE-X02"


@pytest.mark.parametrize("content", [b"[]\n", b"code: [\n", "基本：执行率".encode("gbk")])
def test_file_that_holds_no_rule_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "new.yml").write_bytes(content)
    with pytest.raises(RuleError, match=r"(?s)unreadable-rule.*new\.yml"):
        find_rule(None, tmp_path / "new.yml")


def test_list_and_show_tell_every_rule_in_both_languages() -> None:
    listed = CliRunner().invoke(app, ["rules", "list"])
    assert listed.exit_code == 0, listed.output
    shown = CliRunner().invoke(app, ["rules", "show", "SE-A02"])
    for text in ("SE-A02", "支出不超过预算", "Spending does not exceed the budget"):
        assert text in listed.output
        assert text in shown.output
    assert "expect_column_pair_values_a_to_be_greater_than_b" in shown.output
    assert "61.8" in shown.output
    assert "`least_rate` 0.9" in CliRunner().invoke(app, ["rules", "show", "SE-R03"]).output
