"""Which LibreOffice is installed on this machine, told by its files: the product has to find it out by trying."""

import shutil
from pathlib import Path

import pytest

LIBRARIES = {"Writer": "libswlo", "Calc": "libsclo"}
Office = Path
"""The folder of its programs."""


def programs() -> Office | None:
    """The folder in which soffice and its libraries lie; None where LibreOffice is not installed."""
    found = shutil.which("soffice")
    return Path(found).resolve().parent if found else None


def has(part: str) -> bool:
    """Whether a part of LibreOffice is installed."""
    folder = programs()
    places = [folder, folder.parent / "Frameworks"] if folder else []
    return any(file.suffix in (".so", ".dylib") for place in places for file in place.glob(f"{LIBRARIES[part]}.*"))


def office_of(part: str) -> Office:
    """The folder of its programs; skips the test where LibreOffice or the part is not installed."""
    folder = programs()
    if folder is None:
        pytest.skip("没有安装 LibreOffice / LibreOffice (soffice) is not installed")
    if not has(part):
        pytest.skip(f"LibreOffice 没有安装 {part} / LibreOffice is installed without {part}")
    return folder
