"""The parts of a pledge: a step of its roadmap, an agency's share, an occurrence of a recurring one."""

from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.events import Event


class PartKind(Coded):
    """What a part is."""

    STEP = "step"
    SHARE = "share"
    OCCURRENCE = "occurrence"


@dataclass(frozen=True, kw_only=True)
class NewPart:
    """A part with its own deadline, and what it must show. A share names its agency."""

    kind: PartKind
    words: str
    agency_id: int | None = None
    due_words: str = ""
    due_on: date | None = None
    must_show: str = ""
    required: bool = True
    decided_on: date | None = None
    document_number: str = ""


@dataclass(frozen=True, kw_only=True)
class PartAdded(Event):
    """A step, share or occurrence was added to a pledge."""


@dataclass(frozen=True, kw_only=True)
class PartChanged(Event):
    """A part of a draft pledge was changed."""


@dataclass(frozen=True, kw_only=True)
class PartRemoved(Event):
    """A part of a draft pledge was removed."""
