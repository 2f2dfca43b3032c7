from pathlib import Path

from selfeval.local.removal import clean


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
