import zipfile

import pytest

from selfeval.settings import settings
from selfeval.steps.reading_workers import read_files

FORM = "2021年度民政局项目绩效自评表\n单位：万元\n序号\t项目名称\t预算数\t执行数\t执行率\n1\t养老服务\t10\t9\t90%\n"


@pytest.fixture
def limits(monkeypatch):
    """Limits for one test."""

    def limit(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"SELFEVAL_{name.upper()}", str(value))
        settings.cache_clear()

    yield limit
    settings.cache_clear()


def test_bad_file_between_good_ones_ends_alone_and_order_is_kept(tmp_path):
    files = []
    for number, data in enumerate([FORM.encode(), b"\x00\x01not a form", FORM.encode()]):
        file = tmp_path / f"{number}.txt"
        file.write_bytes(data)
        files.append((file, file.name))
    readings = list(read_files(files))
    assert [len(reading.forms) for reading in readings] == [1, 0, 1]
    assert readings[1].findings[0].is_fault


def test_archive_that_swells_is_ended_and_told(tmp_path, limits):
    limits(read_mebibytes=256, read_seconds=60)
    bomb = tmp_path / "bomb.ods"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("content.xml", b" " * (400 << 20))
    assert bomb.stat().st_size < 4 << 20
    (reading,) = read_files([(bomb, "bomb.ods")])
    assert [finding.rule for finding in reading.findings] == ["reading-too-large"]


def test_file_that_takes_too_long_is_ended_and_told(tmp_path, limits):
    limits(read_seconds=2, read_mebibytes=4096)
    (tmp_path / "slow.csv").write_text(("文字," * 8 + "\n") * 300_000, encoding="utf-8")
    (tmp_path / "good.txt").write_text(FORM, encoding="utf-8")
    slow, good = read_files([(tmp_path / "slow.csv", "slow.csv"), (tmp_path / "good.txt", "good.txt")])
    assert [finding.rule for finding in slow.findings] == ["reading-too-slow"]
    assert len(good.forms) == 1


def test_missing_file_is_told_not_raised(tmp_path):
    (reading,) = read_files([(tmp_path / "gone.txt", "gone.txt")])
    assert [finding.rule for finding in reading.findings] == ["reading-failed"]
