"""A sentence read for its deadline: its clauses of time, among words that are not about time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from app.pledges.deadlines.amounts import amount_at
from app.pledges.deadlines.circumstances import (
    condition_clause,
    goal_clause,
    loose_clause,
    onward_clause,
    recurrence_clause,
)
from app.pledges.deadlines.clauses import Clause, Form, Mark, amount_clause, clock_at, marks_at
from app.pledges.deadlines.dated import calendar_clause
from app.pledges.deadlines.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    NO_TIME,
    NOT_A_YEAR,
    TOO_LONG,
    Unit,
    UnreadPhrase,
)
from app.pledges.deadlines.days import day_at
from app.pledges.deadlines.pieces import piece_at
from app.pledges.deadlines.refusals import (
    refuse_bare_letters,
    refuse_mark,
    refuse_other_calendars,
    refuse_unread,
)
from app.pledges.deadlines.sittings import event_clause, sitting_clause
from app.pledges.deadlines.text import MAX_LENGTH, Text, word_table

_TENTATIVE = word_table(
    *(
        "dự kiến",
        "phấn đấu",
        "cố gắng",
        "nỗ lực",
        "dự tính",
        "hướng tới",
        "quyết tâm",
        "đặt mục tiêu",
        "mục tiêu đến",
    ),
    *(f"khoảng {time}" for time in ("ngày", "tuần", "tháng", "quý", "năm", "đầu", "giữa", "cuối")),
    *("mục tiêu hoàn thành", "ước đến", "ước hoàn thành"),
)
_ROADMAP = word_table(
    "theo lộ trình",
    "theo đúng lộ trình",
    "đúng lộ trình",
    "theo tiến độ",
    "đúng tiến độ",
    "theo kế hoạch",
    "theo thời gian",
)
_COMPARED = word_table("so với", "so với cùng kỳ", "cùng kỳ", "từ", "kể từ")
_BARE_AMOUNT_COMPANY = 6
_CITED_WITHIN = 8


@dataclass(frozen=True, slots=True)
class Parsed:
    """The clauses of a phrase in their order, and whether it only hopes ("dự kiến", "phấn đấu")."""

    clauses: tuple[Clause, ...]
    tentative: bool


@lru_cache(maxsize=6_000)
def parse(phrase: str, said_on: date) -> Parsed:
    """The clauses of time in a phrase. Raises `UnreadPhrase` when words that bear on the deadline stay unread.

    As many as a long sheet has are remembered, so that what was read for its plan is not read again where it is written.
    """
    if len(phrase) > MAX_LENGTH:
        raise UnreadPhrase(TOO_LONG, rest=phrase[:40])
    if not FIRST_YEAR <= said_on.year <= LAST_YEAR:
        raise UnreadPhrase(NOT_A_YEAR, rest=str(said_on.year))
    text = Text(phrase)
    clauses: list[Clause] = []
    i = 0
    try:
        while i < len(text):
            refuse_other_calendars(text, i)
            refuse_bare_letters(text, i)
            found = _clause_at(text, i, said_on, dated=any(c.piece for c in clauses))
            if found:
                clauses.append(found[0])
            else:
                refuse_unread(text, i)
            i = max(i + 1, found[1]) if found else i + 1
        if not any(clause.form is not Form.NOTHING for clause in clauses):
            clauses.append(_bare_amount(text))
    except UnreadPhrase as refusal:
        refusal.understood = tuple(c.words for c in clauses if c.form is not Form.NOTHING)
        raise
    tentative = any(text.after(i, _TENTATIVE) for i in range(len(text)))
    return Parsed(_counted_from(c for c in clauses if c.form is not Form.NOTHING), tentative)


def _counted_from(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """A length of time after "kể từ ngày …," is counted from that day."""
    found: list[Clause] = []
    for clause in clauses:
        start = found[-1] if found and found[-1].form is Form.FROM else None
        free = clause.form is Form.AMOUNT and not clause.since and not clause.trigger
        day = start.piece if start and start.piece and start.piece.unit is Unit.DAY else None
        if free and start and (day or start.trigger):
            found[-1] = replace(
                clause, since=day, trigger=start.trigger, words=f"{start.words}, {clause.words}"
            )
        else:
            found.append(clause)
    return tuple(found)


def _clause_at(text: Text, i: int, said_on: date, *, dated: bool) -> tuple[Clause, int] | None:
    found = (
        _cited(text, i, said_on)
        or _compared(text, i, said_on)
        or condition_clause(text, i, said_on, dated=dated)
        or goal_clause(text, i, said_on)
        or onward_clause(text, i)
        or recurrence_clause(text, i)
    )
    if found:
        return found
    marks, j = marks_at(text, i)
    found = (
        sitting_clause(text, i, j, marks, said_on)
        or _timed(text, i, j, marks, said_on)
        or loose_clause(text, i, j, marks, said_on)
        or event_clause(text, i, j, marks, said_on)
    )
    if found is None and marks and marks[0] in {Mark.FOR, Mark.FILLER}:
        return None
    if found is None and {Mark.BEFORE, Mark.LATEST} & set(marks):
        refuse_mark(text, i, j, marks)
    return found


def _timed(text: Text, i: int, j: int, marks: Sequence[Mark], said_on: date) -> tuple[Clause, int] | None:
    real = [mark for mark in marks if mark is not Mark.FILLER]
    onward = onward_clause(text, j - 1) if marks else None
    if onward:
        return onward
    recurrent = recurrence_clause(text, j) if marks else None
    if recurrent:
        return recurrent
    if clock_at(text, j):
        return calendar_clause(text, i, j, real, said_on) or amount_clause(text, i, j, real, said_on)
    return amount_clause(text, i, j, real, said_on) or calendar_clause(text, i, j, real, said_on)


def _cited(text: Text, i: int, said_on: date) -> tuple[Clause, int] | None:
    """The number of a document with its date, and "theo lộ trình" (R23)."""
    roadmap = text.after(i, _ROADMAP)
    if roadmap:
        return Clause(Form.REFERENCE, text.cut(i, roadmap)), roadmap
    if text.at(i).kind != "doc":
        return None
    for j in range(i + 1, min(i + _CITED_WITHIN, len(text))):
        if text.key(j) == "ngày":
            dated = day_at(text, j, said_on, led=True)
            return Clause(Form.NOTHING, text.cut(i, j)), dated[1] if dated else j
        if text.at(j).kind != "word" or text.key(j) in {"trước", "đến", "trong", "nhất", "vào"}:
            break
    return Clause(Form.NOTHING, text.cut(i, i + 1)), i + 1


def _compared(text: Text, i: int, said_on: date) -> tuple[Clause, int] | None:
    """A time that is only compared with, or past: "so với năm 2020", "từ năm 2020 đến nay"."""
    j = text.after(i, _COMPARED)
    if j is None:
        return None
    until_now = text.has(i, "từ") or text.has(i, "kể", "từ")
    found = piece_at(text, j, said_on, led=True)
    end = found[1] if found else j + 2 * text.has(j, "năm", "trước")
    if until_now:
        if not found or not (text.has(end, "đến", "nay") or text.has(end, "tới", "nay")):
            return None
        end += 2
    return Clause(Form.NOTHING, text.cut(i, end)), end


def _bare_amount(text: Text) -> Clause:
    """A length of time with nothing else to say when: "xong 15 ngày"."""
    for i in range(len(text)):
        found = amount_at(text, i)
        if found and found[1] == len(text) and i <= _BARE_AMOUNT_COMPANY and text.at(i - 1).kind != "doc":
            return Clause(Form.AMOUNT, text.cut(i, found[1]), amount=found[0], weak=True)
    raise UnreadPhrase(NO_TIME, rest=text.phrase[:80])
