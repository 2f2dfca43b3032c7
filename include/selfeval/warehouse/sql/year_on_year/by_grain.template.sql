-- The stored year on year by one grain, as it is now. A change and its parts count the departments that have submitted
-- forms for both years. Which columns a view has, and of what grain, its .yml file says.
create view {view} as
select
    {columns}
from core.year_on_year
where
    grain = '{grain}'
    and subject = '{subject}'
    and valid_from <= core.clock()
    and core.clock() < valid_to
