"""Why a list that operations keep is not imported, or is not there."""

from selfeval.errors import ConfigurationError


class ListNotNamedError(ConfigurationError):
    """Neither the command nor a setting names a file."""

    slug = "list-not-named"
    zh = "没有指明清单文件。请在命令后写出文件名，或设置环境变量 {variable}。"
    en = "No file of the list is named. Give its name after the command, or set {variable}."


class ListUnreadableError(ConfigurationError):
    """There is no such file, or it is not a text in UTF-8."""

    slug = "list-unreadable"
    zh = "清单 {file} 无法读取（{reason}）。请确认文件存在，并在 Excel/WPS 中另存为“CSV UTF-8”后重试。"
    en = "The list {file} cannot be read ({reason}). See that it is there, save it as “CSV UTF-8”, and try again."


class ListHeadingsError(ConfigurationError):
    """The first line does not name the columns."""

    slug = "list-headings"
    zh = "清单 {file} 的标题行有误：{told}。可用的标题：{known}。请改正第一行后重试；以前导入的清单仍然有效。"
    en = "The headings of {file} are wrong: {told}. Known are: {known}. Correct the first line; the list before stays."


class ListEmptyError(ConfigurationError):
    """A list with headings and nothing else: more likely a file cut short than one that takes all back."""

    slug = "list-empty"
    zh = "清单 {file} 只有标题，没有一行，未导入，以前导入的清单仍然有效。确实要清空的，请加 --empty。"
    en = "The list {file} has headings and no row; the list before stays. Say --empty if it is to hold nothing."


class ListRowsError(ConfigurationError):
    """Rows that cannot be understood, all of them told together."""

    slug = "list-rows"
    zh = "清单 {file} 有 {count} 处错误，未导入，以前导入的清单仍然有效。请改正后重试：\n{told}"
    en = "The list {file} has {count} faults; nothing was imported and the list before stays. Correct them (above)."
