"""Keep a list: a file that operations keep → the list that is in force in the warehouse."""

import logging
from pathlib import Path

from selfeval.settings import settings
from selfeval.warehouse.lists import listing
from selfeval.warehouse.lists.list_file import ListNotNamedError
from selfeval.warehouse.lists.listing import Imported

log = logging.getLogger(__name__)


def import_list(kind: str, file: Path | None, *, may_be_empty: bool = False) -> Imported:
    """Import a list of a kind, from the file that its setting names unless one is given.

    Raises ListNotNamedError, the errors of warehouse.lists.list_file, or the warehouse's configuration errors.
    """
    named = {
        "expected_department": settings().expected_departments,
        "expected_project": settings().expected_projects,
        "classified_item": settings().classified_items,
    }[kind]
    chosen = file or named
    if chosen is None:
        raise ListNotNamedError(variable=f"SELFEVAL_{kind.upper()}S")
    imported = listing.import_list(kind, chosen, may_be_empty=may_be_empty)
    log.info("清单 %s 已导入：%d 行 | list imported: %s", chosen, imported.row_count, imported)
    return imported
