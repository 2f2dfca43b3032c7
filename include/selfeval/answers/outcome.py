"""What became of a hand-in → the outcome in one line, which a department reads first."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """A word for programs, a line for people, and how grave it is (a severity)."""

    code: str
    zh: str
    en: str
    gravity: str


def outcome_of(hand_in: Mapping[str, object]) -> Outcome:
    """The outcome of a hand-in (columns of mart_history.receipt): critical findings send a form back, whatever
    was loaded, unless they are waived. One that was withdrawn counts no more, whatever was found. One that is held for
    a lack of our own asks nothing of its department.

    A repeated hand-in has the outcome of the first, and says so.
    """
    if hand_in["state"] == "duplicate":
        return _duplicate(
            str(hand_in["first_file_name"]), outcome_of({**hand_in, "state": hand_in["submission_state"]})
        )
    match hand_in["state"]:
        case "received":
            return Outcome("received", "已收到，尚未处理", "Received, not processed yet", "info")
        case "held" if hand_in.get("is_deferred"):
            return _deferred(str(hand_in["held_reason"] or ""))
        case "held":
            return _held(str(hand_in["held_reason"] or ""))
    if hand_in.get("withdrawn_at"):
        return _withdrawn()
    if critical := _open(hand_in, "critical"):
        return _returned(critical)
    return _accepted(_open(hand_in, "warning"), hand_in["waived_count"])


def _open(hand_in: Mapping[str, object], severity: str) -> int:
    """Findings of a severity that are not waived."""
    return int(str(hand_in[f"{severity}_count"])) - int(str(hand_in.get(f"{severity}_waived_count") or 0))


def _duplicate(first: str, outcome: Outcome) -> Outcome:
    zh = f"重复报送，与先前的“{first}”内容相同；{outcome.zh}"
    en = f"Duplicate of “{first}”, handed in before; {outcome.en[0].lower()}{outcome.en[1:]}"
    return Outcome("duplicate", zh, en, outcome.gravity)


def _held(reason: str) -> Outcome:
    zh = f"已暂扣，未入库：{reason}"
    en = "Held, nothing was loaded: mend what is said below and hand the form in again"
    return Outcome("held", zh, en, "critical")


def _deferred(reason: str) -> Outcome:
    zh = f"已收到，因本系统的问题尚未读取，无需重新报送：{reason}"
    en = "Received, and not read yet for a lack of our own: nothing is to be done, do not hand the form in again"
    return Outcome("deferred", zh, en, "info")


def _withdrawn() -> Outcome:
    zh = "已撤回，不再计入；如需补报，请报送正确的文件"
    en = "Withdrawn: it does not count any more; hand in the right file where one is due"
    return Outcome("withdrawn", zh, en, "critical")


def _returned(count: object) -> Outcome:
    zh = f"已退回：有 {count} 条严重问题，请改正后重新报送"
    en = f"Returned: {count} critical finding{'' if count == 1 else 's'}; mend what is wrong and hand the form in again"
    return Outcome("returned", zh, en, "critical")


def _accepted(warnings: int, waived: object) -> Outcome:
    if warnings:
        zh = f"已接收，有 {warnings} 条警告：请核对，确有错误的请改正后重新报送"
        plural = "" if warnings == 1 else "s"
        en = f"Accepted with {warnings} warning{plural}: where something is wrong, mend it and hand in again"
        return Outcome("accepted_with_warnings", zh, en, "warning")
    if waived:
        zh = f"已接收，没有需要处理的问题；另有 {waived} 条豁免中"
        return Outcome("accepted", zh, f"Accepted, nothing is to be done; {waived} waived", "info")
    return Outcome("accepted", "已接收，没有需要处理的问题", "Accepted, nothing is to be done", "info")
