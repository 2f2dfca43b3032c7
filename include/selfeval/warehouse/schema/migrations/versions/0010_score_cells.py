"""Weights and scores know their cells; those loaded before learn them when their file is read again."""

import sqlalchemy as sa
from alembic import op

revision = "0010_score_cells"
down_revision = "0009_operations_list"
branch_labels = None
depends_on = None

CELLS = {
    ("project", "fct_project_evaluation"): {
        "budget_weight_cell": "预算执行分值所在单元格 / cell of the weight of budget execution",
        "budget_score_cell": "预算执行得分所在单元格 / cell of the score of budget execution",
        "total_score_cell": "总分所在单元格 / cell of the total score",
    },
    ("indicator", "fct_indicator_result"): {
        "weight_cell": "分值所在单元格 / cell of the weight",
        "score_cell": "得分所在单元格 / cell of the score",
    },
}
"""Columns by the table of staging that is read and the fact that it becomes."""


def upgrade() -> None:
    for (staged, fact), columns in CELLS.items():
        for name, comment in columns.items():
            op.add_column(staged, sa.Column(name, sa.String(), comment=comment), schema="staging")
            op.add_column(fact, sa.Column(name, sa.String(), comment=comment), schema="core")


def downgrade() -> None:
    for (staged, fact), columns in CELLS.items():
        for name in columns:
            op.drop_column(fact, name, schema="core")
            op.drop_column(staged, name, schema="staging")
