"""Clauses without a day of their own: sittings, events, conditions, recurrences, goals, loose words."""

from __future__ import annotations

from datetime import date

from app.pledges.deadlines.amounts import UNITS, amount_at, number_at
from app.pledges.deadlines.clauses import Clause, Form, Mark, backward_after, event_end, marks_at
from app.pledges.deadlines.dates import Piece, Unit
from app.pledges.deadlines.days import day_at
from app.pledges.deadlines.periods import half_at, numbered_at, year_at, years_at
from app.pledges.deadlines.text import Text, word_table

_SITTINGS = word_table("kỳ họp", "phiên họp", "phiên giải trình", "phiên chất vấn", "cuộc họp")
_BEFORE_SITTING = word_table(
    *("ngày khai mạc", "khai mạc", "ngày bế mạc", "bế mạc", "ngày họp", "ngày tiến hành", "khi khai mạc", "ngày diễn ra")
)
_EACH = word_table("các", "mỗi", "từng", "những", "tất cả các", "giữa hai", "giữa các", "hai", "thời gian giữa hai", "hằng")
_GATHERINGS = word_table("đại hội", "hội nghị", "ngày bầu cử", "cuộc bầu cử", "kỳ thi", "nhiệm kỳ", "khai giảng", "lễ khai giảng")
_EVENTS = word_table("khi", "ngay khi", "sau khi", "ngay sau khi", "trước khi", "cho đến khi", "đến khi", "ngay sau")
_EVENT_MARKS = {Mark.BEFORE, Mark.AFTER, Mark.UNTIL, Mark.LATEST, Mark.FROM}
_CONDITIONS = word_table(
    *("nếu", "với điều kiện", "trong trường hợp", "trong điều kiện", "miễn là", "tùy thuộc", "tùy theo", "khi và chỉ khi")
)
_LOOSE = word_table(
    *("khẩn trương", "sớm", "sớm nhất", "kịp thời", "nhanh chóng", "ngay", "ngay lập tức", "lập tức", "thời gian tới"),
    *("thời gian sớm nhất", "sắp tới", "trước mắt", "tương lai gần", "thời gian gần nhất", "càng sớm càng tốt"),
    *("thời gian ngắn nhất", "từng bước", "dần dần", "khẩn cấp", "vài tháng tới", "vài năm tới", "những năm tới"),
    *("các năm tới", "vài tuần tới", "vài ngày tới", "thời gian sắp tới", "mau chóng", "gấp", "những tháng tới"),
)
_ONWARD = word_table(
    *(f"{many} năm {later}" for many in ("những", "các") for later in ("tiếp theo", "sau", "tới", "kế tiếp", "sau này")),
    "năm tiếp theo trở đi",
)
_HABITS = word_table("thường xuyên", "liên tục", "thường niên")
_EVERY = frozenset({"hằng", "mỗi", "từng"})
_PERIODS = frozenset({"ngày", "tuần", "tháng", "quý", "năm", "kỳ", "học", "nửa", "sáu"})
_GENERIC_MONTH = word_table(
    *("tháng tiếp theo sau tháng", "tháng liền kề", "tháng kế tiếp sau", "tháng kỳ báo cáo", "tháng liền sau", "tháng sau tháng"),
    *("tháng của cuối quý", "tháng cuối quý", "tháng cuối của quý", "tháng cuối cùng của quý", "tháng đầu quý"),
    *("tháng đầu của quý", "tháng đầu tiên của quý", "tháng đầu tiên của mỗi quý", "tháng đầu mỗi quý", "tháng đầu của mỗi quý"),
    *("tháng cuối mỗi quý", "tháng cuối của mỗi quý", "tháng cuối cùng của mỗi quý", "năm trước", "tháng sau quý báo cáo"),
)
_GOALS = word_table("định hướng", "tầm nhìn", "định hướng phát triển")
_SEASONS = word_table("mùa", "vụ đông xuân", "vụ hè thu", "vụ thu đông", "vụ xuân", "vụ mùa", "vụ gặt", "dịp tết", "tết")
_SITTING_STOPS = frozenset({";", "hoàn", "xong", "chậm", "muộn", "nếu", "thì", "phải"})
_SITTING_WORDS = 40
_COUNCIL_WORDS = frozenset({"hđnd", "hội", "ubnd", "ủy", "khóa", "nhiệm", "quốc", "dự"})


def sitting_clause(text: Text, i: int, j: int, marks: list[Mark], said_on: date) -> tuple[Clause, int] | None:
    """A sitting (R15, R16), each sitting (R19), or so long before one (R14)."""
    head = text.after(j, _BEFORE_SITTING) or j
    each = text.after(head, _EACH)
    plural = each is not None or Mark.FILLER in marks and text.key(head - 1) in {"các", "những"}
    k = text.after(each or head, _SITTINGS)
    if k is None:
        return None
    when, end = _sitting_tail(text, k, said_on)
    trigger = text.cut(j, end)
    if Mark.BEFORE in marks:
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
    begins = key in {"trong", "đến"} and following in {"tháng", "quý", "năm", "ngày", "hết"} and text.key(j - 1) != "chức"
    counted = amount_at(text, j) if text.at(j).kind == "number" else None
    return key in _SITTING_STOPS or begins or counted is not None or (key == "." and following != ".")


