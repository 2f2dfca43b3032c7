-- What is withheld of a fiscal year.
select
    (select count(*) from core.current_list where list_kind = 'classified_item') > 0 as is_listed,
    (
        select count(distinct department_code) from classified where is_department and %(fiscal_year)s::integer <@ years
    ) as department_count,
    (select count(distinct project_key) from withheld where fiscal_year = %(fiscal_year)s::integer) as project_count
