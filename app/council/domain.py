"""The council's own vocabulary and the rules of holding an office."""

from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.events import Event


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


def covers(starts_on: date | None, ends_on: date | None, day: date) -> bool:
    """Whether a period with open ends holds the day (both ends belong to it)."""
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


def overlap(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> bool:
    """Whether two periods with open ends share a day."""
    first_start, first_end = first
    second_start, second_end = second
    starts_in_time = second_end is None or first_start is None or first_start <= second_end
    ends_in_time = first_end is None or second_start is None or second_start <= first_end
    return starts_in_time and ends_in_time


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
