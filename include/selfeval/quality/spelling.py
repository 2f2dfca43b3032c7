"""Printed text → the spelling by which texts are looked up and compared."""

import re
import unicodedata

CIRCLED = re.compile("[①-⑳]")


def normal(text: str) -> str:
    """Text to compare and to look up: NFKC, no white space, parts of an answer parted by `;`."""
    text = unicodedata.normalize("NFKC", CIRCLED.sub("、", text))
    text = re.sub(r"(?<=\d)[ \t]+(?=\d)|\s*\n\s*", ";", text.strip())
    return re.sub(r"\s+", "", text)


def business_key(text: str | None) -> str:
    """The spelling by which the warehouse knows names, units and codes (core.normalised): NFKC, no white space, small
    letters; empty where nothing is printed."""
    return re.sub(r"[\s\u200b-\u200d\ufeff]", "", unicodedata.normalize("NFKC", text or "")).lower()
