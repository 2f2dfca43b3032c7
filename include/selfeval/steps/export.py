"""Export: a fiscal year of the marts → Parquet, CSV, a dictionary of the columns and a manifest with checksums."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfeval import paths
from selfeval.answers.publication import files
from selfeval.settings import settings
from selfeval.warehouse.publication import exporting
from selfeval.warehouse.publication.exporting import Extract, Publication

TOTALS = {
    "zh": "各项合计与同比均不含涉密事项",
    "en": "all totals and comparisons are without what is classified",
}


@dataclass(frozen=True)
class Exported:
    """Where a publication lies, what its manifest says, and what only who exports may know: departments in doubt."""

    folder: Path
    manifest: dict[str, Any]
    unknown_departments: list[str]


def export_fiscal_year(fiscal_year: int, folder: Path | None = None) -> Exported:
    """Write what is published of a year into a folder; by default one below the home, named by its content.

    The same data makes the same bytes. Raises NothingToExportError, ClassifiedUnmatchedError, ExportCollidedError,
    ExportExistsError, ExportUnwritableError, or the warehouse's configuration errors; then no file is left.
    """
    with files.scratch(folder.resolve().parent if folder else paths.exports()) as made:
        with exporting.published(fiscal_year) as publication:
            manifest = _write(made, publication)
            unknown = publication.withheld.unknown_departments
        digest = files.seal(made)
        chosen = folder.resolve() if folder else paths.exports() / f"{fiscal_year}-{digest[:12]}"
        files.place(made, chosen)
    return Exported(chosen, manifest, unknown)


def _write(folder: Path, publication: Publication) -> dict[str, Any]:
    marts = [_write_mart(folder, publication, extract) for extract in publication.extracts]
    described = [
        (extract.mart.name, name, *comment.partition(" / ")[::2])
        for extract in publication.extracts
        for name, comment in extract.mart.columns.items()
    ]
    files.write_rows(folder / "columns.csv", ("view", "column", "zh", "en"), described)
    classified = publication.withheld.counts
    manifest = {
        "fiscal_year": publication.fiscal_year,
        "marts": marts,
        "not_published": publication.not_published,
        "classified": classified
        | {"withheld_row_count": sum(mart["withheld_row_count"] for mart in marts)}
        | ({"totals": TOTALS} if classified["project_count"] else {}),
        "columns": files.told(folder / "columns.csv"),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (folder / "manifest.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return manifest


def _write_mart(folder: Path, publication: Publication, extract: Extract) -> dict[str, Any]:
    mart = extract.mart
    written = files.write_mart(folder, mart.name, extract.kinds, publication.batches(extract), settings().timezone)
    return {
        "view": mart.name,
        "comment": mart.comment,
        "row_count": extract.published_count,
        "withheld_row_count": extract.withheld_count,
        "columns_left_out": mart.left_out,
        "files": [files.told(file) for file in written],
    }
