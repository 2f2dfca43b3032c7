-- Fiscal years whose published lines are not the lines that count now: a load or a withdrawal came after their last
-- publication, or there was none yet.
with
counted as (
    select
        fiscal_year,
        form_version_key,
        project_number
    from core.counted_line
    where basis = 'current'
),

published as (
    select
        fiscal_year,
        form_version_key,
        project_number
    from core.comparison_line
    where side = 'current'
),

differing as (
    (table counted except table published)
    union all
    (table published except table counted)
)

select distinct fiscal_year
from differing
order by fiscal_year
