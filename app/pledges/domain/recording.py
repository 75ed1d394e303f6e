"""What is typed of a pledge, and the news of recording, adopting and closing it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.events import Event
from app.pledges.domain.deadlines import NewAnchor


@dataclass(frozen=True, kw_only=True)
class NewPledge:
    """A pledge as it was spoken.

    `due_on` confirms or overrules what the words of the deadline are read as; `undated` says that no day is set although
    the words may give one. A day other than the one read, and no day in spite of the words, need `due_on_override_reason`.
    `baseline` is where the measure stood on `baseline_on`; without a day, on the day of the promise.
    `anchors` say what the deadline hangs on, over what the words propose.
    """

    words: str
    expected_result: str = ""
    person_id: int | None = None
    office_id: int | None = None
    lead_agency_id: int | None = None
    coordinator_ids: tuple[int, ...] = ()
    follower_ids: tuple[int, ...] = ()
    deadline_words: str = ""
    due_on: date | None = None
    undated: bool = False
    due_on_override_reason: str = ""
    measure: str = ""
    target: Decimal | None = None
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    source: str = ""
    anchors: tuple[NewAnchor, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PledgeRecorded(Event):
    """A pledge was recorded in the words as spoken."""


@dataclass(frozen=True, kw_only=True)
class PledgeChanged(Event):
    """A draft pledge was changed."""


@dataclass(frozen=True, kw_only=True)
class PledgeDiscarded(Event):
    """A draft pledge was discarded."""


@dataclass(frozen=True, kw_only=True)
class PledgeAdopted(Event):
    """A pledge got its row number in a resolution; its words and original deadline froze."""


@dataclass(frozen=True, kw_only=True)
class PledgeClosed(Event):
    """Following a pledge ended, with the reason."""
