"""A delegate's own pages: questions, answers, pledges, what is new, what falls due, what they follow and proposed."""

from datetime import timedelta

import pytest

from app.accounts.models import UserSession
from app.audit.models import AuditEntry
from app.core.clock import now, today
from app.core.database import db
from app.delegates.changes import news_since
from app.delegates.domain import Novelty
from app.delegates.queries import due_before, last_visit, next_sitting, question_page, watched_page
from app.delegates.whose import Whose
from app.monitoring.domain import ReportState
from app.monitoring.models import AgencyReport
from app.pledges.domain import ClosingReason, DeadlineCause, RequestStatus, TimeRules, TimeStatus, Verdict
from app.pledges.models import ClosingDecision, DeadlineChange, ExtensionRequest, VerdictChange
from app.pledges.watching.commands import set_watch
from app.questions.commands import give_answer
from app.questions.domain import NewAnswer
from tests import factories
from tests.integration.questions.asking import asks, delegate_with_account

RULES = TimeRules()


@pytest.fixture
def me(council):
    """The delegate and their account."""
    return delegate_with_account(council)


def whose(me) -> Whose:
    delegate, user = me
    return Whose(user.id, [delegate.id])


def promised_to(council, delegate, *, days: int = 30, **values):
    """An adopted pledge given in answer to the delegate's question, due in so many days."""
    session = factories.make_session(council.id, held_on=today() - timedelta(days=100))
    group = factories.make_topic_group(council.id, session=session)
    question = asks(council, factories.make_question(council.id, topic_group=group), delegate)
    answer = factories.make_answer(council.id, question=question, answered_on=session.held_on)
    pledge = factories.make_pledge(council.id, answer=answer, due_on=today() + timedelta(days=days), **values)
    factories.adopt(pledge)
    return pledge


def happen(*records) -> None:
    db.session.add_all(records)
    db.session.flush()


def test_my_questions_stand_with_their_answers_and_pledges_and_nobody_elses(app, council, me) -> None:
    mine = promised_to(council, me[0], words="Xây xong trạm y tế")
    other = promised_to(council, factories.make_delegate(council.id), words="Việc của người khác")
    page = factories.browser_of(app, me[1]).get(f"/{council.slug}/mine").text
    assert mine.words in page
    assert mine.answer.person.full_name in page
    assert other.words not in page


def test_questions_of_an_earlier_term_are_mine_too(council, me) -> None:
    delegate, user = me
    again = factories.make_delegate(council.id, person=delegate.person)
    promised_to(council, delegate)
    promised_to(council, again)
    both = Whose(user.id, [again.id, delegate.id])
    assert len(question_page(both, day=today(), rules=RULES, cursor=None).rows) == 2


def test_the_latest_question_stands_first_and_pages_follow_without_a_gap(council, me) -> None:
    pledges = [promised_to(council, me[0]) for _number in range(5)]
    seen, cursor = [], None
    for _page in range(3):
        page = question_page(whose(me), day=today(), rules=RULES, cursor=cursor, size=2)
        seen += [card.question.id for card in page.rows]
        cursor = page.next_cursor
    assert seen == [pledge.answer.question_id for pledge in reversed(pledges)]
    assert cursor is None


def test_the_last_visit_is_the_sign_in_before_this_one(council, me) -> None:
    _delegate, user = me
    assert last_visit(user.id) is None
    moments = [now() - timedelta(days=days) for days in (9, 4, 0)]
    for number, moment in enumerate(moments):
        happen(UserSession(user_id=user.id, token_hash=f"{number}" * 64, started_at=moment))
    assert last_visit(user.id) == moments[1]


