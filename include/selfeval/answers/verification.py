"""A receipt and, where they are at hand, the trusted public key and the form → what can be said of them, offline."""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from selfeval.answers.faults import NotReceiptError
from selfeval.answers.signing import ALGORITHM, SIGNATURE, canonical, digest, encoded

PARTS = {"algorithm", "public_key", "digests", "value"}
ENTRIES = ("file_name", "sha256", "received_at", "outcome")
"""What every receipt has."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` is valid, altered or unknown-key; `altered` names entries of the receipt that are not as signed.

    `is_same_file` is whether the form is the one that was handed in, None where it was not given.
    """

    code: str
    altered: tuple[str, ...]
    public_key: str
    said: dict[str, Any]
    is_same_file: bool | None

    @property
    def is_good(self) -> bool:
        """The receipt stands as the trusted key signed it, and the form, if given, is the one."""
        return self.code == "valid" and self.is_same_file is not False


def verify(receipt: Path, trusted: Ed25519PublicKey | None, form: Path | None = None) -> Verdict:
    """Verify a receipt; without a trusted key a good signature proves nothing of who signed. Raises NotReceiptError."""
    said = _read(receipt)
    signature = said.pop(SIGNATURE)
    public_key = str(signature.get("public_key", ""))
    is_same_file = None if form is None else _sha256(form) == said["sha256"]
    altered = _altered(said, signature.get("digests"))
    if altered or not _is_signed(said, signature, public_key):
        return Verdict("altered", altered, public_key, said, is_same_file)
    is_known = trusted is not None and encoded(trusted) == public_key
    return Verdict("valid" if is_known else "unknown-key", (), public_key, said, is_same_file)


def _read(receipt: Path) -> dict[str, Any]:
    try:
        said = json.loads(
            receipt.read_text(encoding="utf-8"), object_pairs_hook=_once, parse_float=_refuse, parse_constant=_refuse
        )
    except (OSError, ValueError, RecursionError) as error:
        raise NotReceiptError(file=receipt.name, reason=type(error).__name__) from error
    if not isinstance(said, dict) or not isinstance(said.get(SIGNATURE), dict):
        raise NotReceiptError(file=receipt.name, reason="没有签名 / no signature")
    missing = [entry for entry in ENTRIES if entry not in said]
    if missing:
        raise NotReceiptError(file=receipt.name, reason="、".join(missing))
    return said


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Readers differ on which of two entries of one name counts; a receipt of ours has none."""
    entries = dict(pairs)
    if len(entries) < len(pairs):
        raise ValueError("an entry stands twice")
    return entries


def _refuse(number: str) -> object:
    raise ValueError(f"a receipt holds no {number}")


def _is_signed(said: dict[str, Any], signature: dict[str, Any], public_key: str) -> bool:
    """Whether the signature is one of ours, with nothing beside it that it does not cover, and holds."""
    if signature.keys() != PARTS or signature["algorithm"] != ALGORITHM:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(str(signature.get("value")), validate=True), canonical(said))
    except (InvalidSignature, ValueError):
        return False
    return True


def _altered(said: dict[str, Any], digests: object) -> tuple[str, ...]:
    """Entries that differ from the digests beside the signature; none where the digests or signature themselves do."""
    known = digests if isinstance(digests, dict) else {}
    changed = [name for name, value in said.items() if known.get(name) != digest(value)]
    return tuple(changed + [name for name in known if name not in said])


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
