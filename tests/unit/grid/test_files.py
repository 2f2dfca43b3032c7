import pytest

from selfeval.grid.faults import EmptyFileError, UnknownFormatError
from selfeval.grid.files import open_grid


def test_format_is_told_by_the_name_it_was_handed_in_under(tmp_path):
    stored = tmp_path / "abc123"
    stored.write_text("a\tb\n", encoding="utf-8")
    (sheet,) = open_grid(stored, "自评表.TXT").sheets
    assert sheet.cells[1, 2].text == "b"


def test_unknown_format_names_the_formats_that_are_read(tmp_path):
    file = tmp_path / "form.rar"
    file.write_bytes(b"Rar!")
    with pytest.raises(UnknownFormatError, match=r"xlsx.*\.rar|\.rar.*xlsx"):
        open_grid(file, file.name)


def test_empty_file_is_told(tmp_path):
    file = tmp_path / "form.xlsx"
    file.touch()
    with pytest.raises(EmptyFileError):
        open_grid(file, file.name)
