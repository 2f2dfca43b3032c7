"""Replay: a new or edited rule over all that was ever read → who would newly fail or pass; nothing is written."""

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from selfeval import paths
from selfeval.errors import RuleError
from selfeval.quality.rules import Rule, UnreadableRuleError, read_suite, register
from selfeval.warehouse.submissions import judged_before
from selfeval.warehouse.submissions.judged_before import FindingPlace, read_history

SAME_YEAR = {"unchanged_amounts"}
"""The columns that hold a form against what was loaded of its own year before it."""
NEAR = 3
"""Codes that an error names; the list shows all of them."""


class UnknownRuleError(RuleError):
    """No such rule in the register or in the file."""

    slug = "unknown-rule"
    zh = "{file} 中没有规则 {code}；相近的有：{near}。全部编号见 selfeval rules list。"
    en = "{file} holds no rule {code}; near it: {near}. `selfeval rules list` shows all codes."


class SeveralRulesError(RuleError):
    """A file of several rules, of which none was named."""

    slug = "several-rules"
    zh = "{file} 中有 {count} 条规则（{near} …），一次只能试行一条。请用 --code 指明。"
    en = "{file} holds {count} rules ({near} …), and one is tried at a time. Name it with --code."


class UnreplayableRuleError(RuleError):
    """The rule compares a version with the one before it, which is no longer the current one."""

    slug = "unreplayable-rule"
    zh = "规则 {code} 比较一份表与报送当时的在库版本，无法在存档上重放。请以 shadow 阶段试行一段时间，再看其结果。"
    en = (
        "Rule {code} compares a form with the version that was current when it came in, which the archive cannot "
        "bring back. Let it run at stage shadow for a while."
    )


@dataclass
class Replayed:
    """One department and year: how many forms, what the rule finds in them, and what of it is new or gone."""

    department: str
    fiscal_year: int | None
    form_count: int = 0
    failing: int = 0
    newly_failing: list[dict[str, Any]] = field(default_factory=list)
    newly_passing: list[FindingPlace] = field(default_factory=list)
    current_newly_failing: int = 0


def find_rule(code: str | None, file: Path | None = None) -> Rule:
    """The rule of the register, or of a file of rules; without a code, the only one there. Raises RuleError.

    A code may be written in small letters.
    """
    rules = {rule.code: rule for rule in (read_suite(file) if file else register(paths.rule_suites()))}
    place = file or paths.rule_suites()
    if not rules:
        raise UnreadableRuleError(problem="no rule found", file=place)
    if code is None and len(rules) != 1:
        raise SeveralRulesError(file=place, count=len(rules), near=_named(rules))
    wanted = code.strip().upper() if code else next(iter(rules))
    if wanted not in rules:
        near = difflib.get_close_matches(wanted, rules, n=NEAR, cutoff=0) or rules
        raise UnknownRuleError(file=place, code=code, near=_named(near))
    return rules[wanted]


def _named(codes: Iterable[str]) -> str:
    return "、".join(islice(codes, NEAR))


def replay_rule(rule: Rule) -> list[Replayed]:
    """Judge all archived files by this rule as if it were active, against what is recorded under its code.

    By department and year. Files that were read are not read again: what is judged is what staging keeps of them.
    What is compared with last year is held against the versions that are current now. Raises RuleError.
    """
    if SAME_YEAR & rule.columns():
        raise UnreplayableRuleError(code=rule.code)
    # Great Expectations takes seconds to import; only what judges pays for it.
    from selfeval.quality.judging import judge

    tried = [rule.model_copy(update={"stage": "active"})]
    told: dict[tuple[str, int | None], Replayed] = {}
    for part in judged_before.archived(rule.code):
        history = read_history(part.tables["form"], part.tables["submission"].slice(0, 0))
        found = judge(part.tables | {"history": history}, "replay", keep_results=False, rules=tried)
        _add(told, part, found)
    return [told[key] for key in sorted(told, key=lambda key: (key[0], key[1] or 0))]


def _add(
    told: dict[tuple[str, int | None], Replayed], part: judged_before.ReadFiles, findings: Iterable[dict[str, Any]]
) -> None:
    forms = {(form["submission_sha256"], form["form_number"]): form for form in part.forms}
    owners: dict[object, Replayed] = {}
    for form_place, form in forms.items():
        key = (form["department_name"], form["fiscal_year"])
        owners[form_place] = told.setdefault(key, Replayed(*key))
        owners[form_place].form_count += 1
    recorded = Counter(part.found)
    for finding in findings:
        place = (finding["submission_sha256"], finding["form_number"], finding["project_number"], finding["cell"])
        form, owner = forms[place[:2]], owners[place[:2]]
        owner.failing += 1
        if recorded[place]:
            recorded[place] -= 1
        else:
            owner.newly_failing.append(finding | {"file_name": form["file_name"]})
            owner.current_newly_failing += form["is_current"]
    for place in recorded.elements():
        if place[:2] in owners:
            owners[place[:2]].newly_passing.append(place)
