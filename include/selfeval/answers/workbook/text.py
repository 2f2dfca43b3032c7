"""Text of others → text cells that no program evaluates, in XML that every program can read."""

import re

from lxml import etree

from selfeval.answers.workbook.package import Element, NotEditableError

SHEET_ML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LONGEST = 32_767
"""Characters that Excel takes in a cell or a comment."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")


def tag(name: str) -> str:
    """A name in the namespace of spreadsheets."""
    return f"{{{SHEET_ML}}}{name}"


def child(parent: Element, name: str) -> Element:
    """The child of a name; raises NotEditableError where there is none."""
    found = parent.find(tag(name))
    if found is None:
        raise NotEditableError(reason=f"no {name}")
    return found


def remove_attribute(element: Element, name: str) -> None:
    """Let an element state nothing of a name."""
    if name in element.attrib:
        del element.attrib[name]


def written(text: str) -> str:
    """The text as a workbook spells it: `_x000D_` for what XML cannot hold, cut to what a cell takes."""
    spelled = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return spelled if len(spelled.encode("utf-16-le")) // 2 <= LONGEST else f"{spelled[: LONGEST // 2]}…"


def add_text(parent: Element, text: str) -> None:
    """A `<t>` with the text, its blanks kept."""
    element = etree.SubElement(parent, tag("t"))
    element.text = written(text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_text_cell(row: Element, reference: str, text: str, style: tuple[int, int]) -> None:
    """A cell that is text whatever it holds; `style` has a plain and a quoting variant.

    The quoting one keeps it text also when somebody edits the cell: =1+1 stays what the department wrote.
    """
    plain, quoting = style
    chosen = quoting if text.startswith(FORMULA_STARTS) else plain
    cell = etree.SubElement(row, tag("c"), r=reference, s=str(chosen))
    if text:
        cell.set("t", "inlineStr")
        add_text(etree.SubElement(cell, tag("is")), text)
