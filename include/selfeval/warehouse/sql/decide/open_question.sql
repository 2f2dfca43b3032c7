-- Open questions of a year, about departments first: they settle those about their projects. A question about projects
-- tells what each side's budget is together, null where one total is not printed.
with
side as (
    select
        question.question_code,
        project_year.fiscal_year,
        case when bool_and(project_year.budget_amount is not null)
            then sum(project_year.budget_amount) end as budget_amount
    from core.lineage_question as question
    cross join lateral jsonb_array_elements(question.prior || question.current) as member
    inner join core.dim_department on member ->> 0 = dim_department.department_code
    inner join core.dim_project
        on
            dim_department.department_key = dim_project.department_key
            and member ->> 1 = dim_project.project_code
            and member ->> 2 = dim_project.project_name_code
    inner join core.project_year
        on
            dim_project.project_key = project_year.project_key
            and project_year.fiscal_year = case
                when question.prior @> jsonb_build_array(member) then question.fiscal_year - 1
                else question.fiscal_year
            end
    where question.fiscal_year = %(fiscal_year)s and question.state = 'open'
    group by question.question_code, project_year.fiscal_year
),

asked as (
    select
        1 as place,
        change_code as code,
        fiscal_year,
        change_kind as kind,
        '部门变更' as kind_name,
        prior_department_name as prior_name,
        department_name as name,
        array[prior_department_name, department_name] as departments,
        confidence_ratio,
        evidence_zh,
        evidence_en
    from mart.department_question
    where question_state = 'open'
    union all
    select
        2 as place,
        question_code as code,
        fiscal_year,
        lineage_kind as kind,
        lineage_kind_name as kind_name,
        prior_project_name as prior_name,
        project_name as name,
        (
            select array_agg(member ->> 0)
            from core.lineage_question as question
            cross join lateral jsonb_array_elements(question.prior || question.current) as member
            where question.question_code = asked_project.question_code
        ) as departments,
        confidence_ratio,
        evidence_zh,
        evidence_en
    from mart.lineage_question as asked_project
    where question_state = 'open'
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
left join side as last_year on asked.code = last_year.question_code and last_year.fiscal_year = asked.fiscal_year - 1
left join side as this_year on asked.code = this_year.question_code and this_year.fiscal_year = asked.fiscal_year
where
    asked.fiscal_year = %(fiscal_year)s
    and (%(department)s::text is null or core.normalised(%(department)s) = any(asked.departments))
order by asked.place, asked.confidence_ratio desc, asked.code
limit %(limit)s
