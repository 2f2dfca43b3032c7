"""Old formats (doc, wps, rtf, odt, Office 2003 XML) to docx or xlsx by LibreOffice, and whose fault a failure is."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selfeval.errors import SubmissionError
from selfeval.grid import libreoffice
from selfeval.grid.faults import ConversionFailedError, ConverterMissingError, EntitiesError
from selfeval.grid.kinds import KINDS, kind_of
from selfeval.grid.libreoffice import CALC, DONE, WRITER, Part
from selfeval.settings import settings

CONVERTERS = {"doc": WRITER, "rtf": WRITER, "odt": WRITER, "xml-document": WRITER, "xml-workbook": CALC}
"""Which part of LibreOffice converts each kind."""
CONVERSIONS = {kind: part.target for kind, part in CONVERTERS.items()}
"""What each kind becomes."""
SHARE_OF_TIME = 0.8
"""Of the time for reading, where a name did not say that the file must be converted: the rest reads the result."""


def promises_conversion(name: str) -> bool:
    """Whether a file's suffix is one of an old format."""
    return KINDS.get(Path(name).suffix.lower()) in CONVERSIONS


def converter_of(path: Path, name: str) -> Part | None:
    """The part of LibreOffice that a file needs; None where it needs none, or its content is not read at all."""
    try:
        return CONVERTERS.get(kind_of(path, name))
    except (SubmissionError, OSError):
        return None


@contextmanager
def converted(path: Path, name: str, kind: str) -> Iterator[Path]:
    """The converted file, for as long as the context lasts.

    LibreOffice 7.4 takes 1.4 s on two idle cores, 3.0 s off a cold disk, 5 s on a busy machine; 216 MiB resident, and
    it manages within a data limit of 256 MiB, so that the worker's own limit, which it inherits, suits it.

    Raises EntitiesError; ConverterMissingError where the part that converts the kind is not there or does not work;
    ConversionFailedError where it works, and not with this file.
    """
    part = CONVERTERS[kind]
    if kind.startswith("xml") and (b"<!DOCTYPE" in (data := path.read_bytes()) or b"<!ENTITY" in data):
        raise EntitiesError(file=name, part=name)
    missing = ConverterMissingError(file=name, kind=kind, part=part.name, package=part.package)
    if libreoffice.program() is None:
        raise missing
    with tempfile.TemporaryDirectory(prefix="selfeval-convert-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        source = room / f"form.{kind.partition('-')[0]}"
        shutil.copyfile(path, source)
        begun, (seconds, more) = time.monotonic(), _seconds_for(name)
        outcome, written = libreoffice.convert(source, part.target, room, seconds)
        if outcome != DONE or written is None:
            left = seconds + more - (time.monotonic() - begun)
            if left > 0 and not libreoffice.works(part, left):
                raise missing
            raise ConversionFailedError(file=name, kind=kind, target=part.target, reason=outcome)
        yield written


def _seconds_for(name: str) -> tuple[float, float]:
    """What a conversion may take, and what is left beside it to find out whose fault a failure is.

    The worker ends a file whose name promises no conversion after the time for reading, whatever is under way.
    """
    reading = settings().read_seconds * SHARE_OF_TIME
    return (settings().convert_seconds, reading) if promises_conversion(name) else (reading, 0)
