"""Deadlines that wait, in a browser: bound, happened, given a day; and the occurrences of what recurs."""

from datetime import date

import pytest
import time_machine

from app.core.database import db
from app.core.errors import DomainError
from app.pledges import commands, hanging, queries
from app.pledges.domain import AnchorKind, PartKind
from app.pledges.waiting.occurrences import next_batch, recurring_of, waiting_pledges
from app.sittings.commands import add_sitting
from app.sittings.domain import NewSitting, SittingKind
from tests import factories
from tests.integration.pledges.hanging import adopted, recorded, told

YEAR_END = "trình tại kỳ họp thường lệ cuối năm 2026"


@pytest.fixture(autouse=True)
def _on_a_day_in_september():
    with time_machine.travel("2026-09-15 03:00:00Z"):
        yield


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


def kept(council, words, **values):
    pledge = adopted(council, words, **values)
    db.session.commit()
    return pledge


def test_the_pledge_page_says_which_sitting_the_deadline_waits_for(council, clerk):
    pledge = kept(council, YEAR_END)
    page = clerk.get(f"/{council.slug}/pledges/{pledge.id}").text
    assert "Kỳ họp chưa có ngày" in page
    assert f"/pledges/{pledge.id}/waits-for/sitting" in page


def test_a_clerk_binds_the_deadline_to_a_sitting_and_takes_it_back(council, clerk):
    pledge = kept(council, "khẩn trương", undated=True)
    sitting = factories.make_sitting(council.id, opens_on=date(2026, 12, 7))
    db.session.commit()
    address = f"/{council.slug}/pledges/{pledge.id}/waits-for/sitting"
    assert sitting.name in clerk.get(address).text
    nothing = clerk.post(address, data={"sitting": "", "point": "closing"})
    assert nothing.status_code == 422
    assert 'id="sitting-error"' in nothing.text
    bound = clerk.post(address, data={"sitting": f"s{sitting.id}", "point": "opening"})
    assert bound.status_code == 302
    assert told(pledge)[-1] == ("sitting", date(2026, 12, 7))
    clerk.post(f"{address}/remove")
    assert told(pledge)[-1][1] is None


def test_a_sitting_still_to_be_called_is_chosen_by_kind_and_year(council, clerk):
    pledge = kept(council, "khẩn trương", undated=True)
    clerk.post(
        f"/{council.slug}/pledges/{pledge.id}/waits-for/sitting",
        data={"sitting": "regular_mid_year 2027", "point": "before_opening"},
    )
    anchor = hanging.get_anchor(pledge.id, AnchorKind.SITTING)
    assert (anchor.sitting_kind, anchor.sitting_year) == (SittingKind.REGULAR_MID_YEAR, 2027)


def test_a_condition_names_who_must_meet_it_and_is_met_by_a_paper(council, clerk):
    agency = factories.make_agency(council.id, name="Ủy ban nhân dân quận Thử")
    pledge = kept(council, "trong năm 2026 nếu có mặt bằng")
    address = f"/{council.slug}/pledges/{pledge.id}/waits-for/condition"
    clerk.post(
        address,
        data={"words": "nếu có mặt bằng", "duty_agency": agency.name, "version": "1"},
    )
    page = clerk.get(f"/{council.slug}/pledges/{pledge.id}").text
    assert "Ủy ban nhân dân quận Thử" in page
    assert "chưa đủ điều kiện" in page
    met = clerk.post(f"{address}/met", data={"happened_on": "01/09/2026", "document_number": "7/BB"})
    assert met.status_code == 302
    assert pledge.effective_due_on == date(2026, 12, 31)


def test_pledges_that_wait_for_their_condition_are_found_in_the_register(council, clerk):
    waiting = kept(council, "trong năm 2026 nếu có mặt bằng")
    other = kept(council, "trong năm 2026")
    page = clerk.get(f"/{council.slug}/register?time=unmet").text
    assert waiting.code in page
    assert other.code not in page


def test_an_event_that_happened_in_days_to_come_is_refused_beside_its_field(council, clerk):
    pledge = kept(council, "khi có vốn")
    address = f"/{council.slug}/pledges/{pledge.id}/waits-for/event/met"
    refused = clerk.post(address, data={"happened_on": "16/09/2026"})
    assert refused.status_code == 422
    assert 'id="happened_on-error"' in refused.text


def test_the_standing_committee_gives_a_day_and_the_usual_term_is_offered(council, as_role):
    pledge = kept(council, "khẩn trương", undated=True)
    address = f"/{council.slug}/pledges/{pledge.id}/date"
    assert as_role("clerk").get(address).status_code == 403
    committee = as_role("standing_committee")
    assert "14/03/2027" in committee.get(address).text
    given = {"due_on": "31/12/2026", "decided_on": "15/09/2026", "note": "Theo đề nghị của Ban"}
    assert committee.post(address, data=given).status_code == 302
    assert told(pledge)[-1] == ("date_given", date(2026, 12, 31))


def test_the_occurrences_of_a_recurring_promise_are_looked_at_and_created(council, clerk):
    pledge = kept(council, "ngày 25 hằng tháng")
    address = f"/{council.slug}/pledges/{pledge.id}/occurrences"
    page = clerk.get(address).text
    assert "25/07/2026" in page
    assert "25/08/2027" in page
    assert queries.parts_of([pledge.id])[pledge.id] == []
    assert clerk.post(address).status_code == 302
    parts = queries.parts_of([pledge.id])[pledge.id]
    assert {part.kind for part in parts} == {PartKind.OCCURRENCE}
    assert [part.due_on for part in parts[:2]] == [date(2026, 7, 25), date(2026, 8, 25)]
    assert parts[0].words == "Tháng 7/2026"
    assert "Tháng 7/2026" in clerk.get(f"/{council.slug}/pledges/{pledge.id}").text
    assert clerk.post(address).status_code == 422  # sent twice


