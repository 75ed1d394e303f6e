"""How the deadline in force comes to change: by decision, by a sitting, an event, a condition, the calendar. Never silently."""

from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.events import Consequence, Event
from app.sittings.domain import SittingKind


class RequestStatus(Coded):
    """A request for an extension: pending it changes nothing; decided it never changes again."""

    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class GroundKind(Coded):
    """What a ground of the council's list is for."""

    EXTENSION = "extension"
    DROP = "drop"


class DeadlineCause(Coded):
    """Why a deadline in force begins to count."""

    ADOPTION = "adoption"
    EXTENSION = "extension"
    SITTING = "sitting"
    EVENT = "event"
    CONDITION = "condition"
    CALENDAR = "calendar"
    DATE_GIVEN = "date_given"


class AnchorKind(Coded):
    """What a deadline without a day hangs on."""

    SITTING = "sitting"
    EVENT = "event"
    CONDITION = "condition"


class SittingPoint(Coded):
    """Which day of a sitting is meant."""

    BEFORE_OPENING = "before_opening"
    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True)
class NewExtensionRequest:
    """A request for more time as it was received."""

    new_due_on: date
    reason: str
    received_on: date
    new_words: str = ""
    ground_id: int | None = None
    paper_number: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtensionDecision:
    """What the Standing Committee decided on a request."""

    granted: bool
    decided_on: date
    document_number: str
    body_id: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NewAnchor:
    """What a deadline hangs on: a sitting (known, or said by its kind and year), an event, a condition."""

    kind: AnchorKind
    words: str = ""
    sitting_id: int | None = None
    sitting_kind: SittingKind | None = None
    sitting_year: int | None = None
    point: SittingPoint = SittingPoint.CLOSING
    days_after: int = 0
    duty_agency_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """On which day an event happened or a condition was met, by which paper; and the day that counts now, where the words give none."""

    happened_on: date
    document_number: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DateGiven:
    """A decision that gives a deadline without a day the day by which it must be done."""

    due_on: date
    decided_on: date
    document_number: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtensionRequested(Event):
    """A request for an extension was logged; nothing changes by it."""


@dataclass(frozen=True, kw_only=True)
class ExtensionDecided(Event):
    """A request was granted, refused or withdrawn."""


@dataclass(frozen=True, kw_only=True)
class DeadlineMoved(Consequence):
    """The deadline in force changed; the original stands."""


@dataclass(frozen=True, kw_only=True)
class AnchorSet(Event):
    """A deadline was bound to a sitting, an event or a condition, or unbound from it."""


@dataclass(frozen=True, kw_only=True)
class AnchorMet(Event):
    """The event a deadline hangs on happened, or its condition was met."""
