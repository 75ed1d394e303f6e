"""One clause weighed by itself: the day it gives, the rule, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.core.workdays import WorkCalendar, vietnamese_calendar
from app.pledges.deadlines.clauses import Clause, Form
from app.pledges.deadlines.dates import BACKWARDS, Part, Piece, Span, Unit, UnreadPhrase, end_of_month
from app.pledges.deadlines.rules import DeadlineKind as Kind

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a phrase is read against."""

    said_on: date
    calendar: WorkCalendar | None
    before_is_inclusive: bool


@dataclass(frozen=True, slots=True)
class Draft:
    clause: Clause
    kind: Kind
    rule: str
    explanation: str
    due_on: date | None = None
    starts_on: date | None = None
    doubts: tuple[str, ...] = ()
    alternatives: tuple[date, ...] = ()
    counted_from: date | None = None


def vn(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def draft(clause: Clause, seen: Circumstances) -> Draft:
    """The clause by itself. Raises `UnreadPhrase` when its numbers name no day."""
    return _BY_FORM[clause.form](clause, seen)


_WITHIN = {
    Unit.DAY: (Kind.ON_DATE, "R3"),
    Unit.WEEK: (Kind.IN_WEEK, "R4"),
    Unit.MONTH: (Kind.IN_MONTH, "R4"),
    Unit.QUARTER: (Kind.IN_QUARTER, "R5"),
    Unit.HALF: (Kind.HALF_YEAR, "R9"),
    Unit.YEAR: (Kind.IN_YEAR, "R6"),
    Unit.SCHOOL_YEAR: (Kind.SCHOOL_YEAR, "R22"),
}
_UNTIL = _WITHIN | {Unit.DAY: (Kind.BY_DATE, "R2"), Unit.YEAR: (Kind.BY_YEAR, "R7")}


def _in_period(clause: Clause, seen: Circumstances) -> Draft:
    piece = _piece(clause)
    span = piece.resolve(seen.said_on)
    kind, rule = (_UNTIL if clause.ending or clause.latest or clause.hour else _WITHIN)[piece.unit]
    if piece.part and piece.unit is not Unit.SCHOOL_YEAR:
        kind, rule = Kind.PART_OF_PERIOD, "R11"
    elif _several(piece) and piece.unit is Unit.YEAR:
        kind, rule = Kind.RANGE, "R8"
    starts = span.start if _several(piece) and piece.unit is not Unit.DAY else None
    if clause.since:
        starts = clause.since.resolve(seen.said_on).start
    words = f"“{clause.words}” được đọc là hạn đến hết ngày {vn(span.end)}."
    made = Draft(clause, kind, rule, words, due_on=span.end, starts_on=starts, doubts=_doubts(piece))
    return replace(made, alternatives=piece.doubtful + _meant(piece, span))


def _several(piece: Piece) -> bool:
    return piece.unit is Unit.HALF or (
        piece.last is not None and piece.first is not None and piece.last > piece.first
    )


def _doubts(piece: Piece) -> tuple[str, ...]:
    found: tuple[str, ...] = (piece.doubt,) if piece.doubt else ()
    if piece.part and not piece.doubt:
        found += (f"“{piece.words}” có thể được hiểu rộng hơn một ngày.",)
    if piece.unit is Unit.DAY and piece.month is None and piece.fixed is None:
        found += ("Không nêu tháng; phần mềm lấy ngày gần nhất.",)
    return found


def _meant(piece: Piece, span: Span) -> tuple[date, ...]:
    """What speakers often mean by the beginning of a period: its first quarter, month or ten days."""
    if piece.part is not Part.BEGINNING:
        return ()
    start = span.start
    if piece.unit is Unit.YEAR:
        return (date(start.year, 3, 31),)
    if piece.unit is Unit.QUARTER:
        return (end_of_month(start.year, start.month),)
    return (start.replace(day=10),) if piece.unit is Unit.MONTH else ()


def _before(clause: Clause, seen: Circumstances) -> Draft:
    piece = _piece(clause)
    span = piece.resolve(seen.said_on)
    day = span.start
    starts = clause.since.resolve(seen.said_on).start if clause.since else None
    if piece.unit is Unit.DAY and not piece.part:
        inclusive = seen.before_is_inclusive and not clause.hour
        due = day if inclusive else day - _ONE_DAY
        including = "gồm cả" if inclusive else "không gồm"
        words = f"“{clause.words}” {including} ngày {vn(day)}, nên hạn là {vn(due)}."
        return Draft(
            clause, Kind.BEFORE_DATE, "R1", words, due_on=due, starts_on=starts, doubts=_doubts(piece)
        )
    due = day - _ONE_DAY
    words = f"“{clause.words}” không gồm {'ngày' if piece.part else 'kỳ bắt đầu từ'} {vn(day)}, nên hạn là {vn(due)}."
    likely = (day,) if piece.part else ()
    made = Draft(
        clause, Kind.BEFORE_PERIOD, "R10", words, due_on=due, starts_on=starts, doubts=_doubts(piece)
    )
    return replace(made, alternatives=likely)


def _range(clause: Clause, seen: Circumstances) -> Draft:
    last = _piece(clause)
    said_first = clause.since or last
    first = said_first.before(last)
    end = last.resolve(seen.said_on)
    start = first.resolve(seen.said_on)
    if start.start > end.end and first is not said_first and first.year:
        start = replace(first, year=end.end.year - 1).resolve(seen.said_on)
    if start.start > end.end:
        raise UnreadPhrase(BACKWARDS, rest=clause.words)
    kind, rule = (Kind.SCHOOL_YEAR, "R22") if last.unit is Unit.SCHOOL_YEAR else (Kind.RANGE, "R8")
    words = f"“{clause.words}” kéo dài từ {vn(start.start)} đến hết ngày {vn(end.end)}."
    doubts = tuple(dict.fromkeys(_doubts(first) + _doubts(last)))
    return Draft(clause, kind, rule, words, due_on=end.end, starts_on=start.start, doubts=doubts)


def _amount(clause: Clause, seen: Circumstances) -> Draft:
    amount = clause.amount
    if amount is None:
        raise UnreadPhrase(BACKWARDS, rest=clause.words)
    since = clause.since.resolve(seen.said_on).end if clause.since else seen.said_on
    back = clause.form is Form.BACKWARD
    calendar = seen.calendar or (
        public_calendar(since, years=1 + amount.working // 200) if amount.working else WorkCalendar()
    )
    due = amount.added_to(since, calendar, sign=-1 if back else 1)
    doubts: tuple[str, ...] = (amount.doubt,) if amount.doubt else ()
    if clause.trigger and clause.since is None:
        doubts += (f"Ngày “{clause.trigger}” chưa biết; phần mềm tính từ ngày {vn(since)}.",)
    if clause.weak:
        doubts += ("Không nêu thời hạn tính từ ngày nào; phần mềm tính từ ngày nói.",)
    kind, rule = (Kind.RELATIVE_WORKING, "R13") if amount.working else (Kind.RELATIVE, "R12")
    if back:
        kind, rule = Kind.BACKWARD, "R14"
        words = f"{amount.words} trước ngày {vn(since)} là ngày {vn(due)}."
    else:
        counted, due = due, (seen.calendar or public_calendar(due)).next_working(due)
        moved = "" if counted == due else f" ngày {vn(counted)} là ngày nghỉ nên lùi đến"
        words = f"{amount.words} kể từ ngày {vn(since)}, không tính ngày này:{moved} ngày {vn(due)}."
    return Draft(clause, kind, rule, words, due_on=due, doubts=doubts, counted_from=since)


def public_calendar(day: date, *, years: int = 0) -> WorkCalendar:
    """The public calendar of the year of a day and its neighbours, when the council gave none of its own."""
    first = day.year - years
    return vietnamese_calendar(range(first, day.year + max(years, day.month // 12) + 1))


def _sitting(clause: Clause, seen: Circumstances) -> Draft:
    held = clause.piece
    if held is None or clause.before:
        words = f"Hạn gắn với “{clause.trigger}”; ngày đến hạn có khi kỳ họp được ấn định."
        return Draft(clause, Kind.SESSION_EVENT, "R15", words)
    span = held.resolve(seen.said_on)
    words = f"“{clause.words}” được đọc là hạn đến hết ngày {vn(span.end)}."
    return Draft(clause, Kind.SESSION_MONTH, "R16", words, due_on=span.end, doubts=_doubts(held))


def _from(clause: Clause, seen: Circumstances) -> Draft:
    if clause.piece is None:
        words = f"Việc bắt đầu từ “{clause.trigger}”; chưa có hạn hoàn thành."
        return Draft(clause, Kind.START_ONLY, "R21", words)
    span = clause.piece.resolve(seen.said_on)
    starts = span.end + _ONE_DAY if clause.form is Form.AFTER else span.start
    words = f"Việc bắt đầu từ ngày {vn(starts)}; chưa có hạn hoàn thành."
    doubts = (*_doubts(clause.piece), "Nếu lời hứa là bắt đầu làm thì chính ngày bắt đầu là hạn.")
    return Draft(
        clause, Kind.START_ONLY, "R21", words, starts_on=starts, doubts=doubts, alternatives=(starts,)
    )


def _dayless(kind: Kind, rule: str, words: str) -> Callable[[Clause, Circumstances], Draft]:
    def made(clause: Clause, seen: Circumstances) -> Draft:
        del seen
        return Draft(clause, kind, rule, words.format(clause.trigger or clause.words))

    return made


def _piece(clause: Clause) -> Piece:
    if clause.piece is None:
        raise UnreadPhrase(BACKWARDS, rest=clause.words)
    return clause.piece


_BY_FORM: dict[Form, Callable[[Clause, Circumstances], Draft]] = {
    Form.WITHIN: _in_period,
    Form.UNTIL: _in_period,
    Form.GOAL: _in_period,
    Form.BEFORE: _before,
    Form.RANGE: _range,
    Form.AMOUNT: _amount,
    Form.BACKWARD: _amount,
    Form.SITTING: _sitting,
    Form.FROM: _from,
    Form.AFTER: _from,
    Form.EVENT: _dayless(Kind.EVENT, "R17", "Hạn gắn với sự kiện “{}”; ngày đến hạn có khi sự kiện xảy ra."),
    Form.CONDITION: _dayless(Kind.CONDITIONAL, "R18", "Lời hứa kèm điều kiện “{}”, không nêu hạn."),
    Form.RECURRENCE: _dayless(Kind.RECURRING, "R19", "“{}” là việc lặp lại, không có một hạn duy nhất."),
    Form.HABIT: _dayless(Kind.RECURRING, "R19", "“{}” là việc làm thường xuyên, không có một hạn duy nhất."),
    Form.OPEN: _dayless(Kind.OPEN_ENDED, "R20", "“{}” chưa rõ thời gian; cần hỏi lại hạn cụ thể."),
    Form.ONWARD: _dayless(Kind.OPEN_ENDED, "R20", "“{}” kéo dài không có điểm dừng; cần hỏi lại hạn cụ thể."),
    Form.REFERENCE: _dayless(Kind.BY_REFERENCE, "R23", "“{}”: hạn nằm trong văn bản được dẫn chiếu."),
    Form.SEASON: _dayless(Kind.SEASON, "R24", "“{}” không có ngày xác định."),
}
