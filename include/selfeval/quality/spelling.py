"""Printed text → the spelling by which texts are looked up and compared."""

import re
import unicodedata

CIRCLED = re.compile("[①-⑳]")


def normal(text: str) -> str:
    """Text to compare and to look up: NFKC, no white space, parts of an answer parted by `;`."""
    text = unicodedata.normalize("NFKC", CIRCLED.sub("、", text))
    text = re.sub(r"(?<=\d)[ \t]+(?=\d)|\s*\n\s*", ";", text.strip())
    return re.sub(r"\s+", "", text)
