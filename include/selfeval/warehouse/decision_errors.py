"""Why something about lineage or departments is not decided or revoked."""

from selfeval.errors import RuleError


class UnknownQuestionError(RuleError):
    """No question of that code."""

    slug = "unknown-question"
    zh = "没有编号为 {code} 的问题。请用 selfeval lineage list 或 selfeval departments list 查看。"
    en = "There is no question {code}. `selfeval lineage list` and `selfeval departments list` show them."


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
    zh = "没有编号为 {code}、且两年都有项目的沿革组。编号见 mart.project_year_on_year 的 lineage_code。"
    en = "There is no lineage group {code} with projects on both sides. See lineage_code in mart.project_year_on_year."


class UnknownDepartmentError(RuleError):
    """A department that is not in the warehouse."""

    slug = "unknown-department"
    zh = "数据仓库中没有部门“{department}”。"
    en = "The warehouse has no department “{department}”."
