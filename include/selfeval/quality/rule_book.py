"""The rule register → docs/rules.md: one section a rule, with severity, thresholds, example, advice and basis."""

from collections.abc import Iterator, Sequence

from selfeval import vocabulary
from selfeval.quality.rules import ByFamily, Rule

HEAD = """# 规则 · Rules

由 great_expectations/suites/*.yml 生成，请勿手改；改动规则后运行 `make rules`。
Generated from great_expectations/suites/*.yml by `make rules`; change the rules there, not this page.

| 编号 | 级别 | 检查 | what is checked |
|---|---|---|---|
"""


ORIGINS = {"reading": "读表 reading", "loading": "入库 loading"}
FINDINGS_HEAD = """## 读表与入库的发现 · What reading and loading find

不属任何规则，编号与标题见 include/selfeval/vocabulary/findings.csv；标注原格，按级别处理。
Of no rule; codes and titles are data in include/selfeval/vocabulary/findings.csv.

| 编号 | 来源 | 级别 | 标题 | title |
|---|---|---|---|---|
"""


def render(rules: Sequence[Rule]) -> str:
    """The page: a table of all rules that are not retired, each of them, and what reading and loading find."""
    told = [rule for rule in rules if rule.stage != "retired"]
    rows = [
        f"| [{rule.code}](#{rule.code.lower()}) | {_severity(rule)} | {rule.title.zh} | {rule.title.en} |"
        for rule in told
    ]
    found = [
        f"| {code} | {ORIGINS[one.origin]} | {one.severity} | {one.title_zh} | {one.title_en} |"
        for code, one in vocabulary.findings().items()
    ]
    sections = ("\n".join(_section(rule)) for rule in told)
    return HEAD + "\n".join([*rows, "", *sections, FINDINGS_HEAD + "\n".join([*found, ""])])


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code}\n"
    yield f"**{rule.title.zh}** · {rule.title.en}\n"
    yield f"- 级别 severity: {_severity(rule)}"
    if rule.thresholds:
        yield f"- 阈值 thresholds: {thresholds(rule)}"
    yield f"- 例 example: {rule.example.zh} {rule.example.en}"
    yield f"- 处理 advice: {rule.advice.zh} {rule.advice.en}"
    yield f"- 依据 basis: {rule.basis}\n"


def thresholds(rule: Rule) -> str:
    """Each threshold with its number, or with that of each family that it is set for; blank where there is none."""
    return "; ".join(f"`{name}` {_limit(limit)}" for name, limit in rule.thresholds.items())


def _severity(rule: Rule) -> str:
    told = f"{rule.severity}, 整份文件暂不入库 holds the file" if rule.holds else str(rule.severity)
    return f"{told} ({rule.stage})" if rule.stage != "active" else told


def _limit(limit: object) -> str:
    if isinstance(limit, ByFamily):
        return ", ".join(f"{family} {value}" for family, value in limit.model_dump(exclude_none=True).items())
    return str(limit)
