"""The holder of an office changes: its open pledges are handed over by a sheet both sides sign."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.core.database import db
from app.core.errors import DomainError
from app.council.domain import SuccessionKind
from app.council.successions import commands as successions
from app.council.successions.domain import Heir, NewSuccession
from app.documents.issuing.papers import usual_outgoing
from app.handovers import commands, queries
from app.handovers.domain import NewHandover
from app.handovers.models import Handover, HandoverPledge
from app.handovers.sheet.assembling import sheet_of
from app.pledges import commands as pledges
from app.pledges.accountable import accountable_person, current_holders
from app.pledges.domain import DeadlineCause
from app.pledges.models import DeadlineChange, Pledge
from app.pledges.standing import stands_now, stood_on
from tests import factories

SAID, CHANGE, TODAY = date(2026, 7, 8), date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def pledge(council):
    """Promised by a director who left; somebody else holds the office now."""
    promised = factories.make_pledge(council.id)
    factories.adopt(promised)
    holding = db.session.query(type_of_holding()).filter_by(office_id=promised.office_id).one()
    holding.ends_on = date(2026, 8, 31)
    factories.make_holding(council.id, office=promised.office, starts_on=CHANGE)
    return promised


def type_of_holding():
    from app.council.models import OfficeHolding

    return OfficeHolding


@pytest.fixture
def issued(council, pledge):
    """A sheet that went out for signature."""
    sheet = drawn_up(pledge)
    paper = factories._save(paper_of(council, sheet))
    commands.note_issue(handover=sheet, issued=paper)
    return sheet


def paper_of(council, sheet):
    from app.documents.models import IssuedDocument

    return IssuedDocument(
        council_id=council.id, kind="handover_sheet", number="1/BB-HĐND", title="Bàn giao", issued_on=TODAY,
        subject_type="Handover", subject_id=sheet.id, sha256="3" * 64, size=1, pages=1,
        media_type="application/pdf", data={}, template_version="1",
    )  # fmt: skip


def drawn_up(pledge, **values):
    new = NewHandover(**{"handed_on": CHANGE, "from_person_id": pledge.person_id, **values})
    return commands.draw_up(office=pledge.office, new=new, actor=None)


def answering(pledge, at):
    statement = at.joined(sa.select(accountable_person(at)).select_from(Pledge))
    return db.session.scalar(statement.where(Pledge.id == pledge.id))


def test_the_pledges_of_an_office_with_a_new_holder_wait_to_be_handed_over(pledge):
    [waiting] = queries.waiting_offices(TODAY)
    assert (waiting.office.id, waiting.count) == (pledge.office_id, 1)
    assert queries.unhanded_pledges(pledge.office_id, TODAY) == [pledge]


def test_on_each_day_the_holder_of_that_day_answers(pledge):
    before, after = stood_on(date(2026, 8, 31)), stands_now(TODAY)
    holder = current_holders([pledge.office_id], TODAY)[pledge.office_id]
    assert answering(pledge, before) == pledge.person_id
    assert answering(pledge, after) == holder.id != pledge.person_id


def test_what_was_kept_before_the_change_stays_with_who_held_the_office_then(pledge):
    pledge.verdict, pledge.completed_on = "kept", date(2026, 8, 1)
    db.session.flush()
    assert answering(pledge, stands_now(TODAY)) == pledge.person_id


def test_nothing_waits_where_the_holder_is_who_promised(council):
    factories.adopt(factories.make_pledge(council.id))
    assert queries.waiting_offices(TODAY) == []


def test_a_confirmed_handover_ends_the_waiting_until_the_holder_changes_again(council, issued, pledge):
    commands.confirm_handover(handover=issued, confirmed_on=CHANGE, actor=None)
    assert queries.waiting_offices(TODAY) == []
    holding = queries.present_holding(pledge.office_id, TODAY)
    holding.ends_on = date(2026, 9, 30)
    factories.make_holding(council.id, office=pledge.office, starts_on=TODAY)
    assert [each.count for each in queries.waiting_offices(TODAY)] == [1]


def test_a_sheet_that_is_only_drawn_up_leaves_the_pledges_waiting(pledge):
    drawn_up(pledge)
    assert queries.unhanded_pledges(pledge.office_id, TODAY) == [pledge]


def test_a_sheet_is_confirmed_only_once_issued_and_not_before_its_day(pledge, issued):
    fresh = Handover(office_id=pledge.office_id, to_person_id=issued.to_person_id, handed_on=CHANGE)
    factories._save(fresh)
    for sheet, day in ((fresh, CHANGE), (issued, SAID), (issued, date(2099, 1, 1))):
        with pytest.raises(DomainError):
            commands.confirm_handover(handover=sheet, confirmed_on=day, actor=None)


def test_an_issued_sheet_is_neither_changed_nor_thrown_away(issued):
    new = NewHandover(handed_on=CHANGE)
    with pytest.raises(DomainError, match="was issued"):
        commands.change_handover(handover=issued, new=new, expected_version=None, actor=None)
    with pytest.raises(DomainError, match="was issued"):
        commands.discard_handover(handover=issued, actor=None)


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Handover).values(note="khác"),
        sa.delete(HandoverPledge),
        sa.update(HandoverPledge).values(note="khác"),
    ],
)
def test_the_database_itself_keeps_a_confirmed_handover(issued, statement):
    commands.confirm_handover(handover=issued, confirmed_on=CHANGE, actor=None)
    with pytest.raises(IntegrityError, match="a confirmed handover is frozen"):
        db.session.execute(statement)


def test_nobody_hands_over_to_himself(pledge):
    holder = queries.present_holding(pledge.office_id, TODAY).person_id
    with pytest.raises(DomainError, match="themselves"):
        drawn_up(pledge, from_person_id=holder)


def test_remarks_go_on_the_sheet_and_a_draft_may_be_changed(pledge):
    sheet = drawn_up(pledge, notes={pledge.id: "Hồ sơ kèm theo"})
    assert sheet.pledges[0].note == "Hồ sơ kèm theo"
    new = NewHandover(handed_on=CHANGE, notes={pledge.id: "Đã giao"})
    commands.change_handover(handover=sheet, new=new, expected_version=None, actor=None)
    assert (sheet.pledges[0].note, sheet.from_person_id) == ("Đã giao", None)


def test_a_reorganisation_stays_once_its_pledges_were_handed_over(council, pledge):
    heir = factories.make_agency(council.id, name="Sở Xây dựng")
    office = factories.make_office(council.id, agency=heir)
    factories.make_holding(council.id, office=office, starts_on=date(2020, 1, 1))
    old = db.session.get(type(heir), pledge.lead_agency_id)
    merged = NewSuccession(kind=SuccessionKind.MERGED, effective_on=CHANGE, heirs=(Heir(agency_id=heir.id),))
    successions.reorganise(agency=old, new=merged, actor=None)
    pledges.take_over_offices(agency=old, offices={pledge.office_id: office.id}, actor=None)
    assert [each.office.id for each in queries.waiting_offices(TODAY)] == [office.id]
    sheet = commands.draw_up(office=office, new=NewHandover(handed_on=CHANGE), actor=None)
    commands.note_issue(handover=sheet, issued=factories._save(paper_of(council, sheet)))
    commands.confirm_handover(handover=sheet, confirmed_on=CHANGE, actor=None)
    with pytest.raises(DomainError, match="confirmed sheet"):
        successions.take_back(agency=old, actor=None)


def merged_into(council, *old_offices):
    """Their agencies went into one, whose office takes their pledges over."""
    heir = factories.make_agency(council.id, name="Sở Xây dựng")
    taker = factories.make_holding(
        council.id, office=factories.make_office(council.id, agency=heir), starts_on=TODAY
    )
    for office in old_offices:
        old = office.agency
        merged = NewSuccession(
            kind=SuccessionKind.MERGED, effective_on=TODAY, heirs=(Heir(agency_id=heir.id),)
        )
        successions.reorganise(agency=old, new=merged, actor=None)
        pledges.take_over_offices(agency=old, offices={office.id: taker.office_id}, actor=None)
    return taker


def test_after_a_merger_who_held_the_old_office_last_hands_over_the_second_time(council, as_role, pledge):
    second = current_holders([pledge.office_id], TODAY)[pledge.office_id]
    taker = merged_into(council, pledge.office)
    [share] = queries.shares_to_hand_over(taker.office_id, TODAY)
    assert (share.person, share.office, share.pledges) == (second, pledge.office, [pledge])
    start = f"/{council.slug}/handovers/offices/{taker.office_id}"
    clerk, before = as_role("clerk"), pledge.office.title
    assert f'value="{second.full_name}"' in clerk.get(start).get_data(as_text=True)
    sheet = clerk.post(start, data={"from_person": second.full_name, "handed_on": "01/10/2026"}).location
    document = sheet_of(council, queries.get_handover(int(sheet.rpartition("/")[2])), usual_outgoing())
    [giver] = [each.text for each in document.paragraphs if each.lead == "Bên giao:"]
    assert giver == f"Ông (bà) {second.full_name}, {before} (đến khi bàn giao)."
    assert document.parties[0].name == second.full_name


def test_of_two_merged_agencies_each_director_hands_over_by_a_sheet_of_their_own(council, as_role, pledge):
    other = factories.make_pledge(council.id)
    factories.adopt(other)
    taker = merged_into(council, pledge.office, other.office)
    shares = {each.person.id: each.pledges for each in queries.shares_to_hand_over(taker.office_id, TODAY)}
    present = current_holders([pledge.office_id], TODAY)[pledge.office_id]
    assert shares == {present.id: [pledge], other.person_id: [other]}
    clerk, start = as_role("clerk"), f"/{council.slug}/handovers/offices/{taker.office_id}"
    for giver, own, foreign in ((present, pledge, other), (other.person, other, pledge)):
        page = clerk.get(f"{start}?from=person-{giver.id}").get_data(as_text=True)
        assert (f'value="{giver.full_name}"' in page, own.code in page, foreign.code in page) == (
            True,
            True,
            False,
        )
    sent = {"from_person": other.person.full_name, "handed_on": "01/10/2026"}
    drawn = clerk.post(f"{start}?from=person-{other.person_id}", data=sent).location
    lines = queries.get_handover(int(drawn.rpartition("/")[2])).pledges
    assert [line.pledge_id for line in lines] == [other.id]


def test_of_an_office_nobody_is_known_to_have_held_the_sheet_names_the_office_that_hands_over(
    council, pledge
):
    pledge.person_id = pledge.person = None
    for holding in db.session.query(type_of_holding()).filter_by(office_id=pledge.office_id):
        db.session.delete(holding)
    db.session.flush()
    taker = merged_into(council, pledge.office)
    taker.starts_on = date(2020, 1, 1)
    db.session.flush()
    [share] = queries.shares_to_hand_over(taker.office_id, TODAY)
    assert (share.person, share.office, share.since) == (None, pledge.office, TODAY)
    sheet = commands.draw_up(office=taker.office, new=NewHandover(handed_on=TODAY), actor=None)
    document = sheet_of(council, queries.get_handover(sheet.id), usual_outgoing())
    assert pledge.office.title in next(each.text for each in document.paragraphs if each.lead == "Bên giao:")


def test_a_sheet_for_an_earlier_day_tells_the_deadline_and_verdict_of_that_day(council, pledge):
    later = date(2027, 1, 31)
    db.session.add(
        DeadlineChange(
            pledge_id=pledge.id, from_day=TODAY, due_on=later, plain_on=later, cause=DeadlineCause.EXTENSION
        )
    )
    pledge.effective_due_on = later
    db.session.flush()
    sheet = queries.get_handover(drawn_up(pledge).id)
    assert [row.due_on for row in sheet_of(council, sheet, usual_outgoing()).rows] == [date(2026, 12, 31)]


def test_a_clerk_draws_up_issues_and_confirms_a_sheet(council, as_role, pledge):
    clerk, code, pledge_id = as_role("clerk"), pledge.code, pledge.id
    start = f"/{council.slug}/handovers/offices/{pledge.office_id}"
    assert code in clerk.get(start).get_data(as_text=True)
    sent = {"from_person": "Người bàn giao", "handed_on": "01/09/2026", f"note-{pledge_id}": "Kèm hồ sơ"}
    sheet = clerk.post(start, data=sent).location
    assert "Kèm hồ sơ" in clerk.get(sheet).get_data(as_text=True)
    assert clerk.get(f"{sheet}/sheet.docx").data[:2] == b"PK"
    issue = {"number": "01", "issued_on": "01/10/2026", "signer": "", "signer_name": "Người chứng kiến"}
    answer = clerk.post(sheet, data={**issue, "signing_capacity": "on_behalf_of_standing_committee"})
    assert answer.location == sheet
    clerk.post(f"{sheet}/confirm", data={"confirmed_on": "02/10/2026"})
    [(found, count)] = queries.sheets().rows
    assert (found.confirmed_on, count, found.document.full_number) == (date(2026, 10, 2), 1, "01/BB-HĐND")
    story = clerk.get(f"/{council.slug}/pledges/{pledge_id}").get_data(as_text=True)
    assert "01/BB-HĐND" in story
    assert as_role("delegate").get(start).status_code == 403
