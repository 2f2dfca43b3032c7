-- One row per lineage group, side and project: side `current` is the group's fiscal year, `prior` the year before.
create view core.lineage_member as
select distinct
    lineage_code,
    department_key,
    fiscal_year,
    'current' as side,
    fiscal_year as member_year,
    project_key,
    lineage_kind
from core.lineage
where project_key is not null
union all
select distinct
    lineage_code,
    department_key,
    fiscal_year,
    'prior' as side,
    fiscal_year - 1 as member_year,
    prior_project_key as project_key,
    lineage_kind
from core.lineage
where prior_project_key is not null
