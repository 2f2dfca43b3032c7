"""Role bi_reader: made where it is missing, or asked for in a sentence where that is not allowed."""

import logging

from psycopg import errors
from sqlalchemy import Connection, text
from sqlalchemy.exc import InternalError, ProgrammingError

from selfeval.errors import ConfigurationError

log = logging.getLogger(__name__)
STATEMENT_TIMEOUT, IDLE_TIMEOUT, CONNECTION_LIMIT = "60s", "10min", 30
"""What one question, one forgotten transaction and one BI server may take, unless an administrator set other values."""
SETTING = """
select 1 from pg_db_role_setting, unnest(setconfig) as one
where setrole = 'bi_reader'::regrole and setdatabase = 0 and one like '{}=%'
"""
CONFINEMENTS = (
    (
        """
        select 1 from pg_db_role_setting
        where setrole = 'bi_reader'::regrole and setdatabase = 0
            and 'default_transaction_read_only=on' = any(setconfig)
        """,
        "alter role bi_reader set default_transaction_read_only = on",
    ),
    (SETTING.format("statement_timeout"), f"alter role bi_reader set statement_timeout = '{STATEMENT_TIMEOUT}'"),
    (
        SETTING.format("idle_in_transaction_session_timeout"),
        f"alter role bi_reader set idle_in_transaction_session_timeout = '{IDLE_TIMEOUT}'",
    ),
    (
        "select 1 from pg_roles where rolname = 'bi_reader' and rolconnlimit >= 0",
        f"alter role bi_reader connection limit {CONNECTION_LIMIT}",
    ),
    (
        "select not has_schema_privilege('bi_reader', 'public', 'usage')",
        """
        do $$ declare owner_name text; begin
            for owner_name in
                select distinct relowner::regrole::text from pg_class where relnamespace = 'public'::regnamespace
            loop execute format('grant usage on schema public to %s', owner_name); end loop;
            revoke all on schema public from public;
        end $$
        """,
    ),
    (
        r"""
        select not bool_or(has_function_privilege('bi_reader', oid, 'execute')) from pg_proc
        where pronamespace = 'pg_catalog'::regnamespace and (proname like 'lo\_%' or proname in ('loread', 'lowrite'))
        """,
        r"""
        do $$ declare large_object_function regprocedure; begin
            for large_object_function in
                select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace
                    and (proname like 'lo\_%' or proname in ('loread', 'lowrite'))
            loop execute format('revoke execute on function %s from public', large_object_function); end loop;
        end $$
        """,
    ),
)
"""What confines the reader further: a question whether it is in place, and the statement that puts it there."""


class ReaderRoleRefusedError(ConfigurationError):
    """The server does not let us create role bi_reader."""

    slug = "reader-role-refused"
    zh = "数据库不允许创建只读角色 bi_reader。请由管理员执行：create role bi_reader nologin; 然后重新运行。"
    en = (
        "The server does not allow creating role bi_reader. "
        "Have its administrator run: create role bi_reader nologin; then run again."
    )


def ensure_reader_role(connection: Connection) -> None:
    """Create role bi_reader (nologin) unless the server has it; raises ReaderRoleRefusedError.

    Roles belong to the server, not to the database: another database's migration may make it at the same moment,
    which counts as done.
    """
    if connection.scalar(text("select 1 from pg_roles where rolname = 'bi_reader'")):
        return
    try:
        with connection.begin_nested():
            connection.execute(text("create role bi_reader nologin"))
    except ProgrammingError as error:
        if isinstance(error.orig, errors.InsufficientPrivilege):
            raise ReaderRoleRefusedError from error
        if not isinstance(error.orig, errors.DuplicateObject):
            raise


def confine_reader_role(connection: Connection) -> None:
    """Make bi_reader's sessions read-only and bounded, and keep from it what everybody may otherwise use.

    That is large objects and schema public, whose other users keep it. Bounds that are set already are left as
    they are.

    A managed server may allow neither: then a sentence in the log says what its administrator can run. The marts are
    out of reach of writes either way.
    """
    for is_confined, command in CONFINEMENTS:
        if connection.scalar(text(is_confined)):
            continue
        try:
            with connection.begin_nested():
                connection.execute(text(command))
        except (ProgrammingError, InternalError) as error:
            if not isinstance(error.orig, errors.InsufficientPrivilege | errors.InternalError_):
                raise
            log.warning(
                "数据库不允许此项加固，只读角色仍可使用；请由管理员在本数据库执行：%s | "
                "The server does not allow this; the reader works without. Its administrator can run the statement.",
                " ".join(command.split()),
            )
