-- One row per comparison, department and figure, with the reason why it can or cannot be compared, and the one part of
-- the bridge into which the difference to last year falls whole: unit before disputed, that before new and ended, that
-- before lineage, that before real. What both sides together say decides, so all shares of a comparison agree.
create view core.comparison as
with
seen as (
    select
        share.*,
        coalesce(
            min(department_key) filter (where line_count > 0) over whole_subject,
            min(department_key) over whole_subject
        ) as owner_department_key,
        coalesce(project_name, max(project_name) over whole_subject) as group_project_name,
        coalesce(prior_project_name, max(prior_project_name) over whole_subject) as prior_group_project_name,
        bool_or(is_unit_slip) over whole_subject as is_any_unit_slip,
        bool_or(disputed_line_count + prior_disputed_line_count > 0) over whole_subject as is_any_disputed,
        bool_or(missing_count + prior_missing_count > 0) over whole_figure
        or bool_or(
            funding_source_code = 'undivided' and line_count + prior_line_count > 0
        ) over whole_measure as is_any_missing,
        coalesce(amount, prior_amount, prior_reported_amount) is not null as is_printed,
        case
            when subject <> 'indicator' or lineage_kind in ('first', 'awaited') then lineage_kind
            when sum(line_count) over whole_figure = 0 and sum(prior_line_count) over whole_figure = 0 then 'withdrawn'
            when sum(line_count) over whole_figure = 0 then 'ended'
            when sum(prior_line_count) over whole_figure = 0 then 'new'
            else lineage_kind
        end as figure_kind
    from core.comparison_share as share
    window
        whole_subject as (partition by lineage_code, fiscal_year, subject),
        whole_measure as (partition by lineage_code, fiscal_year, subject, measure_code),
        whole_figure as (partition by lineage_code, fiscal_year, subject, measure_code, funding_source_code, item_code)
),

reasoned as (
    select
        seen.*,
        figure_kind not in ('first', 'awaited') as is_covered,
        case
            when figure_kind = 'awaited' then 'no_current_year'
            when figure_kind = 'withdrawn' then 'withdrawn'
            when figure_kind = 'first' and is_any_missing then 'amount_missing'
            when figure_kind = 'first' then 'no_prior_year'
            when is_any_unit_slip then 'unit'
            when is_any_missing then 'amount_missing'
            when is_any_disputed then 'disputed'
            when figure_kind in ('new', 'ended', 'moved') then figure_kind
            else 'comparable'
        end as comparability
    from seen
)

select
    reasoned.*,
    coalesce(amount, 0) - coalesce(prior_reported_amount, 0) as change_amount,
    coalesce(prior_amount, 0) - coalesce(prior_reported_amount, 0) as restated_amount,
    coalesce(amount, 0) - coalesce(prior_amount, 0) as difference_amount,
    case
        when comparability in ('unit', 'new', 'ended') then comparability
        when comparability in ('disputed', 'amount_missing') then 'disputed'
        when figure_kind in ('same', 'withdrawn') then 'real'
        else 'lineage'
    end as bridge_part
from reasoned
where is_printed or measure_code in ('budget', 'executed', 'indicator_score')
