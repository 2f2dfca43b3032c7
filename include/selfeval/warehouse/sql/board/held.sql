-- Departments with a later file of the name and channel of a held one in which nothing was read: it made that good.
select
    coalesce(array_agg(distinct dim_form_version.department_key), '{}') as departments
from core.submission as held
inner join core.submission as later
    on held.channel_name = later.channel_name and held.file_name = later.file_name
inner join core.dim_form_version on later.submission_key = dim_form_version.submission_key
where
    held.state = 'held'
    and core.normalised(held.channel_name) = any(%(codes)s::text[])
    and %(departments)s::bigint[] is not null
