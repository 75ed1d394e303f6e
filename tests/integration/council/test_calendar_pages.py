"""The working calendar in a browser: what moves a deadline is shown before it is saved."""

import re
from datetime import date

import pytest
import time_machine

from app.core.database import db
from app.council import queries
from app.council.domain import DayKind
from app.council.models import CalendarDay
from app.sittings.queries import sittings
from tests import factories
from tests.integration.pledges.hanging import adopted, told

TUESDAY = date(2026, 11, 17)


@pytest.fixture(autouse=True)
def _on_a_day_in_october():
    with time_machine.travel("2026-10-15 03:00:00Z"):
        yield


@pytest.fixture
def pledge(council):
    council.roll_to_working_day = True
    db.session.flush()
    made = adopted(council, "ngày 17/11/2026")
    db.session.commit()
    return made


def confirmation(page: str) -> str:
    found = re.search(r'name="confirmed"[^>]*value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def rest(day="17/11/2026", **typed):
    return {"day": day, "kind": "rest", "name": "Nghỉ hoán đổi", "document_number": "10/TB-VPCP", **typed}


def test_the_year_shows_every_special_day_and_where_it_comes_from(council, as_role):
    db.session.add(CalendarDay(day=date(2026, 1, 2), kind=DayKind.REST, document_number="10/TB-VPCP"))
    db.session.add(CalendarDay(day=date(2026, 1, 10), kind=DayKind.WORK))
    db.session.flush()
    page = as_role("delegate").get(f"/{council.slug}/calendar?year=2026").text
    for told_on_page in ("Giỗ Tổ Hùng Vương", "10/TB-VPCP", "Hội đồng tự nhập", "Điều 112", "02/01/2026"):
        assert told_on_page in page
    assert "/calendar/days/" not in page


@pytest.mark.parametrize("year", ["0", "99999", "x", "-5"])
def test_a_year_no_calendar_has_is_answered_with_one_it_has(council, as_role, year):
    assert as_role("clerk").get(f"/{council.slug}/calendar?year={year}").status_code == 200


def test_a_day_that_moves_a_deadline_is_saved_only_when_just_that_move_was_confirmed(
    council, pledge, as_role
):
    clerk, address = as_role("clerk"), f"/{council.slug}/calendar/days/new"
    shown = clerk.post(address, data=rest())
    assert shown.status_code == 200
    for word in (pledge.code, "17/11/2026", "18/11/2026"):
        assert word in shown.text
    assert queries.find_calendar_day(TUESDAY) is None
    assert len(told(pledge)) == 1
    mark = confirmation(shown.text)
    stale = clerk.post(address, data=rest("16/11/2026", confirmed="0" * 64))
    assert stale.status_code == 302  # Monday moves nothing, so nothing is asked
    other = clerk.post(address, data=rest(confirmed="0" * 64))
    assert "18/11/2026" in other.text
    assert clerk.post(address, data=rest(confirmed=mark)).status_code == 302
    assert told(pledge) == [("adoption", TUESDAY), ("calendar", date(2026, 11, 18))]


def test_removing_a_day_asks_and_shows_what_moves_back(council, pledge, as_role):
    clerk = as_role("clerk")
    shown = clerk.post(f"/{council.slug}/calendar/days/new", data=rest())
    clerk.post(f"/{council.slug}/calendar/days/new", data=rest(confirmed=confirmation(shown.text)))
    row = queries.find_calendar_day(TUESDAY)
    address = f"/{council.slug}/calendar/days/{row.id}/remove"
    assert clerk.get(address).status_code == 200
    asked = clerk.post(address)
    assert pledge.code in asked.text
    clerk.post(address, data={"confirmed": confirmation(asked.text)})
    assert queries.find_calendar_day(TUESDAY) is None
    assert told(pledge)[-1] == ("calendar", TUESDAY)


def test_a_day_is_changed_with_its_document(council, as_role):
    clerk = as_role("clerk")
    clerk.post(f"/{council.slug}/calendar/days/new", data=rest("02/01/2026", document_number=""))
    row = queries.find_calendar_day(date(2026, 1, 2))
    address = f"/{council.slug}/calendar/days/{row.id}/edit"
    clerk.post(address, data=rest("02/01/2026", version=row.version))
    assert queries.find_calendar_day(date(2026, 1, 2)).document_number == "10/TB-VPCP"
    twice = clerk.post(f"/{council.slug}/calendar/days/new", data=rest("02/01/2026"))
    assert twice.status_code == 422


def test_a_working_day_is_not_entered_as_worked(council, as_role):
    refused = as_role("clerk").post(f"/{council.slug}/calendar/days/new", data=rest(kind="work"))
    assert refused.status_code == 422
    assert 'id="day-error"' in refused.text


def test_the_public_holidays_of_a_year_are_taken_over_once(council, as_role):
    clerk, address = as_role("clerk"), f"/{council.slug}/calendar/take-over"
    assert "Giỗ Tổ" in clerk.get(f"{address}?year=2027").text
    clerk.post(address, data={"year": "2027"})
    taken = len(queries.calendar_days())
    assert taken > 10
    clerk.post(address, data={"year": "2027"})
    assert len(queries.calendar_days()) == taken


def test_switching_the_rolling_shows_what_moves_before_it_is_saved(council, as_role):
    pledge = adopted(council, "ngày 15/11/2026")
    db.session.commit()
    admin, address = as_role("administrator"), f"/{council.slug}/settings"
    typed = {
        "name": council.name,
        "place": council.place,
        "level": council.level.value,
        "resolution_symbol": council.resolution_symbol,
        "due_soon_days": "30",
        "long_overdue_days": "180",
        "default_term_days": "180",
        "roll_to_working_day": "y",
        "version": str(council.version),
    }
    shown = admin.post(address, data=typed)
    assert pledge.code in shown.text
    assert "16/11/2026" in shown.text
    assert len(told(pledge)) == 1
    saved = admin.post(address, data={**typed, "confirmed": confirmation(shown.text)})
    assert saved.status_code == 302
    assert told(pledge)[-1] == ("calendar", date(2026, 11, 16))


def test_a_sitting_that_moves_a_deadline_shows_it_before_it_is_saved(council, as_role):
    pledge = adopted(council, "trình tại kỳ họp thường lệ cuối năm 2026")
    term = factories.make_term(council.id)
    db.session.commit()
    clerk, address = as_role("clerk"), f"/{council.slug}/sittings/new"
    typed = {
        "name": "Kỳ họp thứ Mười",
        "term_id": term.id,
        "kind": "regular_year_end",
        "opens_on": "07/12/2026",
        "closes_on": "10/12/2026",
    }
    shown = clerk.post(address, data=typed)
    assert pledge.code in shown.text
    assert "10/12/2026" in shown.text
    assert [each.name for each in sittings() if each.name == "Kỳ họp thứ Mười"] == []
    saved = clerk.post(address, data={**typed, "confirmed": confirmation(shown.text)})
    assert saved.status_code == 302
    assert pledge.effective_due_on == date(2026, 12, 10)


@pytest.mark.parametrize("role", ["delegate", "monitor", "administrator"])
def test_who_keeps_no_sittings_keeps_no_calendar(council, as_role, role):
    assert as_role(role).get(f"/{council.slug}/calendar/days/new").status_code == 403
