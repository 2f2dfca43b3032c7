"""The main part of a workbook's package → its sheets and styles, and a place for a new first sheet."""

from lxml import etree

from selfeval.answers.workbook.address import next_child
from selfeval.answers.workbook.package import OFFICE, Element, NotEditableError, Package
from selfeval.answers.workbook.result_sheet import TITLE
from selfeval.answers.workbook.stylesheet import EMPTY
from selfeval.answers.workbook.text import child, remove_attribute, tag

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
AFTER_NAMES = frozenset(
    {"calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"}
    | {"fileRecoveryPr", "webPublishObjects", "extLst"}
)


def main_part(package: Package) -> str:
    """The name of the part that lists the sheets; raises NotEditableError where it is of another kind (strict)."""
    for one in package.relationships(""):
        if one.kind == f"{OFFICE}/officeDocument":
            if package.look(one.target).tag != tag("workbook"):
                break
            return one.target
    raise NotEditableError(reason="no workbook of the transitional kind")


def worksheets(package: Package, main: str) -> dict[str, str]:
    """The parts of the worksheets, by title, in order; chart sheets left out."""
    parts = {one.id: one.target for one in package.relationships(main) if one.kind.endswith("/worksheet")}
    listed = child(package.look(main), "sheets")
    identities = {one.get("name", ""): one.get(f"{{{OFFICE}}}id", "") for one in listed}
    return {title: parts[identity] for title, identity in identities.items() if identity in parts}


def styles_part(package: Package, main: str) -> str:
    """The name of the stylesheet's part; a workbook without one is given one."""
    for one in package.relationships(main):
        if one.kind.endswith("/styles"):
            return one.target
    package.add("xl/styles.xml", STYLES_TYPE, EMPTY)
    package.relate(main, "styles", "xl/styles.xml")
    return "xl/styles.xml"


def text_of(package: Package, main: str, cell: Element) -> str:
    """The text of a cell, which stands in it or among the shared strings."""
    if cell.get("t") != "s":
        return "".join(piece.text or "" for piece in cell.iter(tag("t")))
    for one in package.relationships(main):
        if one.kind.endswith("/sharedStrings"):
            shared = package.look(one.target)[int(child(cell, "v").text or "")]
            return "".join(piece.text or "" for piece in shared.iter(tag("t")))
    return ""


def remove_sheet(package: Package, main: str, title: str) -> None:
    """Take a worksheet away, with the names that belong to it."""
    part = worksheets(package, main)[title]
    root = package.edit(main)
    listed = child(root, "sheets")
    position = [one.get("name") for one in listed].index(title)
    listed.remove(listed[position])
    package.remove(main, part)
    for one in root.findall(f"{tag('definedNames')}/{tag('definedName')}"):
        of_sheet = one.get("localSheetId")
        if of_sheet == str(position):
            child(root, "definedNames").remove(one)
        elif of_sheet is not None and int(of_sheet) > position:
            one.set("localSheetId", str(int(of_sheet) - 1))


def put_first(package: Package, main: str, sheet: bytes, heading_row: int) -> None:
    """Put a worksheet before all others, as the one that is shown; names that belong to a sheet move along."""
    _deselect(package, main)
    part = package.free_name("xl/worksheets/sheet{number}.xml")
    package.add(part, SHEET_TYPE, sheet)
    root = package.edit(main)
    listed = child(root, "sheets")
    title = _free_title({(one.get("name") or "").casefold() for one in listed})
    first = etree.Element(tag("sheet"), name=title)
    first.set("sheetId", str(max(int(one.get("sheetId", "0")) for one in listed) + 1))
    first.set(f"{{{OFFICE}}}id", package.relate(main, "worksheet", part))
    listed.insert(0, first)
    for view in root.iterfind(f"{tag('bookViews')}/{tag('workbookView')}"):
        view.attrib.update({"activeTab": "0", "firstSheet": "0"})
    _name(root, title, heading_row)


def _deselect(package: Package, main: str) -> None:
    """Several selected sheets would be written to together."""
    for one in package.relationships(main):
        if one.kind.endswith("sheet") and b"tabSelected" in package.read(one.target)[:20_000]:
            for view in package.edit(one.target).iterfind(f"{tag('sheetViews')}/{tag('sheetView')}"):
                remove_attribute(view, "tabSelected")


def _name(root: Element, title: str, heading_row: int) -> None:
    """Count each sheet's own names one sheet further, and let the table's headings repeat on each printed page."""
    names = root.find(tag("definedNames"))
    if names is None:
        names = etree.Element(tag("definedNames"))
        root.insert(next_child(root, AFTER_NAMES), names)
    for one in names:
        if one.get("localSheetId") is not None:
            one.set("localSheetId", str(int(one.get("localSheetId", "0")) + 1))
    printed = etree.SubElement(names, tag("definedName"), name="_xlnm.Print_Titles", localSheetId="0")
    printed.text = f"'{title}'!${heading_row}:${heading_row}"


def _free_title(taken: set[str]) -> str:
    titles = [TITLE, *(f"{TITLE} ({number})" for number in range(2, len(taken) + 3))]
    return next(title for title in titles if title not in taken)
