"""A printed name, unit or code → the spelling by which the warehouse knows it."""

import re
import unicodedata

UNSEEN = re.compile("[\\s\u200b-\u200d\ufeff]")


def business_key(text: str | None) -> str:
    """NFKC, without white space, in small letters, as core.normalised makes it; empty where nothing is printed."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text or "")).lower()
