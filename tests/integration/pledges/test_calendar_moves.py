"""The council's calendar and its setting move deadlines in force, each with its line; the original never moves."""

from datetime import date

import pytest
import time_machine

from app.core.database import db
from app.council import commands as council_commands
from app.council import queries as council_queries
from app.council.domain import DayKind, NewCalendarDay
from app.council.forms import SettingsForm
from app.pledges import commands, history
from app.pledges.domain import AnchorKind, Meeting
from app.pledges.models import DeadlineChange
from tests.integration.pledges.hanging import adopted, recorded, told

NEW_YEAR_BRIDGE, WORKED_SATURDAY = date(2026, 1, 2), date(2026, 1, 10)
NEXT_MONDAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _on_a_day_in_october():
    with time_machine.travel("2026-10-15 03:00:00Z", tick=False):
        yield


@pytest.fixture
def rolling(council):
    council.roll_to_working_day = True
    db.session.flush()
    return council


def enter(council, day, kind=DayKind.REST, **values):
    new = NewCalendarDay(day=day, kind=kind, name="Hoán đổi", document_number="1/TB", **values)
    return council_commands.enter_days(council_id=council.id, new=[new], actor=None)


def switch(council, *, on):
    form = SettingsForm(obj=council)
    form.roll_to_working_day.data = on
    council_commands.change_council(council=council, new=form.to_input(), expected_version=None, actor=None)


def test_a_councils_day_wins_over_the_public_calendar(council):
    assert council_queries.work_calendar().is_working(NEW_YEAR_BRIDGE)
    enter(council, NEW_YEAR_BRIDGE)
    enter(council, WORKED_SATURDAY, DayKind.WORK)
    enter(council, date(2026, 4, 27), DayKind.WORK)
    calendar = council_queries.work_calendar()
    assert not calendar.is_working(NEW_YEAR_BRIDGE)
    assert calendar.is_working(WORKED_SATURDAY)
    assert calendar.is_working(date(2026, 4, 27))


def test_friday_2_january_2026_at_rest_carries_a_deadline_to_monday_and_its_line_says_so(rolling):
    pledge = adopted(rolling, "ngày 02/01/2026", due_on=NEW_YEAR_BRIDGE)
    assert told(pledge) == [("adoption", NEW_YEAR_BRIDGE)]
    enter(rolling, NEW_YEAR_BRIDGE)
    assert told(pledge) == [("adoption", NEW_YEAR_BRIDGE), ("calendar", NEXT_MONDAY)]
    assert (pledge.original_due_on, pledge.effective_due_on) == (NEW_YEAR_BRIDGE, NEXT_MONDAY)
    assert history.deadline_on(pledge.id, date(2026, 10, 14)).due_on == NEW_YEAR_BRIDGE
    assert history.deadline_on(pledge.id, date(2026, 10, 15)).plain_on == NEW_YEAR_BRIDGE


def test_saturday_10_january_2026_worked_brings_a_deadline_back_from_monday(rolling):
    pledge = adopted(rolling, "ngày 10/01/2026", due_on=WORKED_SATURDAY)
    assert told(pledge) == [("adoption", date(2026, 1, 12))]
    enter(rolling, WORKED_SATURDAY, DayKind.WORK)
    assert told(pledge)[-1] == ("calendar", WORKED_SATURDAY)


def test_without_the_setting_a_fixed_day_stays_on_a_day_of_rest(council):
    pledge = adopted(council, "ngày 02/01/2026", due_on=NEW_YEAR_BRIDGE)
    enter(council, NEW_YEAR_BRIDGE)
    assert told(pledge) == [("adoption", NEW_YEAR_BRIDGE)]


def test_switching_the_setting_rolls_every_deadline_in_force_and_back(council):
    resting, worked = adopted(council, "ngày 15/11/2026"), adopted(council, "ngày 16/11/2026")
    switch(council, on=True)
    assert told(resting)[-1] == ("calendar", date(2026, 11, 16))
    assert told(worked) == [("adoption", date(2026, 11, 16))]
    switch(council, on=False)
    assert told(resting)[-1] == ("calendar", date(2026, 11, 15))


