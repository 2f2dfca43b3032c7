"""Why a file is not withdrawn, or a withdrawal not revoked."""

from selfeval.errors import RuleError


class UnknownFileError(RuleError):
    """No file of that SHA-256 or name was handed in."""

    slug = "unknown-file"
    zh = "没有收到过文件“{file}”。请填写报送时的文件名、SHA-256，或其开头至少 4 位（见回执或 mart_history.receipt）。"
    en = (
        "No file “{file}” was handed in. Give its file name, its SHA-256 or at least 4 characters of its beginning: "
        "the receipt and mart_history.receipt have them."
    )


class AmbiguousFileError(RuleError):
    """A name or the beginning of a SHA-256 that several files have."""

    slug = "ambiguous-file"
    zh = "“{file}”可指 {count} 份文件，请改填 SHA-256 的开头：{candidates}。"
    en = "“{file}” may be any of {count} files; give the beginning of a SHA-256: {candidates}."


class NotAcceptedError(RuleError):
    """A file that counts nowhere, so that nothing is to be withdrawn."""

    slug = "file-not-accepted"
    zh = "文件 {file}（{sha256}）未受理（{state}），没有计入任何数字，无需撤回。"
    en = "File {file} ({sha256}) was not accepted ({state}): it counts nowhere, and there is nothing to withdraw."


class AlreadyWithdrawnError(RuleError):
    """A file that is withdrawn."""

    slug = "file-already-withdrawn"
    zh = "文件 {file}（{sha256}）已于 {at} 撤回，未再登记。查看：selfeval submissions withdrawn。"
    en = (
        "File {file} ({sha256}) was withdrawn at {at}; nothing was recorded. "
        "`selfeval submissions withdrawn` shows who said so and why."
    )


class NotWithdrawnError(RuleError):
    """A file that is not withdrawn, so that nothing is to be revoked."""

    slug = "file-not-withdrawn"
    zh = "文件 {file}（{sha256}）没有撤回，无需恢复。"
    en = "File {file} ({sha256}) is not withdrawn; there is nothing to restore."


class WithdrawalIncompleteError(RuleError):
    """A withdrawal or its revocation without a name or a reason."""

    slug = "withdrawal-incomplete"
    zh = "撤回或恢复须写明：{missing}。请补填后重试。"
    en = "A withdrawal, and its revocation, must say: {missing}. Add that and try again."
