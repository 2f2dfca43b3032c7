"""A moment → the local time that people read, with its time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from selfeval.settings import settings


def local_time(moment: datetime | str) -> str:
    """A moment, also as ISO 8601, in the time zone of the settings."""
    zone = settings().timezone
    stated = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{stated.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S} {zone}"
