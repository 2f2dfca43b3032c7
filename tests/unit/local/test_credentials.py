from pathlib import Path

from selfeval.local.credentials import credentials, write_private


def test_passwords_are_the_same_at_every_call():
    assert credentials() == credentials()


def test_only_the_owner_may_read_them(home: Path):
    credentials()
    assert (home / "credentials.json").stat().st_mode & 0o777 == 0o600


def test_a_private_file_replaces_what_a_crash_left(tmp_path: Path):
    (tmp_path / ".key.part").write_text("half")
    write_private(tmp_path / "key", "whole")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("key", "whole")]
