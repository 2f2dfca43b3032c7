"""A submitted file to its sheets, whatever the format: the one door to the readers."""

from collections.abc import Callable
from pathlib import Path

from selfeval.grid.calamine import read_with_calamine
from selfeval.grid.document import read_document
from selfeval.grid.faults import EmptyFileError, UnknownFormatError
from selfeval.grid.html import read_html
from selfeval.grid.ods import read_ods
from selfeval.grid.pdf import read_pdf
from selfeval.grid.text import read_text
from selfeval.grid.workbook import read_workbook
from selfeval.grid.xls import read_xls
from selfeval.sheet import Sheet

READERS: dict[str, Callable[[Path, str], list[Sheet]]] = {
    ".txt": read_text,
    ".tsv": read_text,
    ".csv": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_document,
    ".pdf": read_pdf,
    ".ods": read_ods,
    ".xls": read_xls,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".xlsb": read_with_calamine,
}


def open_grid(path: Path, name: str) -> list[Sheet]:
    """The sheets of a file; `name` is the name it was handed in under.

    Raises a SubmissionError that says what is wrong with the file and what to do.
    """
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise UnknownFormatError(file=name, suffix=Path(name).suffix)
    if path.stat().st_size == 0:
        raise EmptyFileError(file=name)
    return reader(path, name)
