"""Kinds of sittings and questioning sessions."""

from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.events import Event


class SittingKind(Coded):
    """Regular sittings twice a year; thematic and extraordinary ones besides (Luật 87/2015/QH13, art. 58–59)."""

    REGULAR_MID_YEAR = "regular_mid_year"
    REGULAR_YEAR_END = "regular_year_end"
    THEMATIC = "thematic"
    EXTRAORDINARY = "extraordinary"


class SessionKind(Coded):
    """Where a pledge may be drawn out (Luật 87/2015/QH13, art. 60, 69, 72; NQ 594/NQ-UBTVQH15)."""

    AT_SITTING = "at_sitting"
    STANDING_COMMITTEE = "standing_committee"
    EXPLANATION = "explanation"
    WRITTEN_ONLY = "written_only"
    CITIZEN_DIALOGUE = "citizen_dialogue"


@dataclass(frozen=True, kw_only=True)
class NewSitting:
    """A sitting as it is announced."""

    term_id: int
    name: str
    kind: SittingKind
    opens_on: date | None = None
    closes_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewSession:
    """A day of questioning."""

    kind: SessionKind
    held_on: date
    sitting_id: int | None = None
    title: str = ""
    organising_body_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SittingAdded(Event):
    """A sitting was entered."""


@dataclass(frozen=True, kw_only=True)
class SittingChanged(Event):
    """A sitting's number, kind or days were changed."""


@dataclass(frozen=True, kw_only=True)
class SessionAdded(Event):
    """A questioning session was entered."""


@dataclass(frozen=True, kw_only=True)
class SessionChanged(Event):
    """A questioning session was changed."""


@dataclass(frozen=True, kw_only=True)
class TopicGroupAdded(Event):
    """A topic group was added to a session."""


@dataclass(frozen=True, kw_only=True)
class TopicGroupChanged(Event):
    """A topic group was renamed or moved."""


@dataclass(frozen=True, kw_only=True)
class TopicGroupRemoved(Event):
    """A topic group nothing stood in was removed."""
