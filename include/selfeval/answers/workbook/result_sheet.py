"""What was found in a file → the first sheet of its annotated workbook: outcome, counts, and a table with links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from selfeval.answers.workbook.address import location, parted
from selfeval.answers.workbook.geometry import lines_in
from selfeval.answers.workbook.package import Element
from selfeval.answers.workbook.remark import COLOURS, SEVERITIES, SEVERITY_NAMES, WAIVED, WAIVED_NAME, Remark, Words
from selfeval.answers.workbook.stylesheet import Look, Stylesheet
from selfeval.answers.workbook.text import SHEET_ML, add_text_cell, child, tag
from selfeval.sheet import Sheet, column_letters

TITLE = "核对结果"
HEADLINE = f"{TITLE} · Results of the check"
MOST_LISTED = 2_000
"""Findings in the table, the worst first; a person reads no more, and Excel ends at 65,530 links a sheet."""
HEADINGS = (
    ("级别\nSeverity", 11),
    ("单元格\nCell", 16),
    ("项目\nProject", 22),
    ("未满足的规则\nRule not met", 32),
    ("原文\nPrinted", 15),
    ("应为\nExpected", 15),
    ("建议\nSuggestion", 13),
    ("说明与处理\nWhat it means, what to do", 62),
)
TALLEST = 400.0
WIDTH = sum(width for _, width in HEADINGS)
LAST = column_letters(len(HEADINGS))
OUTCOME_COLOURS = {"critical": "FFC62828", "warning": "FF9A6700", "info": "FF1B7A3D"}
TITLE_LOOK = Look(size=16, is_bold=True, vertical="center")
LABEL_LOOK = Look(size=9, colour="FF6B6B6B")
HEADING_LOOK = Look(is_bold=True, colour="FFFFFFFF", fill="FF44546A", has_border=True, vertical="center")
TEXT_LOOK = Look(has_border=True)
LINK_LOOK = Look(has_border=True, is_link=True, colour="FF0563C1")


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands above the table: the outcome, how grave it is (a severity), the counts of all findings, facts."""

    outcome: Words
    gravity: str
    counts: Mapping[str, int]
    facts: Sequence[tuple[str, str]]
    hints: Sequence[str] = ()
    waived_count: int = 0
    """How many of all findings are waived."""

    @property
    def finding_count(self) -> int:
        return sum(self.counts.values())


def is_result_sheet(sheet: Sheet) -> bool:
    """Whether a sheet of a file that was handed in is the first sheet of an earlier answer."""
    first = sheet.cells.get((1, 1))
    return sheet.name.startswith(TITLE) and first is not None and first.text == HEADLINE


