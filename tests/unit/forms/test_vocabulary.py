from pathlib import Path

import pytest

from selfeval.forms import vocabulary as words
from selfeval.forms.vocabulary import VocabularyError, normalised, vocabulary


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the vocabulary that a test may spoil."""
    for file in words.FOLDER.glob("*.csv"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    vocabulary.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    vocabulary.cache_clear()


def append(file: Path, line: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_spelling_that_stands_twice_is_refused(folder):
    append(folder / "units.csv", "万元,万元,twice")
    with pytest.raises(VocabularyError, match=r"units\.csv"):
        vocabulary()


def test_spelling_with_two_meanings_is_refused(folder):
    append(folder / "headings.csv", "合计,name,also a source")
    with pytest.raises(VocabularyError, match="two files"):
        vocabulary()


def test_unknown_role_is_refused(folder):
    append(folder / "headings.csv", "备用金,treasure,nowhere")
    with pytest.raises(VocabularyError, match="treasure"):
        vocabulary()


def test_source_without_a_place_is_refused(folder):
    append(folder / "sources.csv", "彩票公益金,lottery,nowhere")
    with pytest.raises(VocabularyError, match="lottery"):
        vocabulary()


def test_every_vocabulary_file_is_read(folder):
    for file in sorted(folder.glob("*.csv")):
        kept = file.read_text(encoding="utf-8")
        file.unlink()
        vocabulary.cache_clear()
        with pytest.raises(FileNotFoundError, match=file.name):
            vocabulary()
        file.write_text(kept, encoding="utf-8")


def test_every_entry_says_where_it_was_seen():
    for file in words.FOLDER.glob("*.csv"):
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        assert header.endswith(",seen_in"), file.name
        assert all(line.rpartition(",")[2].strip() for line in lines), file.name


@pytest.mark.parametrize("text", ["项目 名称", "项目\n名称：", "项目名称（必填）", "...项目名称"])
def test_heading_is_recognised_whatever_surrounds_it(text):
    assert normalised(text) == "项目名称"
