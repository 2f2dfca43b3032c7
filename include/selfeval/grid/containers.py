"""The two containers that office programs write, zip and OLE: what kind of file is inside, and whether macros are."""

import io
import re
import zipfile
import zlib
from pathlib import Path

from xlrd.compdoc import CompDoc, CompDocError

from selfeval.grid.faults import ArchiveError, EntitiesError, PasswordProtectedError

ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_KINDS = (
    (re.compile(r"(?:^|/)xl/workbook\d*\.bin$"), "xlsb"),
    (re.compile(r"(?:^|/)xl/|(?:^|/)workbook\d*\.xml$"), "xlsx"),
    (re.compile(r"(?:^|/)word/"), "docx"),
    (re.compile(r"(?:^|/)ppt/"), "pptx"),
)
MACROS = re.compile(r"vbaproject\.bin$|/macrosheets/|^basic/.+\.xml$")
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises of a broken archive."""
PICTURES = re.compile(r"(?:^|/)(?:media|pictures)/.")
PROLOG_BYTES = 1 << 16
"""A part declares entities before its first element, if at all."""
ENCRYPTED_DOCUMENT = 0x0100
"""Bit of the Word 97 file information block at byte 10: the text is enciphered ([MS-DOC] 2.5.2, fEncrypted)."""


def zip_kind(path: Path, name: str, promised: str | None) -> str | None:
    """Kind of the office file in a zip; None where it is no zip or cannot be told.

    Raises ArchiveError for a zip of other things, PasswordProtectedError, and EntitiesError where a part declares XML
    entities: none is ever resolved.
    """
    if not _starts_with(path, *ZIPS):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts(archive)
            kind = _office_kind(parts) or _open_document(archive, parts)
            if kind is None and any(part.endswith((".rels", "[content_types].xml")) for part in parts):
                return promised
            if kind is None:
                raise ArchiveError(file=name, kind="zip")
            _refuse_hostile(archive, name)
            return kind
    except BROKEN:
        return promised  # its reader tells what is broken


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """Names as their writers meant them: some use backslashes or capitals."""
    return [part.replace("\\", "/").lower() for part in archive.namelist()]


def _office_kind(parts: list[str]) -> str | None:
    if "ofd.xml" in parts:
        return "ofd"
    if not any(part.endswith(".rels") for part in parts):  # an archive of forms may well have a folder called xl
        return None
    return next((kind for pattern, kind in ZIP_KINDS if any(map(pattern.search, parts))), None)


def _open_document(archive: zipfile.ZipFile, parts: list[str]) -> str | None:
    if "content.xml" not in parts:
        return None
    media_type = "spreadsheet"
    if "mimetype" in parts:
        with archive.open("mimetype") as file:
            media_type = file.read(100).decode("ascii", "replace")
    return "ods" if "spreadsheet" in media_type else "odt"


def _refuse_hostile(archive: zipfile.ZipFile, name: str) -> None:
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise PasswordProtectedError(file=name)
        if part.filename.lower().endswith((".xml", ".rels", ".rdf", ".vml")):
            with archive.open(part) as file:
                prolog = file.read(PROLOG_BYTES).replace(b"\x00", b"")
            if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
                raise EntitiesError(file=name, part=part.filename)
            if part.filename == "META-INF/manifest.xml" and b"encryption-data" in prolog:
                raise PasswordProtectedError(file=name)


def ole_kind(path: Path, name: str) -> str | None:
    """Kind of the office file in an OLE container; None where it cannot be told. Raises PasswordProtectedError."""
    if not _starts_with(path, OLE):
        return None
    data = path.read_bytes()
    streams = _streams(data)
    if {"encryptedpackage", "encryptioninfo"} & streams.keys():
        raise PasswordProtectedError(file=name)
    if "worddocument" in streams:
        if int.from_bytes(streams["worddocument"][10:12], "little") & ENCRYPTED_DOCUMENT:
            raise PasswordProtectedError(file=name)
        return "doc"
    return "xls" if {"workbook", "book"} & streams.keys() else None


def _streams(data: bytes) -> dict[str, bytes]:
    """Names at the root of an OLE container, in lower case, with the first bytes of the Word stream.

    A broken directory is searched for the names instead.
    """
    try:
        container = CompDoc(data, logfile=io.StringIO())
        names = {entry.name: b"" for entry in container.dirlist if entry.parent == 0}
        if "WordDocument" in names:
            names["WordDocument"] = (container.get_named_stream("WordDocument") or b"")[:12]
    except (CompDocError, AssertionError, IndexError, KeyError, TypeError, ValueError):
        known = ("EncryptedPackage", "Workbook", "Book", "WordDocument")
        names = {one: b"" for one in known if one.encode("utf-16-le") in data}
    return {one.lower(): head for one, head in names.items()}


def has_macros(path: Path) -> bool:
    """Whether an office file holds macros, which nothing here ever runs."""
    if _starts_with(path, OLE):
        return {"_vba_project_cur", "macros"} & _streams(path.read_bytes()).keys() != set()
    return any(map(MACROS.search, _names(path)))


def is_whole(path: Path) -> bool:
    """Whether every part of a zip has the checksum that it states; what is no zip states none."""
    if not _starts_with(path, *ZIPS):
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except BROKEN:
        return False


def has_pictures(path: Path) -> bool:
    """Whether pictures are pasted into an office file; an old xls does not say."""
    return any(map(PICTURES.search, _names(path)))


def _names(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, OSError):
        return []


def _starts_with(path: Path, *magics: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(8).startswith(magics)
