"""Finding on real files and a real PostgreSQL: nothing lost, nothing taken twice, nothing skipped in silence."""

import json
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from selfeval import paths
from selfeval.errors import ConfigurationError
from selfeval.settings import settings
from selfeval.steps.find import find_submissions
from selfeval.steps.receipt_time import ReceiptTimeOrderError
from selfeval.warehouse.submissions import landing, receiving

Ask = Callable[..., list[tuple[Any, ...]]]
RECEIPTS = "select channel_name, file_name, state from mart_history.receipt order by receipt_key"


def test_empty_landing_folder_is_no_batch(home: Path, ask: Ask) -> None:
    assert find_submissions() == []
    assert ask(RECEIPTS) == []
    assert (home / "landing").is_dir()


def test_file_is_archived_recorded_cleared_and_batched(home: Path, ask: Ask) -> None:
    file = _lay(home, "民政局/2021.TXT", "甲")
    [folder] = find_submissions()
    [row] = pq.read_table(Path(folder) / "submission.parquet").to_pylist()
    assert Path(row["archive_path"]).read_text(encoding="utf-8") == "甲"
    assert row["archive_path"] == str(paths.archived(row["submission_sha256"], ".txt"))
    assert (row["file_name"], row["channel_name"], row["size_bytes"]) == ("2021.TXT", "民政局", 3)
    assert ask(RECEIPTS) == [("民政局", "2021.TXT", "received")]
    assert not file.exists()


