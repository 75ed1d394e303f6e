"""The directory in a browser: lists, entries, holders; what is typed is kept, what is in use stays."""

from datetime import date

import pytest

from app.core.database import db
from app.core.tenancy import scoped_to
from app.council import queries
from app.council.domain import SuccessionKind
from app.council.models import Agency, Delegate, Office, OfficeHolding, Person, Succession
from tests import factories

SECTIONS = ["offices", "agencies", "delegates", "bodies", "terms", "people"]


@pytest.fixture
def url(council):
    return f"/{council.slug}/directory"


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("role", ["clerk", "delegate"])
def test_every_list_is_shown_empty_and_filled(council, as_role, url, section, role):
    reader = as_role(role)
    assert reader.get(f"{url}/{section}").status_code == 200
    factories.make_delegate(council.id, group=factories.make_body(council.id, kind="delegate_group"))
    factories.make_holding(council.id)
    page = reader.get(f"{url}/{section}").get_data(as_text=True)
    assert ("/edit" in page) is (role == "clerk")


def test_an_unknown_list_is_not_there(as_role, url):
    assert as_role("clerk").get(f"{url}/secrets").status_code == 404


NEW = {
    "agencies": {"name": "Sở Y tế", "kind": "department"},
    "bodies": {"name": "Ban Pháp chế", "kind": "committee"},
    "terms": {"number": "XVIII", "years": "2021-2026", "starts_on": "01/07/2021"},
    "people": {"full_name": "Nguyễn Văn An"},
    "offices": {"title": "Giám đốc Sở Thử"},
}


@pytest.mark.parametrize(("section", "typed"), NEW.items())
def test_an_entry_is_added_shown_changed_and_removed(as_role, url, section, typed):
    clerk = as_role("clerk")
    assert clerk.get(f"{url}/{section}/new").status_code == 200
    assert clerk.post(f"{url}/{section}/new", data=typed).status_code == 302
    listed = clerk.get(f"{url}/{section}").get_data(as_text=True)
    first = next(iter(typed.values()))
    assert first in listed
    edit = f"{url}/{section}/{_id_in(listed, section)}/edit"
    assert first in clerk.get(edit).get_data(as_text=True)
    assert (
        clerk.post(edit, data={**typed, next(iter(typed)): f"{first} B", "version": "1"}).status_code == 302
    )
    assert f"{first} B" in clerk.get(f"{url}/{section}").get_data(as_text=True)
    remove = edit.replace("/edit", "/remove")
    assert clerk.get(remove).status_code == 200
    assert clerk.post(remove).status_code == 302
    clerk.get(f"{url}/{section}")  # the news of the removal is shown once
    assert f"{first} B" not in clerk.get(f"{url}/{section}").get_data(as_text=True)


def _id_in(page, section):
    """The id in the last link of a row."""
    return page.split(f"/directory/{section}/")[-1].split("/")[0]


def test_saving_and_adding_the_next_opens_an_empty_form(as_role, url):
    response = as_role("clerk").post(f"{url}/agencies/new", data={**NEW["agencies"], "action": "save_next"})
    assert response.location.endswith("/directory/agencies/new")


def test_a_name_typed_in_a_picker_elsewhere_is_already_in_the_form(as_role, url):
    assert 'value="Sở Mới"' in as_role("clerk").get(f"{url}/agencies/new?name=Sở Mới").get_data(as_text=True)


def test_a_refused_entry_keeps_what_was_typed_beside_the_reason(as_role, url):
    typed = {**NEW["agencies"], "starts_on": "31/02/2021"}
    response = as_role("clerk").post(f"{url}/agencies/new", data=typed)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert 'value="31/02/2021"' in page
    assert 'aria-invalid="true"' in page
    assert queries.agencies() == []


def test_a_delegate_is_entered_by_name_and_the_person_is_made_in_place(council, as_role, url):
    term = factories.make_term(council.id)
    clerk = as_role("clerk")
    typed = {"person": "Vàng Thị Mỷ", "term_id": str(term.id), "group_id": ""}
    assert clerk.post(f"{url}/delegates/new", data=typed).status_code == 302
    delegate = db.session.scalars(db.select(Delegate)).one()
    assert queries.get_entry(Person, delegate.person_id).full_name == "Vàng Thị Mỷ"
    group = factories.make_body(council.id, kind="delegate_group", name="Tổ số 3")
    edit = f"{url}/delegates/{delegate.id}/edit"
    assert clerk.get(edit).status_code == 200
    assert clerk.post(edit, data={"group_id": str(group.id), "version": "1"}).status_code == 302
    assert "Tổ số 3" in clerk.get(f"{url}/delegates?q=vang my").get_data(as_text=True)


