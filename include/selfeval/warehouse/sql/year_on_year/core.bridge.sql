-- One row per thing, fiscal year and figure: core.bridge_sum with the ratios that follow, each null with a reason where
-- there is nothing to divide by, and what the codes are called.
create view core.bridge as
with
divided as (
    select
        bridge_execution.*,
        case
            when change_amount is null or comparability = 'amount_missing' and grain in ('project', 'indicator')
                then comparability
            when grain in ('project', 'indicator') and figure_kind = 'new' then 'new'
            when compared_prior_reported_amount is null then 'not_reported_first'
            when compared_prior_reported_amount <= 0 then 'prior_not_positive'
        end as ratio_reason,
        case
            when comparable_count = 0 then comparability
            when coalesce(like_for_like_prior_amount, 0) <= 0 then 'prior_not_positive'
        end as like_for_like_ratio_reason,
        case when measure_code = 'executed' and execution_ratio_reason is null
            then round(amount / budget_amount, 6) end as execution_ratio,
        case when measure_code = 'executed' and prior_execution_ratio_reason is null
            then round(prior_amount / prior_budget_amount, 6) end as prior_execution_ratio
    from core.bridge_execution
)

select
    divided.*,
    case when ratio_reason is null
        then round(change_amount / compared_prior_reported_amount, 6) end as change_ratio,
    like_for_like_amount - like_for_like_prior_amount as like_for_like_change_amount,
    case when like_for_like_ratio_reason is null
        then round((like_for_like_amount - like_for_like_prior_amount) / like_for_like_prior_amount, 6)
    end as like_for_like_change_ratio,
    execution_ratio - prior_execution_ratio as execution_ratio_change,
    named.department_name,
    dim_measure.name_zh as measure_name,
    dim_funding_source.name_zh as funding_source_name,
    dim_lineage_kind.name_zh as figure_kind_name,
    why.name_zh as comparability_name,
    why_no_ratio.name_zh as ratio_reason_name,
    why_no_like_for_like_ratio.name_zh as like_for_like_ratio_reason_name,
    why_no_execution_ratio.name_zh as execution_ratio_reason_name,
    why_no_prior_execution_ratio.name_zh as prior_execution_ratio_reason_name
from divided
inner join core.dim_measure using (measure_code)
inner join core.dim_funding_source using (funding_source_code)
inner join core.dim_lineage_kind on divided.figure_kind = dim_lineage_kind.lineage_kind
inner join core.dim_comparability as why using (comparability)
left join core.named_department as named on divided.thing_department_key = named.department_key
left join core.dim_comparability as why_no_ratio
    on divided.ratio_reason = why_no_ratio.comparability
left join core.dim_comparability as why_no_like_for_like_ratio
    on divided.like_for_like_ratio_reason = why_no_like_for_like_ratio.comparability
left join core.dim_comparability as why_no_execution_ratio
    on divided.execution_ratio_reason = why_no_execution_ratio.comparability
left join core.dim_comparability as why_no_prior_execution_ratio
    on divided.prior_execution_ratio_reason = why_no_prior_execution_ratio.comparability
