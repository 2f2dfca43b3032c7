-- Findings on the files that were handed in since a moment, the gravest first; what says the same at several places
-- is one row.
select
    severity,
    finding_state = 'waived' as is_waived,
    string_agg(distinct fiscal_year::text, '、') as fiscal_years,
    array_agg(cell order by finding_number) as cells,
    message_zh,
    message_en,
    suggestion
from mart.quality_finding
where
    submission_sha256 in (
        select submission_sha256
        from mart_history.receipt
        where received_at >= %(since)s
    )
group by severity, is_waived, message_zh, message_en, suggestion
order by
    array_position(array['critical', 'warning', 'info'], severity),
    is_waived,
    min(fiscal_year),
    min(submission_sha256),
    min(finding_number)
