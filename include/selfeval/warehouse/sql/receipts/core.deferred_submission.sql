-- One row per file that is held for a lack or a defect of our own, and for nothing else: its department has nothing to
-- do. The rules are the errors that say so of themselves (is_ours).
create view core.deferred_submission as
select fct_quality_finding.submission_key
from core.fct_quality_finding
inner join core.submission using (submission_key)
where submission.state = 'held' and fct_quality_finding.is_fault
group by fct_quality_finding.submission_key
having bool_and(fct_quality_finding.rule_code in ('converter-missing', 'ledger-broken', 'reading-failed'))
