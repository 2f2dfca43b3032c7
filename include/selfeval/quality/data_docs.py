"""Validation results → the Data Docs site: static pages in Chinese and English that open without a network.

Great Expectations' own pages load their styles and scripts from five hosts and print decimals as floats, so its site
builder is given our page (great_expectations/data_docs/) to fill.
"""

import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from selfeval import paths
from selfeval.quality import result_store
from selfeval.quality.engine import quiet_context
from selfeval.quality.rules import SEVERITIES
from selfeval.quality.site_settings import SiteSettings, load_site_settings

SITE = "selfeval"


class ResultPage:
    """Renderer and view in one, as the site builder of Great Expectations wants them."""

    def __init__(self, **_: object) -> None:
        """The site builder passes its context and folders, none of which the page needs."""

    def render(self, result: Any, **_: object) -> Any:
        """First called with the result (as renderer: passed on), then with what it returned (as view: HTML)."""
        if isinstance(result, ExpectationSuiteValidationResult):
            return result.to_json_dict()  # type: ignore[no-untyped-call]
        return _page("result.html.j2", result=result)


def build() -> Path:
    """Build the site anew from the results of the newest batches. Returns its index.html.

    The old site stands until the new one is complete.
    """
    site, results = paths.data_docs(), paths.validation_results()
    settings = _settings()
    results.mkdir(parents=True, exist_ok=True)
    result_store.keep_newest(results, settings.keep_runs)
    fresh = site.with_name(f".{site.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    quiet_context(**_places(fresh, results)).build_data_docs(build_index=False)
    shutil.rmtree(fresh / "static", ignore_errors=True)
    fresh.mkdir(parents=True, exist_ok=True)
    (fresh / "index.html").write_text(_page("index.html.j2", batches=_batches(results)), "utf-8")
    _swap(fresh, site)
    return site / "index.html"


def _places(site: Path, results: Path) -> dict[str, Any]:
    """Where the context finds results and puts pages, and what it makes pages with."""
    page = {"module_name": __name__, "class_name": "ResultPage"}
    return {
        "stores": {
            "validation_results_store": {
                "class_name": "ValidationResultsStore",
                "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(results)},
            },
        },
        "validation_results_store_name": "validation_results_store",
        "data_docs_sites": {
            SITE: {
                "class_name": "SiteBuilder",
                "show_how_to_buttons": False,
                "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(site)},
                "site_section_builders": {
                    "expectations": "None",
                    "profiling": "None",
                    "validations": {"renderer": page, "view": page},
                },
            }
        },
    }


def _batches(results: Path) -> list[dict[str, Any]]:
    """One entry a batch, newest first: when it came in, its grains with their pages, and findings by severity."""
    batches: dict[tuple[str, str], dict[str, Any]] = {}
    for file in sorted(results.glob("*/*/*/*.json")):
        grain, batch, time, name = file.relative_to(results).parts
        result = json.loads(file.read_text("utf-8"))
        entry = batches.setdefault((time, batch), {"batch": batch, "meta": result["meta"], "pages": {}})
        page = f"validations/{grain}/{batch}/{time}/{name.removesuffix('.json')}.html"
        entry["pages"][grain] = {"href": page, "counts": _counts(result)}
    return [batches[key] for key in sorted(batches, reverse=True)]


def _counts(result: dict[str, Any]) -> dict[str, int]:
    counts: Counter[str] = Counter(dict.fromkeys(SEVERITIES, 0))
    for one in result["results"]:
        counts[one["expectation_config"]["severity"]] += one["result"]["unexpected_count"]
    return dict(counts)


def _page(template: str, **facts: object) -> str:
    folder = paths.rule_suites().parent / "data_docs"
    pages = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return pages.get_template(template).render(site=_settings(), severities=SEVERITIES, **facts)


def _settings() -> SiteSettings:
    return load_site_settings(paths.rule_suites().parent / "data_docs.yml")


def _swap(fresh: Path, site: Path) -> None:
    old = site.with_name(f".{site.name}.{os.getpid()}.old")
    if site.exists():
        site.replace(old)
    fresh.replace(site)
    shutil.rmtree(old, ignore_errors=True)
