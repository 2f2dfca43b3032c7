-- Rows copied a moment ago have no statistics, so the planner takes each table for one row and loops over pairs:
-- 1.6 of 2.1 s of a batch of 200 forms on a new warehouse. ANALYZE would make concurrent batches wait for each other.
set local enable_nestloop = off
