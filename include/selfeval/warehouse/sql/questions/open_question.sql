-- Open questions of a year, about departments first: they settle those about their projects. A question about projects
-- says what each side's budget is together, null where one total is not printed.
with
asked as materialized (
    select *
    from core.open_question
    where
        fiscal_year = %(fiscal_year)s
        and (
            %(department)s::text is null
            or core.normalised(%(department)s) = any(department_codes)
        )
    order by place, confidence_ratio desc, code
    limit %(limit)s
),

member as (
    select
        code,
        fiscal_year - 1 as member_year,
        jsonb_array_elements(prior) as business_key
    from asked
    union all
    select
        code,
        fiscal_year as member_year,
        jsonb_array_elements(current) as business_key
    from asked
),

project as materialized (
    select
        project_year.fiscal_year,
        project_year.budget_amount,
        jsonb_build_array(
            dim_department.department_code, project_year.project_code, project_year.project_name_code
        ) as business_key
    from core.project_year
    inner join core.dim_department using (department_key)
    where project_year.fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
),

side as (
    select
        member.code,
        member.member_year,
        case when bool_and(project.budget_amount is not null) then sum(project.budget_amount) end as budget_amount
    from member
    inner join project on member.member_year = project.fiscal_year and member.business_key = project.business_key
    group by member.code, member.member_year
)

select
    asked.code,
    asked.fiscal_year,
    asked.kind,
    asked.kind_name,
    asked.prior_name,
    asked.name,
    asked.confidence_ratio,
    asked.evidence_zh,
    asked.evidence_en,
    last_year.budget_amount as prior_budget_amount,
    this_year.budget_amount
from asked
left join side as last_year on asked.code = last_year.code and asked.fiscal_year - 1 = last_year.member_year
left join side as this_year on asked.code = this_year.code and asked.fiscal_year = this_year.member_year
order by asked.place, asked.confidence_ratio desc, asked.code
