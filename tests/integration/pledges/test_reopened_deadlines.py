"""A closed pledge is left in peace; followed again, its deadline stands where sittings and calendar have it by then."""

from datetime import date
from functools import partial

import pytest
import time_machine

from app.core.database import db
from app.council import commands as council_commands
from app.council.domain import DayKind, NewCalendarDay
from app.pledges import commands, history
from app.pledges.domain import GroundKind, NewDrop, Reopening
from app.sittings.commands import add_sitting, change_sitting
from app.sittings.domain import NewSitting, SittingKind
from tests import factories
from tests.integration.pledges.hanging import adopted, told

DROPPED_ON, TODAY = date(2026, 9, 1), date(2026, 9, 15)


@pytest.fixture(autouse=True)
def _on_a_day_in_september():
    with time_machine.travel("2026-09-15 03:00:00Z", tick=False):
        yield


@pytest.fixture
def drop(council):
    ground = commands.list_ground(kind=GroundKind.DROP, words="Chủ trương đã thay đổi", actor=None)
    return partial(dropped, ground=ground)


def dropped(pledge, *, ground):
    new = NewDrop(ground_id=ground.id, decided_on=DROPPED_ON, document_number="15/NQ-HĐND")
    commands.drop_pledge(pledge=pledge, new=new, actor=None)


def reopen(pledge):
    new = Reopening(decided_on=TODAY, document_number="20/NQ-HĐND", reason="Chủ trương được giữ")
    commands.reopen_pledge(pledge=pledge, new=new, actor=None)


def rest(council, day):
    new = NewCalendarDay(day=day, kind=DayKind.REST, name="Nghỉ bù", document_number="1/TB")
    council_commands.enter_days(council_id=council.id, new=[new], actor=None)


def test_a_day_of_rest_entered_while_a_pledge_was_closed_rolls_it_when_it_is_followed_again(council, drop):
    council.roll_to_working_day = True
    db.session.flush()
    pledge = adopted(council, "ngày 17/11/2026")
    drop(pledge)
    rest(council, date(2026, 11, 17))
    assert told(pledge) == [("adoption", date(2026, 11, 17))]
    reopen(pledge)
    assert told(pledge) == [("adoption", date(2026, 11, 17)), ("calendar", date(2026, 11, 18))]
    assert (pledge.original_due_on, pledge.effective_due_on) == (date(2026, 11, 17), date(2026, 11, 18))
    assert history.deadline_on(pledge.id, date(2026, 9, 14)).due_on == date(2026, 11, 17)


def test_working_days_are_counted_anew_when_a_pledge_is_followed_again(council, drop):
    pledge = adopted(council, "trong 5 ngày làm việc kể từ ngày 08/07/2026")
    drop(pledge)
    rest(council, date(2026, 7, 13))
    reopen(pledge)
    assert told(pledge) == [("adoption", date(2026, 7, 15)), ("calendar", date(2026, 7, 16))]


def test_a_day_an_official_fixed_stays_when_a_pledge_is_followed_again(council, drop):
    pledge = adopted(
        council,
        "trong 5 ngày làm việc kể từ ngày 08/07/2026",
        due_on=date(2026, 7, 20),
        due_on_override_reason="Đại diện cơ quan nói lại",
    )
    drop(pledge)
    rest(council, date(2026, 7, 13))
    reopen(pledge)
    assert told(pledge) == [("adoption", date(2026, 7, 20))]


def test_a_sitting_that_moved_while_a_pledge_was_closed_moves_it_when_it_is_followed_again(council, drop):
    said = {
        "term_id": factories.make_term(council.id).id,
        "name": "Kỳ họp thứ Mười",
        "kind": SittingKind.REGULAR_YEAR_END,
        "opens_on": date(2026, 12, 7),
    }
    held = add_sitting(new=NewSitting(**said, closes_on=date(2026, 12, 10)), actor=None)
    pledge = adopted(council, "trình tại kỳ họp thường lệ cuối năm 2026")
    drop(pledge)
    moved = NewSitting(**said, closes_on=date(2026, 12, 18))
    change_sitting(sitting=held, new=moved, expected_version=None, actor=None)
    assert told(pledge) == [("adoption", date(2026, 12, 10))]
    reopen(pledge)
    assert told(pledge) == [("adoption", date(2026, 12, 10)), ("sitting", date(2026, 12, 18))]


def test_where_nothing_moved_following_again_writes_no_line(council, drop):
    dated, waiting = (
        adopted(council, "ngày 17/11/2026"),
        adopted(council, "tại kỳ họp thường lệ cuối năm 2027"),
    )
    for pledge in (dated, waiting):
        drop(pledge)
        reopen(pledge)
        assert len(told(pledge)) == 1
