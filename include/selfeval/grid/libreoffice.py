"""LibreOffice as a converter: its parts, whether a part works here, and one conversion: offline, for a limited time."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

DONE = "exit 0"
PROFILE = Path(__file__).with_name("libreoffice_profile.xcu")
"""Macros disabled, links of documents not followed, and a proxy that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """A component of LibreOffice: its name, its package in Debian, what it writes, and a small file it can read."""

    name: str
    package: str
    target: str
    probe_name: str = field(repr=False)
    probe: bytes = field(repr=False)


WRITER = Part("LibreOffice Writer", "libreoffice-writer", "docx", "probe.rtf", rb"{\rtf1 a\par}")
CALC = Part(
    "LibreOffice Calc",
    "libreoffice-calc",
    "xlsx",
    "probe.xml",
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row>'
    b'<Cell><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>',
)


def program() -> str | None:
    """The program of LibreOffice on the path; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def works(part: Part, seconds: float) -> bool:
    """Whether a part converts its probe within the time.

    LibreOffice without the part ends with exit 0 and writes no file, just as it does with a file that is damaged. Only
    a file known to be sound tells the two apart, wherever LibreOffice was installed from.
    """
    if program() is None or seconds <= 0:
        return False
    with tempfile.TemporaryDirectory(prefix="selfeval-probe-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        (room / part.probe_name).write_bytes(part.probe)
        outcome, written = convert(room / part.probe_name, part.target, room, seconds)
        return outcome == DONE and written is not None


def convert(source: Path, target: str, room: Path, seconds: float) -> tuple[str, Path | None]:
    """Convert a file in a room (a folder) of its own; returns how LibreOffice ended, and what it wrote, if anything."""
    found = program()
    if found is None:
        raise FileNotFoundError("soffice")
    profile = room / "profile" / "user"
    profile.mkdir(parents=True)
    shutil.copyfile(PROFILE, profile / "registrymodifications.xcu")
    command = [found, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(room / "out"), str(source)]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(room),
        "TMPDIR": str(room),
        "LANG": "C.UTF-8",
    }
    process = subprocess.Popen(  # noqa: S603 - our own arguments; the file's name is ours, not the department's
        command,
        env=environment,
        cwd=room,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    written = room / "out" / f"{source.stem}.{target}"
    try:
        outcome = f"exit {process.wait(seconds)}"
        return outcome, written if written.exists() else None
    except subprocess.TimeoutExpired:
        return f"> {seconds:g} s", None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with all that it started: the program named is only its starter."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
