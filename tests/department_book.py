"""A workbook with all that a department puts into one, and findings on it: what is handed back is compared with it."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from PIL import Image as Picture

from selfeval.answers.workbook.remark import Guidance, Remark, Words, remarks
from selfeval.answers.workbook.result_sheet import Summary

ODD_TITLE = "民政局'本级' 表 1"
GUIDANCE = {
    "SE-A01": Guidance(
        Words("各来源之和等于合计", "Sources add up to their total"), Words("请核对合计。", "Check the total.")
    )
}


def finding(cell: str | None, severity: str = "critical", **more: Any) -> dict[str, Any]:
    """A finding as staging.finding holds it."""
    said = {"rule_code": "SE-A01", "severity": severity, "cell": cell, "project_name": "社区服务", "printed": "61.8"}
    said |= {"expected": "64.00", "suggestion": None, "message_zh": "各来源之和不等于合计。", "message_en": "No match."}
    return said | more


def told(*findings: dict[str, Any]) -> list[Remark]:
    return remarks(findings, GUIDANCE)


def summary(*findings: dict[str, Any]) -> Summary:
    counts = {name: sum(one["severity"] == name for one in findings) for name in ("critical", "warning", "info")}
    return Summary(Words("已退回", "Returned"), "critical", counts, [("部门 Department", "民政局")])


def department_book(path: Path) -> Path:
    """Formulas with cached values, merges, sizes, pictures, charts, validations, comments, names, a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = ODD_TITLE
    sheet.append(["2021年度项目支出绩效自评表", None, None, None])
    sheet.merge_cells("A1:D1")
    sheet.append(["项目名称", "预算", "支出", "执行率"])
    for row, (budget, executed) in enumerate([(27.28, 27.23), (61.8, 63.68), (35.24, 35.2)], 3):
        sheet.append([f"项目{row}", budget, executed, f"=C{row}/B{row}"])
        sheet[f"D{row}"].number_format = "0.00%"
        sheet[f"B{row}"].number_format = "#,##0.00"
    sheet["B3"].fill = PatternFill("solid", fgColor="FFEEEEEE")
    sheet["B4"].font = Font(name="仿宋", size=12, bold=True, color="FF0000FF")
    sheet["B4"].alignment = Alignment(horizontal="right", wrap_text=True)
    sheet["B4"].protection = Protection(locked=False)
    sheet["C4"].comment = Comment("去年也是这样", "张三")
    sheet.merge_cells("A7:B8")
    sheet["A7"] = "说明"
    sheet.column_dimensions["A"].width = 31.5
    sheet.column_dimensions["F"].font = Font(size=20)
    sheet.row_dimensions[4].height = 40
    sheet.freeze_panes = "B3"
    sheet.print_area = "A1:D8"
    validation = DataValidation(type="list", formula1='"优,良,中,差"')
    validation.add("E3:E5")
    sheet.add_data_validation(validation)
    sheet.conditional_formatting.add("D3:D5", CellIsRule(operator="greaterThan", formula=["1"], font=Font(bold=True)))
    sheet.add_image(_picture(), "G2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=5), titles_from_data=True)
    sheet.add_chart(chart, "G12")
    other = book.create_sheet("附表")
    other["A1"] = "=SUM(1,2)"
    other.print_title_rows = "1:1"
    other["C1"], other["C2"] = "来源", "一般公共预算"
    other.add_table(Table(displayName="来源表", ref="C1:C2"))
    sheet.sheet_view.tabSelected = other.sheet_view.tabSelected = True
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.defined_names["合计"] = DefinedName("合计", attr_text="附表!$A$1")
    book.save(path)
    _cache_values(path)
    return path


def parts(workbook: Path) -> dict[str, bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repack(workbook: Path, changed: dict[str, bytes]) -> None:
    """Write other parts into a package."""
    kept = parts(workbook) | changed
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in kept.items():
            archive.writestr(name, data)


def _picture() -> Image:
    data = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(data, "png")
    return Image(data)


def _cache_values(path: Path) -> None:
    """Put results beside formulas, as Excel and WPS do and openpyxl cannot."""
    sheets = {name: data for name, data in parts(path).items() if name.startswith("xl/worksheets/sheet")}
    filled = {name: re.sub(rb"(<f>[^<]*</f>)<v></v>", rb"\1<v>1.0304</v>", data) for name, data in sheets.items()}
    assert filled != sheets
    repack(path, filled)
