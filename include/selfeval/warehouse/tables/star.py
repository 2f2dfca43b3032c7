"""Schema core as a whole: dimensions and facts together, so that every foreign key finds its target."""

from selfeval.warehouse.tables import (  # noqa: F401  (their tables belong to the schema)
    counting,
    decisions,
    dimensions,
    facts,
    matching,
    operations,
    rule_set,
)

metadata = dimensions.dim_department.metadata
DIMENSIONS = [table for table in metadata.sorted_tables if table.name.startswith("dim_")]
FACTS = [
    facts.fct_budget_execution,
    facts.fct_project_evaluation,
    facts.fct_indicator_result,
    facts.fct_quality_finding,
]
