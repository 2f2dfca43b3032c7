"""Load: a judged batch → the warehouse, in one transaction."""

import logging
from pathlib import Path

from selfeval.warehouse.submissions import loading

log = logging.getLogger(__name__)


def load_batch(batch: str) -> dict[str, object]:
    """Load one batch folder; its `fiscal_years` and the counts `loaded`, `held`, `projects`, `amounts`, `findings`.

    Loading a batch that is loaded, by a retry or at the same time elsewhere, changes nothing and returns the same.
    Raises LoadError where nothing of the batch could be loaded.
    """
    outcome: dict[str, object] = loading.load(Path(batch))
    log.info(
        "入库：%(loaded)d 份，挂起 %(held)d 份；项目 %(projects)d 个，金额 %(amounts)d 项，发现 %(findings)d 条 | "
        "files loaded, held; projects, amounts, findings",
        outcome,
    )
    return outcome
