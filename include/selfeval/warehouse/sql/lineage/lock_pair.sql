-- One publication of a pair of years at a time. The two-number form keeps clear of the other advisory locks.
select pg_advisory_xact_lock(2021, %(fiscal_year)s)
