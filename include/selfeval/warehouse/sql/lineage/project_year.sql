-- Projects that count in a year, of some departments or of all, with what lineage compares them by.
select
    department_key,
    project_key,
    project_name_code,
    printed_code,
    budget_amount,
    funding_sources
from core.project_year
where fiscal_year = %(fiscal_year)s and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