def test_batches_hold_no_more_than_the_setting_and_together_everything(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELFEVAL_BATCH_SIZE", "2")
    settings.cache_clear()
    for number in range(5):
        _lay(home, f"民政局/{number}.txt", str(number))
    folders = find_submissions()
    assert [pq.read_table(Path(folder) / "submission.parquet").num_rows for folder in folders] == [2, 2, 1]


def test_run_that_died_after_recording_is_taken_up_without_a_second_receipt(
    home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _lay(home, "民政局/2021.txt", "甲")
    with monkeypatch.context() as crash:
        crash.setattr(landing, "is_unchanged", _dying_at_the_second_call())
        with pytest.raises(KeyboardInterrupt):
            find_submissions()
    assert file.exists()
    assert ask(RECEIPTS) == [("民政局", "2021.txt", "received")]
    assert len(find_submissions()) == 1
    assert not file.exists()
    assert ask(RECEIPTS) == [("民政局", "2021.txt", "received")]


def test_run_that_died_after_archiving_leaves_the_file_to_the_next(
    home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _lay(home, "民政局/2021.txt", "甲")
    with monkeypatch.context() as crash:
        crash.setattr(receiving, "record", _die)
        with pytest.raises(KeyboardInterrupt):
            find_submissions()
    assert file.exists()
    assert len(find_submissions()) == 1
    assert ask(RECEIPTS) == [("民政局", "2021.txt", "received")]


def test_submission_never_loaded_comes_back_apart_from_new_ones(home: Path) -> None:
    _lay(home, "民政局/2021.txt", "甲")
    [first] = find_submissions()
    assert find_submissions() == [first]
    _lay(home, "民政局/2022.txt", "乙")
    new, open_before = find_submissions()
    assert open_before == first
    assert new != first


def test_same_bytes_again_are_a_duplicate_with_an_answer_of_its_own(home: Path, ask: Ask) -> None:
    _lay(home, "民政局/2021.txt", "甲")
    find_submissions()
    ask("update core.submission set state = 'loaded' returning 1")
    _lay(home, "教育局/copy.txt", "甲")
    assert find_submissions() == []
    assert ask(RECEIPTS) == [("民政局", "2021.txt", "loaded"), ("教育局", "copy.txt", "duplicate")]
    said = json.loads((home / "answers/教育局/copy.txt.receipt.json").read_text(encoding="utf-8"))
    assert (said["state"], said["duplicate_of"]["file_name"], said["duplicate_of"]["state"]) == (
        "duplicate",
        "2021.txt",
        "loaded",
    )


def test_same_bytes_of_a_held_file_are_read_again(home: Path, ask: Ask) -> None:
    _lay(home, "未分类/2021.txt", "甲")
    [first] = find_submissions()
    ask("update core.submission set state = 'held', settled_at = now() returning 1")
    _lay(home, "民政局/again.txt", "甲")
    assert find_submissions() == [first]
    assert ask("select channel_name, file_name, state, settled_at from core.submission") == [
        ("民政局", "again.txt", "received", None)
    ]
    assert ask(RECEIPTS) == [("未分类", "2021.txt", "received"), ("民政局", "again.txt", "received")]


def test_file_that_kills_its_task_comes_back_among_fewer_each_time(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(30):
        _lay(home, f"民政局/{number:02}.txt", str(number))
    assert [_size(folder) for folder in find_submissions()] == [30]
    with caplog.at_level(logging.WARNING):
        smaller = find_submissions()
    assert [_size(folder) for folder in smaller] == [20, 10]
    assert "left unloaded by 1 earlier runs" in caplog.text
    assert [_size(folder) for folder in find_submissions()] == [2] * 15
    assert [_size(folder) for folder in find_submissions()] == [1] * 30


def test_two_equal_files_in_one_run_are_one_submission_and_two_receipts(home: Path, ask: Ask) -> None:
    _lay(home, "民政局/a.txt", "甲")
    _lay(home, "民政局/b.txt", "甲")
    [folder] = find_submissions()
    assert pq.read_table(Path(folder) / "submission.parquet").num_rows == 1
    assert [state for _, _, state in ask(RECEIPTS)] == ["received", "duplicate"]


def test_two_runs_at_once_take_each_file_once(home: Path, ask: Ask) -> None:
    for number in range(30):
        _lay(home, f"民政局/{number:02}.txt", str(number))
    with ThreadPoolExecutor(2) as pool:
        for run in [pool.submit(find_submissions), pool.submit(find_submissions)]:
            run.result()
    assert sorted(ask(RECEIPTS)) == [("民政局", f"{number:02}.txt", "received") for number in range(30)]
    assert list((home / "landing/民政局").iterdir()) == []


@pytest.mark.parametrize("name", [".hidden", "~$2021.xlsx", "2021.xlsx.part", "2021.tmp"])
def test_unfinished_file_is_left_and_said_so(home: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    file = _lay(home, f"民政局/{name}", "甲")
    with caplog.at_level(logging.WARNING):
        assert find_submissions() == []
    assert file.exists()
    assert name in caplog.text


def test_link_out_of_the_landing_folder_is_never_followed(
    home: Path, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    _lay(home, "民政局/real.txt", "甲")
    (home / "landing/民政局/link.txt").symlink_to(outside / "secret.txt")
    (home / "landing/dir").symlink_to(outside)
    [folder] = find_submissions()
    assert pq.read_table(Path(folder) / "submission.parquet")["file_name"].to_pylist() == ["real.txt"]
    assert (outside / "secret.txt").exists()
    assert "link.txt" in caplog.text


def test_file_in_no_department_is_taken_as_unclassified(home: Path, ask: Ask) -> None:
    _lay(home, "2021.txt", "甲")
    assert len(find_submissions()) == 1
    assert ask(RECEIPTS) == [("未分类", "2021.txt", "received")]


def test_file_in_a_folder_of_a_department_keeps_its_path(home: Path, ask: Ask) -> None:
    _lay(home, "民政局/三月/2021.txt", "甲")
    find_submissions()
    assert ask(RECEIPTS) == [("民政局", "三月/2021.txt", "received")]


def test_file_changed_while_it_was_taken_is_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _lay(home, "民政局/2021.txt", "甲")
    seen = landing.scan

    def scan_then_write(*arguments: Any) -> Any:
        found = seen(*arguments)
        file.write_text("甲乙", encoding="utf-8")
        return found

    with monkeypatch.context() as writing:
        writing.setattr(landing, "scan", scan_then_write)
        assert find_submissions() == []
    assert file.read_text(encoding="utf-8") == "甲乙"
    assert len(find_submissions()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file_disturbs_no_other(home: Path, ask: Ask) -> None:
    _lay(home, "民政局/a.txt", "甲").chmod(0)
    _lay(home, "民政局/b.txt", "乙")
    assert len(find_submissions()) == 1
    assert ask(RECEIPTS) == [("民政局", "b.txt", "received")]


def test_replayed_files_are_received_when_it_is_said_in_the_order_of_their_paths(home: Path, ask: Ask) -> None:
    times = "select file_name, received_at from core.receipt order by receipt_key"
    for name in ("c", "a", "b"):
        _lay(home, f"民政局/{name}.txt", name)
    received_at = datetime(2023, 3, 1, 1, tzinfo=UTC)
    find_submissions(received_at)
    assert ask(times) == [(f"{name}.txt", received_at) for name in "abc"]

    file = _lay(home, "民政局/d.txt", "d")
    with pytest.raises(ReceiptTimeOrderError, match=r"2023-03-01T08:59:59\+08:00.*2023-03-01T09:00:00\+08:00"):
        find_submissions(received_at - timedelta(seconds=1))
    assert file.exists()
    find_submissions(received_at)
    assert ask(times)[3:] == [("d.txt", received_at)]


def test_landing_folder_that_is_set_and_missing_is_an_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFEVAL_LANDING", str(home / "nowhere"))
    settings.cache_clear()
    with pytest.raises(ConfigurationError, match="landing-missing"):
        find_submissions()


def _lay(home: Path, name: str, text: str) -> Path:
    file = home / "landing" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _size(folder: str) -> int:
    return int(pq.read_metadata(Path(folder) / "submission.parquet").num_rows)


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def _dying_at_the_second_call() -> Callable[[landing.Waiting], bool]:
    """The first question is asked after archiving, the second after recording."""
    calls = iter([True])

    def answer(_: landing.Waiting) -> bool:
        for known in calls:
            return known
        raise KeyboardInterrupt

    return answer
