"""The Data Docs site: it opens without a network, keeps as many batches as it is told, and bears parallel judging."""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from contract_batch import project, submission, write_batch
from markupsafe import escape

from selfeval import paths
from selfeval.quality import data_docs
from selfeval.quality.result_store import keep_newest
from selfeval.quality.rules import register
from selfeval.quality.site_settings import load_site_settings
from selfeval.settings import settings
from selfeval.steps.judge import build_data_docs, judge_batch


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def batch(home: Path, name: str) -> str:
    wrong = project("<b>甲</b>", budget={"total": "61.8", "general": "64.00"}, rate="130%")
    return str(write_batch(home / "batches" / name, [submission(wrong)]))


def test_site_shows_findings_and_loads_nothing_from_the_network(home: Path) -> None:
    judge_batch(batch(home, "b1"))
    pages = list(Path(build_data_docs()).parent.rglob("*.html"))
    texts = {page.stem: page.read_text("utf-8") for page in pages}
    assert set(texts) == {"index", *(f"batch-{grain}" for grain in ("form", "project", "amount", "indicator", "total"))}
    assert "各资金来源之和等于合计" in texts["batch-amount"]
    assert "Table1!D12" in texts["batch-amount"]
    assert "64.00" in texts["batch-amount"]
    assert "&lt;b&gt;甲&lt;/b&gt;" in texts["batch-amount"]
    assert not [page for page, text in texts.items() if re.search(r"(?:src|href|url)\W{1,3}(?:https?:)?//", text)]


def test_every_link_of_the_site_leads_somewhere(home: Path) -> None:
    judge_batch(batch(home, "b1"))
    for page in Path(build_data_docs()).parent.rglob("*.html"):
        links = re.findall(r'href="([^"]+)"', page.read_text("utf-8"))
        assert links
        for link in links:
            assert (page.parent / link).resolve().is_file(), (page, link)


def test_batches_judged_side_by_side_all_appear(home: Path) -> None:
    names = [f"batch{number}" for number in range(4)]
    folders = [batch(home, name) for name in names]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        counts = list(workers.map(judge_batch, folders))
    assert counts == [{"critical": 2, "warning": 1, "info": 0}] * 4
    index = Path(build_data_docs()).read_text("utf-8")
    assert all(name in index for name in names)


def test_only_the_newest_batches_are_kept(tmp_path: Path) -> None:
    for day, name in enumerate(("old", "middle", "new"), 1):
        place = tmp_path / "amount" / name / f"2022030{day}T020000.000000Z"
        place.mkdir(parents=True)
        (place / "batch-amount.json").write_text("{}")
    keep_newest(tmp_path, 2)
    assert sorted(place.name for place in (tmp_path / "amount").iterdir()) == ["middle", "new"]


def test_site_keeps_as_many_batches_as_its_settings_say_and_their_results_alone(home: Path) -> None:
    judge_batch(batch(home, "b1"))
    results = home / "validation_results"
    kept = load_site_settings(paths.rule_suites().parent / "data_docs.yml").keep_runs
    for number in range(kept):
        for place in results.glob("*/b1/*"):
            shutil.copytree(place, place.parents[1] / f"later{number}" / place.name.replace("2022", "2023"))
    site = Path(build_data_docs()).parent
    assert len(list(results.glob("amount/*"))) == kept
    assert len(list(site.rglob("batch-amount.html"))) == kept
    assert not list(results.glob("*/b1")) + list(site.rglob("b1"))


def test_titles_of_the_site_and_of_each_rule_are_chinese_and_english(home: Path) -> None:
    judge_batch(batch(home, "b1"))
    site = Path(build_data_docs()).parent
    assert "<h1>预算绩效自评质量检查 / Quality of self-evaluations</h1>" in (site / "index.html").read_text("utf-8")
    pages = "".join(page.read_text("utf-8") for page in site.rglob("batch-*.html"))
    for rule in register(paths.rule_suites()):
        if rule.stage != "retired":
            assert f"{rule.code} {escape(rule.title.zh)} <small>{escape(rule.title.en)}</small>" in pages


def test_building_again_replaces_the_site_and_leaves_nothing_beside_it(home: Path) -> None:
    judge_batch(batch(home, "b1"))
    first = {page: page.read_bytes() for page in data_docs.build().parent.rglob("*.html")}
    second = {page: page.read_bytes() for page in data_docs.build().parent.rglob("*.html")}
    assert first == second
    assert sorted(place.name for place in home.iterdir()) == ["batches", "data_docs", "validation_results"]
