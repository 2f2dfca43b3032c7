-- Forget what was settled of the given departments and year, also of forms that were read anew since, and their questions;
-- the departments in whose totals a line counted that goes.
with
forgotten_question as (
    delete from core.counting_question
    where fiscal_year = %(fiscal_year)s and department_key = any(%(departments)s)
),

version as (
    select
        form_version_key,
        department_key
    from core.dim_form_version
    where fiscal_year = %(fiscal_year)s
),

gone as (
    delete from core.settled_line
    using core.settled_line as settled
    left join version on settled.form_version_key = version.form_version_key
    where
        settled_line.form_version_key = settled.form_version_key
        and settled_line.project_number = settled.project_number
        and settled_line.settled_from = settled.settled_from
        and settled.fiscal_year = %(fiscal_year)s
        and (version.form_version_key is null or version.department_key = any(%(departments)s))
    returning settled_line.department_key
)

select distinct department_key
from gone
