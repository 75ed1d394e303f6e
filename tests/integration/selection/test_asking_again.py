"""Questioning again: what is proposed, and how chosen pledges come into a session and back to their own pages."""

from datetime import date, timedelta

import pytest

from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.core.tenancy import scoped_to
from app.monitoring.models import RequestionProposal
from app.pledges.domain import LinkKind
from app.pledges.lineage import chain_of
from app.questions.queries import get_question, questions_of_group
from app.selection.asking_again import commands, queries
from app.selection.asking_again.domain import AgainQuestion, NewRequestioning, Per
from app.selection.asking_again.proposing import offered_questions
from app.selection.asking_again.queries import AgainFilter, AgainOrder, again_page, count_again
from tests import factories
from tests.integration.pledges.counting import selects

DAY = today() + timedelta(days=30)


def put(*pledges, delegate_ids=(), **values):
    questions = tuple(
        AgainQuestion(text=f"Vì sao {each.code} chậm?", pledge_ids=(each.id,), delegate_ids=delegate_ids)
        for each in pledges
    )
    given = {"title": "Tái chất vấn", "questions": questions, "held_on": DAY}
    return commands.requestion(new=NewRequestioning(**{**given, **values}), actor=None)


def made(council, *days, agency=None):
    holding = factories.make_holding(council.id, office=factories.make_office(council.id, agency=agency))
    answer = factories.make_answer(council.id, holding=holding)
    pledges = [factories.make_pledge(council.id, answer=answer, due_on=day) for day in days]
    factories.adopt(*pledges)
    return pledges


def codes(council, order=AgainOrder.OVERDUE, cursor=None, size=50, **asked):
    page = again_page(council, AgainFilter(**asked), order=order, cursor=cursor, size=size)
    return [each.pledge.code for each in page.rows], page


def test_what_is_longest_overdue_comes_first_and_every_filter_narrows(council):
    old, older = made(council, date(2025, 6, 30), date(2024, 6, 30))
    [other] = made(council, today() - timedelta(days=3), agency=factories.make_agency(council.id))
    made(council, today() + timedelta(days=3))
    assert codes(council)[0] == [older.code, old.code, other.code]
    assert codes(council, agency_id=other.acting_agency_id)[0] == [other.code]
    assert codes(council, topic=other.topic_group.title)[0] == [other.code]
    assert codes(council, min_days=30)[0] == [older.code, old.code]
    assert count_again(AgainFilter(min_days=30)) == 2


@pytest.mark.parametrize("order", list(AgainOrder))
def test_pages_follow_one_another_and_lead_back(council, order):
    pledges = made(council, *(date(2025, 1, day) for day in range(1, 6)))
    first, page = codes(council, order, size=2)
    second, later = codes(council, order, size=2, cursor=page.next_cursor)
    back, _ = codes(council, order, size=2, cursor=later.previous_cursor)
    assert (len(first), len(second), back) == (2, 2, first)
    assert not set(first) & set(second)
    assert page.previous_cursor is None
    last, end = codes(council, order, size=2, cursor=later.next_cursor)
    assert {*first, *second, *last} == {each.code for each in pledges}
    assert end.next_cursor is None


def test_what_delegates_propose_most_comes_first_where_that_is_asked(council):
    old, older = made(council, date(2025, 6, 30), date(2024, 6, 30))
    for _ in range(2):
        delegate = factories.make_delegate(council.id)
        db.session.add(RequestionProposal(council_id=council.id, pledge_id=old.id, delegate_id=delegate.id))
    db.session.flush()
    assert codes(council, AgainOrder.PROPOSALS)[0] == [old.code, older.code]
    assert len(queries.proposals_on([old.id])[old.id]) == 2


def test_a_page_of_many_costs_no_more_statements(council):
    def cost():
        db.session.expire_all()
        with selects() as seen:
            page = again_page(council, AgainFilter(), order=AgainOrder.OVERDUE, cursor=None)
            queries.asked_again([each.pledge.id for each in page.rows])
        return len(seen)

    made(council, date(2025, 1, 1))
    few = cost()
    for _ in range(4):
        made(council, *(date(2025, 1, day) for day in range(1, 6)))
    assert cost() <= few


