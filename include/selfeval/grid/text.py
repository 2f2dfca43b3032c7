"""Text files (txt, tsv, csv) to one sheet: the encoding and the delimiter are found, each record is a row."""

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

from selfeval.grid.faults import EmptyFileError, UndecodableTextError
from selfeval.sheet import Cell, Sheet

csv.field_size_limit(1 << 30)  # a cell may be long; the file's own limits on time and memory hold
DELIMITERS = ("\t", ",", ";")
BREAKS = frozenset("\t\n\r\f\v\ufeff\u3000\xa0\u2028\u200b")
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
    sheet = Sheet("Table1")
    for row, record in enumerate(_records(text, _delimiter(text)), start=1):
        for column, value in enumerate(record, start=1):
            if value.strip():
                sheet.cells[row, column] = Cell(row, column, value.strip())
    return [sheet]


def _delimiter(text: str) -> str:
    """The delimiter that most lines have the same number of: thousands separators are many, but never regular."""
    lines = [line for line in text.splitlines() if line.strip()]

    def regularity(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        most_common = counts.most_common(1)
        return (most_common[0][1], most_common[0][0]) if most_common else (0, 0)

    return max(DELIMITERS, key=regularity)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """Records in order; blank lines are records too, so that rows keep the file's own count.

    A quoted cell may hold delimiters and line breaks. Where the quotes do not balance they are taken as printed, line
    by line, so that one stray quote cannot swallow the rest of the file.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return [_record(line, delimiter) for line in text.splitlines()]


def _record(line: str, delimiter: str) -> list[str]:
    """One line as a record; quotes that do not balance are taken as printed."""
    if delimiter == "\t" or line.count('"') % 2:
        return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return next(csv.reader([line], delimiter=delimiter), [])


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


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a file are text in one of these encodings, not a binary format."""
    for cut in range(4):  # the last character may be cut
        try:
            text = decode(head[: len(head) - cut], "")
        except UndecodableTextError:
            continue
        return bool(text) and all(character.isprintable() or character in BREAKS for character in text)
    return False


def _decoded(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UndecodableTextError(file=name)
