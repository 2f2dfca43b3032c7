"""What has happened in the warehouse → the stored rows that it touches, renewed in its transaction."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection

from selfeval.warehouse.marts import board, counted, findings, storing, year_on_year
from selfeval.warehouse.statements import driver, run

MANY = 500
"""Departments from which on all findings are stored anew: to narrow them down would cost more than it saves."""


@dataclass
class Touched:
    """Keys of the files, versions and departments that something has happened to."""

    submissions: set[int] = field(default_factory=set)
    versions: set[int] = field(default_factory=set)
    departments: set[int] = field(default_factory=set)

    def __or__(self, other: "Touched") -> "Touched":
        """What either has."""
        return Touched(
            self.submissions | other.submissions,
            self.versions | other.versions,
            self.departments | other.departments,
        )


def renew_all(connection: Connection) -> None:
    """Store everything anew, as a new version of the views needs it."""
    years = driver(connection).execute("select distinct fiscal_year from core.comparison_line order by 1").fetchall()
    storing.make_partitions(connection, [year for (year,) in years])
    driver(connection).execute("delete from core.year_on_year")
    for (fiscal_year,) in years:
        year_on_year.renew_year(connection, fiscal_year)
    counted.renew_all_counted(connection)
    findings.renew_all_findings(connection)
    board.renew_all_board(connection)


def lineage_published(connection: Connection, fiscal_year: int, lineage_codes: Collection[str] | None = None) -> None:
    """The lineage of a year was derived anew, or some groups of it, gone ones too; its comparisons are settled next."""
    codes = None if lineage_codes is None else sorted(lineage_codes)
    run(connection, "lineage/clear_member", fiscal_year=fiscal_year, lineage_codes=codes)
    run(connection, "lineage/publish_member", fiscal_year=fiscal_year, lineage_codes=codes)


def all_lineage_published(connection: Connection) -> None:
    """The same for every year."""
    for (fiscal_year,) in driver(connection).execute("select distinct fiscal_year from core.lineage").fetchall():
        lineage_published(connection, fiscal_year)


def comparisons_settled(connection: Connection, fiscal_year: int) -> None:
    """The comparisons of a year were settled anew."""
    year_on_year.renew_year(connection, fiscal_year)


def touched_of_submissions(connection: Connection, submissions: Collection[int]) -> Touched:
    """Files with their versions and departments, as they are now."""
    rows = run(connection, "lineage/touched", submissions=sorted(submissions), versions=[])
    return _touched(rows, submissions)


def touched_of_versions(connection: Connection, versions: Collection[int]) -> Touched:
    """Versions with their files and departments."""
    rows = run(connection, "lineage/touched", submissions=[], versions=sorted(versions))
    return _touched(rows, [row["submission_key"] for row in rows])


def touch(connection: Connection, touched: Touched) -> None:
    """Files came in, were read, held or withdrawn, or what is found in them is waived or no more."""
    if touched.versions:
        rows = run(connection, "comparison/of_version", form_version_keys=sorted(touched.versions))
        year_on_year.renew_comparisons(connection, [(row["fiscal_year"], row["lineage_code"]) for row in rows])
    counted.renew_counted(connection, touched.departments)
    if touched.submissions or touched.departments:
        findings.renew_findings(connection, touched.departments, touched.submissions)
        board.renew_board(connection, touched.departments, touched.submissions)


def published(connection: Connection, settled: Collection[int], derived: Collection[int] | None) -> None:
    """What counts of some departments was settled; what projects became was derived of some, or of all (None)."""
    if len(settled) > MANY:
        counted.renew_all_counted(connection)
        findings.renew_all_findings(connection)
    elif settled:
        counted.renew_counted(connection, settled)
        findings.renew_findings(connection, settled, ())
    if derived is None:
        board.renew_all_board(connection)
    elif settled or derived:
        board.renew_board(connection, {*settled, *derived}, ())


def departments_changed(connection: Connection) -> None:
    """Departments may be in other regions, or expected of others: by another list, or since one became another."""
    year_on_year.renew_places(connection)
    counted.renew_names(connection)
    board.renew_all_board(connection)


def projects_listed(connection: Connection) -> None:
    """Another list says which projects are expected."""
    board.renew_all_board(connection)


def _touched(rows: list[dict[str, int]], submissions: Collection[int]) -> Touched:
    return Touched(set(submissions), {row["form_version_key"] for row in rows}, {row["department_key"] for row in rows})
