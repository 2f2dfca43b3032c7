"""A department's workbook and what was found in it → the workbook with coloured cells, comments and a first sheet."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from selfeval.answers.workbook import book, earlier_answer
from selfeval.answers.workbook.address import Place, corners, parted
from selfeval.answers.workbook.comments import add_comments
from selfeval.answers.workbook.marked_cells import colour
from selfeval.answers.workbook.package import NotEditableError, Package, serialised
from selfeval.answers.workbook.remark import COLOURS, Remark
from selfeval.answers.workbook.result_sheet import ResultSheet, Summary
from selfeval.answers.workbook.stylesheet import Stylesheet

MOST_COMMENTS = 500
"""Cells with a comment, the worst first: the other findings' cells are coloured, and listed in the first sheet."""
MOST_IN_A_COMMENT = 5
MACRO_SUFFIX, SUFFIX = ".xlsm", ".xlsx"
Marks = dict[tuple[str, Place], list[Remark]]


def annotate(
    source: Path | BinaryIO,
    target: Path,
    summary: Summary,
    remarks: Sequence[Remark],
    titles: Mapping[str, str] | None = None,
) -> str:
    """Write the annotated workbook to `target`; the suffix that it must be named with: .xlsm where it holds macros.

    The source's parts are edited in place and otherwise copied byte for byte; macros are kept and never run. `remarks`
    come worst first. `titles` are those of the sheets by the names that addresses use, where they differ. Raises
    NotEditableError where the source is not built as Excel and WPS build workbooks.
    """
    package = Package(source)
    try:
        return _annotate(package, target, summary, remarks, titles)
    except (LookupError, ValueError, TypeError, AttributeError, RuntimeError, BadZipFile, zlib.error) as error:
        # Whatever is odd in a package: an element that is missing, a number that is none, a damaged entry.
        raise NotEditableError(reason=repr(error)) from error
    finally:
        package.close()


def _annotate(
    package: Package, target: Path, summary: Summary, remarks: Sequence[Remark], titles: Mapping[str, str] | None
) -> str:
    main = book.main_part(package)
    earlier_answer.remove(package, main)
    parts = book.worksheets(package, main)
    titles = titles or {title: title for title in parts}
    sheets = {name: parts[title] for name, title in titles.items()}
    styles = Stylesheet(package.edit(book.styles_part(package, main)))
    marks = _marks(package, sheets, remarks)
    commented = dict(islice(marks.items(), MOST_COMMENTS))
    for name, part in sheets.items():
        fills = {place: COLOURS[found[0].look] for (sheet, place), found in marks.items() if sheet == name}
        if fills:
            colour(package.edit(part), fills, styles)
            notes = {place: _note(found) for (sheet, place), found in commented.items() if sheet == name}
            add_comments(package, part, notes)
    result = ResultSheet(styles)
    root = result.write(summary, _hinted(summary, remarks, marks), remarks, titles)
    book.put_first(package, main, serialised(root), result.heading_row)
    package.save(target)
    return MACRO_SUFFIX if "macroEnabled" in package.content_type(main) else SUFFIX


def _marks(package: Package, sheets: dict[str, str], remarks: Iterable[Remark]) -> Marks:
    """The cells to be marked, with their remarks, in the order of the remarks; of a merged range its corner."""
    placed = [(at, remark) for remark in remarks if remark.cell and (at := parted(remark.cell)) and at[0] in sheets]
    wanted: dict[str, set[Place]] = {}
    for (title, place), _ in placed:
        wanted.setdefault(title, set()).add(place)
    corner = {title: corners(package.look(sheets[title]), places) for title, places in wanted.items()}
    marks: Marks = {}
    for (title, place), remark in placed:
        marks.setdefault((title, corner[title].get(place, place)), []).append(remark)
    return marks


def _note(found: Sequence[Remark]) -> str:
    notes = [remark.note for remark in found[:MOST_IN_A_COMMENT]]
    if len(found) > MOST_IN_A_COMMENT:
        notes.append(f"另有 {len(found) - MOST_IN_A_COMMENT} 条，见首页 · more on the first sheet")
    return "\n\n".join(notes)


def _hinted(summary: Summary, remarks: Sequence[Remark], marks: Marks) -> list[str]:
    """What is said where not every finding has its colour, or not every cell its comment."""
    hints = []
    if (rest := summary.finding_count - len(remarks)) > 0:
        hints.append(
            f"只标出最要紧的 {len(remarks)} 条 · Only the gravest {len(remarks)} are marked, {rest} more are not."
        )
    if (rest := len(marks) - MOST_COMMENTS) > 0:
        zh = f"批注只附最要紧的 {MOST_COMMENTS} 个单元格，另有 {rest} 个单元格只着色。"
        hints.append(f"{zh} · Comments stand at the {MOST_COMMENTS} gravest cells; {rest} more are coloured only.")
    return hints
