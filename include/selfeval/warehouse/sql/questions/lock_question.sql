-- One decision about a question at a time. The two-number form keeps clear of the other advisory locks.
select pg_advisory_xact_lock(2022, hashtext(%(code)s))
