"""The settings of selfeval -> the environment variables that Airflow's processes run under."""

import json
import os

from selfeval import paths
from selfeval.local.credentials import credentials, write_private
from selfeval.local.postgres import embedded, warehouse_url
from selfeval.settings import PROJECT_ROOT, settings


def environment() -> dict[str, str]:
    """What Airflow's processes see; needs the running embedded server. Nothing is written into an airflow.cfg."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"AIRFLOW_CONFIG", "AIRFLOW_HOME"}}
    return {**inherited, **_selfeval(), **_places(), **_secrets(), **_two_cores(), **_quiet()}


def base_url() -> str:
    """Address of the Airflow API server and UI."""
    return f"http://127.0.0.1:{settings().airflow_port}"


def _selfeval() -> dict[str, str]:
    found = os.environ.get("PYTHONPATH", "")
    return {
        "SELFEVAL_HOME": str(settings().home.resolve()),
        "SELFEVAL_LANDING": str(paths.landing().resolve()),
        "SELFEVAL_WAREHOUSE_URL": warehouse_url(),
        "SELFEVAL_SCHEDULE": settings().schedule,
        "SELFEVAL_TIMEZONE": settings().timezone,
        "SELFEVAL_BATCH_SIZE": str(settings().batch_size),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(PROJECT_ROOT / "include"), found])),
    }


def _places() -> dict[str, str]:
    metadata = embedded().url("airflow", "airflow")
    return {
        "AIRFLOW_HOME": str(paths.airflow_home().resolve()),
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT_ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT_ROOT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": settings().timezone,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{base_url()}/execution/",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata,
        # psycopg 3 speaks both ways, so that neither psycopg2 nor asyncpg is needed.
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": metadata,
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(settings().airflow_port),
        "AIRFLOW__API__BASE_URL": base_url(),
        "NO_PROXY": ",".join(filter(None, [os.environ.get("NO_PROXY", ""), "127.0.0.1,localhost"])),
    }


def _secrets() -> dict[str, str]:
    known = credentials()
    passwords = paths.airflow_home() / "passwords.json"
    write_private(passwords, json.dumps({"admin": known.airflow_admin}))
    return {
        "AIRFLOW__CORE__AUTH_MANAGER": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords.resolve()),
        "AIRFLOW__CORE__FERNET_KEY": known.fernet_key,
        "AIRFLOW__API__SECRET_KEY": known.api_secret,
        "AIRFLOW__API_AUTH__JWT_SECRET": known.jwt_secret,
    }


def _two_cores() -> dict[str, str]:
    """Sizes for a small machine (two cores), and quick recovery from a crash of the whole stack."""
    return {
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60",
        "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "30",
    }


def _quiet() -> dict[str, str]:
    """Nothing leaves the machine; and process titles do not overwrite the environment that marks our processes."""
    return {
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "SCARF_ANALYTICS": "false",
        "DO_NOT_TRACK": "1",
        "GX_ANALYTICS_ENABLED": "false",
        "SPT_NOENV": "1",
    }
