"""Printed texts → the keys by which they are compared: which key is for what stands here and nowhere else.

    business_key  a name, unit or code as the warehouse knows it; equal to core.normalised in SQL
    person_key    who somebody is, so that nobody approves what he asked for himself
    heading_key   a heading or mark of a form, to look up what it means
    text_key      a text or result of an indicator, to compare with others and to look words up
    simplified    characters of the mainland for those of other places, for keys of names

Names of projects are folded further, by words that are data: warehouse/identity/folding.py.
"""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

YEAR = re.compile(r"20\d\d年度?")
BRACKETS = re.compile(r"\(([^()]+)\)$")
_UNSEEN = re.compile("(?![\\x1c-\\x1f])[\\s\u200b-\u200d\ufeff]")
"""White space as PostgreSQL has it, without the four separators of records, and characters without width."""
_SPACE = re.compile(r"\s+")
_CIRCLED = re.compile("[①-⑳]")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、](?!\d)|\((?:\d|[一二三四五六七八九十])+\))(?=.)")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]+\)")
_CLOSING_BRACKET = re.compile(r"(?<=.)\((?:[^()]|\([^()]*\))*\)$")


def business_key(text: str | None) -> str:
    """NFKC, without white space, in small letters; empty where nothing is printed."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text or ""))
    # Letter by letter, as PostgreSQL does it: the whole text would get a final sigma, and İ two letters.
    return "".join(one.lower()[0] for one in seen)


def person_key(name: str) -> str:
    """NFKC, without white space, in one case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


@lru_cache(maxsize=65_536)
def heading_key(text: str) -> str:
    """NFKC, simplified, without inline pinyin and white space, without what surrounds a heading.

    That is a number or dots before it, and behind it a colon and brackets, which hold units, weights and formulas.
    """
    plain = _PINYIN.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", text)))
    plain = _NUMBERING.sub("", simplified(plain).lstrip(".…·★")).rstrip(":")
    while (shorter := _CLOSING_BRACKET.sub("", plain).rstrip(":")) != plain:
        plain = shorter
    return plain


def text_key(text: str) -> str:
    """NFKC, without white space, parts of an answer parted by `;`."""
    text = unicodedata.normalize("NFKC", _CIRCLED.sub("、", text))
    text = re.sub(r"(?<=\d)[ \t]+(?=\d)|\s*\n\s*", ";", text.strip())
    return _SPACE.sub("", text)


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
