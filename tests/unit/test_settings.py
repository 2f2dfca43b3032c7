import pytest

from selfeval.settings import SettingInvalidError, settings


@pytest.fixture(autouse=True)
def fresh():
    """Settings are read anew before and after each test."""
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_variable_that_is_no_number_is_named_with_what_it_holds(monkeypatch):
    monkeypatch.setenv("SELFEVAL_BATCH_SIZE", "viele")
    with pytest.raises(SettingInvalidError, match="SELFEVAL_BATCH_SIZE=viele"):
        settings()


def test_batch_of_no_files_is_refused(monkeypatch):
    monkeypatch.setenv("SELFEVAL_BATCH_SIZE", "0")
    with pytest.raises(SettingInvalidError, match="SELFEVAL_BATCH_SIZE=0"):
        settings()