def _skipped_year(text: Text, j: int, said_on: date) -> tuple[Piece, int] | None:
    found = year_at(text, j, said_on)
    return (Piece(Unit.YEAR, text.cut(j, found[1]), first=found[0]), found[1]) if found else None


def event_clause(text: Text, i: int, j: int, marks: list[Mark], said_on: date) -> tuple[Clause, int] | None:
    """Something that must happen first (R17): "ngay sau khi…", "khi có…", "trước ngày khởi công"."""
    k = text.after(i, _EVENTS)
    named = text.after(j, _GATHERINGS) if marks else None
    dated = bool(_EVENT_MARKS & set(marks)) and text.key(j) == "ngày" and text.at(j + 1).kind == "word"
    if text.key(i - 1) == "trong" and text.key(i) == "khi":
        return None
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
    return Clause(Form.EVENT, text.cut(i, end), trigger=trigger), end


def condition_clause(text: Text, i: int, said_on: date, *, dated: bool) -> tuple[Clause, int] | None:
    """ "nếu có mặt bằng": to the next mark, or, before any date was said, to where the deadline begins (R18)."""
    j = text.after(i, _CONDITIONS)
    if j is None:
        return None
    end = j
    while end < len(text) and text.key(end) not in {",", ";", "thì", ")"}:
        end += 1
    if end == len(text) and not dated:
        end = max(event_end(text, j, said_on), j)
    return Clause(Form.CONDITION, text.cut(i, end)), end


def recurrence_clause(text: Text, i: int) -> tuple[Clause, int] | None:
    """hằng tháng, mỗi quý, 6 tháng một lần, 2 lần/năm, định kỳ, and months that name no certain one (R19)."""
    j = text.after(i, _GENERIC_MONTH)
    if j is None and text.key(i) in _EVERY:
        j = _every(text, i + 1)
    if j is None and text.has(i, "định", "kỳ"):
        counted = number_at(text, i + 2)
        j = counted[1] + 1 if counted and text.key(counted[1]) in UNITS else i + 2
    if j is None:
        j = _times(text, i)
    if j:
        return Clause(Form.RECURRENCE, text.cut(i, j)), j
    j = text.after(i, _HABITS)
    return (Clause(Form.HABIT, text.cut(i, j)), j) if j else None


def _every(text: Text, j: int) -> int | None:
    counted = number_at(text, j)
    if counted and text.key(counted[1]) in UNITS and text.key(j) != "năm":
        return counted[1] + 1
    return j + 1 if text.key(j) in _PERIODS else None


def _times(text: Text, i: int) -> int | None:
    """ "6 tháng một lần", "6 tháng/lần", "2 lần/năm", "mỗi năm 2 lần"."""
    counted = number_at(text, i)
    if counted is None:
        return None
    j = counted[1]
    if text.key(j) == "lần":
        joined = text.key(j + 1) in {"/", "mỗi", "một", "trong", "hằng"}
        return j + 3 if joined and text.key(j + 2) in UNITS else None
    if text.key(j) not in UNITS:
        return None
    once = number_at(text, j + 1)
    if text.key(j + 1) in {"/", "-"} and text.key(j + 2) == "lần":
        return j + 3
    return once[1] + 1 if once and once[0] == 1 and text.key(once[1]) == "lần" else None


def onward_clause(text: Text, i: int) -> tuple[Clause, int] | None:
    """ "và những năm tiếp theo": no end at all (R20)."""
    j = text.after(i, _ONWARD)
    return (Clause(Form.ONWARD, text.cut(i, j)), j) if j else None


def goal_clause(text: Text, i: int, said_on: date) -> tuple[Clause, int] | None:
    """ "tầm nhìn đến năm 2045": a goal kept as words, never the deadline beside another (R7)."""
    j = text.after(i, _GOALS)
    if j is None:
        return None
    marks, k = marks_at(text, j)
    found = years_at(text, k, said_on)
    if found is None:
        return None
    return Clause(Form.GOAL, text.cut(i, found[1]), piece=found[0], ending=True, weak=not marks), found[1]


def loose_clause(text: Text, i: int, j: int, marks: list[Mark], said_on: date) -> tuple[Clause, int] | None:
    """Seasons (R24) and words that name no day at all (R20)."""
    season = text.after(j, _SEASONS) if marks else None
    if season:
        end = season
        while text.at(end).kind == "word" and text.key(end) not in {"năm", "sẽ", "phải", "thì", "hoàn"}:
            end += 1
        year = year_at(text, end, said_on)
        end = year[1] if year else end
        return Clause(Form.SEASON, text.cut(i, end), trigger=text.cut(j, end)), end
    k = text.after(j, _LOOSE) or text.after(i, _LOOSE)
    return (Clause(Form.OPEN, text.cut(i, k)), k) if k else None
