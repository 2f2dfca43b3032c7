"""Places and anchors of comments → the boxes that Excel, WPS and LibreOffice show them in (VML)."""

import re
from collections.abc import Mapping
from pathlib import Path

from selfeval.answers.workbook.address import Place

SHAPES_A_BLOCK = 1024
"""Excel numbers shapes in blocks of so many; a drawing names the blocks that are its own."""
_NEW = (Path(__file__).parent / "comments.vml").read_text(encoding="utf-8")
_SHAPETYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    "</v:textbox>"
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>\n"
)


def new_drawing(block: int) -> str:
    """A drawing without boxes."""
    return _NEW.replace("{block}", str(block))


def with_boxes(drawing: str, anchors: Mapping[Place, str]) -> str:
    """The drawing with more boxes. It is text: Office writes drawings that are not well-formed XML."""
    used = [int(number) for number in re.findall(r"_x0000_s(\d+)", drawing)]
    blocks = [int(number) for number in re.findall(r"<o:idmap[^>]* data=\"(\d+)", drawing)]
    first = max([*used, *(block * SHAPES_A_BLOCK for block in blocks[:1])], default=SHAPES_A_BLOCK) + 1
    boxes = "".join(
        _BOX.format(number=number, anchor=anchor, row=place.row - 1, column=place.column - 1)
        for number, (place, anchor) in enumerate(anchors.items(), first)
    )
    shapetype = "" if 'id="_x0000_t202"' in drawing else _SHAPETYPE
    head, end, tail = drawing.rpartition("</xml>")
    return f"{head}{shapetype}{boxes}{end}{tail}"


def without_box(drawing: str, place: Place) -> str:
    """The drawing without the box of one comment."""
    found = _box_at(drawing, place)
    return drawing[: found.start()] + drawing[found.end() :] if found else drawing


def with_anchor(drawing: str, place: Place, anchor: str) -> str:
    """The drawing with the box of one comment moved to an anchor, where it has one."""
    found = _box_at(drawing, place)
    if found is None:
        return drawing
    moved = re.sub(r"(<x:Anchor>).*?(</x:Anchor>)", rf"\g<1>{anchor}\g<2>", found[0], flags=re.DOTALL)
    return drawing[: found.start()] + moved + drawing[found.end() :]


def _box_at(drawing: str, place: Place) -> re.Match[str] | None:
    for shape in re.finditer(r"<v:shape\s.*?</v:shape>", drawing, re.DOTALL):
        stands = [re.search(rf"<x:{name}>\s*(\d+)\s*</x:{name}>", shape[0]) for name in ("Row", "Column")]
        if [found and int(found[1]) for found in stands] == [place.row - 1, place.column - 1]:
            return shape
    return None
