"""A moment that a person writes → the instant at which the files of a replay are recorded as received."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from selfeval.errors import ConfigurationError
from selfeval.settings import settings
from selfeval.warehouse.submissions import receipts


class ReceiptTimeUnclearError(ConfigurationError):
    """The text names no single instant."""

    slug = "receipt-time-unclear"
    zh = (
        "收到时间 {text} 不是一个明确的时刻。请写日期与时间，例如 2023-03-01T09:00（按 {time_zone} 时间）"
        "或 2023-03-01T09:00+08:00。"
    )
    en = (
        "The time of receipt {text} is not one instant. Write a date and a time, such as 2023-03-01T09:00 "
        "(on the clock of {time_zone}) or 2023-03-01T09:00+08:00."
    )


class ReceiptTimeFutureError(ConfigurationError):
    """The instant has not come yet."""

    slug = "receipt-time-future"
    zh = "收到时间 {received_at} 晚于现在（{now}）。请写文件当时收到的时间；刚收到的文件不必写 --received-at。"
    en = (
        "The time of receipt {received_at} is later than now ({now}). Write when the files were received; "
        "for files that have just come in, leave --received-at out."
    )


class ReceiptTimeOrderError(ConfigurationError):
    """The warehouse already has a later receipt."""

    slug = "receipt-time-order"
    zh = (
        "收到时间 {received_at} 早于数据仓库中最新的一份回执（{newest}），未收取任何文件。核对以当时在库的版本为准，"
        "所以补报须按收到的先后进行：请改用不早于该时刻的时间，或另设空的 SELFEVAL_HOME（或数据仓库），"
        "从最早的文件起依次补报。"
    )
    en = (
        "The time of receipt {received_at} is earlier than the newest receipt in the warehouse ({newest}); no file was "
        "taken. Files are compared with the versions that are current when they come in, so an archive is replayed in "
        "order: write a time that is not earlier, or start again from the oldest files with an empty SELFEVAL_HOME "
        "(or warehouse)."
    )


def parse(text: str, time_zone: ZoneInfo) -> datetime:
    """The instant of an ISO 8601 date and time, with its offset or on the clock of a time zone.

    Raises ReceiptTimeUnclearError for a date alone and for a local time that the clock skips or shows twice, and
    ReceiptTimeFutureError.
    """
    unclear = ReceiptTimeUnclearError(text=text, time_zone=time_zone.key)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise unclear from error
    if ":" not in text:
        raise unclear
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=time_zone)
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            raise unclear
    now = datetime.now(UTC)
    if moment > now:
        raise ReceiptTimeFutureError(received_at=text, now=f"{now.astimezone(time_zone):%Y-%m-%d %H:%M %z}")
    return moment.astimezone(UTC)


def require_in_order(received_at: datetime) -> None:
    """Raise ReceiptTimeOrderError where the warehouse has a receipt of a later time; the same time is in order."""
    newest = receipts.newest_received_at()
    if newest is not None and received_at < newest:
        time_zone = ZoneInfo(settings().timezone)
        shown, latest = (one.astimezone(time_zone).isoformat() for one in (received_at, newest))
        raise ReceiptTimeOrderError(received_at=shown, newest=latest)
