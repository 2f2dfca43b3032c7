"""Findings are known from version to version, and by which rules they were found; older ones learn what they can."""

import sqlalchemy as sa
from alembic import op

revision = "0004_finding_history"
down_revision = "0003_reader"
branch_labels = None
depends_on = None

FINDING_CODE = r"""
create function core.finding_code(
    department_key bigint, fiscal_year integer, family text, series_code text,
    rule_code text, project_key bigint, subject_code text, occurrence bigint
) returns uuid
language sql immutable parallel safe
return encode(substring(sha256(convert_to(
    department_key::text || E'\x1f' || fiscal_year::text || E'\x1f' || family || E'\x1f' || series_code || E'\x1f'
    || rule_code || E'\x1f' || coalesce(project_key::text, '') || E'\x1f' || subject_code || E'\x1f'
    || occurrence::text,
    'UTF8'
)) for 16), 'hex')::uuid
"""
"""A code from what makes two findings the same; the unit separator keeps the parts apart."""

LEARN_PROJECT = """
update core.fct_quality_finding
set project_key = fct_project_evaluation.project_key
from core.fct_project_evaluation
where
    fct_quality_finding.form_version_key = fct_project_evaluation.form_version_key
    and fct_quality_finding.project_number = fct_project_evaluation.project_number
"""

LEARN_SUBJECT = """
with
subject as (
    select
        form_version_key,
        project_number,
        cell,
        'amount:' || measure_code || ':' || funding_source_code as subject_code
    from core.fct_budget_execution
    union all
    select
        result.form_version_key,
        result.project_number,
        place.cell,
        'indicator:' || core.normalised(
            concat_ws('|', result.level1, result.level2, coalesce(result.indicator_name, result.target))
        )
    from core.fct_indicator_result as result
    cross join lateral (values (result.cell), (result.actual_cell)) as place (cell)
    union all
    select dim_form_version.form_version_key, project.project_number, place.cell, place.subject_code
    from staging.project
    inner join core.submission using (submission_sha256)
    inner join core.dim_form_version using (submission_key, form_number)
    cross join lateral (
        values
        (project.stated_rate_cell, 'stated_rate'),
        (project.sequence_cell, 'sequence'),
        (project.project_name_cell, 'project_name')
    ) as place (cell, subject_code)
),

chosen as (
    select form_version_key, project_number, cell, min(subject_code) as subject_code
    from subject
    group by form_version_key, project_number, cell
),

told as (
    select
        finding.submission_key,
        finding.finding_number,
        case
            when finding.rule_code ~ '^SE-[FPR]' or finding.rule_code in ('SE-A02', 'SE-A04') then ''
            else coalesce(chosen.subject_code, 'printed:' || core.normalised(finding.printed), '')
        end as subject_code
    from core.fct_quality_finding as finding
    left join chosen using (form_version_key, project_number, cell)
)

update core.fct_quality_finding
set subject_code = told.subject_code
from told
where
    fct_quality_finding.submission_key = told.submission_key
    and fct_quality_finding.finding_number = told.finding_number
"""
"""The rules that existed before this revision: those on whole forms and projects are SE-F, SE-P, SE-R, A02 and A04."""

LEARN_CODE = """
update core.fct_quality_finding
set finding_code = numbered.finding_code
from (
    select
        finding.submission_key,
        finding.finding_number,
        core.finding_code(
            version.department_key, version.fiscal_year, version.family, version.series_code,
            finding.rule_code, finding.project_key, finding.subject_code,
            row_number() over (
                partition by finding.submission_key, version.department_key, version.fiscal_year, version.family,
                version.series_code, finding.rule_code, finding.project_key, finding.subject_code
                order by finding.finding_number
            )
        ) as finding_code
    from core.fct_quality_finding as finding
    inner join core.dim_form_version as version using (form_version_key)
) as numbered
where
    fct_quality_finding.submission_key = numbered.submission_key
    and fct_quality_finding.finding_number = numbered.finding_number
"""


