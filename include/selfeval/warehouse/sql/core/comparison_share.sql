-- One row per comparison, department and figure: what each side has, and how many lines stand behind it. A project that
-- moved between departments has a share in both; last year's of a renamed department are those of its new name. A figure
-- that is not printed on one of several lines of a side leaves the side without it: a part would mislead.
create view core.comparison_share as
select
    member.lineage_code,
    member.fiscal_year,
    member.lineage_kind,
    coalesce(renamed.to_department_key, member.department_key) as department_key,
    figure.subject,
    figure.measure_code,
    figure.funding_source_code,
    figure.item_code,
    string_agg(distinct figure.project_name, ' + ' order by figure.project_name) filter (
        where member.side = 'current'
    ) as project_name,
    coalesce(
        string_agg(distinct figure.project_name, ' + ' order by figure.project_name) filter (
            where member.side = 'prior'
        ),
        string_agg(distinct figure.project_name, ' + ' order by figure.project_name) filter (
            where member.side = 'reported'
        )
    ) as prior_project_name,
    min(member.confidence_ratio) as confidence_ratio,
    min(member.evidence_zh) as evidence_zh,
    min(member.evidence_en) as evidence_en,
    min(figure.level1) as level1,
    min(figure.level2) as level2,
    min(figure.indicator_name) as indicator_name,
    string_agg(distinct figure.target, ' + ') filter (where member.side = 'current') as target,
    string_agg(distinct figure.target, ' + ') filter (where member.side = 'prior') as prior_target,
    string_agg(distinct figure.actual, ' + ') filter (where member.side = 'current') as actual,
    string_agg(distinct figure.actual, ' + ') filter (where member.side = 'prior') as prior_actual,
    count(*) filter (where member.side = 'current') as line_count,
    count(*) filter (where member.side = 'prior') as prior_line_count,
    count(*) filter (where member.side = 'current' and figure.amount is null) as missing_count,
    count(*) filter (where member.side = 'prior' and figure.amount is null) as prior_missing_count,
    count(*) filter (where member.side = 'current' and figure.is_disputed) as disputed_line_count,
    count(*) filter (where member.side = 'prior' and figure.is_disputed) as prior_disputed_line_count,
    coalesce(bool_or(figure.is_unit_slip) filter (where member.side <> 'reported'), false) as is_unit_slip,
    case when bool_and(figure.amount is not null) filter (where member.side = 'current')
        then sum(figure.amount) filter (where member.side = 'current') end as amount,
    case when bool_and(figure.amount is not null) filter (where member.side = 'prior')
        then sum(figure.amount) filter (where member.side = 'prior') end as prior_amount,
    case when bool_and(figure.amount is not null) filter (where member.side = 'reported')
        then sum(figure.amount) filter (where member.side = 'reported') end as prior_reported_amount,
    coalesce(sum(figure.amount) filter (
        where member.side = 'current' and figure.is_disputed
    ), 0) as in_dispute_amount,
    coalesce(sum(figure.amount) filter (
        where member.side = 'prior' and figure.is_disputed
    ), 0) as prior_in_dispute_amount
from core.comparison_member as member
inner join core.counted_amount as figure
    on
        member.basis = figure.basis
        and member.department_key = figure.department_key
        and member.member_year = figure.fiscal_year
        and member.project_key = figure.project_key
left join core.renamed_department as renamed
    on
        member.side <> 'current'
        and member.department_key = renamed.from_department_key
        and member.fiscal_year = renamed.first_fiscal_year
group by
    member.lineage_code, member.fiscal_year, member.lineage_kind,
    coalesce(renamed.to_department_key, member.department_key),
    figure.subject, figure.measure_code, figure.funding_source_code, figure.item_code
