"""Ending to follow a pledge, taking it up again, and how promises follow each other."""

from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.events import Event


class LinkKind(Coded):
    """How a later promise follows an earlier one."""

    REPLACED = "replaced"
    MERGED = "merged"
    SPLIT = "split"
    PROMISED_AGAIN = "promised_again"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True, kw_only=True)
class NewDrop:
    """A decision to stop following a pledge (thôi theo dõi). Slowness and difficulty are no grounds."""

    ground_id: int
    decided_on: date
    document_number: str
    body_id: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Reopening:
    """A decision to follow a closed pledge again."""

    decided_on: date
    document_number: str
    reason: str
    body_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewLink:
    """A later promise that replaces, merges, splits or repeats an earlier one."""

    kind: LinkKind
    decided_on: date
    document_number: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PledgeReopened(Event):
    """A closed pledge is followed again, by a new decision."""


@dataclass(frozen=True, kw_only=True)
class PledgesLinked(Event):
    """A later promise was linked to an earlier one."""


@dataclass(frozen=True, kw_only=True)
class PledgesUnlinked(Event):
    """A link made by mistake was taken back."""


@dataclass(frozen=True, kw_only=True)
class GroundListed(Event):
    """A ground was added to the council's list, reworded or retired."""
