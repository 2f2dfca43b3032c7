"""Why a waiver is not asked for, decided or revoked."""

from selfeval.errors import RuleError


class NothingToWaiveError(RuleError):
    """No standing finding is what was asked for."""

    slug = "nothing-to-waive"
    zh = "无可豁免的发现：规则 {rule}，{department} {year} 年度 {project}。请核对规则、部门、年度和项目（名称或编码）。"
    en = "No finding to waive: rule {rule}, {department}, {year}, {project}. Check rule, department, year and project."


class SeveralProjectsError(RuleError):
    """A name that several projects of the department have."""

    slug = "several-projects"
    zh = "{department} 有多个名为“{project}”的项目（编码 {codes}）。请改填项目编码。"
    en = "{department} has several projects named “{project}” (codes {codes}). Give the project's code."


class WaiverIncompleteError(RuleError):
    """A request without a name, a reason or a day in the future."""

    slug = "waiver-incomplete"
    zh = "豁免申请不完整：{missing}。请填写申请人与理由，失效日期须在今天之后。"
    en = "The request is incomplete: {missing}. Say who asks and why; the day of expiry must be after today."


class RevocationIncompleteError(RuleError):
    """A revocation without a name or a reason."""

    slug = "revocation-incomplete"
    zh = "撤销豁免 {waiver} 缺少：{missing}。请写明由谁、因何撤销。"
    en = "The revocation of {waiver} lacks: {missing}. Say who revokes it and why."


class UnknownWaiverError(RuleError):
    """No waiver of that code, or none that could be revoked."""

    slug = "unknown-waiver"
    zh = "没有编号为 {waiver} 的{kind}豁免。请用 selfeval waivers list 查看编号与状态。"
    en = "There is no such waiver: {waiver}. `selfeval waivers list` shows codes and states."


class WaiverDecidedError(RuleError):
    """A decision that contradicts one that was recorded."""

    slug = "waiver-decided"
    zh = "豁免 {waiver} 已由 {actor} 作出决定（{event}），不能更改。需要时请撤销后重新申请。"
    en = "Waiver {waiver} was decided by {actor} ({event}); that stands. Revoke it, or ask again."
