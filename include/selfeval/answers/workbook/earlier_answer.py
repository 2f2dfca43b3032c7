"""A workbook that was annotated before and comes back mended → the same without what the earlier answer put into it."""

import re

from selfeval.answers.workbook import book, comment_boxes
from selfeval.answers.workbook.address import Place
from selfeval.answers.workbook.package import Element, Package
from selfeval.answers.workbook.remark import COLOURS, SEVERITY_NAMES, WAIVED_NAME
from selfeval.answers.workbook.result_sheet import HEADLINE, TITLE
from selfeval.answers.workbook.text import child, tag

NOTE = re.compile(rf"(?:^|[\r\n]+)【(?:{'|'.join(map(re.escape, SEVERITY_NAMES.values()))})(?: {WAIVED_NAME})?】")
"""How every note of ours begins, whichever program has saved the workbook since."""


def remove(package: Package, main: str) -> None:
    """Take away an earlier answer's first sheet, colours and comments, where there is one.

    A cell of such a colour is left without a fill: which one it had before, nobody knows any more.
    """
    earlier = [
        title for title, part in book.worksheets(package, main).items() if _is_result(package, main, title, part)
    ]
    for title in earlier:
        book.remove_sheet(package, main, title)
    if earlier:
        _uncolour(package.edit(book.styles_part(package, main)))
        for part in book.worksheets(package, main).values():
            _uncomment(package, part)


def _is_result(package: Package, main: str, title: str, part: str) -> bool:
    if not title.startswith(TITLE):
        return False
    first = package.look(part).find(f"{tag('sheetData')}/{tag('row')}/{tag('c')}")
    return first is not None and book.text_of(package, main, first) == HEADLINE


def _uncolour(styles: Element) -> None:
    ours = {
        str(number)
        for number, fill in enumerate(child(styles, "fills"))
        if (colour := fill.find(f"{tag('patternFill')}/{tag('fgColor')}")) is not None
        and colour.get("rgb") in COLOURS.values()
    }
    for style in child(styles, "cellXfs"):
        if style.get("fillId") in ours:
            style.set("fillId", "0")


def _uncomment(package: Package, part: str) -> None:
    related = {one.kind.rpartition("/")[2]: one.target for one in package.relationships(part)}
    if "comments" not in related or not NOTE.search(str(package.look(related["comments"]).xpath("string()"))):
        return
    listed = child(package.edit(related["comments"]), "commentList")
    gone = [comment for comment in listed if _shortened(comment) == ""]
    for comment in gone:
        listed.remove(comment)
    if "vmlDrawing" in related:
        drawing = package.read(related["vmlDrawing"]).decode(errors="surrogateescape")
        for comment in gone:
            if place := Place.of(comment.get("ref", "")):
                drawing = comment_boxes.without_box(drawing, place)
        package.write(related["vmlDrawing"], drawing.encode(errors="surrogateescape"))


def _shortened(comment: Element) -> str:
    """What a comment says without our notes, which stand at its end; the comment itself is cut to that."""
    pieces = list(comment.iter(tag("t")))
    whole = "".join(piece.text or "" for piece in pieces)
    found = NOTE.search(whole)
    if found is None:
        return whole
    rest = found.start()
    for piece in pieces:
        text = piece.text or ""
        piece.text, rest = text[:rest], max(rest - len(text), 0)
    return whole[: found.start()]
