"""Putting pledges into a session to be questioned again, and linking questions to the pledges they ask about."""

from collections.abc import Sequence

from app.accounts.models import User
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, next_place
from app.pledges.commands import link_pledges
from app.pledges.domain import Lifecycle, LinkKind, NewLink
from app.pledges.models import Pledge, PledgeLink
from app.questions.commands import ask_questions
from app.questions.domain import NewQuestion, QuestionKind
from app.questions.models import Question
from app.questions.queries import questions_of_group
from app.selection.asking_again import queries
from app.selection.asking_again.domain import NewRequestioning
from app.selection.domain import PledgesRequestioned
from app.selection.models import RequestionedPledge
from app.sittings import queries as sittings
from app.sittings.commands import add_session, add_topic_group
from app.sittings.domain import NewSession, SessionKind
from app.sittings.models import QuestioningSession, TopicGroup


def requestion(*, new: NewRequestioning, actor: User | None) -> TopicGroup:
    """Make the questions in a topic group of the session; a pledge is put into one session once."""
    new.check()
    session = _session(new, actor)
    lock(session)
    pledges = queries.pledges_to_ask(new.pledge_ids)
    _check(session, [pledges[each] for each in new.pledge_ids if each in pledges], len(new.pledge_ids))
    group = group_called(session=session, title=new.title, actor=actor)
    first = next_place(questions_of_group(group.id))
    kind = kind_in(session)
    placed = [
        (
            group,
            first + place,
            NewQuestion(
                kind=kind,
                topic=each.topic,
                text=each.text,
                delegate_ids=each.delegate_ids,
                addressee_office_id=each.office_id,
            ),
        )
        for place, each in enumerate(new.questions)
    ]
    asked = ask_questions(placed=placed, actor=actor)
    for question, each in zip(asked, new.questions, strict=True):
        link(
            question=question, pledges=[pledges[one] for one in each.pledge_ids], session=session, actor=actor
        )
    return group


def group_called(*, session: QuestioningSession, title: str, actor: User | None) -> TopicGroup:
    """The topic group of that title, made where the session has none yet."""
    known = next((each for each in sittings.topic_groups(session.id) if each.title == title), None)
    return known or add_topic_group(session=session, title=title, actor=actor)


def kind_in(session: QuestioningSession) -> QuestionKind:
    """Questions of a session in writing are written ones."""
    written = session.kind is SessionKind.WRITTEN_ONLY
    return QuestionKind.WRITTEN if written else QuestionKind.QUESTION


def link(
    *, question: Question, pledges: Sequence[Pledge], session: QuestioningSession, actor: User | None
) -> None:
    """Say that a question asks again about pledges; each of them tells it."""
    db.session.add_all(RequestionedPledge(question_id=question.id, pledge_id=pledge.id) for pledge in pledges)
    db.session.flush()
    for pledge in pledges:
        told = {"question_id": question.id, "session_id": session.id}
        publish(PledgesRequestioned(**about(pledge, actor), details=told))


def promised_again(*, older: Pledge, newer: Pledge, actor: User | None) -> PledgeLink:
    """Link a pledge given in answer to questioning again to the pledge that was asked about."""
    if not queries.asks_about(newer, older.id):
        raise DomainError(
            N_("Pledge %(newer)s was not given in answer to a question about pledge %(older)s."),
            newer=newer.code,
            older=older.code,
        )
    if newer.adopted_on is None:
        raise DomainError(N_("Drafts are not linked: adopt the pledge first."))
    new = NewLink(kind=LinkKind.PROMISED_AGAIN, decided_on=newer.adopted_on)
    return link_pledges(older=older, newer=newer, new=new, actor=actor)


def _session(new: NewRequestioning, actor: User | None) -> QuestioningSession:
    if new.session_id is not None:
        return sittings.get_session(new.session_id)
    if new.held_on is None:
        raise ValueError("a new session has its day")
    kind = SessionKind.AT_SITTING if new.sitting_id else SessionKind.STANDING_COMMITTEE
    made = NewSession(kind=kind, held_on=new.held_on, sitting_id=new.sitting_id)
    return add_session(new=made, actor=actor)


def _check(session: QuestioningSession, pledges: Sequence[Pledge], wanted: int) -> None:
    """Followed pledges alone, promised before the session, and none twice in it."""
    if len(pledges) != wanted or any(each.lifecycle is not Lifecycle.ADOPTED for each in pledges):
        raise DomainError(N_("Only pledges that are still followed are questioned again."))
    later = next((each for each in pledges if each.session.held_on >= session.held_on), None)
    if later is not None:
        raise DomainError(
            N_("Pledge %(code)s was made on %(day)s, not before this session."),
            code=later.code,
            day=later.session.held_on,
            field="session_id",
        )
    known = queries.asked_in_session(session.id)
    double = next((each for each in pledges if each.id in known), None)
    if double is not None:
        raise DomainError(
            N_("Pledge %(code)s is questioned again in this session already."),
            code=double.code,
            field="session_id",
        )
