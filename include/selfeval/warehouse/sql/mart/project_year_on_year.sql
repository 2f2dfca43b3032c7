-- One row per lineage group and fiscal year: this year's project (or the projects it was split into) against last year's.
-- Changes add up: a new project changes by its whole amount, an ended one by minus last year's;
-- without a prior year there is no change, and the comparability says so; a total that is not printed comes first.
create view mart.project_year_on_year as
with
changed as (
    select
        lineage_comparison.*,
        case lineage_kind
            when 'first' then null
            when 'new' then budget_amount
            when 'ended' then -prior_budget_amount
            else budget_amount - prior_budget_amount
        end as budget_change_amount,
        case lineage_kind
            when 'first' then null
            when 'new' then executed_amount
            when 'ended' then -prior_executed_amount
            else executed_amount - prior_executed_amount
        end as executed_change_amount,
        round(executed_amount / nullif(budget_amount, 0), 6) as execution_ratio,
        round(prior_executed_amount / nullif(prior_budget_amount, 0), 6) as prior_execution_ratio,
        case
            when
                lineage_kind <> 'ended' and (budget_amount is null or executed_amount is null)
                or lineage_kind not in ('new', 'first')
                and (prior_budget_amount is null or prior_executed_amount is null)
                then 'amount_missing'
            when lineage_kind = 'first' then 'no_prior_year'
            when lineage_kind in ('new', 'ended') then lineage_kind
            when is_disputed or prior_is_disputed then 'disputed'
            else 'comparable'
        end as comparability
    from core.lineage_comparison
)

select
    changed.lineage_code,
    changed.fiscal_year,
    dim_department.department_name,
    changed.project_name,
    changed.prior_project_name,
    changed.lineage_kind,
    dim_lineage_kind.name_zh as lineage_kind_name,
    changed.budget_amount,
    changed.prior_budget_amount,
    changed.budget_change_amount,
    round(changed.budget_change_amount / nullif(changed.prior_budget_amount, 0), 6) as budget_change_ratio,
    changed.executed_amount,
    changed.prior_executed_amount,
    changed.executed_change_amount,
    round(changed.executed_change_amount / nullif(changed.prior_executed_amount, 0), 6) as executed_change_ratio,
    changed.execution_ratio,
    changed.prior_execution_ratio,
    changed.execution_ratio - changed.prior_execution_ratio as execution_ratio_change,
    changed.is_disputed,
    changed.prior_is_disputed,
    changed.disputed_budget_amount,
    changed.prior_disputed_budget_amount,
    changed.disputed_executed_amount,
    changed.prior_disputed_executed_amount,
    coalesce(changed.project_count, 0) as project_count,
    coalesce(changed.prior_project_count, 0) as prior_project_count,
    changed.disputed_project_count,
    changed.prior_disputed_project_count,
    changed.missing_total_count,
    changed.prior_missing_total_count,
    changed.comparability,
    dim_comparability.name_zh as comparability_name,
    changed.confidence_ratio,
    changed.evidence_zh,
    changed.evidence_en
from changed
inner join core.dim_department using (department_key)
inner join core.dim_lineage_kind using (lineage_kind)
inner join core.dim_comparability using (comparability)
