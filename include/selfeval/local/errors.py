"""What can go wrong with the local stack, each with its way out."""

from selfeval.errors import ConfigurationError, SelfevalError


class PortTakenError(ConfigurationError):
    """A loopback port that we need is another program's."""

    slug = "port-taken"
    zh = "端口 {port}（{purpose}）已被 {holder} 占用。请停止该程序，或设置 {setting}=<其他端口> 后重试。"
    en = "Port {port} ({purpose}) is taken by {holder}. Stop that program, or set {setting}=<another port> and retry."


class HomeNotWritableError(ConfigurationError):
    """The home folder cannot be made or written."""

    slug = "home-not-writable"
    zh = "无法写入文件夹 {folder}（{reason}）。请修改其权限，或把 SELFEVAL_HOME 设为可写的文件夹。"
    en = "Cannot write the folder {folder} ({reason}). Change its permissions, or set SELFEVAL_HOME to a writable folder."


class StackBusyError(ConfigurationError):
    """Another selfeval command is starting, stopping or running on the same home."""

    slug = "stack-busy"
    zh = "另一个 selfeval 命令（{holder}）正在使用 {home}。请等它结束，或为本次运行另设 SELFEVAL_HOME。"
    en = "Another selfeval command ({holder}) is using {home}. Wait for it, or set another SELFEVAL_HOME for this one."


class StackDiffersError(ConfigurationError):
    """The stack that is up was started with other settings than this command asks for."""

    slug = "stack-differs"
    zh = "运行中的环境与本次设置不同（本次 ≠ 运行中）：{differing}。请先 `make down` 再以新设置 `make up`，或取消这些设置。"
    en = (
        "The stack that is up has other settings (asked for ≠ running): {differing}. "
        "`make down` first and start again with the new ones, or unset them."
    )


class ScheduleUnknownError(ConfigurationError):
    """SELFEVAL_SCHEDULE is no cron expression."""

    slug = "schedule-unknown"
    zh = "SELFEVAL_SCHEDULE={schedule} 不是有效的 cron 表达式（{reason}）。请改为五段式，例如每天凌晨两点：0 2 * * *。"
    en = "SELFEVAL_SCHEDULE={schedule} is no cron expression ({reason}). Five fields are needed: 0 2 * * * is 2 a.m."


class TimezoneUnknownError(ConfigurationError):
    """SELFEVAL_TIMEZONE is no time zone."""

    slug = "timezone-unknown"
    zh = "SELFEVAL_TIMEZONE={timezone} 不是已知的时区。请使用 IANA 名称，例如 Asia/Shanghai。"
    en = "SELFEVAL_TIMEZONE={timezone} is no known time zone. Use an IANA name such as Asia/Shanghai."


class SubmissionsKeptError(ConfigurationError):
    """Removing the home would remove the only copy of what departments handed in."""

    slug = "submissions-kept"
    zh = "{home} 中有 {count} 份非样例报送（{first} 等），删除后无法恢复，未作任何改动。确认删除请运行 `selfeval clean --yes`。"
    en = (
        "{home} holds {count} submissions that are not samples ({first} …), which nothing could bring back; "
        "nothing was changed. To remove them run `selfeval clean --yes`."
    )


class ServerNotStartedError(ConfigurationError):
    """The embedded PostgreSQL did not start."""

    slug = "server-not-started"
    zh = "内置 PostgreSQL 未能启动。日志 {log} 末尾：{tail}。请按日志处理；若数据可弃，`make clean` 后重来。"
    en = (
        "The embedded PostgreSQL did not start. End of {log}: {tail}. "
        "Act on what it says; where the data may go, `make clean` and start again."
    )


class NotADatabaseFolderError(ConfigurationError):
    """The data folder exists, and is not a PostgreSQL 18 database."""

    slug = "not-a-database-folder"
    zh = "{folder} 不是 PostgreSQL 18 的数据文件夹（版本：{version}）。请移走它，或设置另一个 SELFEVAL_HOME。"
    en = "{folder} is not a PostgreSQL 18 data folder (version: {version}). Move it away, or set another SELFEVAL_HOME."


class ComponentDiedError(ConfigurationError):
    """A process of the stack ended, or did not become healthy."""

    slug = "component-died"
    zh = "{component} 未能正常运行。日志 {log} 末尾：\n{tail}\n请按日志处理后重试；`make down` 可清除残留进程。"
    en = (
        "{component} is not running as it should. End of {log} above. "
        "Act on what it says and retry; `make down` clears what is left."
    )


class DagMissingError(ConfigurationError):
    """Airflow does not know a Dag that the main job needs."""

    slug = "dag-missing"
    zh = "Airflow 未能载入 Dag {dag}：{reason}。请修正 dags/ 下的文件后重试。"
    en = "Airflow did not load the Dag {dag}: {reason}. Mend the file in dags/ and retry."


class AirflowRefusedError(ConfigurationError):
    """The Airflow API answered with an error."""

    slug = "airflow-refused"
    zh = "Airflow 拒绝了请求 {request}（HTTP {status}）：{answer}。请查看日志 {log}。"
    en = "Airflow refused {request} (HTTP {status}): {answer}. See the log {log}."


class RunFailedError(SelfevalError):
    """A Dag run of the main job failed; the task and its log were shown."""

    slug = "run-failed"
    zh = "运行失败：{runs}。上方为失败任务及其日志末尾；处理后再次 `make run`，已入库的不会重复。"
    en = "Failed: {runs}. The failed tasks and the ends of their logs stand above; mend them and `make run` again."


class RunStalledError(SelfevalError):
    """Nothing moved for a long time."""

    slug = "run-stalled"
    zh = "{seconds} 秒内没有任何任务变化：{runs}。请查看 {log}，`make down` 后重试。"
    en = "No task moved for {seconds} s: {runs}. See {log}, then `make down` and retry."


class SqlRefusedError(SelfevalError):
    """PostgreSQL refused a question asked as bi_reader."""

    slug = "sql-refused"
    zh = "查询被拒绝：{reason}。bi_reader 只能读取集市（mart 各模式）。"
    en = "The query was refused: {reason}. bi_reader may read the marts only: the schemas that begin with mart."


class WarehouseEmptyError(ConfigurationError):
    """Nothing was ever loaded: there is no mart schema yet."""

    slug = "warehouse-empty"
    zh = "数据仓库还是空的。请先 `make run`（自备的仓库：`selfeval migrate`），再查询。"
    en = "The warehouse is empty. `make run` first (on a warehouse of your own: `selfeval migrate`), then ask."


class WarehouseUnreachableError(ConfigurationError):
    """The warehouse does not answer."""

    slug = "warehouse-unreachable"
    zh = "无法连接数据仓库：{reason}。请检查 SELFEVAL_WAREHOUSE_URL。"
    en = "The warehouse does not answer: {reason}. Check SELFEVAL_WAREHOUSE_URL."
