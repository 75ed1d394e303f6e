"""A delegate agrees or disagrees with the answer to their own question; what was said stays on record."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError
from app.questions import queries
from app.questions.domain import Escalation
from app.questions.models import AnswerOpinion
from app.questions.opinions.commands import state_opinion
from app.questions.opinions.domain import NewOpinion
from app.questions.opinions.queries import opinions_on
from tests import factories
from tests.integration.questions.asking import asks, delegate_with_account

AGREES = NewOpinion(agrees=True)
NO = NewOpinion(agrees=False, reason="Chưa nêu thời hạn", escalation=Escalation.DEBATE)


@pytest.fixture
def asked(council):
    """The delegate, their account, and the answer to their question."""
    delegate, user = delegate_with_account(council)
    answer = factories.make_answer(council.id)
    asks(council, answer.question, delegate)
    return delegate, user, queries.get_answer(answer.id)


def test_the_latest_opinion_holds_and_the_earlier_ones_stay(council, asked) -> None:
    delegate, user, answer = asked
    for new in (AGREES, NO, NO):
        state_opinion(answer=answer, delegate_id=delegate.id, new=new, actor=user)
    [held] = opinions_on([answer.id])[answer.id]
    assert (held.agrees, held.reason, held.escalation) == (False, "Chưa nêu thời hạn", Escalation.DEBATE)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AnswerOpinion)) == 2
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "OpinionStated")).all()[-1]
    assert (line.actor_id, line.details["escalation"]) == (user.id, "debate")


def test_the_database_lets_nobody_rewrite_what_was_said(council, asked) -> None:
    delegate, user, answer = asked
    stated = state_opinion(answer=answer, delegate_id=delegate.id, new=NO, actor=user)
    for act in (
        sa.update(AnswerOpinion).values(reason="khác").where(AnswerOpinion.id == stated.id),
        sa.delete(AnswerOpinion).where(AnswerOpinion.id == stated.id),
    ):
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.execute(act)


def test_nobody_speaks_for_a_question_they_did_not_ask(council, asked) -> None:
    _delegate, user, answer = asked
    stranger = factories.make_delegate(council.id)
    with pytest.raises(DomainError):
        state_opinion(answer=answer, delegate_id=stranger.id, new=AGREES, actor=user)


def test_a_delegate_disagrees_on_the_page_and_everyone_reads_it(app, council, as_role, asked) -> None:
    delegate, user, answer = asked
    browser = factories.browser_of(app, user)
    path = f"/{council.slug}/answers/{answer.id}/opinion"
    refused = browser.post(path, data={"agrees": "no"})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text
    sent = browser.post(path, data={"agrees": "no", "reason": "Chưa nêu thời hạn", "escalation": "debate"})
    assert sent.location.endswith(f"/questions/{answer.question_id}#answer-{answer.id}")
    page = as_role("monitor").get(f"/{council.slug}/questions/{answer.question_id}").text
    assert "Chưa nêu thời hạn" in page
    assert "Đề nghị đưa ra thảo luận" in page
    session_page = as_role("clerk").get(f"/{council.slug}/sessions/{answer.question.topic_group.session_id}")
    assert "Chưa nêu thời hạn" in session_page.text
    assert delegate.id == opinions_on([answer.id])[answer.id][0].delegate_id


def test_changing_ones_mind_takes_back_what_was_asked_for(app, council, asked) -> None:
    delegate, user, answer = asked
    state_opinion(answer=answer, delegate_id=delegate.id, new=NO, actor=user)
    path = f"/{council.slug}/answers/{answer.id}/opinion"
    browser = factories.browser_of(app, user)
    assert browser.post(path, data={"agrees": "yes", "escalation": "debate"}).status_code == 302
    [held] = opinions_on([answer.id])[answer.id]
    assert (held.agrees, held.escalation) == (True, None)


def test_another_delegate_finds_nothing_there(app, council, asked) -> None:
    _delegate, stranger = delegate_with_account(council)
    path = f"/{council.slug}/answers/{asked[2].id}/opinion"
    assert factories.browser_of(app, stranger).get(path).status_code == 404


def test_the_secretariat_logs_it_for_a_delegate_who_said_it_on_paper(council, as_role, asked) -> None:
    delegate, _user, answer = asked
    sent = as_role("clerk").post(
        f"/{council.slug}/answers/{answer.id}/opinion/log",
        data={"delegate_id": delegate.id, "agrees": "no", "reason": "Theo phiếu của đại biểu"},
    )
    assert sent.status_code == 302
    assert opinions_on([answer.id])[answer.id][0].reason == "Theo phiếu của đại biểu"


def test_a_delegate_speaks_in_the_term_in_which_they_asked(app, council, asked) -> None:
    """The account names the delegate of the new term; the question was asked in the old one."""
    from app.accounts.models import Membership

    delegate, user, answer = asked
    again = factories.make_delegate(council.id, person=delegate.person)
    membership = db.session.scalars(sa.select(Membership).where(Membership.user_id == user.id)).one()
    membership.delegate_id = again.id
    db.session.flush()
    path = f"/{council.slug}/answers/{answer.id}/opinion"
    assert factories.browser_of(app, user).post(path, data={"agrees": "yes"}).status_code == 302
    assert opinions_on([answer.id])[answer.id][0].delegate_id == delegate.id
