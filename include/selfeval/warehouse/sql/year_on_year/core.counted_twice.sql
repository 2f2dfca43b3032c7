-- One row per region or government, fiscal year and measure with comparisons that several of its departments share: how
-- often each kind of them is counted too much where the departments are added up.
create view core.counted_twice as
with
share as (
    select
        thing.grain,
        thing.thing_code,
        comparison.fiscal_year,
        comparison.measure_code,
        comparison.figure_kind,
        comparison.comparability,
        count(*) - 1 as too_many
    from core.year_on_year as comparison
    cross join lateral unnest(comparison.shared_department_keys) as shared (department_key)
    inner join core.department_place as place
        on
            shared.department_key = place.department_key
            and comparison.fiscal_year between place.first_fiscal_year and place.last_fiscal_year
    cross join lateral (
        values ('region', place.region_name), ('government', '')
    ) as thing (grain, thing_code)
    where
        comparison.grain = 'project'
        and comparison.shared_department_keys is not null
        and comparison.valid_from <= core.clock()
        and core.clock() < comparison.valid_to
    group by
        thing.grain, thing.thing_code, comparison.fiscal_year, comparison.measure_code, comparison.thing_code,
        comparison.figure_kind, comparison.comparability
)

select
    grain,
    thing_code,
    fiscal_year,
    measure_code,
    sum(too_many) filter (where figure_kind = 'new') as new_count,
    sum(too_many) filter (where figure_kind = 'ended') as ended_count,
    sum(too_many) filter (where figure_kind = 'renamed') as renamed_count,
    sum(too_many) filter (where figure_kind = 'split') as split_count,
    sum(too_many) filter (where figure_kind = 'merged') as merged_count,
    sum(too_many) filter (where figure_kind = 'moved') as moved_count,
    sum(too_many) filter (where figure_kind = 'withdrawn') as withdrawn_count,
    sum(too_many) filter (where comparability = 'comparable') as comparable_count,
    sum(too_many) filter (where comparability = 'unit') as unit_count,
    sum(too_many) filter (where comparability = 'amount_missing') as amount_missing_count,
    sum(too_many) filter (where comparability = 'disputed') as disputed_count
from share
group by grain, thing_code, fiscal_year, measure_code
