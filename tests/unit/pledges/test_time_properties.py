"""The time status for any pledge on any day: always one, never turning back, and of one mind with the square."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.pledges.domain import Lifecycle, Square, TimeRules, TimeStatus, days_late, square_of, time_status

DAYS = st.dates(date(2016, 1, 1), date(2036, 12, 31))
MAYBE = st.none() | DAYS
RULES = st.builds(TimeRules, lead=st.integers(0, 365), long_overdue=st.integers(1, 3650))
FORWARD = [
    TimeStatus.NOT_DUE,
    TimeStatus.DUE_SOON,
    TimeStatus.DUE_TODAY,
    TimeStatus.OVERDUE,
    TimeStatus.LONG_OVERDUE,
    TimeStatus.STOPPED,
]
WAITING = [TimeStatus.UNMET, TimeStatus.UNDATED]


def status_on(day, *, lifecycle=Lifecycle.ADOPTED, due, done, rules, closed=None, unmet=False) -> TimeStatus:
    return time_status(
        lifecycle=lifecycle,
        due_on=due,
        completed_on=done,
        closed_on=closed,
        day=day,
        rules=rules,
        unmet=unmet,
    )


def place(status: TimeStatus) -> int:
    return -1 if status in WAITING else FORWARD.index(status)


@given(due=MAYBE, done=MAYBE, closed=MAYBE, day=DAYS, rules=RULES, unmet=st.booleans())
def test_there_is_a_status_on_every_day(due, done, closed, day, rules, unmet) -> None:
    status = status_on(day, due=due, done=done, closed=closed, rules=rules, unmet=unmet)
    assert status in {*FORWARD, *WAITING}
    ended = any(end is not None and end <= day for end in (done, closed))
    assert (status is TimeStatus.STOPPED) == ended


@given(due=MAYBE, done=MAYBE, day=DAYS, rules=RULES, unmet=st.booleans())
def test_a_draft_has_no_status_in_time_whatever_its_day(due, done, day, rules, unmet) -> None:
    status = status_on(day, lifecycle=Lifecycle.DRAFT, due=due, done=done, rules=rules, unmet=unmet)
    assert status is TimeStatus.DRAFT


@given(due=MAYBE, done=MAYBE, closed=MAYBE, days=st.tuples(DAYS, DAYS), rules=RULES, unmet=st.booleans())
def test_time_never_runs_back(due, done, closed, days, rules, unmet) -> None:
    earlier, later = (
        status_on(day, due=due, done=done, closed=closed, rules=rules, unmet=unmet) for day in sorted(days)
    )
    assert place(earlier) <= place(later)


@given(due=DAYS, rules=RULES)
def test_each_bound_is_a_single_midnight(due, rules) -> None:
    def on(days: int) -> TimeStatus:
        day = due + timedelta(days=days)
        return status_on(day, due=due, done=None, rules=rules)

    assert on(-rules.lead - 1) is TimeStatus.NOT_DUE
    assert on(-rules.lead) is (TimeStatus.DUE_SOON if rules.lead else TimeStatus.DUE_TODAY)
    assert on(0) is TimeStatus.DUE_TODAY
    assert on(1) is TimeStatus.OVERDUE
    assert on(rules.long_overdue) is TimeStatus.OVERDUE
    assert on(rules.long_overdue + 1) is TimeStatus.LONG_OVERDUE


@given(due=MAYBE, done=MAYBE, day=DAYS, rules=RULES, unmet=st.booleans())
def test_the_square_and_the_status_never_contradict_each_other(due, done, day, rules, unmet) -> None:
    status = status_on(day, due=due, done=done, rules=rules, unmet=unmet)
    corner = square_of(due_on=due, completed_on=done, outside=False, day=day, unmet=unmet)
    late = {TimeStatus.OVERDUE, TimeStatus.LONG_OVERDUE}
    assert (corner is Square.OPEN_OVERDUE) == (status in late)
    within = {TimeStatus.NOT_DUE, TimeStatus.DUE_SOON, TimeStatus.DUE_TODAY}
    assert (corner is Square.OPEN_WITHIN_TIME) == (status in within)
    if corner in {Square.DONE_ON_TIME, Square.DONE_LATE}:
        assert status is TimeStatus.STOPPED


@given(due=MAYBE, done=MAYBE, days=st.tuples(DAYS, DAYS))
def test_days_late_grow_by_the_day_and_stop_with_completion(due, done, days) -> None:
    first, last = sorted(days)
    earlier, later = (days_late(due, completed_on=done, day=day) for day in (first, last))
    assert 0 <= later - earlier <= (last - first).days
    if done is not None and done <= first:
        assert earlier == later
