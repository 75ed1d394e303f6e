"""The pages on which an agency is reorganised and its pledges find who answers for them."""

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.council.models import Office
from app.pledges.models import Pledge
from tests import factories


@pytest.fixture
def old(council):
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    return pledge


@pytest.fixture
def heirs(council):
    agencies = [factories.make_agency(council.id, name=name) for name in ("Sở Xây dựng", "Sở Hạ tầng")]
    for each in agencies:
        factories.make_office(council.id, agency=each)
    return agencies


def address(council, pledge, page=""):
    return f"/{council.slug}/directory/agencies/{pledge.lead_agency_id}{page}"


def sent(kind, *names):
    rows = {f"heirs-{place}-agency": name for place, name in enumerate(names)}
    return {"kind": kind, "effective_on": "01/07/2026", "document_number": "12/NQ-HĐND", **rows}


def test_a_clerk_records_a_merger_and_goes_on_to_its_offices(council, as_role, old, heirs):
    clerk, title, pledge_id, office_id = as_role("clerk"), old.office.title, old.id, old.office_id
    heir_id = heirs[0].id
    answer = clerk.post(address(council, old, "/reorganise"), data=sent("merged", "Sở Xây dựng"))
    page = clerk.get(answer.location).get_data(as_text=True)
    assert title in page
    assert "Giám đốc Sở Xây dựng" in page
    taking_over = db.session.scalar(sa.select(Office.id).where(Office.agency_id == heir_id))
    clerk.post(answer.location, data={f"office-{office_id}": taking_over})
    assert db.session.get(Pledge, pledge_id).acting_office_id == taking_over


def test_what_is_typed_wrong_is_said_beside_its_field_and_stays(council, as_role, old):
    answer = as_role("clerk").post(address(council, old, "/reorganise"), data=sent("merged", "Sở Không có"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Sở Không có" in page
    assert "12/NQ-HĐND" in page
    assert 'href="#heirs-0-agency"' in page


def test_another_row_for_a_successor_saves_nothing(council, as_role, old, heirs):
    clerk = as_role("clerk")
    data = {**sent("split", "Sở Xây dựng", "Sở Hạ tầng"), "action": "add_heir"}
    page = clerk.post(address(council, old, "/reorganise"), data=data).get_data(as_text=True)
    assert "heirs-2-agency" in page
    assert "Sở Hạ tầng" in page
    assert old.acting_agency_id == old.lead_agency_id


def test_after_a_split_the_table_is_filled_for_all_and_saved(council, as_role, old, heirs):
    clerk = as_role("clerk")
    clerk.post(address(council, old, "/reorganise"), data=sent("split", "Sở Xây dựng", "Sở Hạ tầng"))
    at = address(council, old, "/pledges")
    filled = clerk.post(at, data={"action": "fill", "all_to": str(heirs[1].id)}).get_data(as_text=True)
    assert filled.count(f'value="{heirs[1].id}" selected') == 2
    assert db.session.get(Pledge, old.id).acting_agency_id == old.lead_agency_id
    clerk.post(at, data={f"to-{old.id}": str(heirs[1].id)})
    assert db.session.get(Pledge, old.id).acting_agency_id == heirs[1].id


def test_only_who_may_reorganises(council, as_role, old):
    for page in ("/reorganise", "/take-back", "/pledges"):
        assert as_role("delegate").get(address(council, old, page)).status_code == 403
    assert as_role("delegate").get(address(council, old)).status_code == 200


def test_a_reorganisation_entered_by_mistake_is_taken_back(council, as_role, old, heirs):
    clerk = as_role("clerk")
    clerk.post(address(council, old, "/reorganise"), data=sent("merged", "Sở Xây dựng"))
    clerk.post(address(council, old, "/take-back"))
    assert db.session.get(Pledge, old.id).acting_agency_id == old.lead_agency_id


def test_the_page_of_an_agency_tells_what_became_of_it_and_whose_work_it_took_over(
    council, as_role, old, heirs
):
    clerk = as_role("clerk")
    clerk.post(address(council, old, "/reorganise"), data=sent("merged", "Sở Xây dựng"))
    page = clerk.get(f"/{council.slug}/directory/agencies/{heirs[0].id}").get_data(as_text=True)
    assert "12/NQ-HĐND" in page
    assert "12/NQ-HĐND" in clerk.get(address(council, old)).get_data(as_text=True)


def test_a_later_day_than_today_is_refused(council, as_role, old, heirs):
    data = {**sent("merged", "Sở Xây dựng"), "effective_on": "01/07/2099"}
    assert as_role("clerk").post(address(council, old, "/reorganise"), data=data).status_code == 422
