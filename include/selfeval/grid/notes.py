"""What is told beside a grid that was read: how it was read, and what of it a reader of the file would not see."""

from typing import ClassVar, Literal

from selfeval.errors import Note


class SuffixDiffersNote(Note):
    slug = "suffix-differs"
    zh = "扩展名是“{suffix}”，内容其实是 {kind}，已按 {kind} 读取。{file}。无需重新报送；下次请用正确的扩展名保存。"
    en = "The name ends in “{suffix}”, the content is {kind} and was read as that. {file}. No need to submit again; save it under its right suffix next time."


class MacrosIgnoredNote(Note):
    slug = "macros-ignored"
    zh = "文件含宏，未运行，只读取已保存的内容。{file}。无需处理；如有数字靠宏生成，请先在本机运行并保存。"
    en = "The file holds macros; they were not run, only what is saved was read. {file}. Nothing to do, unless a macro makes figures: run it and save first."


class ConvertedNote(Note):
    slug = "converted-format"
    zh = "{kind} 文件经 LibreOffice 转换为 {target} 后读取，单元格地址以转换后的表格为准。{file}。下次请直接报送 {target}。"
    en = "The {kind} file was read after LibreOffice converted it to {target}; cells are addressed as in the converted table. {file}. Submit {target} next time."


class SecondReaderNote(Note):
    severity: ClassVar[Literal["warning", "info"]] = "warning"
    slug = "second-reader"
    zh = "常用读取程序打不开此工作簿（{reason}），已改用第二套程序读取；数字格式不可知，百分比显示为小数。{file}。请核对各数；建议用 Excel 或 WPS 另存为 xlsx 后重新报送。"
    en = "The first reader could not open the workbook ({reason}), the second one did; number formats are not known to it, percentages show as ratios. {file}. Check the figures; better save it anew as xlsx in Excel or WPS and submit again."


class ReadersDisagreeNote(Note):
    severity: ClassVar[Literal["warning", "info"]] = "warning"
    slug = "readers-disagree"
    zh = "两套读取程序对同一单元格读出不同的数：{first} 与 {second}，以前者为准。{cell}。请打开文件核对该数，并另存为 xlsx 后重新报送。"
    en = "Two readers read different numbers from one cell: {first} and {second}; the former counts. {cell}. Open the file, check the number, save it anew as xlsx and submit again."


class HiddenCellsNote(Note):
    slug = "hidden-cells"
    zh = "隐藏的工作表、行或列中有 {count} 个单元格有内容，已照常读取：{places}。请核对这些内容是否也要报送。"
    en = "Hidden sheets, rows or columns hold {count} cells; they were read like any other: {places}. Check whether they are meant to be submitted."


class ContinuedTableNote(Note):
    slug = "table-continued"
    zh = "第 {pages} 页的表格是上一页表格的续表，已接在其后作为同一张表读取，续表从 {cell} 开始。如其实是另一张表，请在表前加上表名后重新报送。"
    en = "The tables on pages {pages} continue the one of the page before and were read as one table with it, from {cell} on. If one is another form, put its title above it and submit again."


class JoinedRowNote(Note):
    slug = "row-across-pages"
    zh = "一行被分页切断，下页的文字已接回本格（“{text}”）。{cell}。请核对。"
    en = "A row was cut by the page break; the text on the next page was put back into its cell (“{text}”). {cell}. Check it."


class TextOutsideCellsNote(Note):
    severity: ClassVar[Literal["warning", "info"]] = "warning"
    slug = "text-outside-cells"
    zh = "表格范围内、单元格框线以外还有文字，未能读入：“{text}”。{cell}。请核对；如是表内数据，请补全框线，或报送可编辑的原表（xlsx、docx）。"
    en = "Text stands beside or within the table in no ruled cell, and was not read: “{text}”. {cell}. Check it; if it belongs to the table, close its rules or submit the editable form (xlsx, docx)."
