"""Clauses that hang on a sitting of the council or on an event (R14–R17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.pledges.deadlines.amounts import amount_at
from app.pledges.deadlines.clauses import Clause, Form, Mark, backward_after, event_end
from app.pledges.deadlines.dates import NOT_UNDERSTOOD, Piece, Unit, UnreadPhrase
from app.pledges.deadlines.days import day_at
from app.pledges.deadlines.periods import half_at, numbered_at, year_at
from app.pledges.deadlines.text import Text, word_table

_SITTINGS = word_table("kỳ họp", "phiên họp", "phiên giải trình", "phiên chất vấn", "cuộc họp")
_BEFORE_SITTING = word_table(
    *(
        "ngày khai mạc",
        "khai mạc",
        "ngày bế mạc",
        "bế mạc",
        "ngày họp",
        "ngày tiến hành",
        "khi khai mạc",
        "ngày diễn ra",
    )
)
_EACH = word_table(
    "các", "mỗi", "từng", "những", "tất cả các", "giữa hai", "giữa các", "hai", "thời gian giữa hai", "hằng"
)
_GATHERINGS = word_table(
    "đại hội", "hội nghị", "ngày bầu cử", "cuộc bầu cử", "kỳ thi", "nhiệm kỳ", "khai giảng", "lễ khai giảng"
)
_EVENTS = word_table(
    "khi", "ngay khi", "sau khi", "ngay sau khi", "trước khi", "cho đến khi", "đến khi", "ngay sau"
)
_EVENT_MARKS = {Mark.BEFORE, Mark.AFTER, Mark.UNTIL, Mark.LATEST, Mark.FROM}
_SITTING_STOPS = frozenset({";", "hoàn", "xong", "chậm", "muộn", "nếu", "thì", "phải"})
_SITTING_WORDS = 40
_COUNCIL_WORDS = frozenset({"hđnd", "hội", "ubnd", "ủy", "khóa", "nhiệm", "quốc", "dự"})


def sitting_clause(
    text: Text, i: int, j: int, marks: Sequence[Mark], said_on: date
) -> tuple[Clause, int] | None:
    """A sitting (R15, R16), each sitting (R19), or so long before one (R14)."""
    head = text.after(j, _BEFORE_SITTING) or j
    each = text.after(head, _EACH)
    plural = each is not None or (Mark.FILLER in marks and text.key(head - 1) in {"các", "những"})
    k = text.after(each or head, _SITTINGS)
    if k is None:
        return None
    when, end = _sitting_tail(text, k, said_on)
    trigger = text.cut(j, end)
    if Mark.BEFORE in marks and not plural:
        backward = backward_after(text, i, end, trigger, None)
        if backward:
            return backward
    form = Form.RECURRENCE if plural else Form.SITTING
    before = bool({Mark.BEFORE, Mark.AFTER} & set(marks))
    weak = not marks and i > 0
    return Clause(form, text.cut(i, end), piece=when, trigger=trigger, before=before, weak=weak), end


def _sitting_tail(text: Text, i: int, said_on: date) -> tuple[Piece | None, int]:
    """The words that describe a sitting, and the month or day it is held when that is certain ("dự kiến" is not)."""
    when: Piece | None = None
    planned, j = False, i
    while j < min(len(text), i + _SITTING_WORDS) and not _sitting_ends(text, j):
        planned = planned or text.has(j, "dự", "kiến")
        found = (
            day_at(text, j, said_on, led=True)
            if text.key(j) == "ngày" or (text.at(j).kind == "number" and text.key(j - 1) != "thứ")
            else numbered_at(text, j, said_on) or half_at(text, j, said_on) or _skipped_year(text, j, said_on)
        )
        if not found:
            j += 1
            continue
        if found[0].unit in {Unit.DAY, Unit.MONTH} and not planned:
            when = found[0]
        j = found[1]
    return when, j


def _sitting_ends(text: Text, j: int) -> bool:
    key, following = text.key(j), text.key(j + 1)
    if key == ",":
        return following not in _COUNCIL_WORDS
    if key == "(":
        return not (text.has(j + 1, "dự", "kiến") or following in {"khóa", "tháng", "kỳ", "họp"})
    if key == "trước":
        return text.key(j - 1) != "năm"
    begins = (
        key in {"trong", "đến"}
        and following in {"tháng", "quý", "năm", "ngày", "hết"}
        and text.key(j - 1) != "chức"
    )
    counted = amount_at(text, j) if text.at(j).kind == "number" else None
    return key in _SITTING_STOPS or begins or counted is not None or (key == "." and following != ".")


def _skipped_year(text: Text, j: int, said_on: date) -> tuple[Piece, int] | None:
    found = year_at(text, j, said_on)
    return (Piece(Unit.YEAR, text.cut(j, found[1]), first=found[0]), found[1]) if found else None


def event_clause(
    text: Text, i: int, j: int, marks: Sequence[Mark], said_on: date
) -> tuple[Clause, int] | None:
    """Something that must happen first (R17): "ngay sau khi…", "khi có…", "trước ngày khởi công"."""
    k = text.after(i, _EVENTS)
    named = text.after(j, _GATHERINGS) if marks else None
    dated = bool(_EVENT_MARKS & set(marks)) and text.key(j) == "ngày" and text.at(j + 1).kind == "word"
    if text.key(i - 1) == "trong" and text.key(i) == "khi":
        return None
    if k is not None and text.key(k) == "nào":
        raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, k + 1))
    if k is None and named is None and not dated:
        return None
    end = event_end(text, max(k or 0, j + 1 if named or dated else j), said_on)
    start = k if k and not named and not dated else j
    trigger = text.cut(start, end)
    if not trigger:
        return None
    if Mark.BEFORE in marks or text.key(i) == "trước":
        trailing = next((n for n in range(start + 1, end) if (a := amount_at(text, n)) and a[1] == end), None)
        if trailing:
            return backward_after(text, i, trailing, text.cut(start, trailing), None)
    if Mark.FROM in marks and k is None:
        return Clause(Form.FROM, text.cut(i, end), trigger=trigger), end
    end = _past_expected_day(text, end)
    return Clause(Form.EVENT, text.cut(i, end), trigger=trigger), end


def _past_expected_day(text: Text, i: int) -> int:
    """Past a bracket that says when the event is expected: like a sitting's, that day does not bind."""
    if text.key(i) != "(" or not text.has(i + 1, "dự", "kiến"):
        return i
    closing = (j for j in range(i, len(text)) if text.key(j) == ")")
    return next(closing, len(text) - 1) + 1
