"""Questions about lineage and persons' decisions: recorded once, applied by publishing, taken back, never lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from handed_in import Form, again, hand_in, line
from typer.testing import CliRunner
from warehouse_contents import connect

from selfeval.cli import app
from selfeval.errors import RuleError
from selfeval.steps.decide import decide, find_questions, record_answer, record_change, record_lineage
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.decisions.replies import KnownLineage

Ask = Callable[..., list[tuple[Any, ...]]]
BEFORE = Form((line("养老服务", "100"), line("社会救助", "50")), 2020)
AFTER = Form((line("养老服务（居家）", "95"), line("社会救助", "50")), 2021, days=1)
STORY = """
select lineage_kind, prior.project_name_code, now.project_name_code, is_questioned
from core.lineage
left join core.dim_project as prior on lineage.prior_project_key = prior.project_key
left join core.dim_project as now on lineage.project_key = now.project_key
where lineage.fiscal_year = 2021 and lineage_kind <> 'same'
order by 1, 2, 3
"""
OPEN = [("ended", "养老服务", None, True), ("new", None, "养老服务(居家)", True)]
RENAMED = [("renamed", "养老服务", "养老服务(居家)", False)]


def published(home: Path, *forms: Form) -> None:
    load_batch(str(hand_in(home, *forms)))
    publish_fiscal_year(2021)


def code_of_question(ask: Ask) -> str:
    [(code,)] = ask("select question_code from mart_history.lineage_question where question_state = 'open'")
    return str(code)


def test_doubtful_pair_is_a_question_and_stays_ended_and_new(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    assert ask(STORY) == OPEN
    assert ask(
        "select prior_project_name, project_name, lineage_kind, asked_by from mart_history.lineage_question"
    ) == [("民政局本级 养老服务", "民政局本级 养老服务(居家)", "renamed", "publish_year_on_year")]
    assert ask(
        "select distinct lineage_kind, comparability, is_questioned from mart_detail.project_year_on_year"
        " where fiscal_year = 2021 order by 1"
    ) == [("ended", "ended", True), ("new", "new", True), ("same", "comparable", False)]


def test_confirmed_question_links_and_revoked_it_is_a_question_again(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    code = code_of_question(ask)
    decide(code, "confirmed", "李强", "同一项目", "test")
    assert ask(STORY) == RENAMED
    assert ask("select distinct evidence_zh, confidence_ratio from core.lineage where lineage_kind = 'renamed'") == [
        (f"人工确认：{code}（李强）", 1)
    ]
    decide(code, "revoked", "李强", "看错了", "test")
    assert ask(STORY) == OPEN
    assert ask("select event, actor_name from core.lineage_decision order by event_key") == [
        ("asked", "publish_year_on_year"),
        ("confirmed", "李强"),
        ("revoked", "李强"),
    ]


def test_rejected_question_is_not_asked_again(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    decide(code_of_question(ask), "rejected", "李强", "不是", "test")
    assert ask(STORY) == [(kind, then, now, False) for kind, then, now, _ in OPEN]
    assert find_questions(2021, None, 20) == []


def test_decision_outlives_a_correction_and_a_year_that_comes_again(home: Path, ask: Ask) -> None:
    third = line("残疾人补贴", "7")
    published(home, again(BEFORE, lines=(*BEFORE.lines, third)), again(AFTER, lines=(*AFTER.lines, third)))
    decide(code_of_question(ask), "confirmed", "李强", "同一项目", "test")
    corrected = again(AFTER, lines=(line("养老服务(居家)", "300"), line("社会救助", "50"), third), days=5, salt="2")
    published(home, corrected)
    assert ask(STORY) == RENAMED
    published(home, again(corrected, lines=(line("社会救助", "50"), third), days=6))
    assert ask(STORY) == [("ended", "养老服务", None, False)]
    published(home, again(corrected, days=7))
    assert ask(STORY) == [("ended", "养老服务", None, False)]
    [(returned,)] = ask("select question_code from mart_history.counting_question where question_kind = 'returned'")
    decide(returned, "confirmed", "李强", "以此为准", "test")
    assert ask(STORY) == RENAMED


def test_question_whose_projects_are_gone_is_moot(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    published(home, again(AFTER, lines=(line("养老服务", "95"), line("社会救助", "50")), days=5))
    assert ask("select question_state from mart_history.lineage_question") == [("moot",)]
    assert ask(STORY) == []


def test_link_that_was_made_without_a_person_can_be_rejected(home: Path, ask: Ask) -> None:
    published(home, BEFORE, again(AFTER, lines=(line("养老服务", "95"), line("社会救助", "50"))))
    [(group,)] = ask(
        "select distinct lineage_code from mart_detail.project_year_on_year"
        " where project_name = '养老服务' and fiscal_year = 2021"
    )
    code = decide(group, "rejected", "李强", "同名而已", "test")
    assert ask(STORY) == [("ended", "养老服务", None, False), ("new", None, "养老服务", False)]
    decide(code, "revoked", "李强", "看错了", "test")
    assert ask(STORY) == []


def test_same_decision_changes_nothing_and_the_contrary_is_refused(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    code = code_of_question(ask)
    for _ in range(2):
        decide(code, "confirmed", "李强", "同一项目", "test")
    with pytest.raises(RuleError, match="already-decided"):
        decide(code, "rejected", "王芳", "不是", "test")
    assert ask("select count(*) from core.lineage_decision") == [(2,)]


def test_decision_about_nothing_is_refused_in_words(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    open_question = code_of_question(ask)
    for code, event, by, slug in (
        ("L0000000000", "confirmed", "李强", "unknown-code"),
        ("2021-1-999", "rejected", "李强", "unknown-group"),
        (open_question, "revoked", "李强", "nothing-to-revoke"),
        (open_question, "confirmed", " ", "decision-incomplete"),
    ):
        with pytest.raises(RuleError, match=slug):
            decide(code, event, by, "理由", "test")
    assert ask("select count(*) from core.lineage_decision") == [(1,)]


def test_page_of_a_question_says_what_is_compared_and_an_answer_is_recorded_with_its_name(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    [question] = find_questions(2021, "民政局 本级", 20)
    assert question["subject"] == "2021 · 更名 · 民政局本级 养老服务 → 民政局本级 养老服务(居家)"
    assert "1,000,000 元" in question["page"]
    assert "950,000 元" in question["page"]
    assert find_questions(2021, "教育局", 20) == []
    assert record_answer(question["code"], None, None, "", "run 1") == "open"
    assert record_answer(question["code"], "confirmed", "admin", "核对过", "run 1") == "confirmed"
    publish_fiscal_year(2021)
    assert ask(STORY) == RENAMED
    assert ask("select decided_by, decision_note, question_state from mart_history.lineage_question") == [
        ("admin", "核对过", "confirmed")
    ]


def test_commands_list_confirm_and_revoke(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    code = code_of_question(ask)
    run = CliRunner().invoke
    assert code in run(app, ["lineage", "list", "--year", "2021"]).output
    said = ["--by", "李强", "--reason", "核对过"]
    assert run(app, ["lineage", "confirm", code, *said]).exit_code == 0
    assert ask(STORY) == RENAMED
    assert code not in run(app, ["lineage", "list"]).output
    assert code in run(app, ["lineage", "list", "--all"]).output
    assert run(app, ["lineage", "revoke", code, *said]).exit_code == 0
    assert run(app, ["lineage", "reject", code, *said]).exit_code == 0
    assert ask("select question_state from mart_history.lineage_question") == [("rejected",)]


def test_merger_that_nothing_showed_is_told_and_two_decisions_about_one_project_are_refused(
    home: Path, ask: Ask
) -> None:
    published(home, BEFORE, AFTER)
    said = ["--by", "李强", "--reason", "方案"]
    names = ["--prior", "养老服务", "--prior", "社会救助", "--current", "社会救助"]
    place = ["--year", "2021", "--department", "民政局 本级"]
    told = CliRunner().invoke(app, ["lineage", "tell", "merged", *place, *names, *said])
    assert told.exit_code == 0, told.output
    assert ask(STORY) == [
        ("merged", "养老服务", "社会救助", False),
        ("merged", "社会救助", "社会救助", False),
        ("new", None, "养老服务(居家)", False),
    ]
    [(code,)] = ask("select question_code from mart_history.lineage_question where lineage_kind = 'renamed'")
    with pytest.raises(RuleError, match="conflicting-decision"):
        decide(code, "confirmed", "李强", "同一项目", "test")
    with pytest.raises(RuleError, match="unknown-project"):
        record_lineage(
            KnownLineage("renamed", 2021, "民政局本级", "民政局本级", ("无",), ("社会救助",)), "李强", "方案"
        )
    for kind in ("ended", "split", "new"):
        with pytest.raises(RuleError, match="unknown-kind"):
            record_lineage(
                KnownLineage(kind, 2021, "民政局本级", "民政局本级", ("养老服务",), ("社会救助",)), "李强", "方案"
            )


def test_project_that_moved_is_asked_about_and_stands_with_both_departments(home: Path, ask: Ask) -> None:
    education = again(BEFORE, department="教育局", lines=(line("校车安全", "9"),))
    moved = again(education, fiscal_year=2021, lines=(line("校车安全", "9"), line("社会救助", "51")), days=1)
    published(home, BEFORE, education, again(AFTER, lines=(line("养老服务", "95"),)), moved)
    assert ask("select count(*) from core.lineage where lineage_kind = 'moved'") == [(0,)]
    [question] = find_questions(2021, None, 20)
    decide(question["code"], "confirmed", "李强", "职能划转", "test")
    assert ask(
        "select lineage_kind, before.department_name, now.department_name from core.lineage"
        " join core.dim_department as before on prior_department_key = before.department_key"
        " join core.dim_department as now on lineage.department_key = now.department_key"
        " where fiscal_year = 2021 and prior_department_key <> lineage.department_key"
    ) == [("moved", "民政局本级", "教育局")]
    assert ask(
        "select amount, prior_amount from mart_detail.project_year_on_year"
        " where lineage_kind = 'moved' and measure_code = 'budget'"
    ) == [(510000, 500000)]


def test_department_that_took_anothers_place_is_asked_about_and_then_goes_on(home: Path, ask: Ask) -> None:
    renamed = again(AFTER, department="民政和社会事务局", lines=(line("养老服务", "95"), line("社会救助", "50")))
    published(home, BEFORE, renamed)
    assert ask("select distinct lineage_kind from core.lineage where fiscal_year = 2021") == [("first",)]
    [question] = find_questions(2021, None, 20)
    decide(question["code"], "confirmed", "李强", "机构改革", "test")
    assert ask("select distinct lineage_kind from core.lineage where fiscal_year = 2021") == [("same",)]
    assert ask(
        "select before.department_name, since.department_name, change_kind, first_fiscal_year"
        " from core.department_succession"
        " join core.dim_department as before on from_department_key = before.department_key"
        " join core.dim_department as since on to_department_key = since.department_key"
    ) == [("民政局本级", "民政和社会事务局", "renamed", 2021)]
    decide(question["code"], "revoked", "李强", "看错了", "test")
    assert ask("select distinct lineage_kind from core.lineage where fiscal_year = 2021") == [("first",)]
    assert [one["code"] for one in find_questions(2021, None, 20)] == [question["code"]]
    published(home, again(BEFORE, fiscal_year=2021, days=2))
    assert ask("select question_state from mart_history.department_question") == [("moot",)]


def test_merger_of_departments_that_is_told_moves_what_the_one_had(home: Path, ask: Ask) -> None:
    aged = again(BEFORE, department="老龄办", lines=(line("老年大学", "9"), line("敬老月活动", "3")))
    merged = again(AFTER, lines=(*BEFORE.lines, line("老年大学", "9")))
    published(home, BEFORE, aged, merged)
    code = record_change("merged", "老龄办", "民政局 本级", 2021, "李强", "机构改革")
    assert ask(STORY) == [("ended", "敬老月活动", None, False), ("moved", "老年大学", "老年大学", False)]
    listed = CliRunner().invoke(app, ["departments", "list"])
    assert code in listed.output, listed.output
    with pytest.raises(RuleError, match="unknown-department"):
        record_change("merged", "无此部门", "民政局本级", 2021, "李强", "机构改革")
    with pytest.raises(RuleError, match="same-department"):
        record_change("renamed", "民政局 本级", "民政局本级", 2021, "李强", "机构改革")
    with pytest.raises(RuleError, match="unknown-kind"):
        record_change("renamd", "老龄办", "民政局本级", 2021, "李强", "机构改革")


def test_decisions_refuse_to_be_changed_even_by_their_owner(home: Path, ask: Ask) -> None:
    published(home, BEFORE, AFTER)
    for table in ("lineage_decision", "department_change"):
        for change in ("update core.{} set note = 'x'", "delete from core.{}", "truncate core.{}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="只增不改"), connect() as connection:
                connection.execute(change.format(table))
    assert ask("select count(*) from core.lineage_decision") == [(1,)]
