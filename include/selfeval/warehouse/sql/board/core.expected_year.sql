-- One row per department and fiscal year up to this one that it is expected to hand in for: as the list says; where the
-- list does not know the department at all, for the year after one that it submitted for, and for the first year of a
-- department that came of another. A department whose years on the list are over owes nothing, nor does one that a
-- confirmed renaming, merger or split ended: what it would owe is owed by those that came of it.
create view core.expected_year as
with
listed as (
    select expected_department.*
    from core.expected_department
    inner join core.current_list using (list_key)
),

told as (
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
    union all
    select distinct
        dim_department.department_code,
        dim_department.department_name,
        followed.fiscal_year,
        'last_year' as expectation,
        null::date as due_date,
        false as is_nil_return
    from (
        select department_key, fiscal_year + 1 as fiscal_year
        from core.form_version
        where is_current and family <> 'overall'
        union all
        select to_department_key, first_fiscal_year
        from core.department_succession
    ) as followed
    inner join core.dim_department using (department_key)
    cross join core.office_day
    where followed.fiscal_year <= extract(year from office_day.today)
),

owed as (
    select
        coalesce(successor.successor_department_code, told.department_code) as department_code,
        coalesce(successor.successor_department_name, told.department_name) as department_name,
        told.fiscal_year,
        told.expectation,
        told.due_date,
        told.is_nil_return,
        successor.department_key is not null as is_taken_over
    from told
    left join core.department_successor as successor
        on
            told.department_code = successor.department_code
            and told.fiscal_year between successor.first_fiscal_year and successor.last_fiscal_year
)

select distinct on (department_code, fiscal_year)
    department_code,
    department_name,
    fiscal_year,
    expectation,
    due_date,
    is_nil_return
from owed
where expectation = 'listed' or department_code not in (select listed.department_code from listed)
order by department_code, fiscal_year, expectation = 'listed' desc, is_taken_over, is_nil_return, due_date
