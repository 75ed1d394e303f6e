"""The administrator names the contacts of agencies, and a contact finds the way to the agency's pledges."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Membership, User
from app.core.clock import now
from app.core.database import db
from app.core.tenancy import every_council, scoped_to
from tests import factories

NEW = {
    "email": "dau-moi@example.org",
    "full_name": "Đầu mối thử",
    "roles": ["agency"],
    "delegate_id": "",
    "body_id": "",
    "agency_id": "",
}


@pytest.fixture
def agency(council):
    return factories.make_agency(council.id, name="Sở Thử nghiệm")


def test_a_contact_is_made_with_the_agency_and_stands_as_its_main_one(council, agency, as_role):
    administrator = as_role("administrator")
    address = f"/{council.slug}/accounts/new"
    without = administrator.post(address, data=NEW)
    assert without.status_code == 422
    assert "Xin chọn cơ quan" in without.text
    assert db.session.query(User).filter_by(email=NEW["email"]).count() == 0
    made = administrator.post(address, data={**NEW, "agency_id": str(agency.id)})
    assert made.status_code == 200  # the page with the password
    contact = db.session.query(Membership).filter_by(agency_id=agency.id).one()
    page = administrator.get(f"/{council.slug}/accounts/{contact.user_id}").text
    assert "Sở Thử nghiệm" in page
    assert "đầu mối chính" in page


def test_a_second_main_contact_is_refused_beside_the_box_that_makes_an_alternate(council, agency, as_role):
    factories.make_contact(agency)
    other = factories.make_user("delegate", council_id=council.id)
    administrator, address = as_role("administrator"), f"/{council.slug}/accounts/{other.id}"
    role = {"role": "agency", "agency_id": str(agency.id), "delegate_id": "", "body_id": ""}
    refused = administrator.post(address, data=role)
    assert refused.status_code == 422
    assert "đầu mối chính của cơ quan này" in refused.text
    assert administrator.post(address, data={**role, "is_alternate": "y"}).status_code == 302
    assert "đầu mối dự phòng" in administrator.get(address).text


def test_the_database_itself_holds_one_main_contact_an_agency(council, agency):
    first = factories.make_contact(agency)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        factories.make_contact(agency)
    factories.make_contact(agency, is_alternate=True)
    db.session.query(Membership).filter_by(user_id=first.id).one().ended_at = now()
    db.session.flush()
    assert factories.make_contact(agency).id


def test_of_two_main_contacts_named_at_the_same_moment_the_second_is_refused_beside_the_box(
    council, agency, as_role, monkeypatch
):
    factories.make_contact(agency)
    other = factories.make_user("delegate", council_id=council.id)
    monkeypatch.setattr(
        "app.accounts.queries.find_main_contact", lambda **_of: None
    )  # not there yet when asked
    role = {"role": "agency", "agency_id": str(agency.id), "delegate_id": "", "body_id": ""}
    refused = as_role("administrator").post(f"/{council.slug}/accounts/{other.id}", data=role)
    assert refused.status_code == 422
    assert 'id="is_alternate-error"' in refused.text
    assert "vừa có đầu mối chính" in refused.text


def test_an_agency_of_another_council_is_none_to_choose(council, as_role):
    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        foreign = factories.make_agency(elsewhere.id)
    refused = as_role("administrator").post(
        f"/{council.slug}/accounts/new", data={**NEW, "agency_id": str(foreign.id)}
    )
    assert refused.status_code == 422


def test_a_contact_in_two_councils_chooses_and_lands_on_the_pledges_in_each(app, council, agency):
    contact, elsewhere = factories.make_contact(agency), factories.make_council()
    with scoped_to(elsewhere.id):
        there = factories.make_agency(elsewhere.id)
        db.session.add(
            Membership(council_id=elsewhere.id, user_id=contact.id, role="agency", agency_id=there.id)
        )
        db.session.flush()
    with every_council():
        page = factories.browser_of(app, contact).get("/").text
    for each in (council, elsewhere):
        assert f'href="/{each.slug}/my-reports"' in page
