"""Which limit is in force on a day: the council's own from the day it set it, else the one of the law as far as it was read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.core.events import Event
from app.council.domain import LimitCode, covers

_OLD_LAW_FROM = date(2016, 7, 1)
_NEW_LAW_FROM = date(2026, 3, 1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit in days with its validity (both ends belong to it) and its basis. `id` only where the council set it."""

    code: LimitCode
    days: int
    basis: str
    starts_on: date | None = None
    ends_on: date | None = None
    id: int | None = None

    def after(self, day: date) -> date:
        """The last day of the limit counted from a day, in calendar days."""
        return day + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The last day that still keeps the limit before a day."""
        return day - timedelta(days=self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLimit:
    """A limit that counts from a day on; what counted until then stays."""

    code: LimitCode
    days: int
    basis: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class LimitSet(Event):
    """A limit of the council counts from a day on."""


@dataclass(frozen=True, kw_only=True)
class LimitWithdrawn(Event):
    """A limit that had not been in force for a whole day yet was taken back."""


def _under_both_laws(code: LimitCode, days: int, article: str) -> tuple[Limit, Limit]:
    """The value of the old law; the new one's was not read, so it goes on and says so."""
    old = f"{article} Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân số 87/2015/QH13"
    new = (
        f"Giữ theo {article} Luật số 87/2015/QH13; chưa đối chiếu với Luật số 121/2025/QH15 "
        "và Nghị quyết số 114/2025/UBTVQH15, có hiệu lực từ ngày 01/3/2026"
    )
    until = _NEW_LAW_FROM - _DAY
    return (
        Limit(code=code, days=days, basis=old, starts_on=_OLD_LAW_FROM, ends_on=until),
        Limit(code=code, days=days, basis=new, starts_on=_NEW_LAW_FROM),
    )


def _second_hand(code: LimitCode, days: int, words: str) -> tuple[Limit]:
    basis = (
        f"Điều 40 Luật số 121/2025/QH15 ({words}; theo tài liệu trích dẫn lại, chưa đối chiếu với văn bản)"
    )
    return (Limit(code=code, days=days, basis=basis, starts_on=_NEW_LAW_FROM),)


DEFAULTS: tuple[Limit, ...] = (
    *_under_both_laws(LimitCode.WRITTEN_ANSWER, 20, "khoản 4 Điều 60"),
    *_under_both_laws(LimitCode.REPORT_BEFORE_SITTING, 10, "khoản 7 Điều 60"),
    *_under_both_laws(LimitCode.EXPLANATION_SESSION_NOTICE, 10, "khoản 2 Điều 72"),
    *_second_hand(LimitCode.EXPLANATION, 15, "giải trình việc chậm thực hiện"),
    *_second_hand(LimitCode.EXPLANATION_COMPLEX, 30, "giải trình việc chậm thực hiện, trường hợp phức tạp"),
    *_under_both_laws(LimitCode.RESOLUTION_SENT, 3, "khoản 2 Điều 7"),
    *_under_both_laws(LimitCode.DRAFT_PROGRAMME, 10, "khoản 1 Điều 58"),
)


def course_of(code: LimitCode, own: Iterable[Limit]) -> list[Limit]:
    """The limits of a code one after the other: those of the law until the council's own begin, then the council's."""
    set_here = sorted((each for each in own if each.code is code), key=_start)
    lawful = [each for each in DEFAULTS if each.code is code]
    if not set_here:
        return lawful
    begins = _start(set_here[0])
    before = [each for each in lawful if _start(each) < begins]
    cut = [replace(each, ends_on=min(each.ends_on or date.max, begins - _DAY)) for each in before]
    return [*cut, *set_here]


def limit_of(code: LimitCode, own: Iterable[Limit], day: date) -> Limit | None:
    """The limit in force on a day; None where the law knew none."""
    return next((each for each in course_of(code, own) if covers(each.starts_on, each.ends_on, day)), None)


def _start(limit: Limit) -> date:
    return limit.starts_on or date.min
