"""A printed name to its code and the name itself, `219001-村道养护`."""

import re

from selfeval.sheet import Cell

_CODED = re.compile(r"(?:\[([0-9A-Za-z]+)\]|(?!20\d\d-)([0-9][0-9A-Za-z]{2,})-)(.+)", re.DOTALL)
"""`219001-…`, `[155]…`, `51000021R000000019951-…`; a year before a dash is part of the name."""


def coded(printed: Cell | str | None) -> tuple[str | None, str | None]:
    """(code, name) of a text, or of a cell's, that may print a code before the name."""
    text = printed.text if isinstance(printed, Cell) else printed
    found = _CODED.fullmatch(text.strip()) if text else None
    return (found[1] or found[2], found[3].strip()) if found else (None, text)
