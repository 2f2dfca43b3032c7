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


class AmbiguousRowError(HeadingError):
    slug = "ambiguous-row"
    zh = "本行金额与标题对不上，且有两种同样说得通的对法（{first}；{second}）。{cell}。请按标题逐格填写本行后重新报送。"
    en = "The amounts of this row do not stand under their headings, and two alignments fit as well ({first}; {second}). {cell}. Put each figure under its heading and submit again."


class UnreadCellsError(SubmissionError):
    slug = "unread-cells"
    zh = "有 {count} 个单元格未能归入任何栏目：{cells}。请核对这些单元格是否填错位置。"
    en = "{count} cells fit no column: {cells}. Check whether they stand in the right place."
