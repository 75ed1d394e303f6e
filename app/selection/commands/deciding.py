"""The decision: chosen groups become topic groups of a session, the questions proposed become its questions."""

from collections.abc import Sequence

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, next_place, put
from app.questions.commands import ask_questions
from app.questions.domain import NewQuestion
from app.questions.queries import questions_of_group
from app.selection import queries
from app.selection.asking_again.commands import group_called, kind_in, link
from app.selection.commands.calling import turn
from app.selection.domain import CallStatus, NewDecision, TopicsDecided, check_move
from app.selection.models import TopicCall, TopicCandidate, TopicProposal
from app.sittings.commands import add_session
from app.sittings.domain import NewSession, SessionKind
from app.sittings.models import QuestioningSession


def decide_topics(*, call: TopicCall, new: NewDecision, actor: User | None) -> QuestioningSession:
    """Decide the groups of issues and the persons questioned (Luật 87/2015/QH13, art. 60.2); nothing changes after it."""
    turn(call)
    check_move(call.status, CallStatus.DECIDED, opinions=0)
    new.check(opened_on=call.opened_on, today=today())
    shortlist = queries.candidates_of(call.id)
    if not set(new.candidate_ids) <= {each.id for each in shortlist}:
        raise DomainError(N_("Choose among the groups of this shortlist."), field="candidates")
    session = _session(call, new, actor)
    lock(session)
    proposals = queries.proposals_of(call.id)
    for candidate in shortlist:
        put(candidate, {"chosen": candidate.id in new.candidate_ids})
        if candidate.chosen:
            carried = [each for each in proposals if each.candidate_id == candidate.id]
            _carry_over(candidate, carried, session, actor)
    _close(call, new, session)
    told = {
        "decided_on": json_ready(new.decided_on),
        "decision_number": new.document_number,
        "session_id": session.id,
        "topic": [each.title for each in shortlist if each.chosen],
    }
    publish(TopicsDecided(**about(call, actor), details=told))
    db.session.flush()
    return session


def _close(call: TopicCall, new: NewDecision, session: QuestioningSession) -> None:
    decided = {
        "status": CallStatus.DECIDED,
        "decided_on": new.decided_on,
        "decision_number": new.document_number,
        "session_id": session.id,
    }
    put(call, decided)


def _session(call: TopicCall, new: NewDecision, actor: User | None) -> QuestioningSession:
    """The session of that sitting that was chosen, or a new one."""
    if new.session_id is None and new.held_on is not None:
        made = NewSession(kind=SessionKind.AT_SITTING, held_on=new.held_on, sitting_id=call.sitting_id)
        return add_session(new=made, actor=actor)
    found = next((each for each in queries.sessions_of(call.sitting_id) if each.id == new.session_id), None)
    if found is None:
        raise DomainError(N_("Choose a session of this sitting."), field="session_id")
    return found


def _carry_over(
    candidate: TopicCandidate,
    proposals: Sequence[TopicProposal],
    session: QuestioningSession,
    actor: User | None,
) -> None:
    """The group of issues with the questions proposed for it, each with who asks and the pledge it asks about again."""
    group = group_called(session=session, title=candidate.title, actor=actor)
    candidate.topic_group_id = group.id
    asked = [each for each in proposals if each.question_text or each.pledge_id is not None]
    first, kind = next_place(questions_of_group(group.id)), kind_in(session)
    placed = [
        (
            group,
            first + place,
            NewQuestion(
                kind=kind,
                topic=each.title,
                text=each.question_text,
                delegate_ids=(each.delegate_id,) if each.delegate_id is not None else (),
                addressee_office_id=each.office_id,
            ),
        )
        for place, each in enumerate(asked)
    ]
    for question, proposal in zip(ask_questions(placed=placed, actor=actor), asked, strict=True):
        if proposal.pledge is not None:
            link(question=question, pledges=[proposal.pledge], session=session, actor=actor)
