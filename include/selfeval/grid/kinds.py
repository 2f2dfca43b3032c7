"""What kind of file a submission is by its content, whatever it is called."""

import re
from pathlib import Path

from selfeval.grid.containers import ole_kind, zip_kind
from selfeval.grid.faults import ArchiveError, PictureError, UnknownFormatError
from selfeval.grid.text import is_text

KINDS = {
    ".txt": "txt",
    ".tsv": "txt",
    ".csv": "txt",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".ods": "ods",
    ".odt": "odt",
    ".xls": "xls",
    ".et": "xls",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xlsb": "xlsb",
    ".doc": "doc",
    ".wps": "doc",
    ".rtf": "rtf",
    ".xml": "xml-workbook",
}
"""What a suffix promises. WPS Office writes .et as xls and .wps as doc."""
MAGIC = (
    (b"\x09[\x00\x02\x04\x08]..", "xls"),  # BIFF 2 to 5 without a container
    (rb"\{\\rtf", "rtf"),
    (rb"[\s\S]{0,1024}?%PDF-", "pdf"),
)
PICTURES = (
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8[79]a", "gif"),
    (b"BM....\x00\x00\x00\x00", "bmp"),
    (rb"II\*\x00|MM\x00\*", "tif"),
    (b"RIFF....WEBP", "webp"),
    (b"....ftyp(?:hei|mif|avif)", "heic"),
)
ARCHIVES = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"BZh[1-9]", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (rb"[\s\S]{257}ustar", "tar"),
)
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div)[\s>]", re.IGNORECASE)
XML_KINDS = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "xml-workbook"),
    ("schemas.microsoft.com/office/word/2003/wordml", "xml-document"),
)
HEAD_BYTES = 4096


def kind_of(path: Path, name: str) -> str:
    """The kind by content; where the content does not say, what the suffix promises.

    Raises PictureError, ArchiveError, UnknownFormatError, PasswordProtectedError, EntitiesError.
    """
    promised = KINDS.get(Path(name).suffix.lower())
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if told := _match(head, PICTURES):
        raise PictureError(file=name, kind=told)
    if told := _match(head, ARCHIVES):
        raise ArchiveError(file=name, kind=told)
    kind = _match(head, MAGIC) or zip_kind(path, name, promised) or ole_kind(path, name) or _text_kind(head, promised)
    if kind is None:
        raise UnknownFormatError(file=name, suffix=Path(name).suffix)
    return kind


def _match(head: bytes, patterns: tuple[tuple[bytes, str], ...]) -> str | None:
    return next((kind for pattern, kind in patterns if re.match(pattern, head, re.DOTALL)), None)


def _text_kind(head: bytes, promised: str | None) -> str | None:
    """Kind of a file that is no container: marked-up text, lines of delimited text, or what the suffix promises."""
    if not is_text(head):
        return promised
    shown = head.replace(b"\x00", b"").decode("utf-8", errors="replace")
    if found := next((kind for mark, kind in XML_KINDS if mark in shown), None):
        return found
    if PAGE.search(shown) and promised != "txt":
        return "html"
    if shown.lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype html", "<html", "<table")):
        return "html"
    return "txt" if promised and re.search(r"[^\n]+[\t,;][^\n]*\n[^\n]+[\t,;]", shown) else promised
