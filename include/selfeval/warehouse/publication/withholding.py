"""What is classified → gone from one transaction, so that every mart adds up without it; and no row names it.

A total that still held a classified amount would tell it by subtraction, and so would the line of a sub-total. So the
facts themselves are deleted, in a transaction that is rolled back: all marts, whatever they are, then say what they
would say without them. What is left is read for the names, too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import Connection, column, delete, exists, select, table, tuple_

from selfeval.errors import LoadError
from selfeval.vocabulary.normalise import business_key
from selfeval.warehouse.identity.names import folded
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables import star

LONG_NAME, LONG_DEPARTMENT = 4, 3
"""Characters from which on a name is looked for within other text; a short one, such as 其他, is found anywhere."""
JOINED = re.compile(r" \+ |\|")
"""What stands between several names: of projects in a row, and of unit and project in a card's series."""


class ClassifiedUnmatchedError(LoadError):
    """The list of what is classified names projects that the warehouse has never seen."""

    slug = "classified-unmatched"
    zh = "涉密清单中有 {count} 个项目在数据仓库中从未出现：{told}。为免误公开，未导出。请核对名称后重新导入涉密清单。"
    en = (
        "The list of classified items names {count} projects that no form has ever had ({told}). "
        "Nothing was exported, lest they be published. Check the names and import the list again."
    )


Names = dict[str, set[str | None]]
"""Normalised names of classified projects by department; None says that all of the department is."""


@dataclass(frozen=True)
class Withheld:
    """Counts for a year, the names to look for, and classified departments that never handed in: slips, perhaps."""

    counts: dict[str, Any]
    names: Names
    unknown_departments: list[str]


def withhold(connection: Connection, fiscal_year: int) -> Withheld:
    """Delete what is classified for the rest of the transaction.

    The transaction must be rolled back. Raises ClassifiedUnmatchedError.
    """
    run(connection, "export/classified")
    if unmatched := run(connection, "export/unmatched"):
        told = "；".join("第 {row_number} 行 {department_name}“{project_name}”".format(**one) for one in unmatched)
        raise ClassifiedUnmatchedError(count=len(unmatched), told=told)
    _classify_alike(connection)
    run(connection, "export/withheld")
    names: Names = {}
    for row in run(connection, "export/classified_name", fiscal_year=fiscal_year):
        names.setdefault(row["department_code"], set()).add(row["project_code"])
    counts = run(connection, "export/count", fiscal_year=fiscal_year)[0]
    unknown = [row["department_name"] for row in run(connection, "export/unknown_department")]
    run(connection, "export/withheld_overall")  # An overall form's project is named like its department.
    run(connection, "export/withhold_comparison")
    run(connection, "export/withhold_lineage")
    run(connection, "export/withhold_finding")
    run(connection, "export/withheld_line")
    withheld = table("withheld", column("project_key"), column("fiscal_year"))
    line = table("withheld_line", column("form_version_key"), column("project_number"))
    for fact in star.FACTS:
        if {"form_version_key", "project_number"} <= set(fact.columns.keys()):
            connection.execute(
                delete(fact).where(tuple_(fact.c.form_version_key, fact.c.project_number).in_(select(*line.columns)))
            )
        if {"project_key", "fiscal_year"} <= set(fact.columns.keys()):
            place = tuple_(fact.c.project_key, fact.c.fiscal_year)
            connection.execute(delete(fact).where(place.in_(select(*withheld.columns))))
    if connection.scalar(select(exists(select(withheld.c.project_key)))):
        renewing.all_lineage_published(connection)
        renewing.renew_all(connection)
    return Withheld(counts, names, unknown)


def _classify_alike(connection: Connection) -> None:
    """Let the list hold for a project however a form writes its name: 2022年专项 is 专项."""
    rows = run(connection, "export/named_project")
    listed: dict[tuple[int, str], int] = {}
    for row in rows:
        if row["is_listed"]:
            listed[row["department_key"], folded(row["project_name"], row["fiscal_year"])] = row["project_key"]
    alike = {
        (listed[name], row["project_key"])
        for row in rows
        if not row["is_listed"]
        and (name := (row["department_key"], folded(row["project_name"], row["fiscal_year"]))) in listed
    }
    if alike:
        keys = sorted(alike)
        run(connection, "export/classify_alike", listed=[one for one, _ in keys], alike=[other for _, other in keys])


def is_named(row: Mapping[str, object], names: Names) -> bool:
    """Whether a row names what is classified: its department, or beside its department a project.

    Where a row has no department, a project of any department counts, in the columns that name projects.
    """
    if not names:
        return False
    texts = {name: value for name, value in row.items() if isinstance(value, str)}
    departments = {business_key(text) for name, text in texts.items() if name.endswith("department_name")}
    if _names_department(texts.values(), departments, {name for name, found in names.items() if None in found}):
        return True
    if departments:
        wanted = {name for department in departments for name in names.get(department, ())}
        return any(_mentions(text, name) for text in texts.values() for name in wanted if name)
    wanted = {name for found in names.values() for name in found}
    told = [text for name, text in texts.items() if name.endswith("project_name")]
    return any(_mentions(text, name) for text in told for name in wanted if name)


def _names_department(texts: Iterable[str], own: set[str], classified: set[str]) -> bool:
    """Whether a row is of a classified department, or speaks of one; a department whose name is longer is another."""
    if own & classified:
        return True
    for text in map(business_key, texts):
        rest = reduce(lambda left, department: left.replace(department, ""), own, text)
        if any(len(name) >= LONG_DEPARTMENT and name in rest for name in classified):
            return True
    return False


def _mentions(text: str, name: str) -> bool:
    parts: Iterator[str] = map(business_key, JOINED.split(text))
    return name in parts or (len(name) >= LONG_NAME and name in business_key(text))
