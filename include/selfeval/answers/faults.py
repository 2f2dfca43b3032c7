"""What can be wrong with a signing key or a receipt: each a slug and a sentence."""

from selfeval.errors import ConfigurationError, SubmissionError


class SigningKeyMissingError(ConfigurationError):
    slug = "signing-key-missing"
    zh = "签名密钥不存在：{path}。请更正 SELFEVAL_SIGNING_KEY，或生成一个：openssl genpkey -algorithm ed25519 -out {path}"
    en = "There is no signing key at {path}. Correct SELFEVAL_SIGNING_KEY, or make one: openssl genpkey -algorithm ed25519 -out {path}"


class SigningKeyUnusableError(ConfigurationError):
    slug = "signing-key-unusable"
    zh = "密钥文件不可用：{path}（{reason}）。须为无口令的 Ed25519 密钥，PEM 格式，本程序可读写其文件夹。"
    en = "The key file cannot be used: {path} ({reason}). It must be an Ed25519 key in PEM without a password, in a folder that this program can use."


class NotReceiptError(SubmissionError):
    slug = "not-a-receipt"
    zh = "不是回执：{file}（{reason}）。请给出 .receipt.json 文件。"
    en = "This is no receipt: {file} ({reason}). Give the .receipt.json file."
