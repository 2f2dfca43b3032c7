"""A batch's rule.parquet → the rule sets that verdicts were given by, each kept as it was."""

import pyarrow as pa
from sqlalchemy import Boolean, Column, DateTime, String, Table, func, or_, update
from sqlalchemy.dialects.postgresql import insert

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.tables.columns import metadata, reference, text

dim_rule_set = Table(
    "dim_rule_set",
    metadata,
    Column(
        "rule_set_version",
        String,
        primary_key=True,
        comment="规则集版本：启用规则全文 SHA-256 的前 12 位 / first 12 hex digits of the SHA-256 of the active rules",
    ),
    Column(
        "first_used_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="首次用于入库的时间 / when a batch judged by it was first loaded",
    ),
    comment="规则集：一行一个版本 / one row per version of the rules",
)

dim_rule = Table(
    "dim_rule",
    metadata,
    reference(
        "rule_set_version", "dim_rule_set.rule_set_version", "规则集版本 / version of the rules", primary_key=True
    ),
    Column("rule_code", String, primary_key=True, comment="规则编号 / rule code"),
    text("stage", "阶段：shadow 试行、active 启用、retired 停用 / stage", nullable=False),
    text("severity", "严重程度：critical、warning、info / severity", nullable=False),
    text("grain", "所查数据：form、project、amount、indicator / what it looks at", nullable=False),
    Column("is_fault", Boolean, nullable=False, comment="不符则挂起整份文件 / a file that breaks it is held"),
    text("title_zh", "标题 / title in Chinese", nullable=False),
    text("title_en", "标题（英文） / title in English", nullable=False),
    comment="规则：一行一个规则集中的一条 / one row per rule of a rule set",
)


def record(rules: pa.Table) -> str:
    """Keep the rules (rows of dim_rule, all of one set) as they were applied; the version of their set.

    In a transaction of its own, so that batches which meet a new set at the same time do not wait for each other's
    loads. Rules that are not active are no part of the version and may change within it.
    """
    rows = rules.to_pylist()
    version = str(rows[0]["rule_set_version"])
    with transaction() as connection:
        connection.execute(insert(dim_rule_set).values(rule_set_version=version).on_conflict_do_nothing())
        connection.execute(insert(dim_rule).on_conflict_do_nothing(), rows)
        for row in (one for one in rows if one["stage"] != "active"):
            own = [column == row[column.name] for column in dim_rule.primary_key]
            differs = or_(*(column.is_distinct_from(row[column.name]) for column in dim_rule.columns))
            connection.execute(update(dim_rule).where(*own, differs).values(row))
    return version
