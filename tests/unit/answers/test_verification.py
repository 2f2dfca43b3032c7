"""A signed receipt is verified offline: what was altered is told, and a key that nobody vouches for is not trusted."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from selfeval.answers import signing
from selfeval.answers.faults import NotReceiptError, SigningKeyUnusableError
from selfeval.answers.verification import verify
from selfeval.cli import app
from selfeval.settings import settings

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
FORM = "项目,预算\n甲,1\n".encode()
SAID: dict[str, object] = {
    "file_name": "2021.csv",
    "sha256": signing.sha256(FORM).hexdigest(),
    "received_at": "2022-03-01T02:00:00+00:00",
    "outcome": {"code": "returned", "zh": "已退回", "en": "Returned"},
    "counts": {"critical": 2, "warning": 0, "info": 0},
    "held_reason": None,
}


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    return written(tmp_path, signing.signed(SAID, KEY))


def written(folder: Path, said: object, **options: Any) -> Path:
    file = folder / "2021.csv.receipt.json"
    file.write_text(json.dumps(said, ensure_ascii=False, **options), encoding="utf-8")
    return file


def altered(receipt: Path, **changes: object) -> Path:
    return written(receipt.parent, json.loads(receipt.read_text(encoding="utf-8")) | changes)


def test_canonical_json_is_sorted_utf_8_without_white_space() -> None:
    assert signing.canonical({"b": [1, None], "a": "甲"}) == '{"a":"甲","b":[1,null]}'.encode()


def test_receipt_as_signed_is_valid_however_it_is_laid_out(receipt: Path) -> None:
    said = json.loads(receipt.read_text(encoding="utf-8"))
    for options in ({"indent": 4}, {"sort_keys": True}, {"separators": (",", ":")}):
        assert verify(written(receipt.parent, said, **options), KEY.public_key()).code == "valid"


def test_altered_entry_is_named(receipt: Path) -> None:
    verdict = verify(altered(receipt, counts={"critical": 0, "warning": 0, "info": 0}), KEY.public_key())
    assert (verdict.code, verdict.altered, verdict.is_good) == ("altered", ("counts",), False)


def test_entry_that_was_added_or_taken_away_is_named(receipt: Path) -> None:
    said = json.loads(receipt.read_text(encoding="utf-8"))
    del said["held_reason"]
    verdict = verify(written(receipt.parent, said | {"note": "x"}), KEY.public_key())
    assert verdict.altered == ("note", "held_reason")


def test_entry_altered_with_its_digest_is_altered_all_the_same(receipt: Path) -> None:
    said = json.loads(receipt.read_text(encoding="utf-8"))
    said["file_name"] = "2022.csv"
    said["signature"]["digests"]["file_name"] = signing.digest("2022.csv")
    verdict = verify(written(receipt.parent, said), KEY.public_key())
    assert (verdict.code, verdict.altered) == ("altered", ())


@pytest.mark.parametrize(
    ("changes", "named"),
    [({"algorithm": "none"}, ()), ({"digests": {}}, tuple(SAID)), ({"note": "signed by the minister"}, ())],
)
def test_whatever_is_altered_beside_the_signature_is_altered(
    receipt: Path, changes: dict[str, object], named: tuple[str, ...]
) -> None:
    signature = json.loads(receipt.read_text(encoding="utf-8"))["signature"] | changes
    verdict = verify(altered(receipt, signature=signature), KEY.public_key())
    assert (verdict.code, verdict.altered) == ("altered", named)


def test_receipt_signed_by_another_key_is_of_an_unknown_key(receipt: Path) -> None:
    other = Ed25519PrivateKey.generate().public_key()
    assert verify(receipt, other).code == "unknown-key"
    assert verify(receipt, None).code == "unknown-key"


@pytest.mark.parametrize("value", ["", "AAAA", "ü", "=" * 88])
def test_signature_that_is_none_is_altered(receipt: Path, value: str) -> None:
    signature = json.loads(receipt.read_text(encoding="utf-8"))["signature"]
    for entry in ("value", "public_key"):
        assert verify(altered(receipt, signature=signature | {entry: value}), KEY.public_key()).code == "altered"


def test_file_is_compared_with_the_one_handed_in(receipt: Path) -> None:
    form = receipt.with_name("2021.csv")
    form.write_bytes(FORM)
    assert verify(receipt, KEY.public_key(), form).is_good
    form.write_bytes(FORM.replace(b"1", b"2"))
    verdict = verify(receipt, KEY.public_key(), form)
    assert (verdict.code, verdict.is_same_file, verdict.is_good) == ("valid", False, False)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"signature": {}}', '{"signature": {}, "signature": {}}', '{"signature": 1.5}', "[" * 100_000],
)
def test_what_is_no_receipt_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotReceiptError):
        verify(file, None)


def test_entry_that_stands_twice_is_refused(receipt: Path) -> None:
    text = receipt.read_text(encoding="utf-8")
    receipt.write_text(text.replace("{", '{"file_name": "other.csv", ', 1), encoding="utf-8")
    with pytest.raises(NotReceiptError):
        verify(receipt, KEY.public_key())


def test_key_is_made_once_for_its_owner_only_with_its_public_key_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "signing" / "ed25519.pem"
    made = signing.made_or_loaded(path)
    assert signing.encoded(signing.made_or_loaded(path).public_key()) == signing.encoded(made.public_key())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert signing.encoded(signing.load_public(path.with_name("ed25519.pub.pem"))) == signing.encoded(made.public_key())
    assert len(list(path.parent.iterdir())) == 2


def test_file_that_is_no_key_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "ed25519.pem"
    path.write_text("no key", encoding="utf-8")
    with pytest.raises(SigningKeyUnusableError, match=r"ed25519\.pem"):
        signing.made_or_loaded(path)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


def command(*arguments: object) -> tuple[int, str]:
    answer = CliRunner().invoke(app, ["receipt", "verify", *map(str, arguments)])
    return answer.exit_code, answer.output


def test_command_tells_valid_altered_and_unknown(home: Path, receipt: Path) -> None:
    key = receipt.with_name("bureau.pem")
    key.write_bytes(KEY.public_key().public_bytes(signing.PEM, signing.serialization.PublicFormat.SubjectPublicKeyInfo))
    code, told = command(receipt, "--public-key", key)
    assert (code, "签名有效" in told, "已退回" in told) == (0, True, True)
    code, told = command(receipt)
    assert (code, "公钥未知" in told, home.exists()) == (1, True, False)
    code, told = command(altered(receipt, file_name="2022.csv"), "--public-key", key)
    assert (code, "已被改动：file_name" in told) == (1, True)


def test_command_compares_the_file(home: Path, receipt: Path) -> None:
    signing.place_text(home / "signing/ed25519.pub.pem", "")
    pem = KEY.public_key().public_bytes(signing.PEM, signing.serialization.PublicFormat.SubjectPublicKeyInfo)
    (home / "signing/ed25519.pub.pem").write_bytes(pem)
    form = receipt.with_name("2021.csv")
    form.write_bytes(FORM)
    code, told = command(receipt, "--file", form)
    assert (code, "就是当时报送的文件" in told) == (0, True), told
    form.write_bytes(b"other")
    code, told = command(receipt, "--file", form)
    assert (code, "不是当时报送的文件" in told) == (1, True)


def test_command_survives_a_receipt_that_says_anything(home: Path, receipt: Path) -> None:
    code, told = command(altered(receipt, outcome=None, received_at=[1], file_name={"[bold]": "x"}))
    assert code == 1 and "已被改动" in told and not home.exists()
