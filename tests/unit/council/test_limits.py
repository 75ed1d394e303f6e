"""Which legal limit is in force on a day, and what the council's own does to the ones of the law."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.council.domain import LimitCode
from app.council.limits.domain import DEFAULTS, Limit, course_of, limit_of

OWN = Limit(code=LimitCode.WRITTEN_ANSWER, days=15, basis="Điều 5 Quy chế", starts_on=date(2026, 7, 1), id=1)


@pytest.mark.parametrize(
    ("code", "day", "days"),
    [
        (LimitCode.WRITTEN_ANSWER, date(2026, 2, 28), 20),
        (LimitCode.WRITTEN_ANSWER, date(2026, 3, 1), 20),
        (LimitCode.REPORT_BEFORE_SITTING, date(2017, 12, 1), 10),
        (LimitCode.EXPLANATION_SESSION_NOTICE, date(2020, 1, 1), 10),
        (LimitCode.EXPLANATION, date(2026, 3, 1), 15),
        (LimitCode.EXPLANATION_COMPLEX, date(2026, 3, 1), 30),
        (LimitCode.RESOLUTION_SENT, date(2020, 1, 1), 3),
    ],
)
def test_the_law_s_own_limits_serve_until_the_council_sets_one(code: LimitCode, day: date, days: int) -> None:
    found = limit_of(code, [], day)
    assert found is not None
    assert found.days == days


def test_the_old_law_knew_no_limit_for_explaining_an_overdue_task() -> None:
    assert limit_of(LimitCode.EXPLANATION, [], date(2026, 2, 28)) is None


def test_a_value_that_was_not_read_in_the_law_says_so() -> None:
    for limit in DEFAULTS:
        if limit.starts_on and limit.starts_on >= date(2026, 3, 1):
            assert "chưa đối chiếu" in limit.basis


def test_the_old_basis_serves_to_the_last_day_of_the_old_law_and_not_a_day_longer() -> None:
    old = limit_of(LimitCode.WRITTEN_ANSWER, [], date(2026, 2, 28))
    new = limit_of(LimitCode.WRITTEN_ANSWER, [], date(2026, 3, 1))
    assert old is not None
    assert new is not None
    assert "87/2015/QH13" in old.basis
    assert "121/2025/QH15" in new.basis
    assert "121/2025/QH15" not in old.basis


@pytest.mark.parametrize("code", list(LimitCode))
@pytest.mark.parametrize("own", [[], [OWN]])
def test_no_two_limits_of_a_code_share_a_day(code: LimitCode, own: list[Limit]) -> None:
    course = course_of(code, own)
    assert course
    for earlier, later in pairwise(course):
        assert earlier.ends_on is not None
        assert later.starts_on == earlier.ends_on + timedelta(days=1)


def test_a_limit_of_the_council_counts_from_its_day_and_never_before() -> None:
    day = OWN.starts_on
    assert day is not None
    assert limit_of(LimitCode.WRITTEN_ANSWER, [OWN], day) == OWN
    before = limit_of(LimitCode.WRITTEN_ANSWER, [OWN], day - timedelta(days=1))
    assert before is not None
    assert (before.days, before.id) == (20, None)


def test_days_are_counted_on_the_calendar() -> None:
    limit = limit_of(LimitCode.WRITTEN_ANSWER, [], date(2024, 12, 11))
    assert limit is not None
    assert limit.after(date(2024, 12, 11)) == date(2024, 12, 31)
    assert limit.before(date(2024, 12, 31)) == date(2024, 12, 11)