def test_the_question_offered_recalls_the_promise_its_deadline_and_how_it_stands(council, late):
    [offered] = offered_questions(council, [late.id], Per.PLEDGE)
    for told in (
        late.words,
        "trong năm 2026",
        "31/01/2025",
        "quá hạn",
        late.person.full_name,
        "Đề nghị Giám đốc",
    ):
        assert told in offered.text, told


def test_a_question_for_each_agency_lists_its_pledges(council):
    agency = factories.make_agency(council.id)
    one, two = made(council, date(2025, 6, 30), date(2024, 6, 30), agency=agency)
    [other] = made(council, date(2025, 1, 1))
    found = offered_questions(council, [one.id, other.id, two.id], Per.AGENCY)
    assert [[each.id for each in question.pledges] for question in found] == [[one.id, two.id], [other.id]]
    assert "2 cam kết" in found[0].text
    assert f"2. {two.person.full_name}" in found[0].text
    assert len(offered_questions(council, [one.id, two.id], Per.PLEDGE)) == 2


def test_chosen_pledges_become_questions_of_a_new_session_and_know_of_it(council, late):
    delegate = factories.make_delegate(council.id)
    group = put(late, delegate_ids=(delegate.id,))
    [question] = questions_of_group(group.id)
    assert [each.delegate_id for each in question.askers] == [delegate.id]
    [asked] = queries.asked_again([late.id])[late.id]
    assert (asked.question.id, asked.session.held_on) == (question.id, DAY)
    assert [each.id for each in queries.pledges_asked_about([question.id])[question.id]] == [late.id]


def test_more_pledges_of_the_same_title_join_the_group(council, late):
    session = factories.make_session(council.id, held_on=DAY)
    [other] = made(council, date(2025, 1, 1))
    first = put(late, session_id=session.id)
    assert put(other, session_id=session.id).id == first.id
    assert [each.position for each in questions_of_group(first.id)] == [1, 2]


def test_a_pledge_is_put_into_a_session_once(council, late):
    session = factories.make_session(council.id, held_on=DAY)
    put(late, session_id=session.id)
    with pytest.raises(DomainError, match="already"):
        put(late, session_id=session.id, title="Khác")
    put(late, held_on=DAY + timedelta(days=100))
    assert len(queries.asked_again([late.id])[late.id]) == 2


def test_only_followed_pledges_made_before_the_session_are_questioned_again(council, late):
    with pytest.raises(DomainError, match="not before this session"):
        put(late, held_on=late.session.held_on)
    with pytest.raises(DomainError, match="still followed"):
        put(factories.make_pledge(council.id))
    with pytest.raises(DomainError, match="at least one"):
        put()
    with pytest.raises(DomainError, match="Choose the session"):
        put(late, held_on=None)
    with pytest.raises(DomainError, match="not two"):
        put(late, late)


def test_a_pledge_given_in_answer_is_linked_as_promised_again_once_it_is_adopted(council, late):
    group = put(late)
    question = get_question(questions_of_group(group.id)[0].id)
    answer = factories.make_answer(council.id, question=question, answered_on=DAY)
    newer = factories.make_pledge(council.id, answer=answer)
    assert [each.id for each in queries.answers_about(newer)] == [late.id]
    with pytest.raises(DomainError, match="Drafts"):
        commands.promised_again(older=late, newer=newer, actor=None)
    [stranger] = made(council, date(2025, 1, 1))
    with pytest.raises(DomainError, match="was not given in answer"):
        commands.promised_again(older=stranger, newer=newer, actor=None)
    assert queries.to_be_linked() == []
    factories.adopt(newer, adopted_on=today())
    assert queries.to_be_linked() == [newer]
    commands.promised_again(older=late, newer=newer, actor=None)
    [link] = chain_of(late.id)
    assert (link.kind, link.newer_id) == (LinkKind.PROMISED_AGAIN, newer.id)
    assert queries.answers_about(newer) == []
    assert queries.to_be_linked() == []


def test_another_councils_pledges_are_not_there(council, late):
    other = factories.make_council()
    with scoped_to(other.id):
        assert queries.pledges_to_ask([late.id]) == {}
        with pytest.raises(DomainError, match="still followed"):
            put(late)
