"""The axes of a pledge's state: lifecycle, time, verdict. What follows from a decision and a day is computed, never stored."""

from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded


class Lifecycle(Coded):
    """draft → adopted → closed; an adopted pledge never disappears."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    CLOSED = "closed"


class ClosingReason(Coded):
    """Why a pledge is no longer followed. Slowness and difficulty are no grounds."""

    KEPT = "kept"
    DROPPED = "dropped"
    REPLACED = "replaced"
    CARRIED_OVER = "carried_over"


class TimeStatus(Coded):
    """Where a pledge stands in time on a day. A draft stands nowhere: its deadline runs from adoption on."""

    DRAFT = "draft"
    UNDATED = "undated"
    UNMET = "unmet"
    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    STOPPED = "stopped"


class Verdict(Coded):
    """What a monitoring round found."""

    NOT_ASSESSED = "not_assessed"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    BROKEN = "broken"
    UNSATISFACTORY = "unsatisfactory"
    UNVERIFIABLE = "unverifiable"


class Square(Coded):
    """The classic square of a dated pledge: done on time, done late, not done within time, not done overdue."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_WITHIN_TIME = "open_within_time"
    OPEN_OVERDUE = "open_overdue"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class TimeRules:
    """The council's settings that decide a time status, in days."""

    lead: int = 30
    long_overdue: int = 180


def time_status(
    *,
    lifecycle: Lifecycle,
    due_on: date | None,
    completed_on: date | None,
    closed_on: date | None,
    day: date,
    rules: TimeRules,
    unmet: bool = False,
) -> TimeStatus:
    """The time status on a day. The due day itself is not overdue; the next day is. Nothing is late before it is adopted.

    `unmet`: the promise depends on a condition that is not met on the day; until it is, no deadline runs.
    """
    if lifecycle is Lifecycle.DRAFT:
        return TimeStatus.DRAFT
    if (completed_on is not None and completed_on <= day) or (closed_on is not None and closed_on <= day):
        return TimeStatus.STOPPED
    if unmet or due_on is None:
        return TimeStatus.UNMET if unmet else TimeStatus.UNDATED
    return _running((due_on - day).days, rules)


def _running(left: int, rules: TimeRules) -> TimeStatus:
    """The status of a deadline that runs, by the days left."""
    if left > rules.lead:
        return TimeStatus.NOT_DUE
    if left > 0:
        return TimeStatus.DUE_SOON
    if left == 0:
        return TimeStatus.DUE_TODAY
    return TimeStatus.LONG_OVERDUE if -left > rules.long_overdue else TimeStatus.OVERDUE


def days_late(due_on: date | None, *, completed_on: date | None, day: date) -> int:
    """Days past the deadline, to completion or to the day asked; 0 where there is no deadline or none has passed."""
    if due_on is None:
        return 0
    until = completed_on if completed_on is not None and completed_on <= day else day
    return max((until - due_on).days, 0)


def square_of(
    *, due_on: date | None, completed_on: date | None, outside: bool, day: date, unmet: bool = False
) -> Square:
    """The corner of the classic square on a day, by the deadline given (in force or original).

    Undated, dropped and replaced pledges (`outside`) stand outside, so that the totals always add up; so do those whose
    condition is not met yet, unless they were done all the same.
    """
    if due_on is None or outside:
        return Square.OUTSIDE
    if completed_on is not None and completed_on <= day:
        return Square.DONE_ON_TIME if completed_on <= due_on else Square.DONE_LATE
    if unmet:
        return Square.OUTSIDE
    return Square.OPEN_OVERDUE if day > due_on else Square.OPEN_WITHIN_TIME
