-- One row per department and first fiscal year in which it has another name, so that its figures of the year before are
-- that one's. A department that has submitted a form under the old name after all, or has two new names, keeps its own.
create view core.renamed_department as
with
handed_in as (
    select distinct
        department_key,
        fiscal_year
    from core.form_version
    where is_current and family <> 'overall'
)

select
    succession.from_department_key,
    succession.first_fiscal_year,
    min(succession.to_department_key) as to_department_key
from core.department_succession as succession
left join handed_in
    on
        succession.from_department_key = handed_in.department_key
        and succession.first_fiscal_year = handed_in.fiscal_year
where succession.change_kind = 'renamed' and handed_in.department_key is null
group by succession.from_department_key, succession.first_fiscal_year
having count(distinct succession.to_department_key) = 1
