"""What stands in the warehouse that is set, seen by a connection of the test's own."""

from typing import Any

import psycopg

from selfeval.settings import settings

EVERYTHING = """
select 'amount', submission_sha256, project_number::text, measure_code, funding_source_code, yuan_amount::text, cell,
    department_name, fiscal_year::text, project_name
from core.fct_budget_execution join core.dim_form_version using (form_version_key, department_key, fiscal_year)
join core.submission using (submission_key) join core.dim_department using (department_key)
join core.dim_project using (project_key)
union all
select 'project', submission_sha256, project_number::text, is_disputed::text, computed_ratio::text, stated_ratio::text,
    sequence, goal_planned, null, project_name
from core.fct_project_evaluation join core.dim_form_version using (form_version_key)
join core.submission using (submission_key)
union all
select 'indicator', submission_sha256, project_number::text, indicator_number::text, level1, target, null, null, null,
    null
from core.fct_indicator_result join core.dim_form_version using (form_version_key)
join core.submission using (submission_key)
union all
select 'finding', submission_sha256, finding_number::text, rule_code, severity, message_zh, is_fault::text, printed,
    null, form_version_key is null || ''
from core.fct_quality_finding join core.submission using (submission_key)
union all
select 'submission', submission_sha256, state, null, null, null, null, null, null, null from core.submission
union all
select 'cell', submission_sha256, cell, printed, role, null, null, null, null, null from staging.cell
union all
select 'department', department_code, department_name, null, null, null, null, null, null, null
from core.dim_department
union all
select 'dim_project', project_code, project_name_code, project_name, null, null, null, null, null, null
from core.dim_project
order by 1, 2, 3, 4, 5, 6, 7
"""
"""All that a load leaves, without surrogate keys and times."""


def connect() -> psycopg.Connection[tuple[Any, ...]]:
    """A connection of the test's own to the warehouse that is set."""
    return psycopg.connect(str(settings().warehouse_url).replace("+psycopg", ""), autocommit=True)
