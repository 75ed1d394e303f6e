"""What changed for a delegate since they last looked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.enums import Coded


class Novelty(Coded):
    """What happened to a question or a pledge one follows."""

    ANSWERED = "answered"
    ADOPTED = "adopted"
    REPORTED = "reported"
    VERDICT = "verdict"
    EXTENDED = "extended"
    REFUSED = "refused"
    MOVED = "moved"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that happened: to what, when it was put on record, and the record that tells of it."""

    kind: Novelty
    at: datetime
    record: Any
    pledge: Any = None
    question: Any = None


@dataclass(frozen=True, slots=True)
class NextSitting:
    """Until when one looks ahead: the opening of the next sitting, or the council's own lead where none is entered."""

    until: date
    name: str = ""
