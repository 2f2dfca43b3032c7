"""Schema mart, the function that makes business keys, and the role that reads the marts and nothing else."""

from alembic import op

from selfeval.warehouse.schema.reader import confine_reader_role, ensure_reader_role

revision = "0003_reader"
down_revision = "0002_core"
branch_labels = None
depends_on = None

NORMALISED = r"""
create function core.normalised(printed text) returns text
language sql immutable strict parallel safe
return lower(regexp_replace(normalize(printed, nfkc), '[\s\u200b-\u200d\ufeff]', '', 'g'))
"""


def upgrade() -> None:
    op.execute(NORMALISED)
    op.execute(
        "comment on function core.normalised is "
        "'业务键：NFKC、去空白、小写 / business key: NFKC, without white space, in lower case'"
    )
    op.execute("create schema mart")
    op.execute("comment on schema mart is '集市：供查询与 BI 的视图 / views for queries and BI'")
    ensure_reader_role(op.get_bind())
    op.execute("grant usage on schema mart to bi_reader")
    confine_reader_role(op.get_bind())


def downgrade() -> None:
    op.execute("drop schema mart")
    op.execute("drop function core.normalised")
