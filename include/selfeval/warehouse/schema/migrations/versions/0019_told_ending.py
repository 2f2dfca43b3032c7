"""A person may tell that a project ended, where only some cards of the year came."""

from alembic import op

revision = "0019_told_ending"
down_revision = "0018_settled_line"
branch_labels = None
depends_on = None

KINDS = "'same', 'renamed', 'split', 'merged', 'moved'"


def upgrade() -> None:
    _replace(f"{KINDS}, 'ended'")


def downgrade() -> None:
    _replace(KINDS)


def _replace(kinds: str) -> None:
    name = op.f("ck_lineage_decision__kind")
    op.drop_constraint(name, "lineage_decision", schema="core")
    op.create_check_constraint(name, "lineage_decision", f"lineage_kind in ({kinds})", schema="core")