def test_an_unrelated_day_moves_nothing(rolling):
    pledge = adopted(rolling, "ngày 16/11/2026")
    enter(rolling, date(2026, 11, 17))
    assert len(told(pledge)) == 1


def test_removing_a_day_and_changing_it_move_the_deadline_again(rolling):
    pledge = adopted(rolling, "ngày 17/11/2026")
    enter(rolling, date(2026, 11, 17))
    row = council_queries.find_calendar_day(date(2026, 11, 17))
    moved = NewCalendarDay(day=date(2026, 11, 18), kind=DayKind.REST)
    council_commands.change_day(row=row, new=moved, expected_version=None, actor=None)
    assert told(pledge)[-1] == ("calendar", date(2026, 11, 17))
    changed_back = NewCalendarDay(day=date(2026, 11, 17), kind=DayKind.REST)
    council_commands.change_day(row=row, new=changed_back, expected_version=None, actor=None)
    council_commands.remove_day(row=row, actor=None)
    assert [due for _, due in told(pledge)] == [
        date(2026, 11, 17),
        date(2026, 11, 18),
        date(2026, 11, 17),
        date(2026, 11, 18),
        date(2026, 11, 17),
    ]


def test_working_days_of_a_promise_are_counted_by_the_councils_calendar(council):
    enter(council, date(2026, 7, 9))
    draft = recorded(council, "trong 5 ngày làm việc kể từ ngày 08/07/2026")
    assert draft.original_due_on == date(2026, 7, 16)


def test_a_day_of_rest_among_counted_working_days_moves_the_deadline_in_force_alone(council):
    pledge = adopted(council, "trong 5 ngày làm việc kể từ ngày 08/07/2026")
    assert pledge.original_due_on == date(2026, 7, 15)
    enter(council, date(2026, 7, 13))
    assert told(pledge)[-1] == ("calendar", date(2026, 7, 16))
    assert pledge.original_due_on == date(2026, 7, 15)


def test_working_days_after_an_event_are_counted_anew_with_the_calendar(council):
    words = "trong 5 ngày làm việc kể từ ngày ký hợp đồng"
    pledge = adopted(council, words, undated=True, due_on_override_reason="Chưa ký")
    commands.meet_anchor(
        pledge=pledge, kind=AnchorKind.EVENT, met=Meeting(happened_on=date(2026, 10, 12)), actor=None
    )
    assert told(pledge)[-1] == ("event", date(2026, 10, 19))
    enter(council, date(2026, 10, 14))
    assert told(pledge)[-1] == ("calendar", date(2026, 10, 20))


def test_many_days_at_once_move_a_deadline_once(rolling):
    pledge = adopted(rolling, "ngày 17/11/2026")
    rests = [
        NewCalendarDay(day=date(2026, 11, day), kind=DayKind.REST, document_number="1/TB")
        for day in (17, 18, 19)
    ]
    assert council_commands.enter_days(council_id=rolling.id, new=rests, actor=None) == 3
    assert told(pledge) == [("adoption", date(2026, 11, 17)), ("calendar", date(2026, 11, 20))]
    assert council_commands.enter_days(council_id=rolling.id, new=rests, actor=None) == 0


def test_taking_over_the_public_days_keeps_what_the_council_knows_and_moves_nothing(rolling):
    pledge = adopted(rolling, "ngày 17/02/2027")
    enter(rolling, date(2026, 2, 16), DayKind.WORK)
    taken = council_commands.take_over_public_days(council_id=rolling.id, year=2026, actor=None)
    days = {each.day: each for each in council_queries.calendar_days()}
    assert taken == len(days) - 1
    assert days[date(2026, 2, 16)].kind is DayKind.WORK
    assert days[date(2026, 4, 26)].name == "Ngày Giỗ Tổ Hùng Vương"
    assert days[date(2026, 8, 22)].kind is DayKind.WORK
    assert len(told(pledge)) == 1


def test_a_draft_has_no_deadline_in_force_for_the_calendar_to_move(rolling):
    recorded(rolling, "ngày 17/11/2026")
    enter(rolling, date(2026, 11, 17))
    assert db.session.query(DeadlineChange).count() == 0
