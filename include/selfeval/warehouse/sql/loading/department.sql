-- Departments by normalised name. Of several spellings the first in byte order is kept,
-- so that the order of arrival does not show.
insert into core.dim_department (department_code, department_name)
select
    batch_form.department_code,
    min(batch_form.department_name collate "C")
from batch_form
inner join batch_submission using (submission_key)
where not batch_submission.is_held
group by batch_form.department_code
order by batch_form.department_code
on conflict (department_code) do update
    set department_name = excluded.department_name
    where excluded.department_name collate "C" < dim_department.department_name
