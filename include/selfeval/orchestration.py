"""What the Dags share: the asset that joins them and the defaults of their tasks."""

from datetime import timedelta

from airflow.sdk import Asset

FCT_BUDGET_EXECUTION = Asset(name="fct_budget_execution", uri="selfeval://core/fct_budget_execution")
"""The loaded amounts; a partition is a fiscal year."""

TASK_DEFAULTS = {
    "owner": "data-engineering",
    "retries": 3,
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=5),
}
"""Every task may be run again; what fails is mostly a database that is away for a moment."""
