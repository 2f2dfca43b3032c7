"""Sample submissions -> the landing folder, as if departments had just handed them in."""

import shutil

from selfeval import paths
from selfeval.settings import settings


def are_wanted() -> bool:
    """Whether landing folder and warehouse are the project's own: invented years must not get into anybody's books."""
    return settings().landing is None and settings().warehouse_url is None


def hand_in() -> int:
    """Copy every sample into its department's landing folder and return how many there were.

    Each file appears under its name only when it is whole, so that a run which looks at that moment never reads half.
    """
    samples = sorted(file for file in paths.samples().glob("*/*") if file.is_file())
    for sample in samples:
        folder = paths.landing() / sample.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{sample.name}.part"
        shutil.copyfile(sample, part)
        part.replace(folder / sample.name)
    return len(samples)
