"""Staging tables of a batch → the findings of the rules, with the run's validation results put away for Data Docs."""

import datetime as dt
from collections.abc import Sequence

import pyarrow.compute as pc

from selfeval import paths
from selfeval.quality import engine, result_store
from selfeval.quality.evidence import Finding, findings
from selfeval.quality.frames import Tables, build_frames
from selfeval.quality.lexicon import load_lexicon
from selfeval.quality.mending import with_suggestions
from selfeval.quality.misspellings import load_misspellings
from selfeval.quality.rules import Rule, register
from selfeval.quality.site_settings import load_site_settings
from selfeval.quality.sources import load_sources
from selfeval.quality.thresholds import with_thresholds
from selfeval.quality.words import load_words


def judge(
    tables: Tables, batch_id: str, *, keep_results: bool = True, rules: Sequence[Rule] | None = None
) -> list[Finding]:
    """Findings of the active rules on the tables submission, form, project, amount, indicator and cell of a batch.

    One Great Expectations run; its results replace those of an earlier run of the same batch, unless they are not to be
    kept for Data Docs. Other `rules` than those of the register are for trying one out. Raises RuleError.
    """
    rules = rules or register(paths.rule_suites())
    project_folder = paths.rule_suites().parent
    sources = load_sources()
    words = load_words(project_folder / "words.yml")
    misspellings = load_misspellings(project_folder / "misspellings.csv")
    frames = build_frames(tables, sources, misspellings, words, load_lexicon(project_folder / "lexicon"))
    frames = with_suggestions(frames, sources)
    frames = with_thresholds(frames, rules)
    run = engine.validate(frames, rules, batch_id, _received_at(tables))
    told = {
        rule.code: list(findings(rule, frames[rule.grain], run.failing[rule.code]))
        for rule in rules
        if rule.code in run.failing
    }
    if keep_results:
        rows_shown = load_site_settings(project_folder / "data_docs.yml").rows_shown
        result_store.put(run, told, paths.validation_results(), rows_shown)
    return [finding for rule in rules if rule.stage == "active" for finding in told[rule.code]]


def _received_at(tables: Tables) -> dt.datetime:
    """When the batch's last file came in: the same for every judging of the batch, so results do not pile up."""
    received_at: dt.datetime = pc.max(tables["submission"]["received_at"]).as_py()
    return received_at
