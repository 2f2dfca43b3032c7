"""Tables that go on across pages to one table each, with headings printed anew told apart and cut rows mended."""

import re
from collections.abc import Iterable
from dataclasses import replace

from selfeval.grid.ruled import TOLERANCE, Box, Ruled

PAGE_NUMBER = re.compile(r"[\W_\d第页共]*(?:page)?[\W_\d]*(?:of)?[\W_\d]*", re.IGNORECASE)
FIGURE = re.compile(r"[\d,.]+%?")
COLUMN_NUMBER = re.compile(r"\d{1,2}")
HEADING_ROWS = 8
"""Headings begin within so many rows: title, unit and filer stand above them, three rows at most in real forms."""
SLACK = 20.0
"""Points by which the bottom margin of a page may differ from its top margin."""


def join_pages(tables: Iterable[Ruled]) -> list[Ruled]:
    """One table for each that goes on across pages; `tables` in the order of the document."""
    joined: list[Ruled] = []
    last: Ruled | None = None
    for table in tables:
        if last and table.page == last.page + 1 and _continues(joined[-1], last, table):
            _append(joined[-1], table)
        else:
            joined.append(replace(table, boxes=[replace(box) for box in table.boxes]))
        last = table
    return joined


def _continues(whole: Ruled, last: Ruled, table: Ruled) -> bool:
    """Whether a page's first table goes on from the last one of the page before.

    The same sides, nothing but page numbers between them (or the first page's title, with the same headings again),
    and a first row that would not have found room on the page before: else it began a page of its own.
    """
    repeated = _repeated(whole, table)
    fresh = table.rows()[repeated:]
    if not fresh or not last.sides.is_above(table.sides):
        return False
    if any(not PAGE_NUMBER.fullmatch(line) for line in last.below):
        return False
    titles = [line for line in table.above if not PAGE_NUMBER.fullmatch(line)]
    if titles and not (repeated and titles == [line for line in whole.above if not PAGE_NUMBER.fullmatch(line)]):
        return False
    height = min(box.bottom for box in fresh[0]) - fresh[0][0].top
    return last.bottom + height > last.page_height - table.top - SLACK


def _repeated(whole: Ruled, table: Ruled) -> int:
    """How many rows at the top of a table print the headings anew: the same words at the same places, no figures."""
    earlier, later = [[_printed(row) for row in one.rows()] for one in (whole, table)]
    longest = 0
    for start in range(min(HEADING_ROWS, len(earlier))):
        pairs = list(zip(earlier[start:], later, strict=False))
        same = next((count for count, (one, other) in enumerate(pairs) if one != other), len(pairs))
        longest = max(longest, same)
    headings = later[:longest]
    is_heading = any(len(row) > 2 for row in headings) and not any(map(_has_figures, headings))
    return longest if is_heading else 0


def _printed(row: list[Box]) -> list[tuple[int, str]]:
    return [(round(box.left / TOLERANCE), box.words) for box in row if box.words]


def _has_figures(row: list[tuple[int, str]]) -> bool:
    """Whether a row prints figures; one that numbers the columns does not."""
    figures = [words for _, words in row if FIGURE.fullmatch(words)]
    return bool(figures) and not all(COLUMN_NUMBER.fullmatch(words) for _, words in row)


def _append(whole: Ruled, table: Ruled) -> None:
    """Put the rows of a later page below; its headings printed anew go to the repeats."""
    rows = table.rows()
    repeated = _repeated(whole, table)
    if repeated:
        whole.repeats.append([box for row in rows[:repeated] for box in row])
    offset = whole.bottom - rows[repeated][0].top
    fresh = [replace(box, top=box.top + offset, bottom=box.bottom + offset) for row in rows[repeated:] for box in row]
    kept = _mended(whole, fresh)
    whole.continued += [(table.page, kept[0])] if kept else []
    whole.boxes += kept
    whole.below = table.below
    whole.strays += table.strays


def _mended(whole: Ruled, fresh: list[Box]) -> list[Box]:
    """Take into the boxes at the end of a table what goes on of them in the first row of the next page; the rest.

    A row cut in the middle of a text is put together again; a blank below a merged box is the same box.
    """
    end = whole.bottom
    ending = [box for box in whole.boxes if box.bottom >= end - TOLERANCE]
    begun = [box for box in fresh if box.top <= fresh[0].top + TOLERANCE]
    pairs = [(box, above) for box in begun for above in ending if above.is_above(box)]
    if len(pairs) == len(begun) and _is_cut(pairs):
        whole.joined += [(above, box.text) for box, above in pairs if box.words]
        taken = pairs
    else:
        lowest, shortest = max(box.top for box in ending), min(box.bottom for box in begun)
        taken = [
            (box, above)
            for box, above in pairs
            if above.words and not box.words and (above.top < lowest - TOLERANCE or box.bottom > shortest + TOLERANCE)
        ]
    for box, above in taken:
        above.bottom, above.is_full = box.bottom, box.is_full
        above.text += f"\n{box.text}" if box.words else ""
    return [box for box in fresh if not any(box is one for one, _ in taken)]


def _is_cut(pairs: list[tuple[Box, Box]]) -> bool:
    """Whether the first row of a page only finishes texts of the row before: the other cells say nothing more."""
    texts = [(box, above) for box, above in pairs if box.words]
    others = [above for box, above in pairs if not box.words]
    return bool(texts) and any(above.words for above in others) and all(_goes_on(above, box) for box, above in texts)


def _goes_on(above: Box, box: Box) -> bool:
    """Whether a text finishes another: that one filled its line, and this is no figure, dots or the next of a list."""
    is_next_of_list = above.words[:2] == box.words[:2]
    is_text = re.search(r"[^\W\d_]", box.words) and not FIGURE.fullmatch(box.words)
    return above.is_full and bool(is_text) and not is_next_of_list
