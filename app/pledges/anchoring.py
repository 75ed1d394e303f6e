"""What the words of a deadline hang it on, and the day that follows once the sitting, the event or the condition has its own.

The words stay what binds; what is proposed here is confirmed or changed by the secretary.
"""

import re
from datetime import date, timedelta

from app.core.text import fold
from app.core.workdays import WorkCalendar
from app.pledges.deadlines import DeadlineKind, Reading, UnreadPhrase, read
from app.pledges.domain import AnchorKind, NewAnchor, SittingPoint
from app.sittings.domain import SittingKind

_KINDS = (
    ("giua nam", SittingKind.REGULAR_MID_YEAR),
    ("cuoi nam", SittingKind.REGULAR_YEAR_END),
    ("chuyen de", SittingKind.THEMATIC),
    ("bat thuong", SittingKind.EXTRAORDINARY),
    ("dot xuat", SittingKind.EXTRAORDINARY),
)
_SITTING = re.compile(r"(?:ngày )?(?:(?:khi )?(?:khai mạc|bế mạc|diễn ra|họp) )?k[ỳì] họp\b", re.IGNORECASE)
_MONTH = re.compile(r"\bthang (\d{1,2}) (20\d\d)\b")
_NEXT = re.compile(r"\bky hop (?:thuong le )?(?:toi|sau|tiep theo|gan nhat|ke tiep|sap toi)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_BEFORE_SITTING = re.compile(r"\btruoc (?:ngay |khi )?(?:khai mac )?(?:dien ra )?ky hop\b")
_MID_YEAR_MONTHS, _YEAR_END_MONTHS = range(5, 9), range(10, 13)
_LATEST_MID_YEAR, _LATEST_YEAR_END = 4, 9
_COUNTED = frozenset({DeadlineKind.RELATIVE, DeadlineKind.RELATIVE_WORKING, DeadlineKind.BACKWARD})
_HUNG = _COUNTED | {DeadlineKind.SESSION_EVENT, DeadlineKind.EVENT, DeadlineKind.CONDITIONAL}


def proposed_anchors(words: str, *, said_on: date, dated: bool) -> tuple[NewAnchor, ...]:
    """What the words hang the deadline on; where a day was fixed all the same (`dated`), only a condition counts.

    A sitting named by its number ("Kỳ họp thứ Sáu") comes without kind and year: the register knows which one it is.
    """
    reading = _read(words, said_on)
    if reading is None or reading.kind not in _HUNG:
        return ()
    found = []
    if reading.condition:
        found.append(NewAnchor(kind=AnchorKind.CONDITION, words=reading.condition))
    if reading.trigger and not dated:
        found.append(
            _sitting(reading, said_on)
            if _is_own_sitting(reading.trigger)
            else NewAnchor(kind=AnchorKind.EVENT, words=reading.trigger)
        )
    return tuple(found)


def _read(words: str, said_on: date, calendar: WorkCalendar | None = None) -> Reading | None:
    try:
        return read(words, said_on=said_on, calendar=calendar) if words else None
    except UnreadPhrase:
        return None


def _is_own_sitting(trigger: str) -> bool:
    return bool(_SITTING.match(trigger)) and "quoc hoi" not in fold(trigger)


def _sitting(reading: Reading, said_on: date) -> NewAnchor:
    """The sitting the words mean: its kind and year as far as they tell, and which of its days."""
    told = fold(f"{reading.phrase} {reading.trigger}")
    kind = next((kind for words, kind in _KINDS if words in told), None)
    year = _YEAR.search(told)
    kind_of_year = (kind, int(year[1]) if year else None)
    month = _MONTH.search(told)
    if kind is None and month:
        kind_of_year = _regular_in(int(month[1])), int(month[2])
    elif kind is None and _NEXT.search(told):
        kind_of_year = _next_regular(said_on)
    elif kind is not None and year is None:
        past = kind is SittingKind.REGULAR_MID_YEAR and said_on.month > _LATEST_MID_YEAR + 2
        kind_of_year = kind, said_on.year + (past or "nam sau" in told or "nam toi" in told)
    return NewAnchor(
        kind=AnchorKind.SITTING,
        words=reading.trigger or "",
        sitting_kind=kind_of_year[0],
        sitting_year=kind_of_year[1],
        point=_point(told, reading.kind),
    )


def _regular_in(month: int) -> SittingKind | None:
    """The regular sitting usually held in a month; none in the months in which neither is."""
    if month in _MID_YEAR_MONTHS:
        return SittingKind.REGULAR_MID_YEAR
    return SittingKind.REGULAR_YEAR_END if month in _YEAR_END_MONTHS else None


def _next_regular(said_on: date) -> tuple[SittingKind, int]:
    """The regular sitting after that day: in the middle or at the end of the year (Law 87/2015/QH13, article 58)."""
    if said_on.month <= _LATEST_MID_YEAR:
        return SittingKind.REGULAR_MID_YEAR, said_on.year
    if said_on.month <= _LATEST_YEAR_END:
        return SittingKind.REGULAR_YEAR_END, said_on.year
    return SittingKind.REGULAR_MID_YEAR, said_on.year + 1


def _point(told: str, kind: DeadlineKind) -> SittingPoint:
    """Said with "trước", it ends before the sitting opens; said with "tại", "trình tại", it runs to the last day."""
    if kind is DeadlineKind.BACKWARD:
        return SittingPoint.OPENING
    if _BEFORE_SITTING.search(told):
        return SittingPoint.BEFORE_OPENING
    return SittingPoint.OPENING if "khai mac" in told else SittingPoint.CLOSING


def sitting_day(opens_on: date | None, closes_on: date | None, point: SittingPoint) -> date | None:
    """The day of a sitting that is meant; its opening stands in for a closing that is not known yet."""
    if point is SittingPoint.CLOSING:
        return closes_on or opens_on
    if opens_on is None or point is SittingPoint.OPENING:
        return opens_on
    return opens_on - timedelta(days=1)


def day_after(words: str, *, happened_on: date, days_after: int, calendar: WorkCalendar) -> date:
    """The deadline once what it hangs on has its day.

    So many days after it, the day itself not counted (Civil Code 2015, articles 147 and 148(5)), if the secretary gave
    them; else as the words count ("15 ngày làm việc kể từ ngày ký"); else that very day ("ngay sau khi…").
    """
    if days_after:
        day = happened_on + timedelta(days=days_after)
        return calendar.next_working(day) if days_after > 0 else day
    reading = _read(words, happened_on, calendar)
    counted = reading is not None and reading.counted_from == happened_on
    return reading.due_on if counted and reading is not None and reading.due_on else happened_on
