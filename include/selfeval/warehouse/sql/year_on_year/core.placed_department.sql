-- One row per stored row of a department's year on year and thing that it adds to: its region, and the government.
create view core.placed_department as
select
    thing.grain,
    thing.thing_code,
    year_on_year.*
from (
    select
        fiscal_year, thing_department_key, subject, measure_code, funding_source_code, item_code,
        amount, prior_amount, prior_reported_amount, compared_amount,
        compared_prior_amount, compared_prior_reported_amount, change_amount, real_amount,
        restated_amount, lineage_amount, new_amount, ended_amount, unit_amount,
        disputed_amount, like_for_like_amount, like_for_like_prior_amount, in_dispute_amount, prior_in_dispute_amount,
        project_count, prior_project_count, disputed_project_count, prior_disputed_project_count,
        missing_total_count, prior_missing_total_count,
        new_count, ended_count, renamed_count, split_count, merged_count, moved_count, withdrawn_count,
        comparable_count, unit_count, amount_missing_count, disputed_count,
        covered_department_count, uncovered_department_count, least_comparability, greatest_comparability,
        figure_kind
    from core.year_on_year
    where grain = 'department' and valid_from <= core.clock() and core.clock() < valid_to
) as year_on_year
inner join core.department_place as place
    on
        year_on_year.thing_department_key = place.department_key
        and year_on_year.fiscal_year between place.first_fiscal_year and place.last_fiscal_year
cross join lateral (
    values ('region', place.region_name), ('government', '')
) as thing (grain, thing_code)
