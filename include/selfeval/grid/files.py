"""A submitted file to its grid, whatever the format: the one door to the readers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selfeval.errors import Note
from selfeval.grid.calamine import read_xlsb
from selfeval.grid.containers import has_macros, has_pictures
from selfeval.grid.conversion import CONVERSIONS, converted
from selfeval.grid.document import read_document
from selfeval.grid.faults import BlankFileError, EmptyFileError, PictureError, UnknownFormatError
from selfeval.grid.hidden import hidden_cells
from selfeval.grid.html import read_html
from selfeval.grid.kinds import KINDS, kind_of
from selfeval.grid.notes import ConvertedNote, MacrosIgnoredNote, SuffixDiffersNote
from selfeval.grid.ods import read_ods
from selfeval.grid.pdf import read_pdf
from selfeval.grid.text import read_text
from selfeval.grid.workbook import read_workbook
from selfeval.grid.xls import read_xls
from selfeval.sheet import Sheet

READERS: dict[str, Callable[[Path, str], list[Sheet]]] = {
    "txt": read_text,
    "html": read_html,
    "docx": read_document,
    "pdf": read_pdf,
    "ods": read_ods,
    "xls": read_xls,
    "xlsx": read_workbook,
    "xlsb": read_xlsb,
}


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheets of a file, and what is to be told of how they were read."""

    sheets: list[Sheet]
    notes: list[Note]


def open_grid(path: Path, name: str) -> Grid:
    """The grid of a file; `name` is the name it was handed in under.

    Raises a SubmissionError that says what is wrong with the file and what to do.
    """
    if path.stat().st_size == 0:
        raise EmptyFileError(file=name)
    kind = kind_of(path, name)
    sheets = _sheets(path, name, kind)
    if sheets and not any(sheet.cells or sheet.above or sheet.below for sheet in sheets):
        raise PictureError(file=name, kind=kind) if has_pictures(path) else BlankFileError(file=name)
    return Grid(sheets, [*_file_notes(path, name, kind), *(note for sheet in sheets for note in _sheet_notes(sheet))])


def _sheets(path: Path, name: str, kind: str) -> list[Sheet]:
    if target := CONVERSIONS.get(kind):
        with converted(path, name, kind) as readable:
            return READERS[target](readable, name)
    if kind not in READERS:
        raise UnknownFormatError(file=name, suffix=Path(name).suffix)
    return READERS[kind](path, name)


def _file_notes(path: Path, name: str, kind: str) -> Iterator[Note]:
    suffix = Path(name).suffix.lower()
    if KINDS.get(suffix) != kind:
        yield SuffixDiffersNote(file=name, suffix=suffix, kind=kind)
    if kind in CONVERSIONS:
        yield ConvertedNote(file=name, kind=kind, target=CONVERSIONS[kind])
    if has_macros(path):
        yield MacrosIgnoredNote(file=name)


def _sheet_notes(sheet: Sheet) -> Iterator[Note]:
    yield from sheet.notes
    yield from hidden_cells(sheet)
