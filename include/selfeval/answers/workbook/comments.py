"""Remarks at the cells of a worksheet → its comments: new ones, or text below those that stand there."""

import re
from collections.abc import Mapping

from lxml import etree

from selfeval.answers.workbook import comment_boxes
from selfeval.answers.workbook.address import Place, next_child
from selfeval.answers.workbook.geometry import Geometry
from selfeval.answers.workbook.package import OFFICE, Element, Package
from selfeval.answers.workbook.text import SHEET_ML, add_text, child, tag

AUTHOR = "selfeval"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AFTER_LEGACY_DRAWING = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems"}
    | {"tableParts", "extLst"}
)
FIRST_BLOCK = 500
"""Shape numbers of our drawings begin beyond those that Office gives."""
NEW_COMMENTS = f'<comments xmlns="{SHEET_ML}"><authors/><commentList/></comments>'.encode()


def add_comments(package: Package, part: str, notes: Mapping[Place, str]) -> None:
    """Write notes to cells of the worksheet that is a part of the package; comments that are there are kept."""
    if not notes:
        return
    comments = package.edit(_comments_part(package, part))
    author = _author(comments)
    listed = child(comments, "commentList")
    present = {one.get("ref"): one for one in listed}
    texts: dict[Place, str] = {}
    new: set[Place] = set()
    for place, note in notes.items():
        comment = present.get(str(place))
        if comment is None:
            new.add(place)
            comment = etree.SubElement(listed, tag("comment"), ref=str(place), authorId=author)
            etree.SubElement(comment, tag("text"))
        texts[place] = _append(child(comment, "text"), note)
    _draw(package, part, texts, new)


def _comments_part(package: Package, part: str) -> str:
    for one in package.relationships(part):
        if one.kind.endswith("/comments"):
            return one.target
    name = package.free_name("xl/comments{number}.xml")
    package.add(name, COMMENTS_TYPE, NEW_COMMENTS)
    package.relate(part, "comments", name)
    return name


def _author(comments: Element) -> str:
    authors = child(comments, "authors")
    if not any(one.text == AUTHOR for one in authors):
        etree.SubElement(authors, tag("author")).text = AUTHOR
    return str([one.text for one in authors].index(AUTHOR))


def _append(text: Element, note: str) -> str:
    """Put a note below what a comment says; all of it, as plain text."""
    plain = text.find(tag("t"))
    if plain is not None:
        # Excel shows either one plain text or runs.
        run = etree.Element(tag("r"))
        text.replace(plain, run)
        run.append(plain)
    before = "".join(one.text or "" for one in text.iterfind(f"{tag('r')}/{tag('t')}"))
    run = etree.Element(tag("r"))
    text.insert(next_child(text, frozenset(("rPh", "phoneticPr"))), run)
    add_text(run, f"\n\n{note}" if before else note)
    return f"{before}\n\n{note}" if before else note


def _draw(package: Package, part: str, texts: Mapping[Place, str], new: set[Place]) -> None:
    """Give each comment a box that its text fits in: without a box it is not shown."""
    sheet = package.edit(part)
    geometry = Geometry(sheet)
    anchors = {place: geometry.anchor(place, text) for place, text in texts.items()}
    name, drawing = _drawing(package, part, sheet)
    for place in anchors.keys() - new:
        drawing = comment_boxes.with_anchor(drawing, place, anchors[place])
    drawing = comment_boxes.with_boxes(drawing, {place: anchors[place] for place in anchors if place in new})
    package.write(name, drawing.encode(errors="surrogateescape"))


def _drawing(package: Package, part: str, sheet: Element) -> tuple[str, str]:
    """The sheet's drawing of comment boxes: its name, and what it holds as text."""
    legacy = sheet.find(tag("legacyDrawing"))
    identity = legacy.get(f"{{{OFFICE}}}id") if legacy is not None else None
    for one in package.relationships(part):
        if one.id == identity:
            return one.target, package.read(one.target).decode(errors="surrogateescape")
    name = package.free_name("xl/drawings/vmlDrawing{number}.vml")
    package.add(name, VML_TYPE, b"")
    made = etree.Element(tag("legacyDrawing"))
    made.set(f"{{{OFFICE}}}id", package.relate(part, "vmlDrawing", name))
    sheet.insert(next_child(sheet, AFTER_LEGACY_DRAWING), made)
    return name, comment_boxes.new_drawing(FIRST_BLOCK + int(re.sub(r"\D", "", name)))
