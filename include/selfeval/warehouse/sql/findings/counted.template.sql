-- Findings by severity and state, how long it took to correct them, and disputed projects, counted by one thing. A
-- finding that goes on in a later version counts there. The row without a year is of files in which none could be read.
create view {view} as
select
    {columns}
from core.quality_count
where counted_by = '{counted_by}'
