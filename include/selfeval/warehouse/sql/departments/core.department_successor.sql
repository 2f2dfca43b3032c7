-- One row per department that a confirmed renaming, merger or split ended, department that came of it and span of
-- fiscal years in which it takes its place. From a department whose duties were only moved, nothing is taken over.
create view core.department_successor as
with
-- Kept before it is followed, since Citus asks in a circle only for what lies in one place.
ended as materialized (
    select
        from_department_key,
        to_department_key,
        first_fiscal_year
    from core.department_succession
    where change_kind in ('renamed', 'merged', 'split')
),

successor as materialized (
    with recursive
    followed as (
        select
            from_department_key as department_key,
            to_department_key as successor_department_key,
            first_fiscal_year
        from ended
        union
        select
            followed.department_key,
            ended.to_department_key as successor_department_key,
            ended.first_fiscal_year
        from followed
        inner join ended
            on
                followed.successor_department_key = ended.from_department_key
                and followed.first_fiscal_year <= ended.first_fiscal_year
    )

    select * from followed
),

span as (
    select
        successor.department_key,
        successor.successor_department_key,
        successor.first_fiscal_year,
        coalesce(min(ended.first_fiscal_year) - 1, 9999) as last_fiscal_year
    from successor
    left join ended
        on
            successor.successor_department_key = ended.from_department_key
            and successor.first_fiscal_year <= ended.first_fiscal_year
    group by successor.department_key, successor.successor_department_key, successor.first_fiscal_year
)

select
    span.*,
    before.department_code,
    since.department_code as successor_department_code,
    since.department_name as successor_department_name
from span
inner join core.dim_department as before on span.department_key = before.department_key
inner join core.dim_department as since on span.successor_department_key = since.department_key
where span.first_fiscal_year <= span.last_fiscal_year
