"""Deadline phrases: "xong trước ngày 30/8/2017", "trong quý III", "15 ngày làm việc kể từ ngày ký", read by rule."""

from app.pledges.deadlines.dates import UnreadPhrase
from app.pledges.deadlines.reading import Reading, read
from app.pledges.deadlines.recurrences import Recurrence, Rhythm, recurrence_of
from app.pledges.deadlines.rules import LEGAL_BASIS, DeadlineKind

__all__ = [
    "LEGAL_BASIS",
    "DeadlineKind",
    "Reading",
    "Recurrence",
    "Rhythm",
    "UnreadPhrase",
    "read",
    "recurrence_of",
]
