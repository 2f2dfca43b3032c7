"""Why a file's bytes do not become a grid."""

from selfeval.errors import SubmissionError


class UnknownFormatError(SubmissionError):
    slug = "unknown-format"
    zh = "不支持的文件格式“{suffix}”。{file}。请另存为 xlsx、docx 或 csv 后重新报送。"
    en = "The format “{suffix}” is not supported. {file}. Save it as xlsx, docx or csv and submit again."


class DamagedWorkbookError(SubmissionError):
    slug = "damaged-workbook"
    zh = "工作簿无法打开（{reason}）。{file}。可能已加密、损坏或扩展名不符；请用 Excel 或 WPS 打开、取消密码后另存为 xlsx，再重新报送。"
    en = "The workbook cannot be opened ({reason}). {file}. It may be encrypted, damaged or misnamed; open it in Excel or WPS, remove the password, save as xlsx and submit again."


class UndecodableTextError(SubmissionError):
    slug = "undecodable-text"
    zh = "文本编码无法识别（不是 UTF-8、UTF-16 或 GB18030）。{file}。请以 UTF-8 编码另存后重新报送。"
    en = "The text encoding is none of UTF-8, UTF-16, GB18030. {file}. Save it as UTF-8 and submit again."


class EmptyFileError(SubmissionError):
    slug = "empty-file"
    zh = "文件没有内容。{file}。请确认报送的是填好的自评表。"
    en = "The file has no content. {file}. Make sure that the filled-in form is what you submit."


class DamagedDocumentError(SubmissionError):
    slug = "damaged-document"
    zh = "文档无法打开（{reason}）。{file}。可能已加密、损坏或扩展名不符；请打开后另存，再重新报送。"
    en = "The document cannot be opened ({reason}). {file}. It may be encrypted, damaged or misnamed; open it, save it anew and submit again."


class ScannedDocumentError(SubmissionError):
    slug = "scanned-document"
    zh = "这是扫描件或图片（{pages} 页，没有文字）。{file}。系统不识别图片；请报送可编辑的原表（xlsx、docx）。"
    en = "This is a scan or a picture ({pages} pages without text). {file}. Pictures are not read; submit the editable form (xlsx, docx)."


class TooLargeError(SubmissionError):
    slug = "sheet-too-large"
    zh = "工作表有超过 {cells} 个非空单元格。{file}。自评表不会这样大；请删除多余内容，只报送自评表。"
    en = "A sheet has more than {cells} non-blank cells. {file}. No self-evaluation is that large; remove the rest and submit the form alone."
