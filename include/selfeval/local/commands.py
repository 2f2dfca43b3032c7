"""The commands run, up, down and sql: stack, main job and tables put together."""

import csv
import sys
from datetime import UTC, datetime

from selfeval import paths
from selfeval.local import expanded, failure, kept, main_job, opened, samples, stack, tables
from selfeval.local.airflow_environment import base_url
from selfeval.local.credentials import credentials
from selfeval.local.lock import stack_lock
from selfeval.local.progress import Progress, console
from selfeval.local.question import ask, printed
from selfeval.local.termination import stopping_on_terminate
from selfeval.settings import settings


def run() -> None:
    """Start what is not running, hand in the samples, run both Dags, print the tables, stop what was started.

    Where the landing folder or the warehouse is the user's own, only what lies in the landing folder is taken.
    """
    progress = Progress(console())
    with stack_lock("run"), stopping_on_terminate():
        _meet_running_stack()
        is_ours = not stack.is_kept_up()
        began = datetime.now(UTC)
        if is_ours:
            stack.bring_up(progress, keep=False)
        else:
            progress.say("使用 `selfeval up` 已启动的环境", "using the stack that is up")
        try:
            _main_job(progress, parsed_after=began if is_ours else main_job.BEGINNING)
        finally:
            if is_ours:
                progress.say("停止本次启动的进程", "stopping what was started")
                stack.take_down()
    progress.say("完成", "done")


def up() -> None:
    """Start the stack and leave it running; print how to reach it."""
    screen = console()
    with stack_lock("up"), stopping_on_terminate():
        _meet_running_stack()
        if stack.is_kept_up():
            main_job.wait_for_dags(stack.airflow_api(), main_job.BEGINNING)
            screen.print(
                "已在运行，沿用启动时的设置 · up already, with the settings it was started with", soft_wrap=True
            )
        else:
            _start_and_keep(Progress(screen))
    known = credentials()
    screen.print(f"Airflow UI  {base_url()}  用户 user: admin  密码 password: {known.airflow_admin}", soft_wrap=True)
    if not settings().warehouse_url:
        address = f"postgresql://bi_reader:{known.bi_reader}@127.0.0.1:{settings().warehouse_port}/selfeval"
        screen.print(f"BI / psql   {address}", soft_wrap=True)
    screen.print("停止 stop: make down", soft_wrap=True)


def down() -> None:
    """Stop everything of this home, also what a crash left."""
    with stack_lock("down"):
        stopped = stack.take_down()
    console().print(f"已停止 stopped: {', '.join(stopped)}" if stopped else "没有在运行的进程 · nothing was running")


def sql(query: str, *, as_csv: bool) -> None:
    """Ask the warehouse as bi_reader and print the answer; the embedded server is started for it where it is down."""
    kept.adopt()
    with opened.server():
        answer = ask(query)
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(answer.columns)
        writer.writerows([printed(value) for value in row] for row in answer.rows)
    else:
        expanded.show(console(), answer.columns, answer.rows)


def _meet_running_stack() -> None:
    """Raises StackDiffersError; else this command means the stack that is up, if one is."""
    kept.require_same()
    kept.adopt()


def _start_and_keep(progress: Progress) -> None:
    """Bring up a stack whose Dags are read anew with the settings of now, or leave nothing running."""
    stack.take_down()
    began = datetime.now(UTC)
    stack.bring_up(progress, keep=True)
    try:
        api = stack.airflow_api()
        main_job.wait_for_dags(api, began)
        main_job.unpause(api)
    except BaseException:
        stack.take_down()
        raise


def _main_job(progress: Progress, parsed_after: datetime) -> None:
    api = stack.airflow_api()
    main_job.wait_for_dags(api, parsed_after)
    since = datetime.now(UTC)
    _hand_in(progress)
    ended = main_job.run(api, progress)
    failure.show(api, ended.tasks, progress)
    main_job.require_success(ended)
    tables.show(progress.console, since)


def _hand_in(progress: Progress) -> None:
    if samples.are_wanted():
        progress.say(f"样例报送 {samples.hand_in()} 份已放入收件夹", "samples handed in; triggering ingest_submissions")
    else:
        progress.say(
            f"处理自有收件夹 {paths.landing()}，不放入样例", "your own landing folder or warehouse: no samples"
        )
