import pytest

from selfeval.local.errors import ScheduleUnknownError, TimezoneUnknownError
from selfeval.local.schedule import require_schedule
from selfeval.settings import settings


@pytest.mark.parametrize("schedule", ["0 2 * * *", "@daily", "*/15 8-18 * * mon-fri"])
def test_what_airflow_understands_is_accepted(monkeypatch: pytest.MonkeyPatch, schedule: str):
    monkeypatch.setenv("SELFEVAL_SCHEDULE", schedule)
    settings.cache_clear()
    require_schedule()


@pytest.mark.parametrize("schedule", ["hello", "", "0 25 * * *", "0 2 * *", "0 0 31 2 *"])
def test_schedule_that_never_comes_is_refused_with_an_example(monkeypatch: pytest.MonkeyPatch, schedule: str):
    monkeypatch.setenv("SELFEVAL_SCHEDULE", schedule)
    settings.cache_clear()
    with pytest.raises(ScheduleUnknownError, match=r"0 2 \* \* \*"):
        require_schedule()


@pytest.mark.parametrize("timezone", ["Asia/Peking", "", "../etc/passwd", "Asia"])
def test_unknown_time_zone_is_refused_with_an_example(monkeypatch: pytest.MonkeyPatch, timezone: str):
    monkeypatch.setenv("SELFEVAL_TIMEZONE", timezone)
    settings.cache_clear()
    with pytest.raises(TimezoneUnknownError, match="Asia/Shanghai"):
        require_schedule()
