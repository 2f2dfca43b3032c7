"""Which rules say that an amount is in the wrong unit, for the bridge between two years."""
# ruff: noqa: E501 (generated from the tables, comments and all)

import sqlalchemy as sa
from alembic import op

revision = "0011_rule_part"
down_revision = "0010_score_cells"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dim_rule_part",
        sa.Column("rule_code", sa.String(), nullable=False, comment="规则编号 / rule code"),
        sa.Column(
            "bridge_part",
            sa.String(),
            nullable=False,
            comment="未改未豁免的发现使差额归入的部分：unit 计量单位；空串为不归入 / part of the bridge that takes the difference while a finding of the rule stands; empty for none",
        ),
        sa.CheckConstraint("bridge_part in ('unit', '')", name=op.f("ck_dim_rule_part__bridge_part")),
        sa.PrimaryKeyConstraint("rule_code", name=op.f("pk_dim_rule_part")),
        schema="core",
        comment="规则与同比桥接：一行一条规则 / one row per rule whose findings decide a part of the bridge",
    )


def downgrade() -> None:
    op.drop_table("dim_rule_part", schema="core")
