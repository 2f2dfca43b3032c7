"""Why something is not asked for, decided or revoked."""

from selfeval.errors import RuleError


class DecisionIncompleteError(RuleError):
    """A request, a decision or a revocation without a name, a reason or a day in the future."""

    slug = "decision-incomplete"
    zh = "登记不完整，缺少：{missing}。请写明由谁、因何登记；豁免的失效日期须在今天之后。"
    en = "This is incomplete: {missing}. Say who and why; the day on which a waiver expires must be after today."


class UnknownCodeError(RuleError):
    """Nothing has that code: no question, no change of a department, no waiver."""

    slug = "unknown-code"
    zh = "没有编号为 {code} 的问题或豁免。请用 selfeval {command} list 查看编号与状态。"
    en = "Nothing has the code {code}. `selfeval {command} list` shows codes and states."


class AlreadyDecidedError(RuleError):
    """Another decision is in force."""

    slug = "already-decided"
    zh = "{subject} 已由 {actor} 作出决定（{event}），未再登记。需要更改时请先撤销：selfeval {command}。"
    en = "{subject} was decided by {actor} ({event}); nothing was recorded. Revoke that first: selfeval {command}."


class NothingToRevokeError(RuleError):
    """No decision is in force that could be revoked."""

    slug = "nothing-to-revoke"
    zh = "{subject} 没有可撤销的决定。查看：selfeval {command}。"
    en = "Nothing is decided about {subject} that could be revoked. See selfeval {command}."


class ConflictingDecisionError(RuleError):
    """A project that belongs to another confirmed group."""

    slug = "conflicting-decision"
    zh = "{code} 所涉的项目已由 {other} 确认归入另一组。需要更改时请先撤销：selfeval lineage revoke {other}。"
    en = "A project of {code} belongs to {other} by a decision. Revoke that first: selfeval lineage revoke {other}."


class NothingToWaiveError(RuleError):
    """No open finding is what was asked for."""

    slug = "nothing-to-waive"
    zh = "无可豁免的发现：规则 {rule}，{department} {year} 年度 {project}。请核对规则、部门、年度和项目（名称或编码）。"
    en = "No finding to waive: rule {rule}, {department}, {year}, {project}. Check rule, department, year and project."


class NotAcceptedError(RuleError):
    """A file that counts nowhere, so that nothing is to be withdrawn."""

    slug = "file-not-accepted"
    zh = "文件 {file}（{sha256}）未受理（{state}），没有计入任何数字，无需撤回。"
    en = "File {file} ({sha256}) was not accepted ({state}): it counts nowhere, and there is nothing to withdraw."


class UnknownDepartmentError(RuleError):
    """A department that is not in the warehouse."""

    slug = "unknown-department"
    zh = "数据仓库中没有部门“{department}”。"
    en = "The warehouse has no department “{department}”."


class SameDepartmentError(RuleError):
    """A department that is said to have become itself."""

    slug = "same-department"
    zh = "原部门与新部门都是“{department}”，未登记。"
    en = "The department before and the one since are both “{department}”; nothing was recorded."


class UnknownProjectError(RuleError):
    """No project of that name or code in that year, or several."""

    slug = "unknown-project"
    zh = "{department} {year} 年度名称或编码为“{project}”的项目有 {count} 个，须恰有一个。同名的请填项目编码{codes}。"
    en = (
        "{department} has {count} projects “{project}” in {year}; it must be one. "
        "Give the code where names repeat{codes}."
    )


class UnknownGroupError(RuleError):
    """No lineage group of that code, or one without two sides."""

    slug = "unknown-group"
    zh = "没有编号为 {code}、且两年都有项目的沿革组。编号见 mart_detail.project_year_on_year 的 lineage_code。"
    en = (
        "There is no lineage group {code} with projects on both sides. "
        "See lineage_code in mart_detail.project_year_on_year."
    )


class UnknownKindError(RuleError):
    """A kind of lineage or of a department's change that there is not, or that does not fit the number of projects."""

    slug = "unknown-kind"
    zh = "类型“{kind}”不适用{projects}。可用 {kinds}；拆分为一对多，合并为多对一，其余为一对一。"
    en = "Kind “{kind}” does not fit{projects}. There are {kinds}: a split is one to several, a merger several to one."


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
