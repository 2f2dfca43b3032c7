"""A hand-in and the findings of its file → the signed receipt that goes back, as JSON and as a page to print."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from selfeval.answers.outcome import outcome_of
from selfeval.answers.placing import answer_name, place_text
from selfeval.answers.receipt_page import page
from selfeval.answers.signing import SigningKey, signed
from selfeval.answers.workbook.remark import Guidance
from selfeval.vocabulary import severities

EARLIER = "earlier"
JSON_SUFFIX, PAGE_SUFFIX = ".receipt.json", ".receipt.html"
SEVERITIES = tuple(severities())


def receipt(
    hand_in: Mapping[str, object],
    findings: Sequence[Mapping[str, object]],
    *,
    rule_set_version: str | None = None,
    annotated_workbook: str | None = None,
    guidance: Mapping[str, Guidance] = MappingProxyType({}),
) -> dict[str, object]:
    """What a receipt says: which bytes came when, what has become of them, and every finding with its cell.

    `hand_in` has the columns of mart_history.receipt, `findings` those of mart.quality_finding; of those counted by
    severity, some may be waived. A repeated hand-in also names the first one, whose state and findings it shares. A
    version says which one it replaces, with the projects of both, and which one has replaced it.
    `rule_set_version` names the rules that judged, where the hand-in itself does not;
    `annotated_workbook` the file beside the receipt. `guidance` is that of the rules; of those not met it is told.
    """
    outcome = outcome_of(hand_in)
    said: dict[str, object] = {
        "file_name": hand_in["file_name"],
        "channel": hand_in["channel_name"],
        "sha256": hand_in["submission_sha256"],
        "size_bytes": hand_in["size_bytes"],
        "received_at": hand_in["received_at"],
        "department": hand_in["department_name"],
        "fiscal_year": hand_in["fiscal_years"],
        "state": hand_in["state"],
        "outcome": {"code": outcome.code, "zh": outcome.zh, "en": outcome.en, "gravity": outcome.gravity},
        "rule_set_version": hand_in.get("rule_set_version") or rule_set_version,
        "annotated_workbook": annotated_workbook,
        "held_reason": hand_in["held_reason"],
        "held_reasons": str(hand_in["held_reasons"] or "").splitlines(),
        "is_current": hand_in["is_current"],
        "project_count": hand_in["project_count"],
        "replaced_by": _version(hand_in, "replaced_by"),
        "replaces": _version(hand_in, "replaces", "project_count"),
    }
    if hand_in["state"] == "duplicate":
        said["duplicate_of"] = {
            "file_name": hand_in["first_file_name"],
            "received_at": hand_in["first_received_at"],
            "state": hand_in["submission_state"],
        }
    counts = {severity: hand_in[f"{severity}_count"] for severity in SEVERITIES}
    said["counts"] = counts | {"waived": hand_in["waived_count"]}
    said["rules"] = {
        code: asdict(guidance[code]) for code in sorted({str(one["rule_code"]) for one in findings}) if code in guidance
    }
    said["findings"] = [dict(finding) for finding in findings]
    return said


def write(folder: Path, said: Mapping[str, object], key: SigningKey) -> Path:
    """Sign a receipt and write it into a department's folder: `<file name>.receipt.json`, and `.receipt.html` to print.

    Each file appears whole or not at all. A later hand-in under the same name replaces both: the latest answer counts
    (the warehouse keeps a row for each).
    """
    plain: dict[str, Any] = json.loads(json.dumps(said, default=_plain))
    whole = signed(plain, key)
    name = str(said["file_name"])
    place_text(folder / answer_name(name, PAGE_SUFFIX), page(whole))
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return place_text(folder / answer_name(name, JSON_SUFFIX), f"{text}\n")


def keep(folder: Path, name: str) -> None:
    """Keep the receipt that stands for the file of a name in `earlier/`, named by its SHA-256; kept ones stay."""
    standing = folder / answer_name(name, JSON_SUFFIX)
    if standing.exists():
        text = standing.read_text(encoding="utf-8")
        place_text(folder / EARLIER / answer_name(name, f".{sha256(text.encode()).hexdigest()[:8]}{JSON_SUFFIX}"), text)


def stated(folder: Path, name: str) -> dict[str, Any]:
    """What the receipt says that stands in a folder for the file of a name; nothing where there is none."""
    try:
        said = json.loads((folder / answer_name(name, JSON_SUFFIX)).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _version(hand_in: Mapping[str, object], relation: str, *more: str) -> dict[str, object] | None:
    """The other version in a relation, by file name and time; None where there is none."""
    if hand_in[f"{relation}_file_name"] is None:
        return None
    return {key: hand_in[f"{relation}_{key}"] for key in ("file_name", "received_at", *more)}


def _plain(value: object) -> str:
    """Times as ISO 8601, exact numbers as text: a receipt holds no floats."""
    match value:
        case datetime():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            raise TypeError(f"a receipt holds no {type(value).__name__}")
