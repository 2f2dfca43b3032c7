"""What refuses to be emptied is a trigger of its own.

Citus moves a trigger to the shard whose rows it guards, but leaves one that also stands for truncate on the name of the
table alone: there an update or delete went through.
"""

from alembic import op

revision = "0015_truncate_apart"
down_revision = "0014_comparison_line"
branch_labels = None
depends_on = None

ONLY_ADDED = (
    "waiver_event",
    "waiver_finding",
    "lineage_decision",
    "department_change",
    "operations_list",
    "expected_department",
    "expected_project",
    "classified_item",
)


def upgrade() -> None:
    for table in ONLY_ADDED:
        op.execute(f"drop trigger only_added on core.{table}")
        _guard(table, "only_added", "update or delete")
        _guard(table, "never_emptied", "truncate")


def downgrade() -> None:
    for table in ONLY_ADDED:
        for name in ("only_added", "never_emptied"):
            op.execute(f"drop trigger {name} on core.{table}")
        _guard(table, "only_added", "update or delete or truncate")


def _guard(table: str, name: str, events: str) -> None:
    op.execute(
        f"create trigger {name} before {events} on core.{table} "
        "for each statement execute function core.refuse_change()"
    )