def test_an_office_is_entered_with_its_agency_by_name_without_accents(council, as_role, url):
    agency = factories.make_agency(council.id, name="Sở Giáo dục và Đào tạo")
    clerk = as_role("clerk")
    clerk.post(f"{url}/offices/new", data={"title": "Giám đốc Sở GDĐT", "agency": "so giao duc va dao tao"})
    office = db.session.scalars(db.select(Office)).one()
    assert office.agency_id == agency.id
    assert "Sở Giáo dục và Đào tạo" in clerk.get(f"{url}/offices/{office.id}/edit").get_data(as_text=True)


def test_an_office_of_an_unknown_agency_is_refused(as_role, url):
    response = as_role("clerk").post(
        f"{url}/offices/new", data={"title": "Giám đốc", "agency": "Sở Không Có"}
    )
    assert response.status_code == 422
    assert db.session.scalars(db.select(Office)).all() == []


def test_the_holder_of_an_office_is_entered_replaced_corrected_and_removed(council, as_role, url):
    office, clerk = factories.make_office(council.id), as_role("clerk")
    page = f"{url}/offices/{office.id}"
    assert clerk.get(f"{page}/holders/new").status_code == 200
    clerk.post(f"{page}/holders/new", data={"person": "Nguyễn Văn An", "starts_on": "01/07/2021"})
    assert clerk.get(f"{page}/successor").status_code == 200
    clerk.post(f"{page}/successor", data={"person": "Trần Thị Bình", "starts_on": "01/03/2024"})
    second, first = queries.holdings_of(office.id)
    assert (first.ends_on, second.person.full_name) == (date(2024, 2, 29), "Trần Thị Bình")
    edit = f"{url}/holders/{second.id}/edit"
    assert "Trần Thị Bình" in clerk.get(edit).get_data(as_text=True)
    clerk.post(edit, data={"person": "Trần Thị Bình", "starts_on": "15/03/2024", "version": "1"})
    shown = clerk.get(page).get_data(as_text=True)
    assert "15/03/2024" in shown
    assert "29/02/2024" in shown
    remove = f"{url}/holders/{second.id}/remove"
    assert clerk.get(remove).status_code == 200
    assert clerk.post(remove).status_code == 302
    assert [holding.id for holding in queries.holdings_of(office.id)] == [first.id]


def test_two_holders_on_one_day_are_refused_with_the_other_ones_name(council, as_role, url):
    holding = factories.make_holding(council.id)
    response = as_role("clerk").post(
        f"{url}/offices/{holding.office_id}/holders/new", data={"person": "Ai Đó", "starts_on": "01/01/2022"}
    )
    assert response.status_code == 422
    assert holding.person.full_name in response.get_data(as_text=True)
    assert queries.people("ai do") == []


def test_an_entry_in_use_says_what_uses_it_and_offers_no_removal(council, as_role, url):
    agency = factories.make_agency(council.id)
    factories.make_office(council.id, agency=agency)
    clerk = as_role("clerk")
    address = f"{url}/agencies/{agency.id}/remove"
    asked = clerk.get(address).get_data(as_text=True)
    assert "<li>" in asked
    assert 'value="save"' not in asked
    assert clerk.post(address).status_code == 422
    assert queries.get_entry(Agency, agency.id) is not None


def test_a_holding_behind_an_answer_is_in_use(council, as_role, url):
    answer = factories.make_answer(council.id)
    holding = db.session.scalars(
        db.select(OfficeHolding).where(OfficeHolding.office_id == answer.office_id)
    ).one()
    assert as_role("clerk").post(f"{url}/holders/{holding.id}/remove").status_code == 422


def test_the_second_editor_sees_both_versions_and_keeps_the_own_words(council, as_role, url):
    agency = factories.make_agency(council.id, name="Sở Y tế")
    address = f"{url}/agencies/{agency.id}/edit"
    as_role("clerk").post(address, data={"name": "Sở Y tế tỉnh", "kind": "department", "version": "1"})
    response = as_role("lead").post(address, data={"name": "Sở Y", "kind": "department", "version": "1"})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Sở Y tế tỉnh" in page
    assert 'value="Sở Y"' in page
    assert 'name="version" type="hidden" value="2"' in page
    assert queries.get_entry(Agency, agency.id).name == "Sở Y tế tỉnh"


def test_readers_may_look_and_not_touch(council, as_role, url):
    office = factories.make_office(council.id)
    delegate = as_role("delegate")
    assert delegate.get(f"{url}/offices/{office.id}").status_code == 200
    assert delegate.get(f"{url}/offices/new").status_code == 403
    assert delegate.post(f"{url}/offices/{office.id}/remove").status_code == 403


