"""Published web pages (html) to sheets: one a table, spans counted, with the lines that stand above it."""

from pathlib import Path

from lxml import etree, html

from selfeval.grid.faults import EmptyFileError, EntitiesError
from selfeval.grid.text import decode
from selfeval.sheet import Cell, Range, Sheet

LARGEST_SPAN = 1000
"""A wider or taller span is a slip of the page's maker, or an attack; HTML itself caps columns at 1,000."""
BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "center", "section", "article"}


def read_html(path: Path, name: str) -> list[Sheet]:
    """Every innermost table, named Table1, Table2 … Raises EmptyFileError, UndecodableTextError, EntitiesError."""
    text = decode(path.read_bytes(), name)
    if not text.strip():
        raise EmptyFileError(file=name)
    if "<!entity" in text.lower():
        raise EntitiesError(file=name, part=name)
    # The text is decoded already, whatever the page's head declares (gb2312 for GB18030).
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    sheets: list[Sheet] = []
    lines: list[str] = []
    for element in root.iter():
        if element.tag == "table" and element.find(".//table") is None:
            sheets.append(_sheet(element, f"Table{len(sheets) + 1}", lines))
            sheets[-1].follows = len(sheets) > 1
            lines = []
        elif element.tag in BLOCKS and not any(True for _ in element.iterancestors("table")):
            lines += [line for line in [_own_text(element)] if line]
    return sheets


def _own_text(element: etree._Element) -> str:
    """Text of a block that is not in a block of its own within it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in BLOCKS and child.tag not in ("table", "script", "style") and isinstance(child.tag, str):
            parts.append("".join(str(text) for text in child.itertext()))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _sheet(table: etree._Element, name: str, above: list[str]) -> Sheet:
    sheet = Sheet(name, above=above)
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr"), start=1):
        column = 1
        for cell in line.iterchildren("td", "th"):
            if _is_unseen(cell):
                continue
            while (row, column) in taken:
                column += 1
            height, width = _span(cell, "rowspan"), _span(cell, "colspan")
            taken |= {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            if text := _text(cell):
                sheet.cells[row, column] = Cell(row, column, text)
            if height * width > 1:
                sheet.merged.append(Range(row, column, row + height - 1, column + width - 1))
            column += width
    return sheet


def _span(cell: etree._Element, attribute: str) -> int:
    stated = (cell.get(attribute) or "1").strip()
    return min(max(int(stated), 1), LARGEST_SPAN) if stated.isascii() and stated.isdigit() else 1


def _is_unseen(element: etree._Element) -> bool:
    """Whether a browser shows nothing of an element, or shows it as struck out."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.tag in ("script", "style", "del", "s", "strike")
        or "display:none" in style
        or "hidden" in element.attrib
    )


def _text(cell: etree._Element) -> str:
    for gone in [element for element in cell.iter() if _is_unseen(element)]:
        if isinstance(gone, html.HtmlElement):
            gone.drop_tree()
    for mark in cell.iter("sup", "sub"):  # a footnote's number is no digit of the figure before it
        mark.text, mark.tail = f" {mark.text or ''}", f" {mark.tail or ''}"
    breaks = {"br", "p", "div", "li"}
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            pieces.append(("\n" if element.tag in breaks else "") + (element.text or ""))
        elif element is not cell:
            pieces.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).replace("\r", "").split("\n"))
    return "\n".join(line for line in lines if line)
