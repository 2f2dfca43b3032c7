-- Versions of some files, or given, with their files and departments.
select form_version_key, submission_key, department_key
from core.dim_form_version
where submission_key = any(%(submissions)s::bigint[]) or form_version_key = any(%(versions)s::bigint[])