class ResultSheet:
    """The sheet while it is written, row by row."""

    def __init__(self, styles: Stylesheet) -> None:
        self._styles = styles
        self._data = etree.Element(tag("sheetData"))
        self._merged: list[str] = []
        self._links: list[tuple[str, str]] = []
        self.heading_row = 0

    def write(
        self, summary: Summary, hints: Sequence[str], remarks: Sequence[Remark], titles: Mapping[str, str]
    ) -> Element:
        """The worksheet; `hints` come below the summary's.

        `titles` are those of the sheets by the names that addresses use.
        """
        outcome = Look(
            size=13, is_bold=True, colour="FFFFFFFF", fill=OUTCOME_COLOURS[summary.gravity], vertical="center"
        )
        self._line(HEADLINE, TITLE_LOOK, 30)
        told = f"{summary.outcome.zh}\n{summary.outcome.en}"
        self._line(told, outcome, 21.0 * lines_in(told, WIDTH / 1.3))
        self._line(_counted(summary), Look(size=11, is_bold=True))
        self._line("　".join(f"{label}：{value}" for label, value in summary.facts), LABEL_LOOK)
        for hint in (*summary.hints, *hints):
            self._line(hint, Look())
        self._legend(has_waived=summary.waived_count > 0)
        self._table(remarks[:MOST_LISTED], titles)
        if summary.finding_count > MOST_LISTED:
            rest = summary.finding_count - MOST_LISTED
            self._line(
                f"另有 {rest} 条未列出，见回执 · {rest} more are not listed here, all are in the receipt", TEXT_LOOK
            )
        return self._worksheet()

    def _table(self, remarks: Sequence[Remark], titles: Mapping[str, str]) -> None:
        row = self._row(32)
        self.heading_row = int(row.get("r", "0"))
        for column, (heading, _) in enumerate(HEADINGS, 1):
            self._cell(row, column, heading, HEADING_LOOK)
        for remark in remarks:
            row = self._row()
            self._remark(row, remark)
            place = parted(remark.cell) if remark.cell else None
            if place and place[0] in titles:
                self._links.append((f"B{row.get('r')}", location(titles[place[0]], place[1])))
        if not remarks:
            self._line("没有发现问题。 · Nothing was found.", TEXT_LOOK)

    def _remark(self, row: Element, remark: Remark) -> None:
        title = remark.guidance.title if remark.guidance else Words("", "")
        texts = (
            remark.cell or "",
            remark.project or "",
            "\n".join(part for part in (title.zh, title.en, remark.rule_code) if part),
            remark.printed or "",
            remark.expected or "",
            remark.suggestion or "",
            remark.explanation,
        )
        severity = remark.mark.replace(" ", "\n")
        lines = [lines_in(text, width) for text, (_, width) in zip((severity, *texts), HEADINGS, strict=True)]
        row.attrib.update({"ht": str(min(13.5 * max(lines) + 4, TALLEST)), "customHeight": "1"})
        self._cell(row, 1, severity, _severity_look(remark.look))
        for column, text in enumerate(texts, 2):
            self._cell(row, column, text, LINK_LOOK if column == 2 else TEXT_LOOK)

    def _legend(self, *, has_waived: bool) -> None:
        row = self._row()
        self._cell(row, 1, "颜色 Colours", LABEL_LOOK)
        names = SEVERITY_NAMES | ({WAIVED: WAIVED_NAME} if has_waived else {})
        for column, (look, name) in enumerate(names.items(), 2):
            self._cell(row, column, name, _severity_look(look))

    def _line(self, text: str, look: Look, height: float | None = None) -> None:
        row = self._row(min(height or 15.0 * lines_in(text, WIDTH), TALLEST))
        for column in range(1, len(HEADINGS) + 1):
            self._cell(row, column, text if column == 1 else "", look)
        self._merge(row, "A", LAST)

    def _row(self, height: float | None = None) -> Element:
        row = etree.SubElement(self._data, tag("row"), r=str(len(self._data) + 1))
        if height:
            row.attrib.update({"ht": str(height), "customHeight": "1"})
        return row

    def _cell(self, row: Element, column: int, text: str, look: Look) -> None:
        add_text_cell(row, f"{column_letters(column)}{row.get('r')}", text, self._styles.looking(look))

    def _merge(self, row: Element, first: str, last: str) -> None:
        self._merged.append(f"{first}{row.get('r')}:{last}{row.get('r')}")

    def _worksheet(self) -> Element:
        sheet = etree.fromstring(_FRAME.format(heading=self.heading_row, below=self.heading_row + 1))
        columns = child(sheet, "cols")
        for number, (_, width) in enumerate(HEADINGS, 1):
            etree.SubElement(columns, tag("col"), min=str(number), max=str(number), width=str(width), customWidth="1")
        sheet.replace(child(sheet, "sheetData"), self._data)
        etree.SubElement(sheet, tag("autoFilter"), ref=f"A{self.heading_row}:{LAST}{len(self._data)}")
        merges = etree.SubElement(sheet, tag("mergeCells"), count=str(len(self._merged)))
        for area in self._merged:
            etree.SubElement(merges, tag("mergeCell"), ref=area)
        if self._links:
            links = etree.SubElement(sheet, tag("hyperlinks"))
            for reference, place in self._links:
                etree.SubElement(links, tag("hyperlink"), ref=reference, location=place)
        for name, settings in _PRINTING:
            etree.SubElement(sheet, tag(name), settings)
        return sheet


_FRAME = (
    f'<worksheet xmlns="{SHEET_ML}"><sheetPr><tabColor rgb="FFC62828"/><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="{heading}"'
    ' topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols/><sheetData/></worksheet>'
)
_PRINTING = (
    ("pageMargins", {"left": "0.4", "right": "0.4", "top": "0.5", "bottom": "0.5", "header": "0.3", "footer": "0.3"}),
    ("pageSetup", {"paperSize": "9", "orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}),
)


def _severity_look(severity: str) -> Look:
    return Look(is_bold=severity == "critical", fill=COLOURS[severity], has_border=True)


def _counted(summary: Summary) -> str:
    told = "，".join(f"{SEVERITY_NAMES[severity]} {summary.counts.get(severity, 0)}" for severity in SEVERITIES)
    return f"{told}；其中{WAIVED_NAME} {summary.waived_count}" if summary.waived_count else told