def test_the_next_occurrences_follow_when_the_last_one_has_passed(council):
    pledge = adopted(council, "hằng quý")
    assert waiting_pledges() == [pledge]
    commands.create_occurrences(pledge=pledge, actor=None)
    assert (next_batch(pledge), waiting_pledges()) == ([], [])
    with time_machine.travel("2027-07-01 03:00:00Z"):
        assert waiting_pledges() == [pledge]
        assert [each.due_on for each in next_batch(pledge)][:1] == [date(2027, 9, 30)]
        commands.create_occurrences(pledge=pledge, actor=None)
        dues = [part.due_on for part in queries.parts_of([pledge.id])[pledge.id]]
        assert dues == sorted(set(dues))


def test_what_recurs_with_the_sittings_gets_an_occurrence_for_each_that_has_its_day(council):
    pledge = adopted(council, "tại mỗi kỳ họp")
    assert next_batch(pledge) == []
    assert waiting_pledges() == []
    term = factories.make_term(council.id)
    new = NewSitting(
        term_id=term.id,
        name="Kỳ họp thứ Mười",
        kind=SittingKind.REGULAR_YEAR_END,
        opens_on=date(2026, 12, 7),
    )
    add_sitting(new=new, actor=None)
    [one] = next_batch(pledge)
    assert (one.name, one.due_on) == ("Kỳ họp thứ Mười", date(2026, 12, 7))


def test_what_goes_on_without_rhythm_creates_nothing(council):
    pledge = recorded(council, "Thường xuyên kiểm tra, đôn đốc")
    assert recurring_of(pledge).rule is None
    with pytest.raises(DomainError):
        commands.create_occurrences(pledge=pledge, actor=None)


@pytest.mark.parametrize("kind", ["sitting", "event", "condition"])
def test_who_records_no_pledges_binds_none(council, as_role, kind):
    pledge = kept(council, "khẩn trương", undated=True)
    assert as_role("monitor").get(f"/{council.slug}/pledges/{pledge.id}/waits-for/{kind}").status_code == 403


def test_pledges_without_a_day_stand_apart_by_what_they_wait_for(council, as_role):
    waiting = {
        "Chờ kỳ họp": kept(council, YEAR_END),
        "Chờ sự kiện": kept(council, "khi có vốn"),
        "Chưa đủ điều kiện": kept(council, "trong năm 2026 nếu có mặt bằng"),
        "Chờ ấn định ngày": kept(council, "khẩn trương", undated=True),
    }
    dated = kept(council, "trong năm 2026")
    page = as_role("delegate").get(f"/{council.slug}/undated").text
    for heading, pledge in waiting.items():
        after = page.index(pledge.code)
        assert page.rindex("<h2", 0, after) == page.rindex("<h2 id", 0, page.index(heading) + 1)
    assert dated.code not in page
    assert "/met" not in page


def test_what_is_to_be_created_and_what_waits_for_a_day_stand_on_the_first_page(council, as_role):
    recurring = kept(council, "hằng quý")
    open_ended = kept(council, "khẩn trương", undated=True)
    assert f"/pledges/{recurring.id}/occurrences" in as_role("clerk").get(f"/{council.slug}/").text
    assert f"/pledges/{open_ended.id}" in as_role("standing_committee").get(f"/{council.slug}/").text


def test_the_form_of_a_pledge_binds_it_to_a_sitting_over_what_the_words_propose(council, clerk):
    answer = factories.make_answer(council.id, answered_on=date(2026, 7, 8))
    label = f"{answer.person.full_name} — {answer.office.title}"
    db.session.commit()
    typed = {"words": "Trình đề án", "accountable": label, "deadline_words": YEAR_END}
    clerk.post(f"/{council.slug}/answers/{answer.id}/pledges/new", data=typed)
    [pledge] = queries.pledges_of_answer(answer.id)
    anchor = hanging.get_anchor(pledge.id, AnchorKind.SITTING)
    assert (anchor.sitting_kind, anchor.sitting_year) == (SittingKind.REGULAR_YEAR_END, 2026)
    address = f"/{council.slug}/pledges/{pledge.id}/edit"
    assert '<option selected value="regular_year_end 2026">' in clerk.get(address).text
    changed = {**typed, "sitting": "regular_mid_year 2027", "point": "opening", "version": pledge.version}
    assert clerk.post(address, data=changed).status_code == 302
    anchor = hanging.get_anchor(pledge.id, AnchorKind.SITTING)
    assert (anchor.sitting_year, anchor.point.value, anchor.words) == (
        2027,
        "opening",
        "kỳ họp thường lệ cuối năm 2026",
    )
    other = {**changed, "deadline_words": "trước kỳ họp cuối năm 2027", "version": pledge.version}
    clerk.post(address, data=other)
    anchor = hanging.get_anchor(pledge.id, AnchorKind.SITTING)
    assert (anchor.sitting_kind, anchor.sitting_year) == (SittingKind.REGULAR_YEAR_END, 2027)


def test_the_reading_says_which_sitting_the_words_are_bound_to(council, clerk):
    answer = clerk.get(f"/{council.slug}/deadline-reading?q={YEAR_END}&said_on=08/07/2026")
    assert "2026, ngày bế mạc" in answer.json["rule"]
