"""The private calendar: what stands in it, and that its address is a secret one can take back."""

from datetime import date, timedelta

import sqlalchemy as sa
from icalendar import Calendar

from app.accounts.domain import Role
from app.accounts.models import Membership, User
from app.audit.models import AuditEntry
from app.core.clock import today
from app.core.database import db
from app.pledges.models import PledgeWatch
from tests import factories


def address_of(browser) -> str:
    page = browser.post("/reminders/calendar").get_data(as_text=True)
    return page.partition('id="feed-address"')[2].partition('value="')[2].partition('"')[0]


def events(app, address) -> dict[str, date]:
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.get_data())
    return {str(each["summary"]): each["dtstart"].dt for each in found.walk("VEVENT")}


def test_a_calendar_holds_ones_deadlines_the_sittings_and_the_clocks(app, council):
    user = factories.make_user("clerk", council_id=council.id)
    soon = today() + timedelta(days=60)
    mine = factories.make_pledge(council.id, code="P-1", words="Xong cầu; đường, hầm", due_on=soon)
    closed = factories.make_pledge(council.id, code="P-2", due_on=soon)
    factories.adopt(mine, closed)
    for pledge in (mine, closed):
        factories._save(PledgeWatch(council_id=council.id, user_id=user.id, pledge_id=pledge.id))
    closed.completed_on = today()
    factories.make_pledge(council.id, code="P-3", due_on=soon)
    factories.make_sitting(
        council.id, name="Kỳ họp thứ Bảy", opens_on=soon, closes_on=soon + timedelta(days=2)
    )
    db.session.commit()
    browser = factories.browser_of(app, user)
    found = events(app, address_of(browser))
    assert found["Đến hạn: P-1 · Xong cầu; đường, hầm"] == soon
    assert found[f"Kỳ họp thứ Bảy, {council.name}"] == soon
    assert found["Báo cáo trước kỳ họp: Kỳ họp thứ Bảy"] == soon - timedelta(days=10)
    assert not any("P-2" in title or "P-3" in title for title in found)


def test_an_agencys_contact_sees_its_own_pledges_and_no_others(app, council):
    pledges = [
        factories.make_pledge(council.id, code=code, due_on=today() + timedelta(days=9))
        for code in ("P-1", "P-2")
    ]
    factories.adopt(pledges[0])
    factories.adopt(pledges[1])
    user = factories.make_user(council_id=council.id)
    agency_id = pledges[0].lead_agency_id
    factories._save(Membership(user_id=user.id, council_id=council.id, role=Role.AGENCY, agency_id=agency_id))
    db.session.commit()
    browser = factories.browser_of(app, user)
    found = events(app, address_of(browser))
    assert any("P-1" in title for title in found)
    assert not any("P-2" in title for title in found)
    page = browser.get("/reminders").get_data(as_text=True)
    assert f"/{council.slug}/my-reports/pledges/{pledges[0].id}" in page
    assert "P-2" not in page


def test_an_address_is_shown_once_kept_as_a_checksum_and_opens_nothing_once_taken_back(app, council):
    user = factories.make_user("clerk", council_id=council.id)
    browser = factories.browser_of(app, user)
    first = address_of(browser)
    token = first.rpartition("/")[2].removesuffix(".ics")
    assert token not in browser.get("/reminders").get_data(as_text=True)
    kept = db.session.get(User, user.id).feed_token_hash
    assert len(kept) == 64
    assert token not in kept
    assert token not in repr(db.session.scalars(sa.select(AuditEntry.details)).all())
    second = address_of(browser)
    assert app.test_client().get(first).status_code == 404
    assert app.test_client().get(second).status_code == 200
    browser.post("/reminders/calendar/revoke")
    assert app.test_client().get(second).status_code == 404


def test_a_closed_account_and_a_guessed_address_open_no_calendar(app, council):
    user = factories.make_user("clerk", council_id=council.id)
    address = address_of(factories.browser_of(app, user))
    db.session.get(User, user.id).active = False
    db.session.commit()
    for tried in (address, "/calendar/x.ics", "/calendar/" + "x" * 5000 + ".ics"):
        assert app.test_client().get(tried).status_code == 404
