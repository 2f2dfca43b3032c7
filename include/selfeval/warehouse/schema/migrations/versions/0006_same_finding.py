"""What makes two findings the same: the indicator, and to a waiver what was expected.

Findings of before on a score or a weight keep their code; what they are about is learned when a file is read again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_same_finding"
down_revision = "0005_waiver"
branch_labels = None
depends_on = None

LEARN_EXPECTED = """
update core.waiver_finding
set expected = finding.expected
from (
    select distinct on (finding_code, printed, difference) finding_code, printed, difference, expected
    from core.fct_quality_finding
    order by finding_code, printed, difference, form_version_key desc
) as finding
where
    waiver_finding.finding_code = finding.finding_code
    and waiver_finding.printed is not distinct from finding.printed
    and waiver_finding.difference is not distinct from finding.difference
"""
"""Waivers of before: what is expected where the finding stands last."""


def upgrade() -> None:
    op.add_column(
        "finding",
        sa.Column(
            "indicator_number",
            sa.Integer(),
            nullable=True,
            comment="项目内第几项指标 / indicator of the project that it is about",
        ),
        schema="staging",
    )
    op.add_column(
        "waiver_finding",
        sa.Column(
            "expected",
            sa.String(),
            nullable=True,
            comment="申请时的应为 / what was expected at the time of the request",
        ),
        schema="core",
    )
    op.execute("alter table core.waiver_finding disable trigger only_added")
    op.execute(LEARN_EXPECTED)
    op.execute("alter table core.waiver_finding enable trigger only_added")


def downgrade() -> None:
    op.drop_column("waiver_finding", "expected", schema="core")
    op.drop_column("finding", "indicator_number", schema="staging")
