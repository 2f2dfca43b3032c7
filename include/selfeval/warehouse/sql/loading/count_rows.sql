-- Tell the server's counters of the rows when this commits, not some time later: what is gathered next goes by them.
select pg_stat_force_next_flush()
