"""Codes of findings and lineage groups follow from business keys: a warehouse rebuilt from the archive has the same.

Codes are given anew to findings, waivers and lineage alike: a waiver covers what it covered. A waiver of a finding that
no file has any more keeps its old code, which covers nothing, as before.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017_stored_marts"
down_revision = "0016_withdrawal"
branch_labels = None
depends_on = None

FINDING_CODE = r"""
create function core.finding_code(
    department_code text, fiscal_year integer, family text, series_code text,
    rule_code text, project_code text, project_name_code text, subject_code text, occurrence bigint
) returns uuid
language sql immutable parallel safe
return encode(substring(sha256(convert_to(
    department_code || E'\x1f' || fiscal_year::text || E'\x1f' || family || E'\x1f' || series_code || E'\x1f'
    || rule_code || E'\x1f' || coalesce(project_code, '') || E'\x1f' || coalesce(project_name_code, '') || E'\x1f'
    || subject_code || E'\x1f' || occurrence::text,
    'UTF8'
)) for 16), 'hex')::uuid
"""
"""A code from what makes two findings the same; the unit separator keeps the parts apart."""

OLD_FINDING_CODE = r"""
create function core.finding_code(
    department_key bigint, fiscal_year integer, family text, series_code text,
    rule_code text, project_key bigint, subject_code text, occurrence bigint
) returns uuid
language sql immutable parallel safe
return encode(substring(sha256(convert_to(
    department_key::text || E'\x1f' || fiscal_year::text || E'\x1f' || family || E'\x1f' || series_code || E'\x1f'
    || rule_code || E'\x1f' || coalesce(project_key::text, '') || E'\x1f' || subject_code || E'\x1f'
    || occurrence::text,
    'UTF8'
)) for 16), 'hex')::uuid
"""

UNMATCHED_CODE = r"""
create function core.unmatched_code(
    fiscal_year integer, lineage_kind text, department_code text, project_code text, project_name_code text
) returns text
language sql immutable parallel safe
return fiscal_year::text || '-' || left(encode(sha256(convert_to(
    lineage_kind || E'\x1f' || department_code || E'\x1f' || project_code || E'\x1f' || project_name_code, 'UTF8'
)), 'hex'), 16)
"""

CLOCK = "create function core.clock() returns timestamptz language sql stable parallel safe return now()"
"""What time it is, in one place: what is stored for a time to come is asked for with another answer."""

JOINED = """
create function core.joined(texts text[]) returns text language sql immutable strict parallel safe
return (select string_agg(distinct one, ' + ' order by one) from unnest(texts) as one)
"""
"""The distinct texts of an array in one. Mostly an array has one text, and whoever asks spares the call."""

COMMENTS = {
    "joined": "各不相同的文字，以 + 相连 / distinct texts in order, joined by +",
    "clock": "现在的时刻 / what time it is",
    "finding_code": "同一发现跨版本的标识 / what tells the same finding in two versions",
    "unmatched_code": "未接续上年项目的比较编号 / the comparison of last year''s project that no lineage group has",
}

RECODED = """
create temporary table recoded on commit drop as
select
    finding.submission_key,
    finding.finding_number,
    finding.finding_code as known_code,
    core.finding_code(
        {keys},
        row_number() over (
            partition by finding.submission_key, version.department_key, version.fiscal_year, version.family,
            version.series_code, finding.rule_code, finding.project_key, finding.subject_code
            order by finding.finding_number
        )
    ) as finding_code
from core.fct_quality_finding as finding
inner join core.dim_form_version as version using (form_version_key)
inner join core.dim_department on version.department_key = dim_department.department_key
left join core.dim_project on finding.project_key = dim_project.project_key
where finding.finding_code is not null
"""
"""Each finding's code as it is and as it should be."""
BUSINESS = """dim_department.department_code, version.fiscal_year, version.family, version.series_code,
        finding.rule_code, dim_project.project_code, dim_project.project_name_code, finding.subject_code"""
SURROGATE = """version.department_key, version.fiscal_year, version.family, version.series_code,
        finding.rule_code, finding.project_key, finding.subject_code"""
RECODE = (
    """
    update core.fct_quality_finding set finding_code = recoded.finding_code
    from recoded
    where
        fct_quality_finding.submission_key = recoded.submission_key
        and fct_quality_finding.finding_number = recoded.finding_number
    """,
    "alter table core.waiver_finding disable trigger only_added",
    """
    update core.waiver_finding set finding_code = recoded.finding_code
    from (select distinct on (known_code) known_code, finding_code from recoded order by known_code, finding_code)
        as recoded
    where waiver_finding.finding_code = recoded.known_code
    """,
    "alter table core.waiver_finding enable trigger only_added",
    "drop table recoded",
)

