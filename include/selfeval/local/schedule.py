"""Schedule and time zone of the settings -> nothing, or an error that names the one Airflow could not use."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from croniter import CroniterError, croniter  # type: ignore[import-untyped]

from selfeval.local.errors import ScheduleUnknownError, TimezoneUnknownError
from selfeval.settings import settings


def require_schedule() -> None:
    """Raise ScheduleUnknownError or TimezoneUnknownError where the nightly run could never start.

    Airflow reads cron expressions with the same library, but only says so long after it has started.
    """
    schedule = settings().schedule
    try:
        croniter(schedule, datetime.now(UTC)).get_next()
    except (CroniterError, ValueError, TypeError, AttributeError) as error:
        raise ScheduleUnknownError(schedule=schedule, reason=error) from error
    time_zone()


def time_zone() -> ZoneInfo:
    """The time zone of the settings. Raises TimezoneUnknownError."""
    try:
        return ZoneInfo(settings().timezone)
    except (OSError, ValueError, KeyError) as error:
        raise TimezoneUnknownError(timezone=settings().timezone) from error