def test_an_id_of_another_council_is_not_there(as_role, url):
    other = factories.make_council()
    with scoped_to(other.id):
        foreign = factories.make_agency(other.id)
    clerk = as_role("clerk")
    assert clerk.get(f"{url}/agencies/{foreign.id}/edit").status_code == 404
    assert clerk.post(f"{url}/agencies/{foreign.id}/remove").status_code == 404


def test_pickers_offer_names_without_accents_and_tell_namesakes_apart(council, as_role, url):
    factories.make_person(council.id, full_name="Nguyễn Văn An", note="Tổ 1")
    factories.make_person(council.id, full_name="Nguyễn Văn An", note="Tổ 2")
    factories.make_agency(council.id, name="Sở Y tế")
    administrator = as_role("administrator")
    people = administrator.get(f"{url}/pick/people?q=nguyen an").json["items"]
    assert sorted(each["label"] for each in people) == ["Nguyễn Văn An (Tổ 1)", "Nguyễn Văn An (Tổ 2)"]
    assert [each["label"] for each in administrator.get(f"{url}/pick/agencies?q=y te").json["items"]] == [
        "Sở Y tế"
    ]


SETTINGS = {
    "name": "Hội đồng nhân dân tỉnh Hà Giang",
    "place": "Hà Giang",
    "level": "province",
    "resolution_symbol": "NQ-HĐND",
    "due_soon_days": "20",
    "long_overdue_days": "90",
    "default_term_days": "120",
    "roll_to_working_day": "y",
    "vague_words": "sẽ xem xét",
}


def test_the_administrator_changes_the_settings(council, as_role):
    administrator, address = as_role("administrator"), f"/{council.slug}/settings"
    assert administrator.get(address).status_code == 200
    assert administrator.post(address, data={**SETTINGS, "version": "1"}).status_code == 302
    stored = queries.find_council(council.slug)
    assert (stored.place, stored.due_soon_days, stored.roll_to_working_day) == ("Hà Giang", 20, True)
    assert stored.before_is_inclusive is False


@pytest.mark.parametrize(
    ("field", "typed"),
    [("due_soon_days", "-1"), ("due_soon_days", "x"), ("long_overdue_days", "0"), ("name", "")],
)
def test_settings_that_make_no_sense_are_refused_beside_their_field(council, as_role, field, typed):
    response = as_role("administrator").post(f"/{council.slug}/settings", data={**SETTINGS, field: typed})
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.get_data(as_text=True)


def test_fields_that_are_not_in_the_form_change_nothing(council, as_role):
    as_role("administrator").post(
        f"/{council.slug}/settings", data={**SETTINGS, "slug": "moi", "id": "1", "version": "1"}
    )
    assert queries.find_council("moi") is None


def test_the_second_editor_of_the_settings_sees_both(council, as_role):
    address = f"/{council.slug}/settings"
    as_role("administrator").post(address, data={**SETTINGS, "version": "1"})
    response = as_role("administrator").post(
        address, data={**SETTINGS, "place": "Tuyên Quang", "version": "1"}
    )
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert 'value="Tuyên Quang"' in page
    assert "<td" in page


def test_the_office_of_an_agency_that_ended_has_no_holder_today(council, as_role, url):
    old = factories.make_agency(council.id, name="Sở Giao thông vận tải", ends_on=date(2026, 2, 28))
    heir = factories.make_agency(council.id, name="Sở Xây dựng")
    holding = factories.make_holding(
        council.id, office=factories.make_office(council.id, agency=old), starts_on=date(2021, 7, 1)
    )
    merged = {"kind": SuccessionKind.MERGED, "effective_on": date(2026, 3, 1)}
    factories._save(Succession(old_agency_id=old.id, new_agency_id=heir.id, **merged))
    assert queries.holders_on(date(2026, 2, 28))[holding.office_id] is holding
    assert holding.office_id not in queries.holders_on(date(2026, 3, 1))
    clerk, name = as_role("clerk"), holding.person.full_name
    page = clerk.get(f"{url}/offices/{holding.office_id}").get_data(as_text=True)
    assert "(nay: Sở Xây dựng)" in page
    assert "01/07/2021 – 28/02/2026" in page
    for words in ("hôm nay</span>", f"offices/{holding.office_id}/successor", "/handovers/offices/"):
        assert words not in page, words
    for address in (f"{url}/offices", f"{url}/agencies/{old.id}"):
        listed = clerk.get(address).get_data(as_text=True)
        assert name not in listed, address
        assert "đã kết thúc hoạt động" in listed, address
