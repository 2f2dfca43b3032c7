"""What reading can find wrong with a file that opened: each a slug and a sentence, gathered, not raised one by one."""

from selfeval.errors import HeadingError, SubmissionError


class NoFormError(SubmissionError):
    slug = "no-form"
    zh = "文件中没有找到绩效自评表（缺少“项目名称”“预算”“支出”等标题）。{file}。请确认报送的文件；如是新版式，请在 vocabulary/ 中登记其标题。"
    en = "No self-evaluation form was found (no headings for project, budget, spending). {file}. Check the file; if the layout is new, register its headings in vocabulary/."


class UnknownUnitError(HeadingError):
    slug = "unknown-unit"
    zh = "金额单位“{printed}”无法识别。{cell}。请改为 元、万元 或 亿元 后重新报送，或在 vocabulary/units.csv 中登记。"
    en = "The unit of amounts “{printed}” is not known. {cell}. Write 元, 万元 or 亿元 and submit again, or register it in vocabulary/units.csv."


class ContradictingYearsError(HeadingError):
    slug = "contradicting-years"
    zh = "表上写着不同的年度：{years}。请只保留自评所属的年度后重新报送。"
    en = "The form states different years: {years}. Keep only the year that it reports on and submit again."


class YearOfFileNameError(HeadingError):
    slug = "year-of-file-name"
    zh = "文件名写的是 {named} 年度，表上是 {stated} 年度。{file}。以表上为准；请核对是否报错了年度。"
    en = "The file name says fiscal year {named}, the form {stated}. {file}. The form counts; check whether the year is right."


class ContradictingUnitsError(HeadingError):
    slug = "contradicting-units"
    zh = "表上写着不同的金额单位：{units}。请统一金额单位后重新报送。"
    en = "The form states different units of amounts: {units}. Use one unit and submit again."


class AmbiguousRowError(HeadingError):
    slug = "ambiguous-row"
    zh = "本行金额与标题对不上，且有两种同样说得通的对法（{first}；{second}）。{cell}。请按标题逐格填写本行后重新报送。"
    en = "The amounts of this row do not stand under their headings, and two alignments fit as well ({first}; {second}). {cell}. Put each figure under its heading and submit again."


class UnreadableFigureError(HeadingError):
    slug = "unreadable-figure"
    zh = "“{printed}”不是一个可读的数。{cell}。请改为一个数字（负数写 -100，一格只写一个数）后重新报送。"
    en = "“{printed}” is not one readable number. {cell}. Write one number (a negative one as -100) and submit again."


class FiguresSplitError(HeadingError):
    slug = "figures-split"
    zh = "“{printed}”是几个数连在一起；只有一种分法符合执行率和得分的勾稽关系，已按 {split} 读取。{cell}。请核对；下次请一格只填一个数。"
    en = "“{printed}” is several figures run together; one way to part them agrees with rate and score and was taken: {split}. {cell}. Check it, and write one figure a cell next time."


class AmountBesideColumnError(HeadingError):
    slug = "amount-beside-column"
    zh = "“{printed}”与表中其他写明来源的格子不在同一类栏目下，已按预算读取。{cell}。请核对它是否填错了位置。"
    en = "“{printed}” stands under another heading than the other cells that name their source; it was read as budget. {cell}. Check whether it stands in the right place."


class FormulaWithoutValueError(HeadingError):
    slug = "formula-without-value"
    zh = "“{printed}”是公式，文件里没有保存它的计算结果。{cell}。请用 Excel 或 WPS 打开、重新计算并保存后再报送。"
    en = "“{printed}” is a formula whose value was not saved. {cell}. Open the file in Excel or WPS, recalculate, save it and submit again."


class SecondFigureError(HeadingError):
    slug = "second-figure"
    zh = "“{printed}”在括号里还有一个数，已取括号前的数。{cell}。请核对；一格只写一个数，说明写在备注里。"
    en = "“{printed}” has another figure in its brackets; the one before them was taken. {cell}. Check it; write one figure a cell and put remarks elsewhere."


class RateAloneError(HeadingError):
    slug = "rate-without-amounts"
    zh = "“{name}”填了执行率 {printed}，但没有读到预算合计或支出合计。{cell}。请补填，或核对金额是否填错了格。"
    en = "“{name}” states a rate of {printed}, but no total of {missing} was read. {cell}. Fill it in, or check whether the amounts stand in their cells."


class TwoYearsError(HeadingError):
    slug = "two-years-in-title"
    zh = "表名里写着两个年度（{years}），已取 {year}。{cell}。请核对；表名中只保留自评所属的年度。"
    en = "The title names two years ({years}); {year} was taken. {cell}. Check it, and keep only the year that the form reports on."


class NotFilledError(SubmissionError):
    slug = "not-filled"
    zh = "表是空的：有标题，没有一个项目填了金额或指标完成值。{file}。请填好后重新报送。"
    en = "The form is empty: it has headings, but no project states an amount or a result. {file}. Fill it in and submit again."


class MissingMeasureError(HeadingError):
    slug = "missing-measure"
    zh = "标题中没有{missing}栏，无法判断各数是预算还是支出。{cell}。请补上该标题后重新报送；如是新写法，请在 vocabulary/headings.csv 中登记。"
    en = "The headings have no column for {missing_en}: no figure can be told to be budget or spending. {cell}. Put the heading back and submit again, or register a new wording in vocabulary/headings.csv."


