"""The embedded PostgreSQL of this home: started, stopped, found again after a crash."""

import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from selfeval import paths
from selfeval.local import cluster, ports
from selfeval.local.errors import ServerNotStartedError
from selfeval.settings import settings


@dataclass(frozen=True)
class Server:
    """A running server: its process, port (also part of the socket's name), socket folder, and whether it is on TCP."""

    pid: int
    port: int
    socket_folder: Path
    is_on_tcp: bool

    def url(self, role: str, database: str) -> str:
        """SQLAlchemy address through the local socket, which needs no password."""
        host = quote(str(self.socket_folder), safe="/")
        return f"postgresql+psycopg://{role}@/{database}?host={host}&port={self.port}"


def running() -> Server | None:
    """The server of this home, or None; a pid file that a crash left, or whose pid is another's, is None too."""
    file = _data() / "postmaster.pid"
    try:
        pid, _, _, port, folder, address, *_ = file.read_text().splitlines()
    except (FileNotFoundError, ValueError):
        return None
    if int(pid) not in {process.pid for process in _processes()}:
        return None
    return Server(int(pid), int(port), Path(folder), is_on_tcp=bool(address.strip()))


def start(*, tcp: bool) -> bool:
    """Start the server unless it runs; with `tcp` it also listens on the loopback port of the settings.

    Returns whether this call started it. Raises PortTakenError, ServerNotStartedError.
    """
    if server := running():
        if server.is_on_tcp or not tcp:
            return False
        stop()
    data = _data()
    cluster.make(data)
    _clear(data)
    if tcp:
        ports.require_free(settings().warehouse_port, "PostgreSQL", "SELFEVAL_WAREHOUSE_PORT")
    folder = cluster.socket_folder(data)
    cluster.own(folder)
    options = f"-k {shlex.quote(str(folder))} -h '{'127.0.0.1' if tcp else ''}' -p {settings().warehouse_port}"
    log = data / "server.log"
    try:
        _pg_ctl("-w", "-t", "60", "-o", options, "-l", str(log), "start")
    except ServerNotStartedError as error:
        tail = log.read_text(errors="replace").splitlines()[-3:] if log.exists() else [str(error.facts["tail"])]
        raise ServerNotStartedError(log=log, tail=" / ".join(tail)) from error
    return True


def stop() -> None:
    """Stop the server of this home, and whatever a crash left of it; fine where nothing runs."""
    if running():
        _pg_ctl("-w", "-t", "60", "-m", "fast", "stop")
    _clear(_data())


def warehouse_url() -> str:
    """Address of the warehouse, for its owner: the setting's, or the running embedded server's."""
    return settings().warehouse_url or embedded().url("selfeval", "selfeval")


def embedded() -> Server:
    """The running embedded server. Raises ServerNotStartedError where there is none."""
    if server := running():
        return server
    raise ServerNotStartedError(log=_data() / "server.log", tail="not running")


def _data() -> Path:
    return paths.postgres_data().resolve()


def _pg_ctl(*arguments: str) -> None:
    data = _data()
    cluster.call("pg_ctl", "-D", str(data), *arguments, folder=data)


def _processes() -> list[psutil.Process]:
    """The PostgreSQL processes of this home: a server works inside its data folder, which tells whose it is."""
    data = str(_data())
    return [
        process
        for process in psutil.process_iter(["name", "cwd"])
        if process.info["name"] == "postgres" and process.info["cwd"] == data
    ]


def _clear(data: Path) -> None:
    """Clear what a crash left: orphaned backends, and a pid file whose pid may meanwhile be somebody else's."""
    orphans = _processes()
    for process in orphans:
        process.terminate()
    for process in psutil.wait_procs(orphans, timeout=5)[1]:
        process.kill()
    (data / "postmaster.pid").unlink(missing_ok=True)
    if (folder := cluster.socket_folder(data)) != data:
        shutil.rmtree(folder, ignore_errors=True)
