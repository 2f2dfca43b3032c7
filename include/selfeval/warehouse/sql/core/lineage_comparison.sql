-- One row per lineage group: this year's side and last year's side by side.
create view core.lineage_comparison as
with
lineage_group as (
    select
        lineage_code,
        fiscal_year,
        department_key,
        min(lineage_kind) as lineage_kind,
        min(confidence_ratio) as confidence_ratio,
        min(evidence_zh) as evidence_zh,
        min(evidence_en) as evidence_en
    from core.lineage
    group by lineage_code, fiscal_year, department_key
)

select
    lineage_group.*,
    this_year.project_name,
    last_year.project_name as prior_project_name,
    this_year.project_count,
    last_year.project_count as prior_project_count,
    coalesce(this_year.missing_total_count, 0) as missing_total_count,
    coalesce(last_year.missing_total_count, 0) as prior_missing_total_count,
    this_year.budget_amount,
    last_year.budget_amount as prior_budget_amount,
    this_year.executed_amount,
    last_year.executed_amount as prior_executed_amount,
    coalesce(this_year.is_disputed, false) as is_disputed,
    coalesce(last_year.is_disputed, false) as prior_is_disputed,
    coalesce(this_year.disputed_project_count, 0) as disputed_project_count,
    coalesce(last_year.disputed_project_count, 0) as prior_disputed_project_count,
    coalesce(this_year.disputed_budget_amount, 0) as disputed_budget_amount,
    coalesce(last_year.disputed_budget_amount, 0) as prior_disputed_budget_amount,
    coalesce(this_year.disputed_executed_amount, 0) as disputed_executed_amount,
    coalesce(last_year.disputed_executed_amount, 0) as prior_disputed_executed_amount
from lineage_group
left join core.lineage_side as this_year
    on lineage_group.lineage_code = this_year.lineage_code and this_year.side = 'current'
left join core.lineage_side as last_year
    on lineage_group.lineage_code = last_year.lineage_code and last_year.side = 'prior'
