"""What is said, when, to whom: pure rules.

An event is something a person is told once. Before a deadline there is one at each of the leads the council set; then one
on the day; after it one for each week that has passed. Its key holds the deadline, so a granted extension begins anew.
An event lasts until the next one comes, so that a day on which nobody sent anything loses nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.core.enums import Coded
from app.core.errors import DomainError
from app.core.events import Event

WEEK = 7
TOLD_FOR = timedelta(days=7)
"""So long something that happened is news."""

KEPT_TRYING = timedelta(days=3)
CLAIMED_FOR = timedelta(minutes=15)
"""So long a letter may be under way; whoever claimed it has come to an end after that."""

_PAUSES = tuple(timedelta(minutes=each) for each in (5, 15, 60, 180, 360))


class MailStatus(Coded):
    """A failure is tried again and shown, never lost."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    REPLACED = "replaced"


WAITING = (MailStatus.QUEUED, MailStatus.FAILED)


class ReminderReason(Coded):
    """Why something stands in a digest, in the order in which it stands there."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    RETURNED = "returned"
    REPORT_DUE = "report_due"
    WRITTEN_ANSWER_DUE = "written_answer_due"
    EXPLANATION_DUE = "explanation_due"
    TO_ASSESS = "to_assess"
    TO_DECIDE = "to_decide"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Due:
    """Which event of a deadline a day stands in."""

    reason: ReminderReason
    key: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """An event and who is told of it. `words` are the record's own; `note` says what happened to it.

    `endpoint` is its page for those who read the register, `own_endpoint` the one for an agency's contacts.
    """

    key: str
    reason: ReminderReason
    words: str
    endpoint: str
    own_endpoint: str = ""
    values: Mapping[str, int] = field(default_factory=dict)
    due_on: date | None = None
    note: DomainError | None = None
    heard_by: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Line:
    """An event as one person reads it."""

    key: str
    reason: ReminderReason
    words: str
    address: str
    due_on: date | None
    note: DomainError | None


@dataclass(frozen=True, kw_only=True)
class CouncilPart:
    """What one council has for a person."""

    council_id: int
    name: str
    lines: tuple[Line, ...]

    @property
    def groups(self) -> list[tuple[ReminderReason, list[Line]]]:
        """By reason in their order, the nearest day first."""
        found = {reason: [line for line in self.lines if line.reason is reason] for reason in ReminderReason}
        return [
            (reason, sorted(lines, key=lambda line: (line.due_on or date.max, line.words)))
            for reason, lines in found.items()
            if lines
        ]


@dataclass(frozen=True, kw_only=True)
class Digest:
    """Everything there is for a person, of all of their councils."""

    user_id: int
    day: date
    parts: tuple[CouncilPart, ...]

    @property
    def count(self) -> int:
        return sum(len(part.lines) for part in self.parts)

    def without(self, told: frozenset[tuple[int, str]]) -> "Digest":
        """What the person was not told yet; `told` are councils with keys."""
        parts = [
            CouncilPart(
                council_id=part.council_id,
                name=part.name,
                lines=tuple(line for line in part.lines if (part.council_id, line.key) not in told),
            )
            for part in self.parts
        ]
        return Digest(user_id=self.user_id, day=self.day, parts=tuple(part for part in parts if part.lines))


def due_event(due_on: date, *, day: date, leads: Iterable[int]) -> Due | None:
    """The event of a deadline that a day stands in; None before the first lead.

    >>> due_event(date(2026, 12, 31), day=date(2026, 12, 26), leads=(30, 7, 1)).key
    '2026-12-31:7'
    """
    left = (due_on - day).days
    if left > 0:
        lead = min((lead for lead in leads if lead >= left), default=None)
        return None if lead is None else Due(ReminderReason.DUE_SOON, f"{due_on}:{lead}")
    weeks = -left // WEEK
    reason = ReminderReason.DUE_TODAY if left == 0 else ReminderReason.OVERDUE
    return Due(reason, f"{due_on}:-{weeks}" if weeks else f"{due_on}:0")


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return _PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1]


@dataclass(frozen=True, kw_only=True)
class MailSwitched(Event):
    """Someone switched the daily mail on or off."""


@dataclass(frozen=True, kw_only=True)
class CalendarFeedMade(Event):
    """Someone made the secret address of their calendar; an earlier one is worth nothing from then on."""


@dataclass(frozen=True, kw_only=True)
class CalendarFeedRevoked(Event):
    """Someone took the address of their calendar back."""


@dataclass(frozen=True, kw_only=True)
class MailSentAgain(Event):
    """A letter nobody knows the fate of is sent once more, because a person said so."""
