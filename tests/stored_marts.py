"""Stored rows beside what they would be if all of it were worked out anew, at any moment."""

import re
from datetime import datetime
from typing import Any

from psycopg.rows import dict_row
from warehouse_contents import connect

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.marts import renewing, storing
from selfeval.warehouse.marts.definition import composed
from selfeval.warehouse.view_files import views

ALL_TOGETHER = """
select
    comparison.*,
    thing.grain,
    thing.thing_code,
    null::bigint as thing_department_key
from core.comparison
inner join core.department_place as place
    on
        comparison.department_key = place.department_key
        and comparison.fiscal_year between place.first_fiscal_year and place.last_fiscal_year
cross join lateral (values ('region', place.region_name), ('government', '')) as thing (grain, thing_code)
where comparison.subject = 'total'
"""
"""Every share of every comparison and what is above departments: the long way round, without any stored row."""
ONCE_EACH = {"most_comparisons": "lineage_code", "most_departments": "department_key"}
ROLLED = "select * from core.bridge_rolled"
NOT_ABOVE = (
    *("project_name", "prior_project_name", "level1", "level2", "indicator_name", "target", "prior_target"),
    *("actual", "prior_actual", "comparabilities", "shared_department_keys"),
)
"""Columns that mean nothing above departments."""
DIFFERENT = """
with
known as (select to_jsonb(row) - 'valid_from' - 'valid_to' - %(left_out)s::text[] as told from ({known}) as row),
due as (select to_jsonb(row) - %(left_out)s::text[] as told from ({due}) as row)
select 'stored' as place, told from (select told from known except all select told from due) as gone
union all
select 'due' as place, told from (select told from due except all select told from known) as missing
"""
FINDINGS = """
select *, case when finding_state = 'waived' and waived_until <= %(moment)s::timestamptz then 'open'
    else finding_state end as finding_state_then,
    case when waived_until > %(moment)s::timestamptz then waiver_code end as waiver_code_then
from ({rows}) as finding
"""
KNOWN_YEARS = "coalesce(fiscal_year, 0) <= extract(year from now()) + 1"
"""The board is stored for the year to come; what later years owe is stored once they are near."""
OF_A_WAIVER = ("finding_state", "waiver_code", "waived_until")
STORED = """
select * from core.{table}
where valid_from <= %(moment)s::timestamptz and %(moment)s::timestamptz < valid_to and {where}
"""


def renew() -> None:
    """Store everything anew, after a test has changed below what no part of the product changes."""
    with transaction() as connection:
        renewing.all_lineage_published(connection)
        renewing.renew_all(connection)


def different(moment: datetime | str = "now") -> list[dict[str, Any]]:
    """Rows that are stored and should not be at a moment, and rows that should be and are not."""
    below = STORED.format(table="year_on_year", where="grain not in ('region', 'government')")
    above = STORED.format(table="year_on_year", where="grain in ('region', 'government')")
    return [
        *_different(below, composed("bridge", {}), (), moment),
        *_different(
            above,
            composed("bridge", {"bridge_sum": _counted_one_by_one()}),
            NOT_ABOVE,
            moment,
        ),
        *_different(above, composed("bridge", {"bridge_sum": ROLLED}), NOT_ABOVE, moment),
        *_different(
            FINDINGS.format(rows="select * from core.known_finding"),
            FINDINGS.format(rows=composed("told_finding", {})),
            OF_A_WAIVER,
            moment,
        ),
        *(
            row
            for one in storing.BOARD
            for row in _different(
                STORED.format(table=one.name, where=KNOWN_YEARS),
                f"select * from ({composed(one.view, {})}) as standing where {KNOWN_YEARS}",  # noqa: S608 (ours)
                (),
                moment,
            )
        ),
        *(
            row
            for one in (storing.KNOWN_NOTE, *storing.COUNTED)
            for row in _different(
                f"select * from core.{one.name}",  # noqa: S608 (ours)
                composed(one.view, {}),
                (),
                moment,
            )
        ),
        *_different("select * from core.published_member", "select * from core.lineage_member", (), moment),
    ]


def _counted_one_by_one() -> str:
    """core.bridge_sum of regions and the government, counting different comparisons and departments, not shares."""
    body = views()["core.bridge_sum"].split("create view core.bridge_sum as\n")[1]
    for column, code in ONCE_EACH.items():
        pattern = rf"least\(count\(\*\)( filter \(where [^)]*\))?, max\({column}\)\)"
        body = re.sub(pattern, rf"count(distinct {code})\1", body)
    selected, _ = body.split("from core.comparison\n")
    grouped = body.split("group by\n")[1]
    query = f"{selected}from ({ALL_TOGETHER}) as item\ngroup by\n{grouped}"
    return query.replace("thing.", "").replace("comparison.subject,", "subject,")


def instants() -> list[datetime]:
    """Moments to come from which on something is stored that is not true now."""
    with connect() as connection:
        rows = connection.execute(
            """
            select valid_from from core.year_on_year where valid_from > now()
            union select waived_until from core.known_finding where waived_until > now() order by 1
        """
        )
        return [row[0] for row in rows.fetchall()]


def _different(known: str, due: str, left_out: tuple[str, ...], moment: datetime | str) -> list[dict[str, Any]]:
    query = DIFFERENT.format(known=known, due=due)
    with connect() as connection, connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query, {"moment": moment, "left_out": list(left_out)}).fetchall()
