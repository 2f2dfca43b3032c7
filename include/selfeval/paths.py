"""Where things lie below the home folder: one function a place, none of them creates it."""

from pathlib import Path

from selfeval.settings import PROJECT_ROOT, settings


def landing() -> Path:
    """Folder in which files arrive, one folder a department: landing/<department>/<file>."""
    return settings().landing or settings().home / "landing"


def archived(sha256: str, suffix: str) -> Path:
    """Home of the bytes of one submission, named by their SHA-256; the suffix is the file's own, in lower case."""
    return settings().home / "archive" / sha256[:2] / f"{sha256}{suffix}"


def batches() -> Path:
    """Folder of batch folders, each holding one Parquet file a staging table."""
    return settings().home / "batches"


def answers(department: str) -> Path:
    """Folder of what goes back to one department."""
    return settings().home / "answers" / department


def exports() -> Path:
    """Folder of what was exported for publication, one folder a fiscal year and content."""
    return settings().home / "exports"


def signing_key() -> Path:
    """The private key that signs receipts; the public one lies beside it."""
    return settings().signing_key or settings().home / "signing" / "ed25519.pem"


def data_docs() -> Path:
    """Folder of the Great Expectations Data Docs site; the page to open is its index.html."""
    return settings().home / "data_docs"


def validation_results() -> Path:
    """Folder of the validation results that Data Docs are built from."""
    return settings().home / "validation_results"


def postgres_data() -> Path:
    """Data folder of the embedded PostgreSQL."""
    return settings().home / "postgres"


def airflow_home() -> Path:
    """Airflow's own folder: generated passwords and task logs."""
    return settings().home / "airflow"


def samples() -> Path:
    """Folder of the sample submissions, one folder a department."""
    return PROJECT_ROOT / "include" / "samples"


def rule_suites() -> Path:
    """Folder of the rules, one YAML file a suite."""
    return PROJECT_ROOT / "great_expectations" / "suites"