class UnconfirmedHeadingsError(HeadingError):
    slug = "headings-unconfirmed"
    zh = "多数行与标题的列位对不上，已按标题的先后次序和金额勾稽关系逐行对位（共 {rows} 行）。{cell}。请核对；下次请使用未错列的原表报送。"
    en = "Most rows do not stand under their headings; each of the {rows} rows was aligned by the order of the headings and by its sums. {cell}. Check them, and submit the form without shifted cells next time."


class RealignedRowError(HeadingError):
    slug = "row-realigned"
    zh = "本行的格子与标题错位，已按勾稽关系重新对位。{cell}。请核对本行各数是否归入正确的栏目。"
    en = "The cells of this row stand beside their headings and were realigned by the row's sums. {cell}. Check that each figure is in its column."


class LedgerBrokenError(SubmissionError):
    slug = "ledger-broken"
    is_ours = True
    zh = "单元格台账不平：文件有 {cells} 个非空单元格，台账记了 {entries} 个。{file}。这是程序缺陷，文件暂扣；请把本回执交给数据工程师，无需重新报送。"
    en = "The account of cells does not balance: the file has {cells} non-blank cells, the account {entries}. {file}. This is a defect of the program, the file is held; hand this receipt to a data engineer."


class YearOfNameError(HeadingError):
    slug = "year-of-name"
    zh = "表上没有年度，按项目名称“{name}”取 {year} 年度。{cell}。请在表名中写明年度。"
    en = "The form states no year; {year} was taken from the project's name “{name}”. {cell}. State the year in the title."


class UnreadCellsError(SubmissionError):
    slug = "unread-cells"
    zh = "有 {count} 个单元格未能归入任何栏目：{cells}。请核对这些单元格是否填错位置。"
    en = "{count} cells fit no column: {cells}. Check whether they stand in the right place."


class MuchUnreadError(SubmissionError):
    slug = "much-unread"
    zh = "文件中 {total} 个数有 {unread} 个未能归入任何栏目，读出的结果不完整，整份文件暂不入库：{cells}。请核对版式（分页、合并单元格、标题），改正后重新报送。"
    en = "{unread} of the file's {total} figures fit no column; what was read is not the whole form and the file is held: {cells}. Check its layout (page breaks, merged cells, headings) and submit it again."


class ReadingTooSlowError(SubmissionError):
    slug = "reading-too-slow"
    zh = "读取超过 {seconds:g} 秒，已中止。{file}。文件可能异常（例如大量空白行列或嵌套压缩）；请把自评表复制到新工作簿后重新报送。"
    en = "Reading took more than {seconds:g} seconds and was ended. {file}. The file is odd (endless blank rows, nested archives); copy the form into a new workbook and submit again."


class ReadingTooLargeError(SubmissionError):
    slug = "reading-too-large"
    zh = "读取需要超过 {mebibytes} MiB 内存，已中止。{file}。文件可能异常（例如压缩炸弹）；请把自评表复制到新工作簿后重新报送。"
    en = "Reading took more than {mebibytes} MiB of memory and was ended. {file}. The file is odd (an archive that swells); copy the form into a new workbook and submit again."


class ReadingFailedError(SubmissionError):
    slug = "reading-failed"
    is_ours = True
    zh = "程序读取本文件时出错（{reason}）。{file}。文件已存档、暂不入库；请把本回执交给数据工程师，无需重新报送。"
    en = "The program failed on this file ({reason}). {file}. It is archived and held; hand this receipt to a data engineer, no need to submit again."


class RemarkCellsError(SubmissionError):
    slug = "cells-without-field"
    zh = "有 {count} 个单元格（联系人、备注、复选框等）没有对应的数据项，只存原文：{cells}。无需处理。"
    en = "{count} cells (contacts, remarks, check boxes …) have no field and are kept as printed only: {cells}. Nothing to do."


class UnevenHeadingsError(HeadingError):
    slug = "uneven-headings"
    zh = "预算与支出的资金来源栏目不一致（{columns}），各来源的金额可能归错栏目。{cell}。请补全标题，使每项来源在预算和支出下各有一栏后重新报送。"
    en = "Budget and spending do not list the same funding sources ({columns}): amounts may be read under the wrong source. {cell}. Complete the headings so that each source has one column under either, and submit again."


class ContradictedHeadingsError(HeadingError):
    slug = "headings-contradicted"
    zh = "按标题的列位读取，{rows} 行中有 {wrong} 行的{measure}各来源之和不等于合计，标题可能整体错位。{cell}。请核对标题与各列是否对齐后重新报送。"
    en = "Under these headings the sources of {measure_en} do not add up to the total in {wrong} of {rows} rows: the headings may stand beside their columns. {cell}. Align headings and columns and submit again."


class FigureForProseError(HeadingError):
    slug = "figure-for-prose"
    zh = "本行错位，对位后“{printed}”成了文字栏的内容。{cell}。请核对该数应在哪一栏。"
    en = "This row was realigned, and the figure “{printed}” came to stand for text. {cell}. Check which column it belongs to."


class UnevenRowError(HeadingError):
    slug = "uneven-row"
    zh = "本行错位，对位后预算与支出的资金来源不同（预算：{budget}；支出：{executed}）。{cell}。请核对本行各数是否归入正确的来源。"
    en = "This row was realigned, and its spending is from other sources than its budget (budget: {budget}; spending: {executed}). {cell}. Check that each figure is under its source."
