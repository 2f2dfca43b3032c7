-- The projects that are withheld, a fiscal year a row.
select
    fiscal_year,
    array_agg(project_key order by project_key) as project_keys
from withheld
group by fiscal_year
order by fiscal_year
