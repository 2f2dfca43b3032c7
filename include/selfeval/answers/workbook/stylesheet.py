"""A workbook's stylesheet → the same with more styles at its end; those that are there keep their numbers."""

from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from selfeval.answers.workbook.address import next_child
from selfeval.answers.workbook.package import Element
from selfeval.answers.workbook.text import SHEET_ML, tag

SECTIONS = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
EMPTY = (
    f'<styleSheet xmlns="{SHEET_ML}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
).encode()
"""The stylesheet of a workbook that has none, as programs assume it."""
EDGE = "FFBFBFBF"


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell of ours looks like; colours as AARRGGBB."""

    size: int = 10
    is_bold: bool = False
    colour: str = "FF262626"
    fill: str | None = None
    is_link: bool = False
    has_border: bool = False
    horizontal: str = "left"
    vertical: str = "top"
    is_wrapped: bool = True


class Stylesheet:
    """The styles of one workbook, by their numbers in cellXfs."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self.filled = lru_cache(maxsize=None)(self._filled)
        self.looking = lru_cache(maxsize=None)(self._looking)
        self._fill = lru_cache(maxsize=None)(self._add_fill)

    def _filled(self, style: int, colour: str) -> int:
        """A style as another one is, but for its fill."""
        formats = self._section("cellXfs")
        known = formats[style] if 0 <= style < len(formats) else None
        copy = (
            deepcopy(known) if known is not None else etree.Element(tag("xf"), numFmtId="0", fontId="0", borderId="0")
        )
        copy.set("fillId", str(self._fill(colour)))
        copy.set("applyFill", "1")
        return self._append("cellXfs", copy)

    def _looking(self, look: Look) -> tuple[int, int]:
        """The style of a look, plain and quoting (what is typed into the cell stays text)."""
        font, fill, border = self._add_font(look), self._fill(look.fill) if look.fill else 0, 0
        if look.has_border:
            sides = "".join(f'<{side} style="thin"><color rgb="{EDGE}"/></{side}>' for side in _SIDES)
            border = self._append("borders", _xml(f"<border>{sides}<diagonal/></border>"))
        xf = (
            f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" applyFont="1"'
            f' applyFill="1" applyBorder="1" applyAlignment="1"{{}}><alignment horizontal="{look.horizontal}"'
            f' vertical="{look.vertical}" wrapText="{int(look.is_wrapped)}"/></xf>'
        )
        plain = self._append("cellXfs", _xml(xf.format("")))
        return plain, self._append("cellXfs", _xml(xf.format(' quotePrefix="1"')))

    def _add_font(self, look: Look) -> int:
        marks = f"{'<b/>' if look.is_bold else ''}{'<u/>' if look.is_link else ''}"
        font = f'<font>{marks}<sz val="{look.size}"/><color rgb="{look.colour}"/><name val="微软雅黑"/></font>'
        return self._append("fonts", _xml(font))

    def _add_fill(self, colour: str) -> int:
        pattern = f'<patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill>'
        return self._append("fills", _xml(f"<fill>{pattern}</fill>"))

    def _append(self, section: str, child: Element) -> int:
        parent = self._section(section)
        parent.append(child)
        parent.set("count", str(len(parent)))
        return len(parent) - 1

    def _section(self, name: str) -> Element:
        found = self._root.find(tag(name))
        if found is None:
            found = etree.Element(tag(name))
            self._root.insert(next_child(self._root, frozenset(SECTIONS[SECTIONS.index(name) + 1 :])), found)
        return found


_SIDES = ("left", "right", "top", "bottom")


def _xml(text: str) -> Element:
    """A piece of a stylesheet."""
    return etree.fromstring(f'<styleSheet xmlns="{SHEET_ML}">{text}</styleSheet>')[0]
