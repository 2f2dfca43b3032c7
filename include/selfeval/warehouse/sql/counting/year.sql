-- Fiscal years with accepted forms, or that were settled once.
select fiscal_year
from core.dim_form_version
union
select fiscal_year
from core.settled_department_year
order by fiscal_year
