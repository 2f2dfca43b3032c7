"""Why a file's bytes do not become a grid."""

from selfeval.errors import SubmissionError


class UnknownFormatError(SubmissionError):
    slug = "unknown-format"
    zh = "不支持的文件格式“{suffix}”。{file}。请另存为 xlsx、csv 或制表符分隔的 txt 后重新报送。"
    en = "The format “{suffix}” is not supported. {file}. Save it as xlsx, csv or tab-separated txt and submit again."


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
