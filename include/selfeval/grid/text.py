"""Text files (txt, tsv, csv) to one sheet: the encoding and the delimiter are found, each record is a row."""

import codecs
import csv
import io
from pathlib import Path

from selfeval.grid.faults import EmptyFileError, UndecodableTextError
from selfeval.sheet import Cell, Sheet

DELIMITERS = ("\t", ",", ";")
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_text(path: Path, name: str) -> list[Sheet]:
    """The one table of a text file, named Table1.

    Raises UndecodableTextError and EmptyFileError; `name` is the file name that they show.
    """
    text = decode(path.read_bytes(), name)
    if not text.strip():
        raise EmptyFileError(file=name)
    delimiter = max(DELIMITERS, key=text.count)
    sheet = Sheet("Table1")
    # A record may span lines (quoted line breaks); blank lines are records too, so rows keep the file's own count.
    for row, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        for column, value in enumerate(record, start=1):
            if value.strip():
                sheet.cells[row, column] = Cell(row, column, value.strip())
    return [sheet]


def decode(data: bytes, name: str) -> str:
    """Text of a file in UTF-8, UTF-16 or GB18030, with or without byte-order mark."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _decoded(data, (encoding,), name)
    # UTF-16 without a mark: every tab, comma, digit and line break has a zero byte, which no other text has.
    if b"\x00" in data:
        little = data[1::2].count(0) >= data[0::2].count(0)
        return _decoded(data, ("utf-16-le" if little else "utf-16-be",), name)
    return _decoded(data, ("utf-8", "gb18030"), name)


def _decoded(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UndecodableTextError(file=name)
