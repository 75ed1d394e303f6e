"""The clock of a written answer: the limit in force on the day of questioning, counted from that day (Luật 87/2015/QH13, art. 60.4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.core.enums import Coded
from app.core.events import Event

SOON = timedelta(days=5)
"""As many days before the last one an answer that has not come is due soon."""


class WrittenState(Coded):
    """Where a question put in writing stands."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    WAITING = "waiting"
    DISAGREED = "disagreed"
    SECOND_ROUND = "second_round"
    ANSWERED = "answered"


UNANSWERED = frozenset({WrittenState.OVERDUE, WrittenState.DUE_SOON, WrittenState.WAITING})


@dataclass(frozen=True, kw_only=True)
class Written:
    """A question in writing on a day. `due_on` is none where no limit was in force on the day it was put."""

    asked_on: date
    due_on: date | None
    basis: str
    day: date
    answered_on: date | None = None
    disagreed: bool = False
    next_id: int | None = None
    """The question of the second round."""

    @property
    def state(self) -> WrittenState:
        """An answer ends the clock, late or not; disagreement stands until the second round is put."""
        if self.answered_on is None:
            return self._waiting
        if self.next_id is not None:
            return WrittenState.SECOND_ROUND
        return WrittenState.DISAGREED if self.disagreed else WrittenState.ANSWERED

    @property
    def days_late(self) -> int:
        """By how many days the answer came late, or is overdue by now."""
        if self.due_on is None:
            return 0
        return max(((self.answered_on or self.day) - self.due_on).days, 0)

    @property
    def _waiting(self) -> WrittenState:
        if self.due_on is None or self.day < self.due_on - SOON:
            return WrittenState.WAITING
        return WrittenState.OVERDUE if self.day > self.due_on else WrittenState.DUE_SOON


@dataclass(frozen=True, kw_only=True)
class WrittenFilter:
    """What of the written questions is asked for; nothing set means all of them."""

    state: WrittenState | None = None
    office_id: int | None = None
    asked_from: date | None = None
    asked_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerFileAttached(Event):
    """A scanned answer was put with the answer."""


@dataclass(frozen=True, kw_only=True)
class AnswerFileDetached(Event):
    """A scanned answer was taken off; the file itself is kept."""
