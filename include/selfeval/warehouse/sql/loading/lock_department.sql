-- Departments by the hash of their business key, in ascending order: whoever needs two of them takes them alike.
-- `offset 0` keeps the sort below the locking, which would otherwise be free to move.
select pg_advisory_xact_lock(lock_key)
from (
    select distinct hashtextextended(core.normalised(department_name), 2021) as lock_key
    from unnest(%(departments)s::text[]) as named (department_name)
    order by lock_key
    offset 0
) as ordered_lock
