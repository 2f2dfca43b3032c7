-- Hand-ins since a moment, with what has become of each file.
select
    file_name,
    department_name,
    fiscal_years,
    state,
    submission_state,
    critical_count,
    warning_count,
    info_count,
    waived_count,
    held_reason
from mart_history.receipt
where received_at >= %(since)s
order by department_name, fiscal_years, file_name, receipt_key
