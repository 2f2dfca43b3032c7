from pathlib import Path

from typer.testing import CliRunner

from selfeval import paths
from selfeval.cli import app
from selfeval.local import samples
from selfeval.local.errors import SubmissionsKeptError
from selfeval.local.removal import clean, submissions
from selfeval.warehouse.submissions.landing import archive


def test_what_was_made_is_removed_with_the_home(home: Path):
    (home / "batches" / "3f9a").mkdir(parents=True)
    (home / "credentials.json").write_text("{}")
    assert clean() == []
    assert not home.exists()


def test_what_somebody_else_put_there_stays(home: Path):
    home.mkdir()
    (home / "thesis.docx").write_text("mine")
    assert clean() == [home / "thesis.docx"]
    assert (home / "thesis.docx").read_text() == "mine"


def test_a_home_that_never_was_is_clean():
    assert clean() == []


def test_samples_are_removed_without_a_question(home: Path):
    samples.hand_in()
    for file in paths.samples().glob("*/*"):
        archive(file)
    assert submissions() == []
    assert CliRunner().invoke(app, ["clean"]).exit_code == 0
    assert not home.exists()


def test_without_a_terminal_the_only_copy_of_a_submission_stays_until_yes_is_said(home: Path, tmp_path: Path):
    (tmp_path / "教育局_2022.xlsx").write_bytes(b"received once")
    _, kept = archive(tmp_path / "教育局_2022.xlsx")
    refused = CliRunner().invoke(app, ["clean"])
    assert isinstance(refused.exception, SubmissionsKeptError)
    assert "clean --yes" in refused.exception.message_zh
    assert kept.read_bytes() == b"received once"
    assert CliRunner().invoke(app, ["clean", "--yes"]).exit_code == 0
    assert not home.exists()


def test_unread_file_in_the_homes_landing_folder_counts_too(home: Path):
    (home / "landing" / "教育局").mkdir(parents=True)
    (home / "landing" / "教育局" / "new.xlsx").write_bytes(b"not yet read")
    assert [file.name for file in submissions()] == ["new.xlsx"]
