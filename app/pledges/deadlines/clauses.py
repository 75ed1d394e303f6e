"""Clauses of a deadline phrase: a preposition with a day, a period, a length of time, a sitting or an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.pledges.deadlines.amounts import Amount, amount_at
from app.pledges.deadlines.dates import NOT_UNDERSTOOD, Piece, Unit, UnreadPhrase
from app.pledges.deadlines.pieces import piece_at
from app.pledges.deadlines.text import Text, word_table


class Form(StrEnum):
    BEFORE = "before"
    UNTIL = "until"
    WITHIN = "within"
    FROM = "from"
    AFTER = "after"
    RANGE = "range"
    AMOUNT = "amount"
    BACKWARD = "backward"
    SITTING = "sitting"
    EVENT = "event"
    CONDITION = "condition"
    RECURRENCE = "recurrence"
    HABIT = "habit"
    OPEN = "open"
    ONWARD = "onward"
    REFERENCE = "reference"
    GOAL = "goal"
    SEASON = "season"
    NOTHING = "nothing"
    """Words that only look like time, such as the date of a cited document."""


@dataclass(frozen=True, slots=True)
class Clause:
    form: Form
    words: str
    piece: Piece | None = None
    since: Piece | None = None
    amount: Amount | None = None
    trigger: str = ""
    latest: bool = False
    """Said with "chậm nhất" or the like: it binds over what else is said."""
    ending: bool = False
    """Said with "đến" or "hết"."""
    hour: bool = False
    before: bool = False
    weak: bool = False


class Mark(StrEnum):
    BEFORE = "before"
    UNTIL = "until"
    LATEST = "latest"
    WITHIN = "within"
    FROM = "from"
    AFTER = "after"
    FOR = "for"
    FILLER = "filler"


_MARKS = {
    Mark.BEFORE: word_table("trước"),
    Mark.UNTIL: word_table("đến", "tới", "cho đến", "cho tới", "hết", "kết thúc", "khi hết", "khi kết thúc"),
    Mark.LATEST: word_table(
        *(f"{word} nhất" for word in ("chậm", "muộn", "trễ")),
        *(f"không {word} hơn" for word in ("chậm", "muộn", "trễ")),
        *("không quá", "không vượt quá", "không để quá", "tối đa", "hạn chót", "hạn cuối", "hạn cuối cùng"),
        *(
            "thời hạn",
            "thời hạn hoàn thành",
            "hạn hoàn thành",
            "kỳ hạn",
            "quá",
            "thời hạn cuối cùng",
            "thời hạn cuối",
            "hạn :",
            "hạn là",
            "hạn đến",
        ),
    ),
    Mark.WITHIN: word_table(
        *(
            "trong",
            "trong vòng",
            "trong thời hạn",
            "trong thời gian",
            "trong khoảng",
            "trong khoảng thời gian",
        ),
        *(
            "vào",
            "ngay trong",
            "nội trong",
            "đúng",
            "sáng",
            "chiều",
            "trưa",
            "tối",
            "buổi sáng",
            "buổi chiều",
        ),
        "ngay trong vòng",
    ),
    Mark.FROM: word_table("từ", "kể từ", "tính từ", "bắt đầu từ"),
    Mark.AFTER: word_table("sau", "ngay sau"),
    Mark.FOR: word_table("tại", "ngay tại", "phục vụ", "trình", "báo cáo", "trình tại", "báo cáo tại"),
    Mark.FILLER: word_table(
        *(
            "là",
            ":",
            "khoảng",
            "thời điểm",
            "mốc",
            "ít nhất",
            "cả",
            "thời gian",
            "ngay",
            "toàn bộ",
            "dịp",
            "lễ",
            "dịp lễ",
        ),
        *("mốc thời gian", "các", "những", "thời hạn là", "tối thiểu"),
    ),
}
_SINCE = word_table("kể từ", "tính từ", "từ", "sau khi", "sau", "kể từ sau khi", "kể từ khi")
_BACK = word_table("trước", "trước khi", "so với", "trước thời điểm")
_AHEAD = word_table("tới", "tiếp theo", "nữa", "sắp tới")
_CLOCK = frozenset({"giờ", "h", ":", "g"})
_STOPS = frozenset({",", ";", "(", ")", "thì", "sẽ", "phải", "nếu"})
_STARTS = frozenset({"trong", "trước", "chậm", "muộn", "đến", "vào", "ngay", "trễ"})
_EVENT_WORDS = 60
_HOURS = 24
_MOST_MARKS = 8


def marks_at(text: Text, i: int) -> tuple[list[Mark], int]:
    """The prepositions standing here, in order, and the place after them."""
    marks: list[Mark] = []
    while len(marks) < _MOST_MARKS:
        places = [(j, mark) for mark, table in _MARKS.items() if (j := text.after(i, table))]
        if not places:
            return marks, i
        i, mark = max(places, key=lambda place: place[0])
        marks.append(mark)
    return marks, i


def clock_at(text: Text, i: int) -> tuple[int, int] | None:
    """An hour of the day ("17 giờ 30 phút", "17h", "17:00") standing before a day: the hour and the place after."""
    hour = text.number(i)
    if hour is None or hour > _HOURS or text.key(i + 1) not in _CLOCK:
        return None
    j = i + 2
    if text.number(j) is not None and text.key(j + 1) not in {"/", "-", ".", "tháng"}:
        j += 1 + (text.key(j + 1) in {"phút", "p"})
    while text.key(j) in {"sáng", "chiều", "tối", "trưa", ",", "của"}:
        j += 1
    return hour, j


def event_end(text: Text, i: int, said_on: date, *, limit: int = _EVENT_WORDS) -> int:
    """Where the words of an event end: at a stop, or where a deadline of its own begins."""
    j = i
    while j < min(len(text), i + limit) and text.key(j) not in _STOPS:
        full_stop = text.key(j) == "." and text.key(j + 1) != "." and text.key(j - 1) != "."
        if full_stop or (j > i and _deadline_begins(text, j, said_on)):
            break
        j += 1
    return j


def _deadline_begins(text: Text, j: int, said_on: date) -> bool:
    if text.key(j) not in _STARTS:
        return False
    marks, k = marks_at(text, j)
    if not marks or Mark.FOR in marks:
        return False
    found = piece_at(text, k, said_on, led=True)
    return bool(found) or amount_at(text, k) is not None


_SOME = frozenset({"nào", "gần", "đẹp", "không", "sớm"})  # "một ngày đẹp trời" counts nothing


def amount_clause(
    text: Text, i: int, k: int, marks: Sequence[Mark], said_on: date
) -> tuple[Clause, int] | None:
    """A length of time and what it is counted from, or back from."""
    found = amount_at(text, k)
    if found is None:
        return None
    amount, j = found
    if text.key(k) == "một" and (text.key(k - 1) == "vào" or text.key(j) in _SOME):
        raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(k, j + 1))
    comma = j + 1 if text.key(j) == "," else j
    back = text.after(comma, _BACK)
    if back and (Mark.BEFORE in marks or text.key(comma) == "trước"):
        return _anchored(text, i, back, Form.BACKWARD, amount, said_on)
    since = text.after(comma, _SINCE)
    if since and text.at(since).kind != "end":
        return _anchored(text, i, since, Form.AMOUNT, amount, said_on)
    if Mark.BEFORE in marks:
        return None
    ahead = since or text.after(j, _AHEAD) or (j if text.key(j - 1) == "nữa" else None)
    if not marks and not ahead:
        return None
    j = ahead or j
    return Clause(
        Form.AMOUNT, text.cut(i, j), amount=amount, weak=bool({Mark.UNTIL, Mark.AFTER} & set(marks))
    ), j


def _anchored(text: Text, i: int, j: int, form: Form, amount: Amount, said_on: date) -> tuple[Clause, int]:
    """The day counted from: a date that is said, or an event whose day is not known yet."""
    found = piece_at(text, j, said_on, led=True)
    if found and found[0].unit is Unit.DAY:
        return Clause(form, text.cut(i, found[1]), amount=amount, since=found[0]), found[1]
    end = max(event_end(text, j, said_on), j)
    since = _dated_within(text, j, end, said_on)
    return Clause(form, text.cut(i, end), amount=amount, since=since, trigger=text.cut(j, end)), end


def _dated_within(text: Text, i: int, end: int, said_on: date) -> Piece | None:
    """The full date inside the words of an event, if one stands there: "ngày ký hợp đồng 30/6/2026"."""
    for j in range(i, end):
        if text.at(j).kind == "number" or text.has(j, "ngày"):
            found = piece_at(text, j, said_on, led=False)
            if found and found[0].unit is Unit.DAY and found[0].year:
                return found[0]
    return None


def backward_after(
    text: Text, i: int, j: int, trigger: str, piece: Piece | None
) -> tuple[Clause, int] | None:
    """A length standing after what it is counted back from: "trước kỳ họp cuối năm 15 ngày"."""
    found = amount_at(text, j)
    if found is None:
        return None
    return Clause(Form.BACKWARD, text.cut(i, found[1]), amount=found[0], since=piece, trigger=trigger), found[
        1
    ]