def upgrade() -> None:
    _create_rule_sets()
    op.execute(FINDING_CODE)
    op.execute(
        "comment on function core.finding_code is '同一发现跨版本的标识 / what tells the same finding in two versions'"
    )
    _add_columns()
    for statement in (LEARN_PROJECT, LEARN_SUBJECT, LEARN_CODE):
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_fct_quality_finding__finding_code"), "fct_quality_finding", schema="core")
    for column in ("finding_code", "subject_code", "project_key", "rule_set_version"):
        op.drop_column("fct_quality_finding", column, schema="core")
    op.drop_column("dim_form_version", "rule_set_version", schema="core")
    op.execute("drop function core.finding_code")
    op.drop_table("dim_rule", schema="core")
    op.drop_table("dim_rule_set", schema="core")


def _create_rule_sets() -> None:
    op.create_table(
        "dim_rule_set",
        sa.Column(
            "rule_set_version",
            sa.String(),
            nullable=False,
            comment="规则集版本：启用规则全文 SHA-256 的前 12 位 / "
            "first 12 hex digits of the SHA-256 of the active rules",
        ),
        sa.Column(
            "first_used_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="首次用于入库的时间 / when a batch judged by it was first loaded",
        ),
        sa.PrimaryKeyConstraint("rule_set_version", name=op.f("pk_dim_rule_set")),
        schema="core",
        comment="规则集：一行一个版本 / one row per version of the rules",
    )
    op.create_table(
        "dim_rule",
        sa.Column("rule_set_version", sa.String(), nullable=False, comment="规则集版本 / version of the rules"),
        sa.Column("rule_code", sa.String(), nullable=False, comment="规则编号 / rule code"),
        sa.Column("stage", sa.String(), nullable=False, comment="阶段：shadow 试行、active 启用、retired 停用 / stage"),
        sa.Column("severity", sa.String(), nullable=False, comment="严重程度：critical、warning、info / severity"),
        sa.Column(
            "grain",
            sa.String(),
            nullable=False,
            comment="所查数据：form、project、amount、indicator / what it looks at",
        ),
        sa.Column(
            "is_fault", sa.Boolean(), nullable=False, comment="不符则挂起整份文件 / a file that breaks it is held"
        ),
        sa.Column("title_zh", sa.String(), nullable=False, comment="标题 / title in Chinese"),
        sa.Column("title_en", sa.String(), nullable=False, comment="标题（英文） / title in English"),
        sa.ForeignKeyConstraint(
            ["rule_set_version"], ["core.dim_rule_set.rule_set_version"], name=op.f("fk_dim_rule__rule_set_version")
        ),
        sa.PrimaryKeyConstraint("rule_set_version", "rule_code", name=op.f("pk_dim_rule")),
        schema="core",
        comment="规则：一行一个规则集中的一条 / one row per rule of a rule set",
    )


def _add_columns() -> None:
    version = sa.Column(
        "rule_set_version",
        sa.String(),
        nullable=True,
        comment="判断所依规则集；早先入库的为空 / rules it was judged by; null where loaded before they were recorded",
    )
    op.add_column("dim_form_version", version, schema="core")
    _refer("dim_form_version", "rule_set_version", "dim_rule_set")
    columns = (
        sa.Column(
            "rule_set_version",
            sa.String(),
            nullable=True,
            comment="判断所依规则集；早先入库的为空 / rules it was judged by; null where loaded before recorded",
        ),
        sa.Column("project_key", sa.BigInteger(), nullable=True, comment="项目键；不属项目或未入库为空 / project"),
        sa.Column(
            "subject_code",
            sa.String(),
            nullable=True,
            comment="所指：amount:口径:来源、indicator:指标、stated_rate 等，或原文；整个项目或整张表为空串 / "
            "what of the project it is about: amount, indicator, rate, else the printed text; empty for all of it",
        ),
        sa.Column(
            "finding_code",
            sa.Uuid(),
            nullable=True,
            comment="同一发现跨版本的标识；未入库为空 / the same in every version in which the same finding stands",
        ),
    )
    for column in columns:
        op.add_column("fct_quality_finding", column, schema="core")
    _refer("fct_quality_finding", "project_key", "dim_project")
    op.create_index(
        op.f("ix_fct_quality_finding__finding_code"), "fct_quality_finding", ["finding_code"], schema="core"
    )


def _refer(table: str, column: str, target: str) -> None:
    op.create_foreign_key(
        op.f(f"fk_{table}__{column}"),
        table,
        target,
        [column],
        [column],
        source_schema="core",
        referent_schema="core",
    )