MEMBERS = """
select
    lineage.lineage_key,
    lineage.lineage_code,
    lineage.fiscal_year,
    lineage.department_key,
    prior_department.department_code, prior.project_code, prior.project_name_code,
    department.department_code, project.project_code, project.project_name_code
from core.lineage
left join core.dim_project as prior on lineage.prior_project_key = prior.project_key
left join core.dim_department as prior_department on prior.department_key = prior_department.department_key
left join core.dim_project as project on lineage.project_key = project.project_key
left join core.dim_department as department on project.department_key = department.department_key
order by lineage.lineage_key
"""


def upgrade() -> None:
    op.execute(FINDING_CODE)
    op.execute(UNMATCHED_CODE)
    op.execute(CLOCK)
    op.execute(JOINED)
    for name, comment in COMMENTS.items():
        op.execute(f"comment on function core.{name}{SIGNATURES[name]} is '{comment}'")
    _recode_findings(BUSINESS)
    op.execute(f"drop function core.finding_code{OLD_FINDING_SIGNATURE}")
    _recode_lineage(_business_code)
    _comment_code("沿革组：年度-成员业务键的摘要 / group: year and a hash of its members'' business keys")

    op.create_index(COMPARED_PROJECT, "comparison_line", ["project_key", "member_year"], schema="core")


def downgrade() -> None:
    op.drop_index(COMPARED_PROJECT, "comparison_line", schema="core")
    op.execute(OLD_FINDING_CODE)
    op.execute(f"comment on function core.finding_code{OLD_FINDING_SIGNATURE} is '{COMMENTS['finding_code']}'")
    _recode_findings(SURROGATE)
    op.execute(f"drop function core.finding_code{FINDING_SIGNATURE}")
    op.execute("drop function core.unmatched_code")
    op.execute("drop function core.joined")
    op.execute("drop function core.clock")
    _recode_lineage(_numbered_code)
    _comment_code("沿革组：年度-部门键-组号 / group: year-department-number")


OLD_FINDING_SIGNATURE = "(bigint, integer, text, text, text, bigint, text, bigint)"
COMPARED_PROJECT = "ix_comparison_line__project_key_member_year"
FINDING_SIGNATURE = "(text, integer, text, text, text, text, text, text, bigint)"
OLD_FINDING_SIGNATURE = "(bigint, integer, text, text, text, bigint, text, bigint)"
SIGNATURES = {
    "clock": "()",
    "joined": "(text[])",
    "finding_code": FINDING_SIGNATURE,
    "unmatched_code": "(integer, text, text, text, text)",
}


def _recode_findings(keys: str) -> None:
    op.execute(RECODED.format(keys=keys))
    for statement in RECODE:
        op.execute(statement)


def _recode_lineage(code_of: Callable[[list[sa.Row[Any]], int], str]) -> None:
    """Give each group its code anew; rows keep their keys, and comparisons are settled again after the revision."""
    connection = op.get_bind()
    groups: dict[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in connection.execute(sa.text(MEMBERS)):
        groups[row[1]].append(row)
    numbers: dict[tuple[int, int], int] = defaultdict(int)
    changed = []
    for rows in groups.values():
        place = rows[0].fiscal_year, rows[0].department_key
        numbers[place] += 1
        code = code_of(rows, numbers[place])
        changed += [{"key": row.lineage_key, "code": code} for row in rows]
    if changed:
        connection.execute(sa.text("update core.lineage set lineage_code = :code where lineage_key = :key"), changed)


def _business_code(rows: list[sa.Row[Any]], _number: int) -> str:
    """The year, and sixteen digits of the hash of prior and current business keys."""
    sides = [sorted({tuple(row[place : place + 3]) for row in rows if row[place] is not None}) for place in (4, 7)]
    digest = sha256(json.dumps(sides, ensure_ascii=False).encode()).hexdigest()
    return f"{rows[0].fiscal_year}-{digest[:16]}"


def _numbered_code(rows: list[sa.Row[Any]], number: int) -> str:
    return f"{rows[0].fiscal_year}-{rows[0].department_key}-{number:03}"


def _comment_code(comment: str) -> None:
    op.execute(f"comment on column core.lineage.lineage_code is '{comment}'")
