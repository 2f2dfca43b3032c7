"""The rule register: great_expectations/suites/*.yml → validated rules, read once."""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import ClassVar, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from selfeval.errors import RuleError
from selfeval.vocabulary import Family, Severity

Grain = Literal["form", "project", "amount", "indicator", "total"]
FAMILIES: tuple[Family, ...] = get_args(Family)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


class UnreadableRuleError(RuleError):
    """A suite file is not what a suite file must be."""

    slug: ClassVar[str] = "unreadable-rule"
    zh: ClassVar[str] = "规则文件有误：{problem}。{file}。请对照同一文件夹中的其他规则改正。"
    en: ClassVar[str] = "A rule cannot be used: {problem}. {file}. Mend the file; the other rules there show the shape."


class UnusableRuleError(RuleError):
    """Great Expectations cannot apply a rule: no such expectation, wrong arguments, no such column."""

    slug: ClassVar[str] = "unusable-rule"
    zh: ClassVar[str] = "规则 {code} 无法执行：{problem}。great_expectations/suites。请改正 expectation 或 arguments。"
    en: ClassVar[str] = (
        "Rule {code} cannot be applied: {problem}. great_expectations/suites. Mend its expectation or arguments."
    )


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Record):
    """A text in Chinese and in English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class ByFamily(_Record):
    """A number that differs by form family; a family that is not named is not held to the rule."""

    wide: Decimal | None = None
    card: Decimal | None = None
    overall: Decimal | None = None


class Place(_Record):
    """Which columns of the failing row make the finding.

    `cell` and `printed` name columns. `expected` is a text in which {column} stands for that column's value.
    `value` and `against` name the two numbers whose difference is reported; without `against` there is none.
    `suggestion` names the column that holds one.
    """

    cell: str
    printed: str | None = None
    expected: str | None = None
    value: str | None = None
    against: str | None = None
    suggestion: str | None = None


class Rule(_Record):
    """One thing that must hold, the expectation that tests it, and what is said where it does not.

    `thresholds` are the numbers that a bureau may set otherwise; arguments, message and place name each by its column
    `<code>_<name>`. `example` shows a wrong entry and the right one.
    """

    code: str = Field(pattern=r"^SE-[A-Z]\d{2}$")
    grain: Grain
    expectation: str = Field(pattern=r"^expect_[a-z_]+$")
    arguments: dict[str, object]
    thresholds: dict[str, Decimal | ByFamily] = {}
    severity: Severity
    stage: Literal["shadow", "active", "retired"]
    holds: bool
    title: Words
    message: Words
    advice: Words
    example: Words
    basis: str = Field(min_length=1)
    place: Place

    def columns(self) -> set[object]:
        """The columns that its arguments name (and whatever else these hold that is no list)."""
        told = self.arguments.values()
        return {name for value in told for name in (value if isinstance(value, list) else [value])}


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """Every rule of the folder's *.yml, ordered by code. Raises UnreadableRuleError naming file and problem."""
    rules: dict[str, Rule] = {}
    for file in sorted(folder.glob("*.yml")):
        for rule in read_suite(file):
            if rule.code in rules:
                raise UnreadableRuleError(problem=f"code {rule.code} is used twice", file=file)
            rules[rule.code] = rule
    if not rules:
        raise UnreadableRuleError(problem="no rule found", file=folder)
    return tuple(rules[code] for code in sorted(rules))


@lru_cache(maxsize=4)
def register(folder: Path) -> tuple[Rule, ...]:
    """`load_rules`, read once a process."""
    return load_rules(folder)


def rule_set_version(rules: Sequence[Rule]) -> str:
    """What the active rules say, in twelve hex digits: any change to one of them, and nothing else, makes another."""
    active = [rule.model_dump(mode="json") for rule in rules if rule.stage == "active"]
    canonical = json.dumps(sorted(active, key=lambda rule: rule["code"]), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def read_suite(file: Path) -> list[Rule]:
    """The rules of one file, in its order. Raises UnreadableRuleError naming file and problem."""
    try:
        entries = yaml.safe_load(file.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableRuleError(problem=str(error), file=file) from error
    if not isinstance(entries, list):
        raise UnreadableRuleError(problem="a suite is a list of rules", file=file)
    return [_rule(entry, file) for entry in entries]


def _rule(entry: object, file: Path) -> Rule:
    try:
        return Rule.model_validate(entry)
    except ValidationError as error:
        code = entry.get("code", "?") if isinstance(entry, dict) else "?"
        problems = "; ".join(
            f"{code}.{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        )
        raise UnreadableRuleError(problem=problems, file=file) from error
