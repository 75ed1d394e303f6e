"""What day it is. Moments are kept in UTC; a day is a day in Asia/Ho_Chi_Minh."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().astimezone(VIETNAM).date()


def local_day(moment: datetime) -> date:
    """The Vietnamese day on which a moment falls."""
    return moment.astimezone(VIETNAM).date()
