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


class BlankFileError(SubmissionError):
    slug = "blank-file"
    zh = "文件能打开，但内容是空白。{file}。请确认报送的是填好的自评表。"
    en = "The file opens, but all of it is blank. {file}. Make sure that the filled-in form is what you submit."


class PasswordProtectedError(SubmissionError):
    slug = "password-protected"
    zh = "文件设有打开密码，无法读取。{file}。请在 Excel、WPS 或 PDF 软件中取消密码，保存后重新报送。"
    en = "The file has a password and cannot be read. {file}. Remove the password in Excel, WPS or the PDF program, save it and submit again."


class PictureError(SubmissionError):
    slug = "picture"
    zh = "内容是图片（{kind}），系统不识别图片中的文字。{file}。请报送可编辑的原表（xlsx、docx）。"
    en = "The content is a picture ({kind}); text in pictures is not read. {file}. Submit the editable form (xlsx, docx)."


class ArchiveError(SubmissionError):
    slug = "archive"
    zh = "这是压缩包（{kind}），系统不拆包。{file}。请解压后逐个报送其中的自评表。"
    en = "This is an archive ({kind}); it is not unpacked. {file}. Unpack it and submit the forms in it one by one."


class EntitiesError(SubmissionError):
    slug = "xml-entities"
    zh = "文件内部含 XML 实体声明（{part}），正常的表格软件不会写入，已拒绝解析。{file}。请把自评表复制到新文件后重新报送，并检查本机是否中毒。"
    en = "The file declares XML entities ({part}), which no office program writes; it was not parsed. {file}. Copy the form into a new file and submit again, and check the machine for malware."


class ConverterMissingError(SubmissionError):
    slug = "converter-missing"
    is_ours = True
    zh = "{kind} 格式须由 {part} 转换后读取，本系统尚未安装该组件，或该组件不能正常使用。{file}。这是本系统的问题，文件没有问题：文件已留存，报送部门无需处理，也无需重新报送。请运维人员安装 {package}，装好后夜间运行自动补读。"
    en = "The format {kind} is converted by {part}, which is not installed here or does not work. {file}. The fault is ours, not the file's: it is kept, and the department has nothing to do and need not submit again. Operations: install {package}; the next nightly run then reads the file by itself."


class ConversionFailedError(SubmissionError):
    slug = "conversion-failed"
    zh = "{kind} 文件转换失败（{reason}）。{file}。文件可能损坏；请用 Word、Excel 或 WPS 打开并另存为 {target} 后重新报送。"
    en = "The {kind} file could not be converted ({reason}). {file}. It may be damaged; open it in Word, Excel or WPS, save it as {target} and submit again."
