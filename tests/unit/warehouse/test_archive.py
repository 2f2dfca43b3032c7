"""The archive: whole bytes under their hash, or nothing."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfeval.settings import settings
from selfeval.warehouse.submissions.landing import archive


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


def test_bytes_lie_under_their_sha256_and_nothing_else_is_left(tmp_path: Path, home: Path) -> None:
    source = tmp_path / "2021.XLSX"
    source.write_bytes(b"\x00\xff" * 900_000)
    sha256, place = archive(source)
    assert sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert place == home / "archive" / sha256[:2] / f"{sha256}.xlsx"
    assert place.read_bytes() == source.read_bytes()
    assert [file for file in home.rglob("*") if file.is_file()] == [place]


def test_same_bytes_under_another_suffix_are_kept_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "a.csv").write_text("甲", encoding="utf-8")
    assert archive(tmp_path / "a.txt") == archive(tmp_path / "a.csv")


def test_archived_bytes_that_were_cut_are_replaced(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("甲乙", encoding="utf-8")
    _, place = archive(source)
    place.write_text("甲", encoding="utf-8")
    archive(source)
    assert place.read_text(encoding="utf-8") == "甲乙"


def test_link_is_refused(tmp_path: Path, home: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "a.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="symbolic links"):
        archive(tmp_path / "a.txt")
    assert [file for file in home.rglob("*") if file.is_file()] == []
