"""What is counted of pledges, by what it may be grouped, and how a share is made. Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded


class Measure(Coded):
    """A set of adopted pledges that is counted on a day.

    The corners of a square, the pledges without a day, those that wait for a condition and those dropped, replaced or carried
    over stand beside each other: every adopted pledge is in exactly one of them, by the deadline in force and by the original.
    """

    MADE = "made"
    DUE = "due"
    EXECUTED = "executed"
    DUE_ORIGINALLY = "due_originally"
    ON_TIME = "on_time"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_WITHIN_TIME = "open_within_time"
    OPEN_OVERDUE = "open_overdue"
    UNDATED = "undated"
    FIRST_DONE_ON_TIME = "first_done_on_time"
    FIRST_DONE_LATE = "first_done_late"
    FIRST_OPEN_WITHIN_TIME = "first_open_within_time"
    FIRST_OPEN_OVERDUE = "first_open_overdue"
    FIRST_UNDATED = "first_undated"
    CONDITION_UNMET = "condition_unmet"
    DROPPED = "dropped"
    REPLACED = "replaced"
    CARRIED_OVER = "carried_over"
    OVERDUE_UP_TO_30 = "overdue_up_to_30"
    OVERDUE_UP_TO_90 = "overdue_up_to_90"
    OVERDUE_UP_TO_180 = "overdue_up_to_180"
    OVERDUE_UP_TO_365 = "overdue_up_to_365"
    OVERDUE_LONGER = "overdue_longer"
    KEPT = "kept"
    KEPT_ON_TIME = "kept_on_time"
    KEPT_AFTER_EXTENSION = "kept_after_extension"
    KEPT_UNDATED = "kept_undated"
    OPEN = "open"
    OPEN_UNDATED = "open_undated"
    BROKEN = "broken"


class Change(Coded):
    """What may happen to a pledge between two days."""

    NEW = "new"
    NEWLY_KEPT = "newly_kept"
    NEWLY_OVERDUE = "newly_overdue"
    EXTENDED = "extended"
    CLOSED = "closed"


class Grouping(Coded):
    """What pledges are counted by; the value is the name of the register's filter."""

    SESSION = "session"
    TOPIC = "topic"
    SUBJECT = "subject"
    AGENCY = "agency"
    ACTING_AGENCY = "acting_agency"
    OFFICE = "office"
    ACTING_OFFICE = "acting_office"
    PERSON = "person"
    ANSWERER = "answerer"
    BODY = "body"
    TERM = "term"


TEXTS = frozenset({Grouping.TOPIC, Grouping.SUBJECT})
"""Groupings by words; the others go by the id of a record."""

NOTHING = "0"
"""In the place of words where there are none."""

M = Measure
IN_FORCE = (M.DONE_ON_TIME, M.DONE_LATE, M.OPEN_WITHIN_TIME, M.OPEN_OVERDUE)
ORIGINAL = (
    M.FIRST_DONE_ON_TIME,
    M.FIRST_DONE_LATE,
    M.FIRST_OPEN_WITHIN_TIME,
    M.FIRST_OPEN_OVERDUE,
)
CORNERS = tuple(zip(IN_FORCE, ORIGINAL, strict=True))
OUTSIDE = (
    (M.UNDATED, M.FIRST_UNDATED),
    *((each, each) for each in (M.CONDITION_UNMET, M.DROPPED, M.REPLACED, M.CARRIED_OVER)),
)
"""The rows of the square twice, and of what stands outside it: by the deadline in force, by the original one."""
AGES: dict[Measure, tuple[int, int | None]] = {
    M.OVERDUE_UP_TO_30: (1, 30),
    M.OVERDUE_UP_TO_90: (31, 90),
    M.OVERDUE_UP_TO_180: (91, 180),
    M.OVERDUE_UP_TO_365: (181, 365),
    M.OVERDUE_LONGER: (366, None),
}
"""Days past the deadline in force, from–to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which pledges are looked at; nothing set means all. The id 0, or the text "0", means "none is named"."""

    session_id: int | None = None
    agency_id: int | None = None
    office_id: int | None = None
    person_id: int | None = None
    body_id: int | None = None
    term_id: int | None = None
    acting_agency_id: int | None = None
    acting_office_id: int | None = None
    answerer_id: int | None = None
    topic: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """One line of the statistics: whose, and how many pledges each measure holds."""

    key: int | str
    name: str
    of: Mapping[Measure, int]

    def __getitem__(self, measure: Measure) -> int:
        return self.of[measure]

    @property
    def outside(self) -> int:
        """How many stand outside the square by the deadline in force."""
        return sum(self.of[measure] for measure, _original in OUTSIDE)


@dataclass(frozen=True, slots=True)
class Span:
    """From the end of one day to the end of a later one."""

    since: date
    until: date
