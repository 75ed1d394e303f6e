"""What is said when agencies are reorganised, and what must be true of it."""

from dataclasses import dataclass
from datetime import date

from app.core.events import Event
from app.council.domain import SuccessionKind

MOST_HEIRS = 12
_HEIRS = {
    SuccessionKind.RENAMED: (1, 1),
    SuccessionKind.MERGED: (1, 1),
    SuccessionKind.SPLIT: (2, MOST_HEIRS),
    SuccessionKind.ABOLISHED: (0, MOST_HEIRS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """An agency that takes work over, and which share of it, in the words of the document."""

    agency_id: int
    share: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSuccession:
    """What became of an agency from a day on. Of a merger each agency that went into it says so by itself."""

    kind: SuccessionKind
    effective_on: date
    document_number: str = ""
    heirs: tuple[Heir, ...] = ()


def has_fitting_heirs(kind: SuccessionKind, count: int) -> bool:
    """Renamed and merged agencies have one successor, a split one several; of an abolished one the work may end.

    >>> has_fitting_heirs(SuccessionKind.SPLIT, 1)
    False
    """
    least, most = _HEIRS[kind]
    return least <= count <= most


@dataclass(frozen=True, kw_only=True)
class AgencyReorganised(Event):
    """An agency's work passed on, or ended; the subject is the agency that was."""

    succession_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SuccessionTakenBack(Event):
    """A succession entered by mistake was taken back; whoever built on it refuses by an error. The subject is the agency that was."""

    succession_ids: tuple[int, ...]
