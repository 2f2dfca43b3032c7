-- One row per department and fiscal year up to this one that it is expected to hand in for: as the list says; where the
-- list does not know the department at all, for the year after one that it handed in for. A department whose years on
-- the list are over owes nothing.
create view core.expected_year as
with
listed as (
    select expected_department.*
    from core.expected_department
    inner join core.current_list using (list_key)
),

listed_year as (
    select
        listed.department_code,
        listed.department_name,
        year.fiscal_year,
        'listed' as expectation,
        (listed.due_date + (year.fiscal_year - listed.first_fiscal_year) * interval '1 year')::date as due_date,
        listed.is_nil_return
    from listed
    cross join core.office_day
    cross join lateral generate_series(
        listed.first_fiscal_year,
        least(listed.last_fiscal_year, extract(year from office_day.today)::integer)
    ) as year (fiscal_year)
),

followed_year as (
    select
        dim_department.department_code,
        min(dim_department.department_name) as department_name,
        form_version.fiscal_year + 1 as fiscal_year,
        'last_year' as expectation,
        null::date as due_date,
        false as is_nil_return
    from core.form_version
    inner join core.dim_department using (department_key)
    cross join core.office_day
    where
        form_version.is_current
        and form_version.family <> 'overall'
        and form_version.fiscal_year + 1 <= extract(year from office_day.today)
        and dim_department.department_code not in (select listed.department_code from listed)
    group by dim_department.department_code, form_version.fiscal_year
)

select * from listed_year
union all
select * from followed_year
