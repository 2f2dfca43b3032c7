"""A verdict on a receipt → words on the terminal that leave no doubt."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from rich.console import Console
from rich.table import Table
from rich.text import Text

from selfeval import paths
from selfeval.answers.clock import local_time
from selfeval.answers.signing import fingerprint, load_public, public_place
from selfeval.answers.verification import Verdict

GOOD, BAD, DOUBTFUL = "bold green", "bold red", "bold yellow"


def trusted_key(public_key: Path | None) -> Ed25519PublicKey | None:
    """The key that is given, else that of this home, else none. Raises SigningKeyUnusableError."""
    own = public_place(paths.signing_key())
    if public_key is None and not own.exists():
        return None
    return load_public(public_key or own)


def show(verdict: Verdict, form: Path | None) -> None:
    """Print the verdict, what the receipt says, and whether the form is the one that it speaks of."""
    console = Console(highlight=False)
    for line in _signature(verdict):
        console.print(line)
    if form is not None:
        console.print(_form(verdict, form))
    console.print(_facts(verdict))


def _signature(verdict: Verdict) -> list[Text]:
    match verdict.code:
        case "valid":
            return [Text("✓ 签名有效，回执未被改动 · valid: the receipt stands as it was signed", GOOD)]
        case "unknown-key":
            return [
                Text(
                    "✗ 公钥未知：签名完好，但不能证明由谁签发 · unknown key: signed, but by whom is not known", DOUBTFUL
                ),
                Text("  请向财政部门索取公钥，用 --public-key 指定 · ask the bureau for its key"),
            ]
        case _:
            named = "、".join(verdict.altered) or "签名或摘要 the signature itself"
            return [
                Text(f"✗ 已被改动：{named} · altered since it was signed", BAD),
                Text("  以下内容不可信 · what follows is not to be relied on"),
            ]


def _form(verdict: Verdict, form: Path) -> Text:
    if verdict.is_same_file:
        return Text(f"✓ {form.name} 就是当时报送的文件 · this is the file that was handed in", GOOD)
    return Text(f"✗ {form.name} 不是当时报送的文件（SHA-256 不同）· not the file that was handed in", BAD)


def _facts(verdict: Verdict) -> Table:
    """What the receipt says; an altered one may say anything, so nothing is taken for granted."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    said = verdict.said
    outcome = said["outcome"] if isinstance(said["outcome"], dict) else {}
    for label, value in (
        ("文件 file", said["file_name"]),
        ("SHA-256", said["sha256"]),
        ("收到 received", _moment(said["received_at"])),
        ("部门 department", said.get("department")),
        ("年度 year", said.get("fiscal_year")),
        ("结果 outcome", outcome.get("zh")),
        ("", outcome.get("en")),
        ("规则版本 rules", said.get("rule_set_version")),
        ("公钥指纹 key", _fingerprint(verdict.public_key)),
    ):
        table.add_row(f"  {label}", Text(str(value or "—")))
    return table


def _moment(stated: object) -> str:
    try:
        return local_time(str(stated))
    except ValueError:
        return str(stated)


def _fingerprint(public_key: str) -> str:
    try:
        return fingerprint(public_key)
    except ValueError:
        return public_key
