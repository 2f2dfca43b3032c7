"""Submissions that are loaded once more → what their earlier load left is gone, in the transaction of the new one."""

from sqlalchemy import Connection, delete, select, text

from selfeval.warehouse.marts import renewing
from selfeval.warehouse.submissions import batch
from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.dimensions import dim_form_version, submission
from selfeval.warehouse.tables.facts import (
    fct_budget_execution,
    fct_indicator_result,
    fct_project_evaluation,
    fct_quality_finding,
)


def clear_reading(connection: Connection, submissions: list[str]) -> None:
    """Delete staged rows and findings of the given files (SHA-256); mostly there are none."""
    staged = staging.submission.c.submission_sha256
    known = list(connection.scalars(select(staged).where(staged.in_(submissions))))
    if not known:
        return
    for table in batch.LOADED:
        connection.execute(delete(table).where(table.c.submission_sha256.in_(known)))
    keys = select(submission.c.submission_key).where(submission.c.submission_sha256.in_(known))
    connection.execute(delete(fct_quality_finding).where(fct_quality_finding.c.submission_key.in_(keys)))


def clear_versions(connection: Connection) -> renewing.Touched:
    """Delete versions and facts of the batch's files that are about to be loaded once more; what goes.

    A file that was accepted once and is held now keeps them: they are what its department had reported until then.
    """
    loading = text("select submission_key from batch_submission where not is_held")
    keys = list(connection.scalars(loading))
    known = select(dim_form_version.c.form_version_key).where(dim_form_version.c.submission_key.in_(keys))
    versions = list(connection.scalars(known))
    gone = renewing.touched_of_versions(connection, versions)
    if not versions:
        return gone
    for fact in (fct_budget_execution, fct_indicator_result, fct_project_evaluation):
        connection.execute(delete(fact).where(fact.c.form_version_key.in_(versions)))
    connection.execute(delete(dim_form_version).where(dim_form_version.c.form_version_key.in_(versions)))
    return gone
