"""Old formats (doc, wps, rtf, odt, Office 2003 XML) to docx or xlsx by LibreOffice: offline, for a limited time."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from selfeval.grid.faults import ConversionFailedError, ConverterMissingError, EntitiesError
from selfeval.grid.kinds import KINDS
from selfeval.settings import settings

CONVERSIONS = {"doc": "docx", "rtf": "docx", "odt": "docx", "xml-document": "docx", "xml-workbook": "xlsx"}
"""What each kind becomes."""
SHARE_OF_TIME = 0.8
"""Of the time for reading, where a name did not say that the file must be converted: the rest reads the result."""
DONE = "exit 0"
PROFILE = Path(__file__).with_name("libreoffice_profile.xcu")
"""Macros disabled, links of documents not followed, and a proxy that leads nowhere."""


def promises_conversion(name: str) -> bool:
    """Whether a file's suffix is one of an old format."""
    return KINDS.get(Path(name).suffix.lower()) in CONVERSIONS


@contextmanager
def converted(path: Path, name: str, kind: str) -> Iterator[Path]:
    """The converted file, for as long as the context lasts.

    LibreOffice 7.4 takes 1.4 s on two idle cores, 3.0 s off a cold disk, 5 s on a busy machine; 216 MiB resident, and
    it manages within a data limit of 256 MiB, so that the worker's own limit, which it inherits, suits it.

    Raises ConverterMissingError, ConversionFailedError, EntitiesError.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ConverterMissingError(file=name, kind=kind, target=CONVERSIONS[kind])
    if kind.startswith("xml") and (b"<!DOCTYPE" in (data := path.read_bytes()) or b"<!ENTITY" in data):
        raise EntitiesError(file=name, part=name)
    with tempfile.TemporaryDirectory(prefix="selfeval-convert-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        source = room / f"form.{kind.partition('-')[0]}"
        shutil.copyfile(path, source)
        limits = settings()
        seconds = limits.convert_seconds if promises_conversion(name) else limits.read_seconds * SHARE_OF_TIME
        outcome = _run(program, source, CONVERSIONS[kind], room, seconds)
        target = room / "out" / f"form.{CONVERSIONS[kind]}"
        if outcome != DONE or not target.exists():
            raise ConversionFailedError(file=name, kind=kind, target=CONVERSIONS[kind], reason=outcome)
        yield target


def _run(program: str, source: Path, target: str, room: Path, seconds: float) -> str:
    """Run LibreOffice in a room of its own; returns how it ended."""
    profile = room / "profile" / "user"
    profile.mkdir(parents=True)
    shutil.copyfile(PROFILE, profile / "registrymodifications.xcu")
    command = [program, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore"]
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
    try:
        return f"exit {process.wait(seconds)}"
    except subprocess.TimeoutExpired:
        return f"> {seconds:g} s"
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with all that it started: the program named is only its starter."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
