"""A loopback port number -> is it free, and if not, whose it is."""

import socket

import psutil

from selfeval.local.errors import PortTakenError


def require_free(port: int, purpose: str, setting: str) -> None:
    """Return if nothing listens on this loopback port. Raises PortTakenError, which names the holder if known."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTakenError(port=port, purpose=purpose, holder=_holder(port), setting=setting) from error


def _holder(port: int) -> str:
    try:
        links = [link for link in psutil.net_connections("tcp") if link.laddr and link.laddr.port == port]
    except psutil.AccessDenied:
        links = []
    pids = {link.pid for link in links if link.pid and link.status == psutil.CONN_LISTEN}
    names = [f"{psutil.Process(pid).name()} (pid {pid})" for pid in sorted(pids) if psutil.pid_exists(pid)]
    return ", ".join(names) or "另一程序 / another program"
