"""Tables across pages, drawn rule by rule: what is one table, what stays two, and what a page break cut."""

import pytest
from fpdf import FPDF

from selfeval.grid.pdf import read_pdf

WIDTHS = (20, 30, 60, 40)
HEIGHT = 10
BOTTOM = 280
HEADINGS = "no|division|project|budget"


class Drawing:
    """A PDF page by page; `rows` are lines of cells parted by `|`, drawn up to a place on the page."""

    def __init__(self) -> None:
        self.pdf = FPDF()
        self.pdf.set_auto_page_break(False)
        self.pdf.set_font("Helvetica", size=10)

    def page(self, *rows: str, title: str = "", end: float | None = None, open_at: tuple[int, ...] = ()) -> "Drawing":
        """A page whose table begins at the top, or ends at `end`; `open_at` are rows without a rule above column 2."""
        self.pdf.add_page()
        if title:
            self.pdf.text(10, 12, title)
        top = 20.0 if end is None else end - HEIGHT * len(rows)
        for number, row in enumerate(rows):
            y, x = top + number * HEIGHT, 10.0
            for column, (width, text) in enumerate(zip(WIDTHS, row.split("|"), strict=True)):
                if number not in open_at or column != 1:
                    self.pdf.line(x, y, x + width, y)
                self.pdf.line(x, y, x, y + HEIGHT)
                self.pdf.text(x + 1.5, y + 6, text)
                x += width
            self.pdf.line(x, y, x, y + HEIGHT)
        last = top + HEIGHT * len(rows)
        self.pdf.line(10, last, 10 + sum(WIDTHS), last)
        return self

    def read(self, tmp_path):
        self.pdf.output(str(tmp_path / "form.pdf"))
        return read_pdf(tmp_path / "form.pdf", "form.pdf")


def printed(sheet) -> list[str]:
    return ["|".join(cell.text for cell in cells) for cells in sheet.rows().values()]


def test_table_that_goes_on_without_headings_is_one_table(tmp_path):
    drawing = (
        Drawing().page(HEADINGS, "1|a|old age|10", title="title", end=BOTTOM).page("2|b|youth|20", "3|c|health|30")
    )
    (sheet,) = drawing.read(tmp_path)
    assert printed(sheet) == [HEADINGS, "1|a|old age|10", "2|b|youth|20", "3|c|health|30"]
    assert sheet.above == ["title"] and not sheet.repeated
    (note,) = sheet.notes
    assert (note.slug, note.facts["pages"], note.cell) == ("table-continued", "2", "Table1!A3")


@pytest.mark.parametrize("title", ["", "title of every page"])
def test_headings_printed_anew_are_kept_below_and_told_apart(tmp_path, title):
    drawing = Drawing().page(HEADINGS, "1|a|x|10", title=title, end=BOTTOM)
    drawing.page(HEADINGS, "2|b|y|20", title=title, end=BOTTOM).page(HEADINGS, "3|c|z|30", title=title)
    (sheet,) = drawing.read(tmp_path)
    assert printed(sheet) == [HEADINGS, "1|a|x|10", "2|b|y|20", "3|c|z|30", HEADINGS, HEADINGS]
    assert sheet.repeated == {5, 6}
    assert printed(sheet.without_repeated()) == [HEADINGS, "1|a|x|10", "2|b|y|20", "3|c|z|30"]


def test_merged_cell_cut_by_the_page_holds_for_its_rows_on_the_next_one(tmp_path):
    drawing = Drawing().page(HEADINGS, "1|elderly|x|10", "2||y|20", end=BOTTOM, open_at=(2,))
    (sheet,) = drawing.page(HEADINGS, "3||z|30", "4|young|w|40").read(tmp_path)
    assert [(area.top, area.left, area.bottom, area.right) for area in sheet.merged] == [(2, 2, 4, 2)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"end": BOTTOM, "title": "form of one"}, {"title": "form of another"}),
        ({"end": 150}, {}),
        ({"end": BOTTOM, "title": "same title"}, {"title": "same title"}),
    ],
    ids=["another title", "room was left on the page", "same title but other headings"],
)
def test_another_form_on_the_next_page_stays_another(tmp_path, first, second):
    drawing = Drawing().page("name|x|elderly|", "1|a|x|10", **first).page("name|x|youth|", "1|a|y|20", **second)
    assert [len(sheet.rows()) for sheet in drawing.read(tmp_path)] == [2, 2]


