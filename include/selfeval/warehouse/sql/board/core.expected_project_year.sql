-- One row per department, fiscal year and project that its form is expected to have: last year's projects, and those of
-- the list. A project of the list that last year had too, by code or name, is one row, with last year's key. What a
-- department that ended would have had is expected of those that came of it.
create view core.expected_project_year as
with
followed as (
    select * from core.followed_project
),

listed as (
    select distinct
        coalesce(successor.successor_department_code, entry.department_code) as department_code,
        year.fiscal_year,
        entry.project_code,
        entry.project_name_code,
        entry.project_name
    from core.expected_project as entry
    inner join core.current_list using (list_key)
    cross join core.office_day
    cross join lateral generate_series(
        entry.first_fiscal_year,
        least(entry.last_fiscal_year, extract(year from office_day.today)::integer)
    ) as year (fiscal_year)
    left join core.department_successor as successor
        on
            entry.department_code = successor.department_code
            and year.fiscal_year between successor.first_fiscal_year and successor.last_fiscal_year
)

select
    followed.*,
    case
        when exists (
            select 1
            from listed
            where
                listed.department_code = followed.department_code
                and listed.fiscal_year = followed.fiscal_year
                and (
                    listed.project_code = nullif(followed.project_code, '')
                    or listed.project_name_code = followed.project_name_code
                )
        ) then 'listed'
        else 'last_year'
    end as expectation
from followed
union all
select
    listed.department_code,
    listed.fiscal_year,
    null as prior_project_key,
    listed.project_code,
    listed.project_name_code,
    listed.project_name,
    'listed' as expectation
from listed
where
    not exists (
        select 1
        from followed
        where
            followed.department_code = listed.department_code
            and followed.fiscal_year = listed.fiscal_year
            and (
                followed.project_code = nullif(listed.project_code, '')
                or followed.project_name_code = listed.project_name_code
            )
    )
