"""Clauses that name a day or a period with its prepositions, and ranges of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.pledges.deadlines.clauses import Clause, Form, Mark, backward_after, clock_at, marks_at
from app.pledges.deadlines.dates import DAYS, Piece, Unit
from app.pledges.deadlines.pieces import piece_at
from app.pledges.deadlines.text import Text

_TIMES_OF_DAY = frozenset({"sáng", "chiều", "trưa", "tối", "đúng"})
_LEADING = frozenset(
    {"thành", "xong", "dụng", "kiến", "đấu", "và", "hoặc", "hay", "điểm", "khởi", "chỉnh", "là"}
)
"""Last words of verbs that may govern a bare period: "hoàn thành quý II/2028", "đưa vào sử dụng năm 2027"."""


def calendar_clause(
    text: Text, i: int, j: int, marks: Sequence[Mark], said_on: date
) -> tuple[Clause, int] | None:
    """A day or period with its prepositions, or a range of two."""
    clock = clock_at(text, j)
    k = clock[1] if clock else j
    found = piece_at(text, k, said_on, led=bool(marks), bare=bool(marks) and Mark.FOR not in marks)
    if found is None and Mark.FROM in marks:
        found = _first_day(text, k)
    if found is None or (clock and found[0].unit is not Unit.DAY):
        return None
    piece, end = found
    if Mark.FROM in marks or (text.key(end) == "-" and piece.unit is Unit.DAY and piece.year):
        return _from(text, i, end, piece, said_on)
    form = _form(marks, piece)
    if form is Form.BEFORE and piece.unit is Unit.DAY:
        backward = backward_after(text, i, end, "", piece)
        if backward:
            return backward
        by_day = Mark.WITHIN in marks and text.key(j - 1) in _TIMES_OF_DAY
        form = Form.UNTIL if by_day or (clock and clock[0] > 0) else form
    clause = Clause(
        form,
        text.cut(i, end),
        piece=piece,
        latest=Mark.LATEST in marks,
        ending=bool({Mark.UNTIL, Mark.LATEST, Mark.BEFORE} & set(marks)),
        hour=clock is not None,
        weak=_describes(text, i, marks),
    )
    return clause, end


def _first_day(text: Text, i: int) -> tuple[Piece, int] | None:
    """The first day of "từ 20 đến 22/6/2026"."""
    day = text.number(i)
    if (
        day is None
        or not 1 <= day <= DAYS
        or text.key(i + 1) not in {"đến", "tới"}
        or text.number(i + 2) is None
    ):
        return None
    return Piece(Unit.DAY, text.cut(i, i + 1), first=day), i + 1


def _describes(text: Text, i: int, marks: Sequence[Mark]) -> bool:
    """Whether a period without preposition rather belongs to the noun before it: "kế hoạch năm 2027", "báo cáo quý IV"."""
    if Mark.FOR in marks:
        return len(marks) == 1
    if marks or text.at(i - 1).kind != "word" or text.has(i - 2, "khởi", "công"):
        return False
    return text.key(i - 1) not in _LEADING


def _form(marks: Sequence[Mark], piece: Piece) -> Form:
    if Mark.BEFORE in marks:
        to_its_end = Mark.UNTIL in marks[marks.index(Mark.BEFORE) :] and piece.unit is not Unit.DAY
        return Form.UNTIL if to_its_end else Form.BEFORE
    if Mark.AFTER in marks and not {Mark.UNTIL, Mark.LATEST} & set(marks):
        return Form.AFTER
    if {Mark.UNTIL, Mark.LATEST} & set(marks):
        return Form.UNTIL
    return Form.WITHIN


def _from(text: Text, i: int, j: int, first: Piece, said_on: date) -> tuple[Clause, int]:
    """Such as "từ A đến B", "từ nay đến hết năm", or "từ A" alone."""
    if text.key(j) in {"đến", "tới", "cho", "-"} or (first.fixed and text.key(j) == "trước"):
        marks, k = ([Mark.UNTIL], j + 1) if text.key(j) == "-" else marks_at(text, j)
        if first.fixed and first.unit is Unit.DAY:
            until = calendar_clause(text, j, k, marks, said_on)
            if until and until[0].piece:
                clause = replace(until[0], words=text.cut(i, until[1]), since=first, ending=True)
                return clause, until[1]
        found = piece_at(text, k, said_on, led=True, bare=True)
        if found:
            words = text.cut(i, found[1])
            return Clause(Form.RANGE, words, piece=found[0], since=first), found[1]
    several = first.last is not None and first.first is not None and first.last > first.first
    form = Form.RANGE if several else Form.FROM
    return Clause(form, text.cut(i, j), piece=first), j
