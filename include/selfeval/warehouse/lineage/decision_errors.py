"""Why something about lineage or departments is not decided or revoked."""

from selfeval.errors import RuleError


class UnknownQuestionError(RuleError):
    """No question of that code."""

    slug = "unknown-question"
    zh = (
        "没有编号为 {code} 的问题。请用 selfeval counting list、selfeval lineage list 或 "
        "selfeval departments list 查看。"
    )
    en = (
        "There is no question {code}. `selfeval counting list`, `selfeval lineage list` and "
        "`selfeval departments list` show them."
    )


class QuestionDecidedError(RuleError):
    """A decision that contradicts one that stands."""

    slug = "question-decided"
    zh = "{code} 已由 {actor} 作出决定（{event}）。需要更改时请先撤销：selfeval {command} revoke {code}。"
    en = "{code} was decided by {actor} ({event}). Revoke that first: selfeval {command} revoke {code}."


class NothingDecidedError(RuleError):
    """Nothing stands that could be revoked."""

    slug = "nothing-decided"
    zh = "{code} 没有可撤销的决定。"
    en = "Nothing is decided about {code} that could be revoked."


class DecisionIncompleteError(RuleError):
    """A decision without a name or a reason."""

    slug = "decision-incomplete"
    zh = "请写明由谁决定（--by）以及理由（--reason）。"
    en = "Say who decides (--by) and why (--reason)."


class UnknownGroupError(RuleError):
    """No lineage group of that code, or one without two sides."""

    slug = "unknown-group"
    zh = "没有编号为 {code}、且两年都有项目的沿革组。编号见 mart_detail.project_year_on_year 的 lineage_code。"
    en = (
        "There is no lineage group {code} with projects on both sides. "
        "See lineage_code in mart_detail.project_year_on_year."
    )


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


class UnknownChangeKindError(RuleError):
    """A kind of change that is none."""

    slug = "unknown-change-kind"
    zh = "没有类型为“{kind}”的部门变更。可用 {kinds}。"
    en = "There is no change of a department of kind “{kind}”. There are {kinds}."


class ConflictingDecisionError(RuleError):
    """A project that another confirmed group has."""

    slug = "conflicting-decision"
    zh = "{code} 所涉的项目已由 {other} 确认归入另一组。需要更改时请先撤销：selfeval lineage revoke {other}。"
    en = "A project of {code} belongs to {other} by a decision. Revoke that first: selfeval lineage revoke {other}."


class UnknownProjectError(RuleError):
    """No project of that name or code in that year, or several."""

    slug = "unknown-project"
    zh = "{department} {year} 年度名称或编码为“{project}”的项目有 {count} 个，须恰有一个。同名的请填项目编码。"
    en = "{department} has {count} projects “{project}” in {year}; it must be one. Give the code where names repeat."


class UnknownKindError(RuleError):
    """A kind that is none, or one that numbers of projects do not fit."""

    slug = "unknown-kind"
    zh = (
        "类型“{kind}”不适用：{prior} 个上年项目、{current} 个本年项目。可用 {kinds}；拆分为一对多，合并为多对一，"
        "其余为一对一。"
    )
    en = (
        "Kind “{kind}” does not fit {prior} projects of last year and {current} of this year. There are {kinds}: a "
        "split is one to several, a merger several to one, the others one to one."
    )
