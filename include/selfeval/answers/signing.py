"""A receipt → the same with an Ed25519 signature over its canonical JSON; the key is made on first use."""

import base64
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from selfeval.answers.faults import SigningKeyUnusableError
from selfeval.answers.placing import place_text

ALGORITHM = "Ed25519"
SigningKey = Ed25519PrivateKey
SIGNATURE = "signature"
PEM = serialization.Encoding.PEM


def canonical(value: object) -> bytes:
    """JSON with sorted keys, UTF-8, without white space or escaped letters: the same bytes for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode(
        errors="surrogatepass"
    )


def signed(said: Mapping[str, object], key: SigningKey) -> dict[str, object]:
    """The receipt with its signature, which covers everything but itself.

    The digest of each entry lets a verifier name the one that was altered.
    """
    signature = {
        "algorithm": ALGORITHM,
        "public_key": encoded(key.public_key()),
        "digests": {name: digest(value) for name, value in said.items()},
        "value": base64.b64encode(key.sign(canonical(said))).decode(),
    }
    return {**said, SIGNATURE: signature}


def digest(value: object) -> str:
    """SHA-256 of a value's canonical JSON."""
    return sha256(canonical(value)).hexdigest()


def encoded(key: Ed25519PublicKey) -> str:
    """The 32 bytes of a public key, as Base64."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def fingerprint(public_key: str) -> str:
    """What people compare aloud: half the SHA-256 of an encoded public key, in groups of four."""
    hexadecimal = sha256(base64.b64decode(public_key)).hexdigest()[:32]
    return " ".join(hexadecimal[start : start + 4] for start in range(0, len(hexadecimal), 4))


def public_place(private: Path) -> Path:
    """Where the public key lies, beside the private one."""
    return private.with_suffix(f".pub{private.suffix}")


def load_private(path: Path) -> SigningKey:
    """The signing key of a PEM file; raises SigningKeyUnusableError."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise SigningKeyUnusableError(path=path, reason=type(error).__name__) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyUnusableError(path=path, reason=f"no {ALGORITHM} key")
    return key


def load_public(path: Path) -> Ed25519PublicKey:
    """The public key of a PEM file; raises SigningKeyUnusableError."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SigningKeyUnusableError(path=path, reason=type(error).__name__) from error
    if not isinstance(key, Ed25519PublicKey):
        raise SigningKeyUnusableError(path=path, reason=f"no {ALGORITHM} key")
    return key


def made_or_loaded(path: Path) -> SigningKey:
    """The signing key at a path, made there by whichever process comes first; raises SigningKeyUnusableError."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make(path)
        key = load_private(path)
        if not public_place(path).exists():
            pem = key.public_key().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
            place_text(public_place(path), pem.decode())
    except OSError as error:
        raise SigningKeyUnusableError(path=path, reason=type(error).__name__) from error
    return key


def _make(path: Path) -> None:
    """Whole before it has its name: no other process sees half a key, and none replaces another's."""
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    pkcs8, unencrypted = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes(PEM, pkcs8, unencrypted))
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
