"""A promise that depends on a condition nobody has met: no deadline runs, and it is counted by itself."""

from datetime import date

import pytest

from app.pledges.domain import Lifecycle, Square, TimeRules, TimeStatus, square_of, time_status

DAY = date(2026, 11, 1)
PAST, TO_COME = date(2026, 6, 30), date(2026, 12, 31)


@pytest.mark.parametrize("due_on", [None, PAST, DAY, TO_COME])
def test_until_its_condition_is_met_a_pledge_is_neither_due_nor_overdue(due_on):
    status = time_status(
        lifecycle=Lifecycle.ADOPTED,
        due_on=due_on,
        completed_on=None,
        closed_on=None,
        day=DAY,
        rules=TimeRules(),
        unmet=True,
    )

    assert status is TimeStatus.UNMET


@pytest.mark.parametrize(("completed_on", "closed_on"), [(PAST, None), (None, PAST)])
def test_what_was_done_or_closed_waits_for_no_condition(completed_on, closed_on):
    status = time_status(
        lifecycle=Lifecycle.ADOPTED,
        due_on=TO_COME,
        completed_on=completed_on,
        closed_on=closed_on,
        day=DAY,
        rules=TimeRules(),
        unmet=True,
    )

    assert status is TimeStatus.STOPPED


@pytest.mark.parametrize(
    ("due_on", "completed_on", "unmet", "corner"),
    [
        (PAST, None, True, Square.OUTSIDE),
        (PAST, None, False, Square.OPEN_OVERDUE),
        (TO_COME, None, True, Square.OUTSIDE),
        (TO_COME, None, False, Square.OPEN_WITHIN_TIME),
        (TO_COME, PAST, True, Square.DONE_ON_TIME),
        (PAST, DAY, True, Square.DONE_LATE),
        (None, PAST, True, Square.OUTSIDE),
        (TO_COME, date(2026, 12, 1), True, Square.OUTSIDE),
    ],
)
def test_an_unmet_condition_stands_outside_the_square_unless_the_work_was_done_all_the_same(
    due_on, completed_on, unmet, corner
):
    found = square_of(due_on=due_on, completed_on=completed_on, outside=False, day=DAY, unmet=unmet)

    assert found is corner
