"""Role bi_reader: made where it is missing, or asked for in a sentence where that is not allowed."""

from psycopg import errors
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from selfeval.errors import ConfigurationError


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
