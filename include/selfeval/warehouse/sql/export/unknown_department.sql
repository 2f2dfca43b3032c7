-- Classified departments that have never handed in: many never do, but it may be a slip of the pen that publishes one.
select distinct department_name
from classified
where is_department and department_key is null
order by department_name
