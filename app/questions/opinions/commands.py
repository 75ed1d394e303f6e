"""Stating what a delegate thinks of an answer, and what was decided on a disagreement."""

from dataclasses import asdict

from app.accounts.models import User
from app.core.clock import local_day, today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock
from app.questions.models import Answer, AnswerOpinion, OpinionDecision
from app.questions.opinions import queries
from app.questions.opinions.domain import (
    NewDecision,
    NewOpinion,
    OpinionDecided,
    OpinionStated,
    check_decision,
    check_opinion,
)


def state_opinion(
    *, answer: Answer, delegate_id: int | None, new: NewOpinion, actor: User | None
) -> AnswerOpinion:
    """Put on record what a delegate who asked thinks of the answer; saying the same again adds nothing.

    Opinions are only ever added: the latest of each delegate holds (Luật 87/2015/QH13, art. 60.4).
    """
    check_opinion(new)
    if delegate_id not in {asker.delegate_id for asker in answer.question.askers}:
        raise DomainError(
            N_("Only a delegate who asked the question can agree or disagree with its answer."),
            field="delegate_id",
        )
    lock(answer)
    held = queries.find_opinion(answer.id, delegate_id)
    if held is not None and (held.agrees, held.reason, held.escalation) == (
        new.agrees,
        new.reason,
        new.escalation,
    ):
        return held
    stated = AnswerOpinion(
        answer_id=answer.id,
        delegate_id=delegate_id,
        agrees=new.agrees,
        reason=new.reason,
        escalation=new.escalation,
        stated_by_id=actor.id if actor else None,
    )
    db.session.add(stated)
    db.session.flush()
    details = {
        "answer_id": answer.id,
        "delegate_id": delegate_id,
        "agrees": new.agrees,
        "reason": new.reason,
        "escalation": new.escalation.value if new.escalation else None,
    }
    told = {name: value for name, value in details.items() if value not in (None, "")}
    publish(OpinionStated(**about(stated, actor), details=told))
    return stated


def log_decision(*, opinion: AnswerOpinion, new: NewDecision, actor: User | None) -> OpinionDecision:
    """Put on record what was decided on a disagreement; a later decision follows an earlier one."""
    check_decision(new, stated_on=local_day(opinion.stated_at), today=today())
    lock(opinion.answer)
    if not queries.still_disagrees(opinion):
        raise DomainError(N_("The delegate no longer disagrees with this answer."))
    decision = OpinionDecision(opinion_id=opinion.id, logged_by_id=actor.id if actor else None, **asdict(new))
    db.session.add(decision)
    db.session.flush()
    details = {
        "opinion_id": opinion.id,
        "outcome": new.outcome.value,
        "decided_on": new.decided_on.isoformat(),
        "document_number": new.document_number,
        "note": new.note,
    }
    told = {name: value for name, value in details.items() if value != ""}
    publish(OpinionDecided(**about(decision, actor), details=told))
    return decision
