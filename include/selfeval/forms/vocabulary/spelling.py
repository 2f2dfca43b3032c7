"""Printed headings and marks to the spelling that they are looked up by."""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

YEAR = re.compile(r"20\d\d年度?")
BRACKETS = re.compile(r"\(([^()]+)\)$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、](?!\d)|\((?:\d|[一二三四五六七八九十])+\))(?=.)")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]+\)")
_CLOSING_BRACKET = re.compile(r"(?<=.)\((?:[^()]|\([^()]*\))*\)$")


@lru_cache(maxsize=65_536)
def normalised(text: str) -> str:
    """Spelling to look a heading or mark up by.

    NFKC, simplified characters, no inline pinyin, no white space, no number or dots before it, and behind it no colon
    and no brackets, which hold units, weights and formulas.
    """
    plain = _PINYIN.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    plain = _NUMBERING.sub("", _simplified().convert(plain).lstrip(".…·★")).rstrip(":")
    while (shorter := _CLOSING_BRACKET.sub("", plain).rstrip(":")) != plain:
        plain = shorter
    return plain


@lru_cache(maxsize=1)
def _simplified() -> OpenCC:
    return OpenCC("t2s")
