-- Instants to come at which waivers end, the next one first, with the comparisons of a year whose lines they touch, among
-- some or among all. A waiver of a finding on the whole form touches all its lines.
select
    cover.expires_at,
    array_agg(distinct line.lineage_code) as lineage_codes
from core.finding_waiver as cover
inner join core.comparison_line as line
    on
        cover.form_version_key = line.form_version_key
        and coalesce(cover.project_number, line.project_number) = line.project_number
where
    line.fiscal_year = %(fiscal_year)s
    and (%(lineage_codes)s::text[] is null or line.lineage_code = any(%(lineage_codes)s))
group by cover.expires_at
order by cover.expires_at
