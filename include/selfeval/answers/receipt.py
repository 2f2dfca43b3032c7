"""A hand-in and the findings of its file → the receipt that goes back to the department, as JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

SUFFIX = ".receipt.json"
LONGEST_NAME_BYTES = 255
"""The limit of ext4, xfs and most others: 85 Chinese characters."""
SEVERITIES = ("critical", "warning", "info")


def receipt(hand_in: Mapping[str, object], findings: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """What a receipt says: which bytes came when, what has become of them, and every finding with its cell.

    `hand_in` has the columns of mart.receipt, `findings` those of mart.quality_finding; of those counted by severity,
    some may be waived. A repeated hand-in also names
    the first one, whose state and findings it shares. A version says which one it replaces, with the projects of both,
    and which one has replaced it.
    """
    said: dict[str, object] = {
        "file_name": hand_in["file_name"],
        "channel": hand_in["channel_name"],
        "sha256": hand_in["submission_sha256"],
        "size_bytes": hand_in["size_bytes"],
        "received_at": hand_in["received_at"],
        "department": hand_in["department_name"],
        "fiscal_year": hand_in["fiscal_years"],
        "state": hand_in["state"],
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
    said["findings"] = [dict(finding) for finding in findings]
    return said


def write(folder: Path, hand_in: Mapping[str, object], findings: Sequence[Mapping[str, object]]) -> Path:
    """Write the receipt of one hand-in into a department's folder; the file `<file name>.receipt.json`.

    The file appears whole or not at all. A later hand-in under the same name replaces it: the latest answer counts
    (the warehouse keeps a row for each).
    """
    target = folder / _file_name(str(hand_in["file_name"]))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{uuid4().hex}.tmp"
    try:
        text = json.dumps(receipt(hand_in, findings), ensure_ascii=False, indent=2, default=_plain)
        temporary.write_text(text + "\n", encoding="utf-8")
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _version(hand_in: Mapping[str, object], relation: str, *more: str) -> dict[str, object] | None:
    """The other version in a relation, by file name and time; None where there is none."""
    if hand_in[f"{relation}_file_name"] is None:
        return None
    return {key: hand_in[f"{relation}_{key}"] for key in ("file_name", "received_at", *more)}


def _file_name(name: str) -> str:
    """The receipt's name; one that the file system would refuse is cut and keeps a hash of the whole."""
    last = name.rpartition("/")[2]
    if len(f"{last}{SUFFIX}".encode()) <= LONGEST_NAME_BYTES:
        return f"{name}{SUFFIX}"
    kept = last.encode()[: LONGEST_NAME_BYTES - len(SUFFIX) - 9].decode(errors="ignore")
    return f"{name.removesuffix(last)}{kept}~{sha256(name.encode()).hexdigest()[:8]}{SUFFIX}"


def _plain(value: object) -> str:
    """Times as ISO 8601, exact numbers as text: a receipt holds no floats."""
    match value:
        case datetime():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            raise TypeError(f"a receipt holds no {type(value).__name__}")
