"""The identity of conservation: each line is counted or has one reason why not, and what counts adds up to every total.

`PYTHONPATH=include:tests python tests/conservation.py 3000 10` hands in the generated history of 3,000 departments over
ten years, with cards beside tables, corrections, funds and files that come again, and prints what became of it.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from deliveries import Handed, Row
from lineage_history import History as Histories
from lineage_history import Project as Printed

from selfeval.warehouse.counting.history import FOREVER, History
from selfeval.warehouse.statements import SEEDS

Ask = Callable[..., list[tuple[object, ...]]]
WAN = Decimal(10_000)
LINES = """
select
    (select count(*) from core.fct_project_evaluation
     inner join core.dim_form_version using (form_version_key, fiscal_year)
     inner join core.accepted_delivery using (submission_key) where fiscal_year = {year})
    = (select count(*) from core.settled_line inner join core.dim_form_version using (form_version_key, fiscal_year)
       inner join core.accepted_delivery using (submission_key)
       where fiscal_year = {year} and settled_to = '9999-12-31 00:00:00+00')
"""
TOTALS = """
select
    (select sum(amount.yuan_amount) from core.settled_line as line
     inner join core.fct_budget_execution as amount using (form_version_key, project_number, fiscal_year)
     where line.fiscal_year = {year} and line.outcome_code = 'counted' and line.settled_to = '9999-12-31 00:00:00+00'
     and measure_code = 'budget' and funding_source_code = 'total'),
    (select sum(yuan_amount) from mart_history.budget_execution
     where fiscal_year = {year} and is_current and measure_code = 'budget' and funding_source_code = 'total'),
    (select sum(budget_yuan) from mart.project_year where fiscal_year = {year}),
    (select sum(budget_yuan) from mart.department_year where fiscal_year = {year}),
    (select sum(amount) from mart.department_year_on_year where fiscal_year = {year} and measure_code = 'budget'),
    (select sum(amount) from mart.government_year_on_year where fiscal_year = {year} and measure_code = 'budget')
"""


def outcomes() -> set[str]:
    """All that can become of a line: `counted`, and the reasons why not."""
    with (SEEDS / "counting_outcome.csv").open(encoding="utf-8", newline="") as rows:
        return {row["outcome_code"] for row in csv.DictReader(rows)}


def unaccounted(handed: Handed, settled: History) -> list[str]:
    """What breaks the identity, of deliveries said in a line; empty where it holds."""
    lines = {line.key: line for _, _, form in handed.forms for line in form.lines}
    found = settled.settlement.outcomes
    told = [f"no outcome: {key}" for key in lines.keys() - found.keys()]
    told += [f"unknown outcome {one.reason}" for one in found.values() if one.reason not in outcomes()]
    counted = [line.key for one in settled.settlement.projects for report in one.counted for line in report.lines]
    if sorted(counted) != sorted(key for key, one in found.items() if one.reason == "counted"):
        told.append("what projects count is not what is counted")
    now = Counter(one.line for one in settled.spans if one.ends == FOREVER)
    if now != Counter(lines.keys()):
        told.append("a line has no outcome now, or two")
    by_reason: Counter[str] = Counter()
    for key, one in found.items():
        by_reason[one.reason] += int((lines[key].totals[0] or 0) * 100)
    whole = sum(int((line.totals[0] or 0) * 100) for line in lines.values())
    of_projects = sum(report.totals[0] or Decimal(0) for one in settled.settlement.projects for report in one.counted)
    if by_reason.total() != whole or by_reason["counted"] != int(of_projects * 100):
        told.append(f"amounts: {by_reason} of {whole}, projects {of_projects}")
    return told


def unequal(ask: Ask, fiscal_year: int) -> list[tuple[object, ...]]:
    """What breaks the identity in a warehouse, of a published year; empty where it holds."""
    lines, totals = ask(LINES.format(year=int(fiscal_year))), ask(TOTALS.format(year=int(fiscal_year)))
    is_one = len({total or Decimal(0) for total in totals[0]}) == 1
    return [*(lines if lines != [(True,)] else []), *(totals if not is_one else [])]


@dataclass
class Measured:
    """What became of a generated history."""

    years: int = 0
    lines: int = 0
    broken: int = 0
    silent: int = 0
    doubtful: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def said(self) -> Iterator[str]:
        """The figures as lines of text."""
        yield f"{self.years:,} departments and years, {self.lines:,} lines; identity broken in {self.broken}"
        right = self.years - self.silent - self.doubtful
        yield f"right and settled {right:,}, in doubt {self.doubtful:,}, wrong in silence {self.silent:,}"
        yield ", ".join(f"{reason} {count:,}" for reason, count in self.reasons.most_common())
        yield from self.wrong[:20]


def measure(departments: int, years: int, seed: int = 12) -> Measured:
    """Hand in each department's year in some of the ways in which departments do, and compare with the truth."""
    measured, random = Measured(), Random(seed)
    for year in Histories(departments).years(years):
        for projects in year.projects.values():
            handed, truth = _handed(random, projects)
            settled = handed.settled()
            measured.years += 1
            measured.lines += sum(len(form.lines) for _, _, form in handed.forms)
            measured.broken += bool(unaccounted(handed, settled))
            measured.reasons.update(one.reason for one in settled.settlement.outcomes.values())
            counted = sum(report.totals[0] or 0 for one in settled.settlement.projects for report in one.counted)
            if settled.settlement.questions:
                measured.doubtful += 1
            elif counted != truth:
                measured.silent += 1
                names = [line.name for _, _, form in handed.forms for line in form.lines]
                measured.wrong.append(f"{counted} instead of {truth}: {names}")
    return measured


def _handed(random: Random, projects: list[Printed]) -> tuple[Handed, Decimal]:
    """A department's year as it is handed in, and the sum of its budgets in yuan."""
    budgets = [Decimal(random.randint(100, 99_999)) / 100 for _ in projects]
    rows: list[Row] = [(one.name_code, float(budget), one.code) for one, budget in zip(projects, budgets, strict=True)]
    handed = Handed().wide(0, *rows, file="a")
    for place, (name, budget, code) in enumerate(rows):  # type: ignore[misc]
        if random.random() < 0.2:
            handed.card(
                1 + place, (random.choice(["", "2021年", "2021年度"]) + name, budget, code), file=f"card{place}"
            )
    if random.random() < 0.3:
        handed.wide(50, *rows, file="saved anew")
    if random.random() < 0.3:
        handed.repeat(60, "a")
    if random.random() < 0.3:
        place = random.randrange(len(rows))
        name, budget, code = rows[place]  # type: ignore[misc]
        budgets[place] += 7
        rows[place] = (name, float(budgets[place]), code)
        handed.wide(70, *rows, file="更正")
    if random.random() < 0.2:
        place = random.randrange(len(rows))
        handed.wide(80, (rows[place][0], 3.5, rows[place][2]), file="fund", fund="government_fund")  # type: ignore[misc]
        budgets.append(Decimal("3.5"))
    return handed, sum(budgets, Decimal(0)) * WAN


if __name__ == "__main__":
    for said in measure(*map(int, sys.argv[1:])).said():
        sys.stdout.write(f"{said}\n")
