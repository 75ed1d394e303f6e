"""A term is closed: what it leaves open goes on with the next one, one record, listed on paper."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.core.as_of import as_of
from app.core.database import db
from app.core.errors import DomainError
from app.council.domain import SuccessionKind
from app.council.models import OfficeHolding
from app.council.successions import commands as successions
from app.council.successions.domain import Heir, NewSuccession
from app.documents.domain import DocumentKind
from app.documents.issuing.papers import usual_outgoing
from app.dossier.domain import RegisterFilter
from app.dossier.queries import register_page
from app.handovers.closing import commands, queries
from app.handovers.closing.assembling import paper_of
from app.handovers.domain import NewClosing
from app.handovers.models import TermCarry
from app.pledges import commands as pledge_commands
from app.pledges.domain import DeadlineCause, TimeRules
from app.pledges.models import DeadlineChange, Pledge
from app.pledges.standing import standing
from tests import factories

CLOSED = date(2026, 8, 1)
MERGED = date(2026, 9, 1)
RULES = TimeRules(lead=30, long_overdue=180)


@pytest.fixture
def terms(council):
    old = factories.make_term(council.id, number="XVI", starts_on=date(2021, 6, 1))
    return old, factories.make_term(council.id, number="XVII", starts_on=date(2026, 7, 1))


@pytest.fixture
def pledges(council, terms):
    """Two promises of the term; one of them is finished."""
    sitting = factories.make_sitting(council.id, term=terms[0])
    session = factories.make_session(council.id, sitting=sitting, held_on=date(2025, 7, 8))
    group = factories.make_topic_group(council.id, session=session)
    answer = factories.make_answer(
        council.id,
        question=factories.make_question(council.id, topic_group=group),
        answered_on=date(2025, 7, 8),
    )
    still = factories.make_pledge(council.id, answer=answer, due_on=date(2026, 6, 30))
    done = factories.make_pledge(council.id, answer=answer)
    factories.adopt(still, done)
    done.lifecycle, done.closed_on, done.closing_reason = "closed", date(2026, 3, 1), "kept"
    done.verdict, done.completed_on = "kept", date(2026, 2, 1)
    db.session.flush()
    return still, done


def closed(terms, **values):
    new = NewClosing(
        **{"next_term_id": terms[1].id, "closed_on": CLOSED, "document_number": "5/NQ", **values}
    )
    return commands.close_term(term=terms[0], new=new, actor=None)


def shown(**asked):
    at = standing(as_of(None))
    return {row.id: row for row in register_page(RegisterFilter(**asked), at=at, rules=RULES).rows}


def test_what_is_open_goes_on_and_what_is_finished_stays(terms, pledges):
    closing = closed(terms)
    carried = queries.carried(closing.id)
    assert list(carried) == [pledges[0].id]
    assert carried[pledges[0].id].condition == "Chưa đánh giá; quá hạn 32 ngày"
    assert db.session.scalar(sa.select(sa.func.count(Pledge.id))) == 2
    assert pledges[0].lifecycle == "adopted"


def test_what_an_office_promised_without_a_name_is_carried_on_under_its_title(council, terms, pledges):
    pledges[0].person_id = pledges[0].person = None
    closed(terms)
    listed = paper_of(DocumentKind.CARRIED_LIST, council, terms[0], usual_outgoing())
    assert [row.person for row in listed.rows] == [pledges[0].office.title]


def test_the_register_of_the_next_term_holds_what_was_carried_in_and_says_where_from(terms, pledges):
    closed(terms)
    assert {key: row.carried for key, row in shown(in_term_id=terms[1].id).items()} == {pledges[0].id: "XVI"}
    assert set(shown(in_term_id=terms[0].id)) == {each.id for each in pledges}
    assert not shown(term_id=terms[1].id)


def test_a_term_is_closed_once_for_a_later_one_and_not_ahead_of_time(council, terms, pledges):
    for fault in (
        {"next_term_id": terms[0].id},
        {"closed_on": date(2099, 1, 1)},
        {"closed_on": date(2020, 1, 1)},
    ):
        with pytest.raises(DomainError):
            closed(terms, **fault)
    closed(terms)
    with pytest.raises(DomainError, match="already closed"):
        closed(terms)


def test_the_database_keeps_what_a_closed_term_left_open(terms, pledges):
    closed(terms)
    with pytest.raises(IntegrityError, match="left open stays"):
        db.session.execute(sa.delete(TermCarry))


def test_what_was_carried_in_goes_on_again_with_the_term_after(council, terms, pledges):
    closed(terms)
    after = factories.make_term(council.id, number="XVIII", starts_on=date(2031, 6, 1))
    new = NewClosing(next_term_id=after.id, closed_on=date(2026, 9, 1))
    closing = commands.close_term(term=terms[1], new=new, actor=None)
    assert list(queries.carried(closing.id)) == [pledges[0].id]


def test_the_list_tells_what_goes_on_and_how_it_stood(council, terms, pledges):
    with pytest.raises(DomainError, match="goes on"):
        paper_of(DocumentKind.CARRIED_LIST, council, terms[0], usual_outgoing())
    closed(terms)
    document = paper_of(DocumentKind.CARRIED_LIST, council, terms[0], usual_outgoing())
    assert [row.code for row in document.rows] == [pledges[0].code]
    assert document.rows[0].condition == "Chưa đánh giá; quá hạn 32 ngày"
    assert type(document).from_data(document.to_data()) == document


def test_the_review_counts_every_promise_of_the_term_by_person(council, terms, pledges):
    document = paper_of(DocumentKind.TERM_REVIEW, council, terms[0], usual_outgoing())
    [group] = document.groups
    assert group.person == pledges[0].answer.person.full_name
    assert group.counted.startswith("2 cam kết: đã thực hiện 1, còn theo dõi 1 (quá hạn 1)")
    assert [row.result.split(",")[0] for row in group.rows] == ["Chưa đánh giá", "Thực hiện 01/02/2026"]
    assert type(document).from_data(document.to_data()) == document


def test_the_standing_committee_closes_a_term_once_it_looked_at_the_list(council, as_role, terms, pledges):
    address = f"/{council.slug}/directory/terms/{terms[0].id}/close"
    sent = {"next_term_id": terms[1].id, "closed_on": "01/08/2026", "document_number": "5/NQ-HĐND"}
    committee = as_role("standing_committee")
    assert pledges[0].code in committee.get(address).get_data(as_text=True)
    assert committee.post(address, data=sent).status_code == 422
    committee.post(address, data={**sent, "looked_at": "y"})
    assert queries.find_closing(terms[0].id).document_number == "5/NQ-HĐND"
    page = as_role("delegate").get(f"/{council.slug}/pledges/{pledges[0].id}").get_data(as_text=True)
    assert "chuyển từ nhiệm kỳ khóa XVI" in page
    assert as_role("clerk").get(address).status_code == 403


def list_of(council, term):
    return paper_of(DocumentKind.CARRIED_LIST, council, term, usual_outgoing())


def merge_later(council, pledge):
    """The agency was merged, its office taken over and its deadline moved after the day the term is closed by."""
    heir = factories.make_agency(council.id, name="Sở Xây dựng")
    holding = factories.make_holding(
        council.id, office=factories.make_office(council.id, agency=heir), starts_on=MERGED
    )
    old = db.session.get(type(heir), pledge.lead_agency_id)
    merged = NewSuccession(kind=SuccessionKind.MERGED, effective_on=MERGED, heirs=(Heir(agency_id=heir.id),))
    successions.reorganise(agency=old, new=merged, actor=None)
    pledge_commands.take_over_offices(agency=old, offices={pledge.office_id: holding.office_id}, actor=None)
    later = {"due_on": date(2027, 1, 31), "plain_on": date(2027, 1, 31)}
    db.session.add(
        DeadlineChange(pledge_id=pledge.id, from_day=MERGED, cause=DeadlineCause.EXTENSION, **later)
    )
    pledge.effective_due_on = later["due_on"]
    db.session.flush()
    return old, heir, holding.person


def test_the_list_closed_for_an_earlier_day_names_who_acted_then_and_the_deadline_of_that_day(
    council, terms, pledges
):
    old, heir, _director = merge_later(council, pledges[0])
    closing = closed(terms)
    assert queries.carried(closing.id)[pledges[0].id].condition == "Chưa đánh giá; quá hạn 32 ngày"
    [row] = list_of(council, terms[0]).rows
    assert (row.acts, row.due_on, row.answers) == (old.name, date(2026, 6, 30), "")
    assert heir.name != row.acts


def test_the_list_names_who_answers_on_the_day_beside_who_promised(council, terms, pledges):
    _old, heir, director = merge_later(council, pledges[0])
    closed(terms, closed_on=MERGED)
    [row] = list_of(council, terms[0]).rows
    assert row.cells["who"] == (row.person, f"nay: {director.full_name}", heir.name)


@pytest.mark.parametrize("held", [True, False])
def test_of_an_office_that_promised_without_a_name_the_list_and_the_page_name_the_holder(
    council, terms, pledges, as_role, held
):
    pledges[0].person_id = pledges[0].person = None
    holding = db.session.query(OfficeHolding).filter_by(office_id=pledges[0].office_id).one()
    answers = pledges[0].answer.person.full_name
    if not held:
        holding.ends_on, answers = date(2026, 1, 1), "chưa có người giữ chức vụ"
    db.session.flush()
    address = f"/{council.slug}/directory/terms/{terms[0].id}/close"
    assert answers in as_role("standing_committee").get(address).get_data(as_text=True)
    closed(terms)
    [row] = list_of(council, terms[0]).rows
    assert row.cells["who"][:2] == (pledges[0].office.title, f"nay: {answers}")


def test_the_page_of_closing_shows_what_stood_on_the_day_it_is_closed_by(council, terms, pledges, as_role):
    _old, heir, _director = merge_later(council, pledges[0])
    terms[0].ends_on = CLOSED
    db.session.flush()
    address = f"/{council.slug}/directory/terms/{terms[0].id}/close"
    page = as_role("standing_committee").get(address).get_data(as_text=True)
    assert heir.name not in page
    assert "30/06/2026" in page
