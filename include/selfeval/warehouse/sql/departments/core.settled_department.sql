-- One row per department and fiscal year whose projects of the year before lineage has settled: it has submitted a
-- form, or all departments that came of it have.
create view core.settled_department as
with
handed_in as (
    select distinct
        department_key,
        fiscal_year
    from core.lineage
)

select * from handed_in
union
select
    succession.from_department_key as department_key,
    succession.first_fiscal_year as fiscal_year
from core.department_succession as succession
left join handed_in
    on
        succession.to_department_key = handed_in.department_key
        and succession.first_fiscal_year = handed_in.fiscal_year
where succession.change_kind <> 'moved'
group by succession.from_department_key, succession.first_fiscal_year
having bool_and(handed_in.department_key is not null)
