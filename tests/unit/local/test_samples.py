import pytest

from selfeval import paths
from selfeval.local import samples
from selfeval.settings import settings


def test_every_sample_lands_whole_in_its_departments_folder():
    count = samples.hand_in()
    landed = {file.relative_to(paths.landing()) for file in paths.landing().rglob("*") if file.is_file()}
    expected = {file.relative_to(paths.samples()) for file in paths.samples().glob("*/*")}
    assert landed == expected
    assert count == len(expected)


def test_handing_in_again_replaces_the_files():
    samples.hand_in()
    assert samples.hand_in() == len(list(paths.landing().rglob("*.*")))


@pytest.mark.parametrize("setting", [("SELFEVAL_LANDING", "/data/in"), ("SELFEVAL_WAREHOUSE_URL", "postgresql://db/x")])
def test_nobodys_own_landing_folder_or_warehouse_gets_samples(
    monkeypatch: pytest.MonkeyPatch, setting: tuple[str, str]
):
    assert samples.are_wanted()
    monkeypatch.setenv(*setting)
    settings.cache_clear()
    assert not samples.are_wanted()
