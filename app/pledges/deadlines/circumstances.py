"""Clauses without a day of their own: conditions, recurrences, goals, seasons, loose words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.pledges.deadlines.amounts import UNITS, number_at
from app.pledges.deadlines.clauses import Clause, Form, Mark, event_end, marks_at
from app.pledges.deadlines.periods import year_at, years_at
from app.pledges.deadlines.text import Text, word_table

_CONDITIONS = word_table(
    *(
        "nếu",
        "với điều kiện",
        "trong trường hợp",
        "trong điều kiện",
        "miễn là",
        "tùy thuộc",
        "tùy theo",
        "khi và chỉ khi",
    )
)
_LOOSE = word_table(
    *(
        "khẩn trương",
        "sớm",
        "sớm nhất",
        "kịp thời",
        "nhanh chóng",
        "ngay",
        "ngay lập tức",
        "lập tức",
        "thời gian tới",
    ),
    *(
        "thời gian sớm nhất",
        "sắp tới",
        "trước mắt",
        "tương lai gần",
        "thời gian gần nhất",
        "càng sớm càng tốt",
    ),
    *(
        "thời gian ngắn nhất",
        "từng bước",
        "dần dần",
        "khẩn cấp",
        "vài tháng tới",
        "vài năm tới",
        "những năm tới",
    ),
    *(
        "các năm tới",
        "vài tuần tới",
        "vài ngày tới",
        "thời gian sắp tới",
        "mau chóng",
        "gấp",
        "những tháng tới",
    ),
)
_ONWARD = word_table(
    *(
        f"{many} năm {later}"
        for many in ("những", "các")
        for later in ("tiếp theo", "sau", "tới", "kế tiếp", "sau này")
    ),
    "năm tiếp theo trở đi",
)
_HABITS = word_table("thường xuyên", "liên tục", "thường niên")
_EVERY = frozenset({"hằng", "mỗi", "từng"})
_PERIODS = frozenset({"ngày", "tuần", "tháng", "quý", "năm", "kỳ", "học", "nửa", "sáu"})
_GENERIC_MONTH = word_table(
    *(
        "tháng tiếp theo sau tháng",
        "tháng liền kề",
        "tháng kế tiếp sau",
        "tháng kỳ báo cáo",
        "tháng liền sau",
        "tháng sau tháng",
    ),
    *(
        "tháng của cuối quý",
        "tháng cuối quý",
        "tháng cuối của quý",
        "tháng cuối cùng của quý",
        "tháng đầu quý",
    ),
    *(
        "tháng đầu của quý",
        "tháng đầu tiên của quý",
        "tháng đầu tiên của mỗi quý",
        "tháng đầu mỗi quý",
        "tháng đầu của mỗi quý",
    ),
    *(
        "tháng cuối mỗi quý",
        "tháng cuối của mỗi quý",
        "tháng cuối cùng của mỗi quý",
        "năm trước",
        "tháng sau quý báo cáo",
    ),
)
_GOALS = word_table("định hướng", "tầm nhìn", "định hướng phát triển")
_SEASONS = word_table(
    "mùa", "vụ đông xuân", "vụ hè thu", "vụ thu đông", "vụ xuân", "vụ mùa", "vụ gặt", "dịp tết", "tết"
)


def condition_clause(text: Text, i: int, said_on: date, *, dated: bool) -> tuple[Clause, int] | None:
    """Such as "nếu có mặt bằng": to the next mark, or, before any date was said, to where the deadline begins (R18)."""
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
    """Such as "6 tháng một lần", "6 tháng/lần", "2 lần/năm", "mỗi năm 2 lần"."""
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
    if counted[0] == 1 and once and text.key(once[1]) == "lần":
        return once[1] + 1
    if text.key(j + 1) in {"/", "-"} and text.key(j + 2) == "lần":
        return j + 3
    return once[1] + 1 if once and once[0] == 1 and text.key(once[1]) == "lần" else None


def onward_clause(text: Text, i: int) -> tuple[Clause, int] | None:
    """Such as "và những năm tiếp theo": no end at all (R20)."""
    j = text.after(i, _ONWARD)
    return (Clause(Form.ONWARD, text.cut(i, j)), j) if j else None


def goal_clause(text: Text, i: int, said_on: date) -> tuple[Clause, int] | None:
    """Such as "tầm nhìn đến năm 2045": a goal kept as words, never the deadline beside another (R7)."""
    j = text.after(i, _GOALS)
    if j is None:
        return None
    marks, k = marks_at(text, j)
    found = years_at(text, k, said_on)
    if found is None:
        return None
    return Clause(Form.GOAL, text.cut(i, found[1]), piece=found[0], ending=True, weak=not marks), found[1]


def loose_clause(
    text: Text, i: int, j: int, marks: Sequence[Mark], said_on: date
) -> tuple[Clause, int] | None:
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
