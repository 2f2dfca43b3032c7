-- One row per file and cell that something was found at: how much and what, and what reading noted while it took the
-- cell (a row that was realigned, figures that ran together). Rules have codes SE-…; the other findings are reading's.
create view core.cell_note as
select
    submission_key,
    cell,
    count(*) as finding_count,
    string_agg(rule_code || ' ' || severity, E'\n' order by finding_number) as findings,
    string_agg(message_zh, E'\n' order by finding_number) filter (where rule_code not like 'SE-%') as reading_note
from core.fct_quality_finding
where cell is not null
group by submission_key, cell
