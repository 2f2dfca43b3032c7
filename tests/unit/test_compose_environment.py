"""Every environment variable that the containers get is one that the installed Airflow or selfeval reads."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from compose_file import ROOT, composed, our_services
from typer.main import get_group

from selfeval.cli import app
from selfeval.settings import Settings

ENVIRONMENT = {name: str(value) for name, value in composed()["x-environment"].items()}
IMAGE_ENVIRONMENT = dict(
    re.findall(r"^(?:ENV)?\s+([A-Z_]+)=(\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
)
EVERYTHING = IMAGE_ENVIRONMENT | ENVIRONMENT

LIST_OPTIONS = """
import json
from airflow.configuration import conf
conf.load_providers_configuration()
print(json.dumps({section: list(about["options"]) for section, about in conf.configuration_description.items()}))
"""


@pytest.fixture(scope="module")
def airflow_options(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Section to options of the installed Airflow and its providers, asked of Airflow itself in a home of its own."""
    home = str(tmp_path_factory.mktemp("airflow"))
    asked = subprocess.run(
        [sys.executable, "-c", LIST_OPTIONS], env={"AIRFLOW_HOME": home}, capture_output=True, text=True, check=True
    )
    options: dict[str, list[str]] = json.loads(asked.stdout.splitlines()[-1])
    return options


def test_every_airflow_option_exists_in_the_installed_airflow(airflow_options: dict[str, list[str]]) -> None:
    named = [name.split("__", 2)[1:] for name in EVERYTHING if name.startswith("AIRFLOW__")]
    assert len(named) > 15
    unknown = [(section, option) for section, option in named if option.lower() not in airflow_options[section.lower()]]
    assert unknown == []


def test_every_selfeval_variable_is_a_setting() -> None:
    named = {name.removeprefix("SELFEVAL_").lower() for name in EVERYTHING if name.startswith("SELFEVAL_")}
    assert named == {"home", "landing", "warehouse_url", "schedule", "timezone", "batch_size"}
    assert named <= Settings.model_fields.keys()


def test_settings_accept_the_values_and_keep_their_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SCHEDULE", "TIMEZONE", "BATCH_SIZE"):
        monkeypatch.delenv(f"SELFEVAL_{name}", raising=False)
    defaults = Settings()
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    given = Settings()
    assert (given.schedule, given.timezone, given.batch_size) == (
        defaults.schedule,
        defaults.timezone,
        defaults.batch_size,
    )
    assert given.home == Path(IMAGE_ENVIRONMENT["SELFEVAL_HOME"])


def test_tasks_reach_the_server_under_its_name_and_port() -> None:
    assert ENVIRONMENT["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://api-server:8080/execution/"
    assert our_services()["api-server"]["ports"][0].endswith(":8080")


def test_metadata_results_and_warehouse_have_databases_and_roles_of_their_own() -> None:
    metadata = ENVIRONMENT["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    assert metadata == "postgresql+psycopg://airflow:AIRFLOW_DB_PASSWORD@postgres:5432/airflow"
    assert ENVIRONMENT["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC"] == metadata
    assert ENVIRONMENT["AIRFLOW__CELERY__RESULT_BACKEND"] == f"db+{metadata}"
    assert ENVIRONMENT["SELFEVAL_WAREHOUSE_URL"].endswith("selfeval:WAREHOUSE_DB_PASSWORD@postgres:5432/warehouse")


def test_nothing_reports_home() -> None:
    assert IMAGE_ENVIRONMENT["GX_ANALYTICS_ENABLED"] == "false"


def test_init_writes_the_console_password_where_the_server_reads_it(tmp_path: Path) -> None:
    program = our_services()["init"]["command"][-1].split("<<'PASSWORDS'\n")[1].split("\nPASSWORDS\n")[0]
    target = tmp_path / "passwords.json"
    variables = {
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(target),
        "AIRFLOW_ADMIN_PASSWORD": 'quoted "and" 中文',
    }
    subprocess.run([sys.executable, "-c", program], env=variables, check=True)
    users = [user.split(":")[0] for user in ENVIRONMENT["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS"].split(",")]
    assert json.loads(target.read_text(encoding="utf-8")) == dict.fromkeys(users, 'quoted "and" 中文')
    for name in ("init", "api-server"):
        assert "auth:/opt/airflow/auth" in our_services()[name]["volumes"]


def test_init_calls_a_command_that_selfeval_has() -> None:
    called = re.findall(r"^selfeval (\w+)$", our_services()["init"]["command"][-1], re.MULTILINE)
    assert called == ["migrate"]
    assert set(called) <= get_group(app).commands.keys()
