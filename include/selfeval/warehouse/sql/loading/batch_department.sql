-- Departments of the batch's cards.
select distinct batch_project.department_key
from batch_project
inner join core.dim_form_version using (form_version_key)
where dim_form_version.family = 'card'
order by batch_project.department_key
