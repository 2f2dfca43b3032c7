-- What persons answered is what the lineage into a year rests on from now on.
insert into core.lineage_pair (fiscal_year, answers)
values (%(fiscal_year)s, %(answers)s)
on conflict (fiscal_year) do update set answers = excluded.answers
