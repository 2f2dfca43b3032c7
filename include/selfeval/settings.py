"""The few settings there are: environment variables with the prefix SELFEVAL_, read once."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from selfeval.errors import ConfigurationError

PROJECT_ROOT = Path(__file__).resolve().parents[2]


class SettingInvalidError(ConfigurationError):
    """A variable of the environment holds what its setting cannot be."""

    slug = "setting-invalid"
    zh = "环境变量有误：{told}（{reason}）。请改正后重试；各变量见 docs/settings.md。"
    en = "An environment variable is wrong: {told} ({reason}). Correct it; docs/settings.md lists them all."


class Settings(BaseSettings):
    """What an operator may set. Each field is the environment variable SELFEVAL_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="SELFEVAL_")

    home: Path = Field(default=PROJECT_ROOT / "var", description="Folder for everything that is made while running")
    landing: Path | None = Field(
        default=None, description="Folder in which departments' files arrive; default <home>/landing"
    )
    warehouse_url: str | None = Field(
        default=None, description="postgresql+psycopg:// address of the warehouse; default: the embedded server"
    )
    signing_key: Path | None = Field(
        default=None,
        description="Ed25519 key (PEM) that signs receipts; default <home>/signing/ed25519.pem, made on first use",
    )
    expected_departments: Path | None = Field(
        default=None, description="List (CSV) of departments that owe a form, for `selfeval expected import`"
    )
    expected_projects: Path | None = Field(
        default=None,
        description="List (CSV) of projects that must be handed in, for `selfeval expected import --projects`",
    )
    classified_items: Path | None = Field(
        default=None, description="List (CSV) of classified departments and projects, for `selfeval classified import`"
    )
    schedule: str = Field(default="0 2 * * *", description="Cron expression of the nightly run")
    timezone: str = Field(default="Asia/Shanghai", description="Time zone of the schedule and of printed times")
    batch_size: int = Field(
        default=200, gt=0, description="Files that one mapped task instance reads, judges and loads"
    )
    settle_seconds: float = Field(default=1.0, ge=0, description="Pause between two looks at files that just arrived")
    read_workers: int = Field(default=2, gt=0, description="Processes that read the files of a batch side by side")
    read_seconds: float = Field(default=10.0, gt=0, description="Time that reading one file may take")
    convert_seconds: float = Field(default=30.0, gt=0, description="Time that LibreOffice may take for an old format")
    read_mebibytes: int = Field(default=512, gt=0, description="Memory that reading one file may take")
    airflow_port: int = Field(default=8080, description="Loopback port of the Airflow API server and UI")
    warehouse_port: int = Field(default=5433, description="Loopback port of the embedded PostgreSQL under `make up`")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process; `settings.cache_clear()` reads the environment again.

    Raises SettingInvalidError, which names each variable that cannot be understood.
    """
    try:
        return Settings()
    except ValidationError as error:
        told = "; ".join(f"SELFEVAL_{'_'.join(map(str, one['loc'])).upper()}={one['input']}" for one in error.errors())
        raise SettingInvalidError(told=told, reason=error.errors()[0]["msg"]) from error
