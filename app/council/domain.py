"""The council's own vocabulary and the rules of holding an office."""

import re
from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.events import Event
from app.core.text import fold
from app.core.workdays import WorkCalendar


class Level(Coded):
    """The two tiers of local government (Luật Tổ chức chính quyền địa phương 72/2025/QH15, art. 1)."""

    PROVINCE = "province"
    COMMUNE = "commune"


class BodyKind(Coded):
    """The bodies of a council."""

    STANDING_COMMITTEE = "standing_committee"
    COMMITTEE = "committee"
    DELEGATE_GROUP = "delegate_group"


class AgencyKind(Coded):
    """Who may be held to a pledge."""

    PEOPLE_COMMITTEE = "people_committee"
    DEPARTMENT = "department"
    DISTRICT_LEGACY = "district_legacy"
    COMMUNE_COMMITTEE = "commune_committee"
    COURT = "court"
    PROCURACY = "procuracy"
    OTHER = "other"


class DayKind(Coded):
    """What the calendar says of a day beside the weekends."""

    REST = "rest"
    WORK = "work"


class SuccessionKind(Coded):
    """What became of an agency."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    ABOLISHED = "abolished"


class LimitCode(Coded):
    """Time limits set by law, in days."""

    WRITTEN_ANSWER = "written_answer"
    REPORT_BEFORE_SITTING = "report_before_sitting"
    EXPLANATION_SESSION_NOTICE = "explanation_session_notice"
    EXPLANATION = "explanation"
    EXPLANATION_COMPLEX = "explanation_complex"
    RESOLUTION_SENT = "resolution_sent"
    DRAFT_PROGRAMME = "draft_programme"


class UsedBy(Coded):
    """The tables that may refer to an entry of the directory, so that a page can say what uses it."""

    AGENCIES = "agencies"
    AGENCY_REPORTS = "agency_reports"
    ANSWER_OPINIONS = "answer_opinions"
    ANSWERS = "answers"
    BODIES = "bodies"
    CLOSING_DECISIONS = "closing_decisions"
    DEADLINE_ANCHORS = "deadline_anchors"
    DELEGATES = "delegates"
    EXTENSION_REQUESTS = "extension_requests"
    HANDOVERS = "handovers"
    LETTERS = "letters"
    MEMBERSHIPS = "memberships"
    OFFICE_HOLDINGS = "office_holdings"
    OFFICES = "offices"
    PLEDGE_ASSIGNMENTS = "pledge_assignments"
    PLEDGE_COORDINATORS = "pledge_coordinators"
    PLEDGE_FOLLOWERS = "pledge_followers"
    PLEDGE_PARTS = "pledge_parts"
    PLEDGES = "pledges"
    QUESTION_ASKERS = "question_askers"
    QUESTIONING_SESSIONS = "questioning_sessions"
    QUESTIONS = "questions"
    REPORT_SUBMISSIONS = "report_submissions"
    REQUESTION_PROPOSALS = "requestion_proposals"
    ROUNDS = "rounds"
    SITTING_REPORTS = "sitting_reports"
    SITTINGS = "sittings"
    SUCCESSIONS = "successions"
    TERM_CLOSINGS = "term_closings"
    TOPIC_CANDIDATES = "topic_candidates"
    TOPIC_OPINIONS = "topic_opinions"
    TOPIC_PROPOSALS = "topic_proposals"


def covers(starts_on: date | None, ends_on: date | None, day: date) -> bool:
    """Whether a period with open ends holds the day (both ends belong to it)."""
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


def overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    """Whether two periods with open ends share a day."""
    first_start, first_end = first
    second_start, second_end = second
    starts_in_time = second_end is None or first_start is None or first_start <= second_end
    ends_in_time = first_end is None or second_start is None or second_start <= first_end
    return starts_in_time and ends_in_time


RESERVED_SLUGS = frozenset(
    {
        "api",
        "bootstrap",
        "healthz",
        "language",
        "password",
        "profile",
        "public",
        "setup",
        "sign-in",
        "sign-out",
        "static",
        "verify",
    }
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLUG_LENGTH = 60


def slug_of(name: str) -> str:
    """The address part made from a council's name, without "Hội đồng nhân dân", diacritics or spaces.

    >>> slug_of("Hội đồng nhân dân tỉnh Hà Giang")
    'tinh-ha-giang'
    """
    words = fold(name).removeprefix("hoi dong nhan dan").split() or fold(name).split()
    return "-".join(words)[:_SLUG_LENGTH].strip("-")


def is_usable_slug(slug: str) -> bool:
    """Lower-case letters and digits with single hyphens between, and no name the product uses for itself."""
    return len(slug) <= _SLUG_LENGTH and bool(_SLUG.fullmatch(slug)) and slug not in RESERVED_SLUGS


@dataclass(frozen=True, kw_only=True)
class NewCouncil:
    """What a council is set up with; the rest of its settings have defaults."""

    slug: str
    name: str
    place: str
    level: Level = Level.PROVINCE


@dataclass(frozen=True, kw_only=True)
class CouncilSettings:
    """What a council may change of itself."""

    name: str
    place: str
    level: Level
    resolution_symbol: str
    due_soon_days: int
    long_overdue_days: int
    roll_to_working_day: bool
    before_is_inclusive: bool
    vague_words: str
    default_term_days: int = 180
    reminder_leads: str = "30,7,1"


MOST_LEADS = 6
LONGEST_LEAD = 365


def leads_of(text: str) -> tuple[int, ...]:
    """The days before a deadline on which people are reminded, the earliest first. Raises `ValueError`.

    >>> leads_of("1; 30, 7")
    (30, 7, 1)
    """
    leads = {int(each) for each in text.replace(";", ",").split(",") if each.strip()}
    if len(leads) > MOST_LEADS or not all(1 <= lead <= LONGEST_LEAD for lead in leads):
        raise ValueError(text)
    return tuple(sorted(leads, reverse=True))


@dataclass(frozen=True, kw_only=True)
class NewTerm:
    """A term of office."""

    number: str
    years: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewBody:
    """The Standing Committee, a committee or a delegates' group."""

    kind: BodyKind
    name: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewAgency:
    """An agency that may be held to a pledge."""

    name: str
    short_name: str = ""
    kind: AgencyKind = AgencyKind.DEPARTMENT
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """A person; `note` tells namesakes apart."""

    full_name: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NewDelegate:
    """A person as a delegate of one term."""

    person_id: int
    term_id: int
    group_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewOffice:
    """A post that answers for work."""

    title: str
    agency_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewHolding:
    """Who holds an office, from–until; an open end is not known or not reached."""

    person_id: int
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewCalendarDay:
    """A day of rest, or a weekend day that is worked in exchange, with the document that set it."""

    day: date
    kind: DayKind
    name: str = ""
    document_number: str = ""


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event):
    """Days of the council's calendar were entered, changed or removed; `before` is the calendar as it was."""

    days: tuple[date, ...]
    before: WorkCalendar


@dataclass(frozen=True, kw_only=True)
class CouncilCreated(Event):
    """A council was set up."""


@dataclass(frozen=True, kw_only=True)
class CouncilChanged(Event):
    """A council's names or settings were changed."""


@dataclass(frozen=True, kw_only=True)
class DirectoryEntryAdded(Event):
    """A term, body, delegate, agency, office, person or holding was added."""


@dataclass(frozen=True, kw_only=True)
class DirectoryEntryChanged(Event):
    """A term, body, delegate, agency, office, person or holding was changed or end-dated."""


@dataclass(frozen=True, kw_only=True)
class DirectoryEntryRemoved(Event):
    """An entry that nothing referred to was removed."""
