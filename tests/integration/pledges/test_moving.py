"""A deadline in force moves by lines that are appended; what counted before a line's day stands."""

from datetime import date, timedelta

import pytest

from app.core.clock import today
from app.core.errors import DomainError
from app.core.workdays import WorkCalendar
from app.pledges import history
from app.pledges.commands.moving import Move, move_deadline, move_deadlines
from app.pledges.domain import DeadlineCause
from tests import factories

ADOPTED_ON = date(2026, 1, 10)
ORIGINAL = date(2026, 6, 30)


@pytest.fixture
def pledge(council):
    made = factories.make_pledge(council.id, due_on=ORIGINAL)
    factories.adopt(made, adopted_on=ADOPTED_ON)
    return made


def extended(pledge, due_on, from_day, **values):
    move = Move(
        pledge=pledge, plain_on=due_on, from_day=from_day, **{"cause": DeadlineCause.EXTENSION, **values}
    )
    return move_deadline(move=move, actor=None)


def due_on(pledge, day):
    line = history.deadline_on(pledge.id, day)
    return line.due_on if line else None


def test_before_adoption_no_deadline_is_in_force(pledge):
    assert history.deadline_on(pledge.id, ADOPTED_ON - timedelta(days=1)) is None
    assert due_on(pledge, ADOPTED_ON) == ORIGINAL


def test_a_line_counts_from_its_own_day_on_and_the_original_stands(pledge):
    extended(pledge, date(2026, 9, 30), date(2026, 6, 1))
    assert due_on(pledge, date(2026, 5, 31)) == ORIGINAL
    assert due_on(pledge, date(2026, 6, 1)) == date(2026, 9, 30)
    assert (pledge.original_due_on, pledge.effective_due_on) == (ORIGINAL, date(2026, 9, 30))


def test_a_line_entered_late_takes_its_place_by_its_day(pledge):
    extended(pledge, date(2026, 12, 31), date(2026, 9, 1))
    extended(pledge, date(2026, 9, 30), date(2026, 6, 1))
    assert due_on(pledge, date(2026, 7, 1)) == date(2026, 9, 30)
    assert due_on(pledge, date(2026, 9, 1)) == date(2026, 12, 31)
    assert pledge.effective_due_on == date(2026, 12, 31)


def test_of_one_day_the_line_entered_last_counts(pledge):
    extended(pledge, date(2026, 9, 30), date(2026, 6, 1))
    extended(pledge, date(2026, 10, 31), date(2026, 6, 1))
    assert due_on(pledge, date(2026, 6, 1)) == pledge.effective_due_on == date(2026, 10, 31)


def test_rolling_keeps_the_day_that_was_said(pledge):
    calendar = WorkCalendar(rest_days=frozenset({date(2026, 9, 2)}))
    move = Move(
        pledge=pledge,
        plain_on=date(2026, 9, 2),
        from_day=date(2026, 6, 1),
        cause=DeadlineCause.EXTENSION,
    )
    line = move_deadline(move=move, actor=None, roll=calendar.next_working)
    assert (line.plain_on, line.due_on) == (date(2026, 9, 2), date(2026, 9, 3))
    assert pledge.effective_due_on == date(2026, 9, 3)


def test_an_extension_entered_late_is_not_hidden_by_the_calendar(pledge):
    extended(pledge, ORIGINAL, date(2026, 5, 1), cause=DeadlineCause.CALENDAR)
    extended(pledge, date(2026, 9, 30), date(2026, 4, 1))
    assert due_on(pledge, date(2026, 4, 1)) == date(2026, 9, 30)
    assert due_on(pledge, date(2026, 5, 1)) == pledge.effective_due_on == date(2026, 9, 30)


def test_a_deadline_may_lose_its_day(pledge):
    extended(pledge, None, date(2026, 6, 1), cause=DeadlineCause.SITTING)
    assert due_on(pledge, date(2026, 6, 1)) is pledge.effective_due_on is None


def test_nothing_counts_from_a_day_that_has_not_come_nor_on_a_draft(council, pledge):
    with pytest.raises(DomainError):
        extended(pledge, date(2030, 1, 1), today() + timedelta(days=1))
    with pytest.raises(DomainError):
        extended(factories.make_pledge(council.id), date(2030, 1, 1), today())


def test_many_deadlines_move_at_the_cost_of_one_read_and_tell_the_log(council, pledge):
    from app.audit.models import AuditEntry
    from app.core.database import db

    other = factories.make_pledge(council.id, due_on=None)
    factories.adopt(other, adopted_on=ADOPTED_ON)
    moves = [
        Move(pledge=each, plain_on=date(2026, 12, 1), from_day=date(2026, 6, 1), cause=DeadlineCause.SITTING)
        for each in (pledge, other)
    ]
    move_deadlines(moves=moves, actor=None)
    stood = history.deadlines_on([pledge.id, other.id], date(2026, 6, 1))
    assert {line.due_on for line in stood.values()} == {date(2026, 12, 1)}
    told = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == "DeadlineMoved")).all()
    assert [entry.details["due_on"] for entry in told] == [["2026-06-30", "2026-12-01"], [None, "2026-12-01"]]
