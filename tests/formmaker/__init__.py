"""Made forms: random but consistent submissions of every layout, as sheets, with the truth of every cell beside them.

    made = make_form(Random(7), layout="sichuan")
    made.sheets, made.forms, made.unread, made.places[1, "budget/total"]

The same seed gives the same form. A made form breaks no rule, so `with_cell` plants exactly one error.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from formmaker.content import Subject, draw_subject
from formmaker.hebei import hebei
from formmaker.linkage import linkage
from formmaker.national import national
from formmaker.overall import chongqing, hunan
from formmaker.pen import Pen, Place
from formmaker.sichuan import sichuan
from formmaker.transfer import transfer
from formmaker.wide import wide
from formmaker.yunnan import yunnan
from selfeval.forms.record import Form
from selfeval.sheet import Cell, Sheet

Layout = Callable[[Random, Pen, int], int]
LAYOUTS: dict[str, tuple[str, Layout]] = {
    "wide": ("wide", wide),
    "national": ("card", national),
    "sichuan": ("card", sichuan),
    "yunnan": ("card", yunnan),
    "hebei": ("card", hebei),
    "linkage": ("card", linkage),
    "transfer": ("card", transfer),
    "hunan": ("overall", hunan),
    "chongqing": ("overall", chongqing),
}
"""Family and writer of each layout."""
MANY = ("national", "sichuan", "linkage")
"""Layouts of which several cards come in one file: below each other on a sheet, or a sheet each."""


@dataclass(frozen=True, slots=True)
class MadeForm:
    """A file as a department would hand it in, and what a right reading of it yields."""

    layout: str
    sheets: list[Sheet]
    forms: list[Form]
    """The truth. Anchors and the cells of titles and units are not filled in."""
    unread: frozenset[str]
    """Cells that no field takes; all others are read, or are headings, notes, totals or marks of blanks."""
    places: dict[Place, str]
    """Where the values stand: (number of the project over all forms, `budget/total`, `rate`, `indicator 3 score` …)."""
    file_name: str

    def cell(self, address: str) -> Cell:
        """The cell at an address such as `Sheet1!D12`."""
        return self._found(address)[1]

    def with_cell(self, address: str, text: str, number: Decimal | None = None) -> "MadeForm":
        """The same file with another text in one cell; the truth stays that of the clean form."""
        sheet, old = self._found(address)
        planted = replace(sheet, cells=sheet.cells | {(old.row, old.column): Cell(old.row, old.column, text, number)})
        return replace(self, sheets=[planted if one is sheet else one for one in self.sheets])

    def _found(self, address: str) -> tuple[Sheet, Cell]:
        for sheet in self.sheets:
            for place, cell in sheet.cells.items():
                if sheet.address(*place) == address:
                    return sheet, cell
        raise KeyError(address)


def make_form(rng: Random, *, family: str | None = None, layout: str | None = None) -> MadeForm:
    """A clean form of a layout, or of any layout of a family, or of any."""
    fitting = [name for name, (kind, _) in LAYOUTS.items() if family in (None, kind)]
    chosen = layout or rng.choice(fitting)
    subject = draw_subject(rng)
    count = rng.choice((1, 1, 2, 3)) if chosen in MANY else 1
    on_one_sheet = rng.random() < 0.5
    pens: list[Pen] = []
    row = 1
    for number in range(count):
        if not pens or not on_one_sheet:
            pens.append(_pen(subject, f"{chosen}{number + 1}", pens))
            row = 1
        row = LAYOUTS[chosen][1](rng, pens[-1], row) + rng.randint(1, 3)
    return MadeForm(
        layout=chosen,
        sheets=[pen.sheet for pen in pens],
        forms=[form for pen in pens for form in pen.forms],
        unread=frozenset(address for pen in pens for address in pen.unread),
        places={place: address for pen in pens for place, address in pen.places.items()},
        file_name=f"{subject.department}_{subject.fiscal_year}.xlsx",
    )


def _pen(subject: Subject, name: str, before: list[Pen]) -> Pen:
    return Pen(Sheet(name), subject, projects_before=before[-1].number if before else 0)
