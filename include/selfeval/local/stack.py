"""Nothing -> PostgreSQL, a migrated warehouse and a healthy Airflow of this home; and back to nothing."""

from concurrent.futures import ThreadPoolExecutor

from selfeval import paths
from selfeval.local import airflow, kept, postgres, processes, roles
from selfeval.local.airflow_api import AirflowApi
from selfeval.local.airflow_environment import base_url
from selfeval.local.credentials import credentials
from selfeval.local.errors import HomeNotWritableError
from selfeval.local.progress import Progress
from selfeval.local.schedule import require_schedule
from selfeval.settings import settings
from selfeval.warehouse.schema.migrate import migrate

POOL = "warehouse"
POOL_SLOTS = 2
"""Batches that load at once: each holds one transaction; on two cores a third only waits."""


def airflow_api() -> AirflowApi:
    """A client of this home's Airflow."""
    return AirflowApi(base_url(), credentials().airflow_admin, airflow.log_file("api-server"))


def is_kept_up() -> bool:
    """Whether `selfeval up` left the whole stack running and it still is healthy."""
    return kept.exists() and postgres.running() is not None and _is_healthy()


def bring_up(progress: Progress, *, keep: bool) -> None:
    """Start everything; `keep` also opens PostgreSQL's TCP port and leaves the stack to `selfeval down`.

    What an earlier command left behind when it was killed is cleared first. On any error, what was started is stopped.
    Raises ConfigurationError.
    """
    require_schedule()
    _prepare_home()
    if left := processes.stop():
        progress.say(f"已清除上次残留的进程：{', '.join(left)}", "cleared what an earlier run left behind")
    try:
        _bring_up(progress, keep=keep)
    except BaseException:
        take_down()
        raise
    if keep:
        kept.note()


def take_down() -> list[str]:
    """Stop everything of this home, also what a crash left; returns the names of what ran."""
    kept.forget()
    stopped = processes.stop()
    if postgres.running():
        stopped.append("postgres")
    if paths.postgres_data().exists():
        postgres.stop()
    return stopped


def open_server() -> bool:
    """Start the embedded server alone, with its roles; returns whether this call started it."""
    _prepare_home()
    started = postgres.start(tcp=False)
    if started:
        roles.ensure(postgres.embedded())
    return started


def _bring_up(progress: Progress, *, keep: bool) -> None:
    airflow.require_port()
    progress.say("启动 PostgreSQL 18", "starting PostgreSQL 18")
    postgres.start(tcp=keep)
    roles.ensure(postgres.embedded())
    progress.say("迁移数据仓库与 Airflow 元数据库", "migrating warehouse and Airflow metadata")
    with ThreadPoolExecutor(1) as beside:
        warehouse = beside.submit(migrate, postgres.warehouse_url())
        airflow.migrate()
        progress.say(f"启动 Airflow（{', '.join(airflow.COMPONENTS)}）", "starting Airflow")
        started = airflow.start()
        warehouse.result()
    api = airflow_api()
    airflow.wait_until_healthy(api, started, lambda names: progress.say(f"就绪：{names}", "healthy"))
    api.make_pool(POOL, POOL_SLOTS, "Batches that load into the warehouse at the same time")


def _is_healthy() -> bool:
    return airflow_api().healthy_components() == set(airflow.COMPONENTS)


def _prepare_home() -> None:
    """Make the folders that processes share. Raises HomeNotWritableError."""
    for folder in (settings().home, paths.landing(), paths.airflow_home()):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise HomeNotWritableError(folder=folder, reason=error.strerror) from error
