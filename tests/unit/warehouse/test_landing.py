"""The landing folder: what is ready and what is left."""

import os
import threading
import time
from pathlib import Path

from selfeval.warehouse.submissions.landing import is_unchanged, scan


def test_file_that_grows_between_two_looks_is_left(tmp_path: Path) -> None:
    file = tmp_path / "民政局" / "2021.txt"
    file.parent.mkdir()
    file.write_text("甲", encoding="utf-8")
    writer = threading.Timer(0.1, lambda: file.write_text("甲乙", encoding="utf-8"))
    writer.start()
    waiting, left = scan(tmp_path, settle_seconds=0.4)
    writer.join()
    assert waiting == []
    assert [(one.path, "仍在写入" in one.reason) for one in left] == [(file, True)]


def test_old_files_are_taken_without_a_pause(tmp_path: Path) -> None:
    file = tmp_path / "2021.txt"
    file.write_text("甲", encoding="utf-8")
    os.utime(file, (1, 1))
    began = time.monotonic()
    waiting, _ = scan(tmp_path, settle_seconds=60)
    assert [one.path for one in waiting] == [file]
    assert time.monotonic() - began < 10


def test_files_come_in_order_of_arrival_whatever_their_own_times_say(tmp_path: Path) -> None:
    for number, name in enumerate(["c.txt", "a.txt", "b.txt"]):
        file = tmp_path / name
        file.write_text(name, encoding="utf-8")
        os.utime(file, (100 - number, 100 - number))
        time.sleep(0.02)
    waiting, _ = scan(tmp_path, settle_seconds=0)
    assert [one.file_name for one in waiting] == ["c.txt", "a.txt", "b.txt"]


def test_pipe_is_left(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    waiting, left = scan(tmp_path, settle_seconds=0)
    assert waiting == []
    assert [one.path.name for one in left] == ["pipe.txt"]


def test_replaced_file_is_not_the_one_that_was_seen(tmp_path: Path) -> None:
    file = tmp_path / "2021.txt"
    file.write_text("甲", encoding="utf-8")
    [seen], _ = scan(tmp_path, settle_seconds=0)
    assert is_unchanged(seen)
    file.unlink()
    assert not is_unchanged(seen)
    file.write_text("甲", encoding="utf-8")
    assert not is_unchanged(seen)