def test_everything_that_happened_since_is_told_once_and_nothing_older(council, me) -> None:
    pledge = promised_to(council, me[0])
    since, day = now(), today()
    request = ExtensionRequest(
        pledge_id=pledge.id, new_due_on=day, reason="Xin", received_on=day, status=RequestStatus.REFUSED,
        decided_on=day, decision_number="1/TB",
    )  # fmt: skip
    happen(
        VerdictChange(pledge_id=pledge.id, from_day=day, verdict=Verdict.IN_PROGRESS, verdict_on=day),
        DeadlineChange(pledge_id=pledge.id, from_day=day, due_on=day, plain_on=day, cause=DeadlineCause.EXTENSION),
        AgencyReport(pledge_id=pledge.id, state=ReportState.IN_PROGRESS, reported_on=day),
        ClosingDecision(pledge_id=pledge.id, from_day=day, reason=ClosingReason.KEPT, closed_on=day),
        request,
        AgencyReport(
            pledge_id=pledge.id, state=ReportState.IN_PROGRESS, reported_on=day,
            logged_at=since - timedelta(days=1),
        ),
    )  # fmt: skip
    give_answer(
        question=pledge.answer.question,
        new=NewAnswer(answered_on=day, office_id=pledge.office_id, text="Trả lời thêm"),
        actor=None,
    )
    told = [news.kind for news in news_since(since, whose(me))]
    assert sorted(told) == sorted(
        [
            Novelty.VERDICT,
            Novelty.EXTENDED,
            Novelty.REPORTED,
            Novelty.CLOSED,
            Novelty.REFUSED,
            Novelty.ANSWERED,
        ]
    )
    assert news_since(now() + timedelta(days=2), whose(me)) == []


def test_what_happens_to_a_pledge_nobody_of_mine_asked_for_is_told_when_i_follow_it(council, me) -> None:
    pledge = promised_to(council, factories.make_delegate(council.id))
    since = now()
    happen(AgencyReport(pledge_id=pledge.id, state=ReportState.IN_PROGRESS, reported_on=today()))
    assert news_since(since, whose(me)) == []
    set_watch(pledge=pledge, watched=True, actor=me[1])
    assert [news.kind for news in news_since(since, whose(me))] == [Novelty.REPORTED]


def test_what_falls_due_before_the_next_sitting_stands_before_what_is_overdue(council, me) -> None:
    factories.make_sitting(council.id, opens_on=today() + timedelta(days=40), name="Kỳ họp thứ Chín")
    factories.make_sitting(council.id, opens_on=today() - timedelta(days=40))
    late, soon, later = (promised_to(council, me[0], days=days) for days in (-10, 20, 60))
    done = promised_to(council, me[0], days=5)
    done.completed_on = today()
    db.session.flush()
    sitting = next_sitting(council, today())
    assert sitting.name == "Kỳ họp thứ Chín"
    cards = due_before(sitting.until, whose(me), day=today(), rules=RULES)
    assert [card.pledge.id for card in cards] == [soon.id, late.id]
    assert cards[1].time is TimeStatus.OVERDUE
    assert later.id not in {card.pledge.id for card in cards}


def test_anyone_who_reads_the_register_follows_a_pledge_and_stops(council, as_role) -> None:
    pledge = promised_to(council, factories.make_delegate(council.id), words="Mở rộng bến xe")
    for role in ("clerk", "monitor", "delegate"):
        browser = as_role(role)
        assert browser.post(f"/{council.slug}/pledges/{pledge.id}/watch").status_code == 302
        browser.post(f"/{council.slug}/pledges/{pledge.id}/watch")
        assert "Mở rộng bến xe" in browser.get(f"/{council.slug}/mine/watched").text
        browser.post(f"/{council.slug}/pledges/{pledge.id}/watch", data={"watch": "no"})
        assert "Mở rộng bến xe" not in browser.get(f"/{council.slug}/mine/watched").text
    kinds = db.session.scalars(
        db.select(AuditEntry.event).where(AuditEntry.subject_type == "PledgeWatch").order_by(AuditEntry.seq)
    ).all()
    assert kinds == ["PledgeWatched", "PledgeUnwatched"] * 3


def test_what_i_follow_is_sorted_by_the_nearest_deadline_the_undated_last(council, me) -> None:
    pledges = [promised_to(council, factories.make_delegate(council.id), days=days) for days in (50, 10)]
    undated = promised_to(council, factories.make_delegate(council.id))
    undated.effective_due_on = None
    for pledge in (undated, *pledges):
        set_watch(pledge=pledge, watched=True, actor=me[1])
    rows = watched_page(whose(me), day=today(), rules=RULES, cursor=None).rows
    assert [card.pledge.id for card in rows] == [pledges[1].id, pledges[0].id, undated.id]


def test_a_delegate_whose_account_names_nobody_is_told_what_to_do(council, as_role) -> None:
    page = as_role("delegate").get(f"/{council.slug}/mine")
    assert page.status_code == 200
    assert "notice-warn" in page.text


def test_only_delegates_have_it_among_their_places(council, as_role) -> None:
    address = f'href="/{council.slug}/mine"'
    assert address in as_role("delegate").get(f"/{council.slug}/register").text
    assert address not in as_role("clerk").get(f"/{council.slug}/register").text
