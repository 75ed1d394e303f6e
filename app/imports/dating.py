"""The deadline of an imported pledge: its words are kept whatever they say, and a day is never guessed from them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.core.errors import N_
from app.core.workdays import WorkCalendar
from app.dossier.domain import RegisterRow
from app.pledges.deadlines import Reading, UnreadPhrase, read

REASON_DAY = "Theo cột “Hạn hoàn thành” của bảng nhập"
REASON_UNREAD = "Chưa đọc được ngày từ thời hạn trong bảng nhập"


@dataclass(frozen=True, slots=True)
class SheetDeadline:
    """What a row says of time, as the pledge's command wants it; `doubt` is a warning for the preview."""

    due_on: date | None = None
    undated: bool = False
    reason: str = ""
    doubt: str = ""
    read_as: date | None = None


@lru_cache(maxsize=10_000)
def _reading(words: str, said_on: date, before_is_inclusive: bool, calendar: WorkCalendar) -> Reading | None:
    try:
        return read(words, said_on=said_on, calendar=calendar, before_is_inclusive=before_is_inclusive)
    except UnreadPhrase:
        return None


def sheet_deadline(
    row: RegisterRow, *, said_on: date, before_is_inclusive: bool, calendar: WorkCalendar
) -> SheetDeadline:
    """A day in the sheet overrules the reading of the words; words that give no sure day leave the pledge undated or ask."""
    words = row.deadline_words
    reading = _reading(words, said_on, before_is_inclusive, calendar) if words else None
    if row.due_on is not None:
        plain = reading is not None and reading.due_on == row.due_on
        return SheetDeadline(due_on=row.due_on, reason="" if plain else REASON_DAY)
    if not words:
        return SheetDeadline()
    if reading is None:
        return SheetDeadline(
            undated=True,
            reason=REASON_UNREAD,
            doubt=N_("“%(words)s” could not be read; the words are kept, without a day."),
        )
    if not reading.needs_confirmation:
        return SheetDeadline()
    if reading.due_on is None:
        return SheetDeadline(
            undated=True, doubt=N_("“%(words)s” gives no day; the words are kept, without a day.")
        )
    return SheetDeadline(
        due_on=reading.due_on,
        read_as=reading.due_on,
        doubt=N_("“%(words)s” was read as %(day)s; please check that day."),
    )