LONG = "the elderly of the district are cared"
"""It fills its line of 60 mm."""


def test_text_cut_by_the_page_is_put_back_into_its_cell_and_told(tmp_path):
    drawing = Drawing().page(HEADINGS, f"1|a|{LONG}|10", end=BOTTOM).page("||for at home|", "2|b|y|20")
    (sheet,) = drawing.read(tmp_path)
    assert sheet.cells[2, 3].text == f"{LONG}\nfor at home"
    assert printed(sheet)[2] == "2|b|y|20"
    assert [(note.slug, note.cell) for note in sheet.notes] == [
        ("table-continued", "Table1!A3"),
        ("row-across-pages", "Table1!C2"),
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [("short", "|| for at home|"), (LONG, "||the next|"), (LONG, "||......|"), (LONG, "|||25"), (LONG, "2||at home|")],
    ids=["line not filled", "next of a list", "dots of a template", "a figure", "a row of its own"],
)
def test_row_that_may_be_one_of_its_own_stays_one(tmp_path, above, below):
    (sheet,) = Drawing().page(HEADINGS, f"1|a|{above}|10", end=BOTTOM).page(below, "2|b|y|20").read(tmp_path)
    assert len(sheet.rows()) == 4
    assert "row-across-pages" not in {note.slug for note in sheet.notes}


def test_table_of_other_columns_that_goes_on_keeps_its_places(tmp_path):
    drawing = Drawing().page(HEADINGS, "1|a|x|10", end=BOTTOM)
    drawing.pdf.add_page()
    drawing.pdf.rect(10, 20, sum(WIDTHS), HEIGHT)
    drawing.pdf.line(60, 20, 60, 20 + HEIGHT)
    drawing.pdf.text(12, 26, "left")
    drawing.pdf.text(62, 26, "right")
    (sheet,) = drawing.read(tmp_path)
    assert {place: cell.text for place, cell in sheet.cells.items() if place[0] == 3} == {
        (3, 1): "left",
        (3, 3): "right",
    }
    assert [(area.top, area.left, area.right) for area in sheet.merged] == [(3, 1, 2), (3, 3, 4)]


def test_columns_that_no_rule_closes_at_the_sides_are_read(tmp_path):
    drawing = Drawing()
    drawing.pdf.add_page()
    for row, texts in enumerate((HEADINGS, "1|a|x|10", "2|b|y|20")):
        x, y = 10.0, 20.0 + HEIGHT * row
        for column, (width, text) in enumerate(zip(WIDTHS, texts.split("|"), strict=True)):
            drawing.pdf.line(x, y, x + width, y)
            if column:
                drawing.pdf.line(x, y, x, y + HEIGHT)
            drawing.pdf.text(x + 1.5, y + 6, text)
            x += width
    drawing.pdf.line(10, 20 + 3 * HEIGHT, 10 + sum(WIDTHS), 20 + 3 * HEIGHT)
    (sheet,) = drawing.read(tmp_path)
    assert printed(sheet) == [HEADINGS, "1|a|x|10", "2|b|y|20"]
    assert sheet.notes == []


def test_text_beside_a_table_is_told_not_lost(tmp_path):
    drawing = Drawing().page(HEADINGS, "1|a|x|10")
    drawing.pdf.text(12 + sum(WIDTHS), 26, "99.5")
    (sheet,) = drawing.read(tmp_path)
    assert [(note.slug, note.severity, note.facts["text"]) for note in sheet.notes] == [
        ("text-outside-cells", "warning", "99.5")
    ]
