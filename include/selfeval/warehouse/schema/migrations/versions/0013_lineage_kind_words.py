"""The comment on kinds of lineage names them all."""

from alembic import op

revision = "0013_lineage_kind_words"
down_revision = "0012_partitions"
branch_labels = None
depends_on = None

OLD = "沿革类型 / same, renamed, split, merged, new, ended, first"
NEW = "沿革类型 / same, renamed, split, merged, moved, new, ended, first, withdrawn, awaited"


def upgrade() -> None:
    op.alter_column("dim_lineage_kind", "lineage_kind", comment=NEW, existing_comment=OLD, schema="core")


def downgrade() -> None:
    op.alter_column("dim_lineage_kind", "lineage_kind", comment=OLD, existing_comment=NEW, schema="core")
