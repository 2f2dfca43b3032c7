-- One row per finding: since when the same finding has stood, and what has become of it.
-- open: it is in the current version, or in a held file that nothing followed. waived: open, and tolerated for now.
-- superseded: it goes on in a later version, or nothing says whether it does. fixed: it is gone from the next one.
create view core.finding_history as
select * from core.versioned_finding
union all
select * from core.unversioned_finding
