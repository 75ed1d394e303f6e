"""The answers somebody who asked disagrees with: a page of them, what was decided on each, and which wait for an opinion."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app.core.database import db
from app.core.enums import Coded
from app.core.errors import N_, NotFoundError
from app.core.paging import PAGE_SIZE, Page, newest_first
from app.council.models import Delegate
from app.questions.domain import Escalation, QuestionKind
from app.questions.models import Answer, AnswerOpinion, OpinionDecision, Question, QuestionAsker
from app.questions.opinions.queries import disagrees
from app.sittings.models import QuestioningSession, TopicGroup


class DisagreedView(Coded):
    """Which disagreements are shown."""

    OPEN = "open"
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Disagreed:
    """A disagreement that stands, and what came of it: what was decided, or the second round that was put."""

    opinion: AnswerOpinion
    decision: OpinionDecision | None = None
    second_round_id: int | None = None


def disagreed_page(
    view: DisagreedView,
    *,
    escalation: Escalation | None = None,
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[Disagreed]:
    """A page of the disagreements that stand, the latest first."""
    statement = _standing().where(_in_view(view))
    if escalation is not None:
        statement = statement.where(AnswerOpinion.escalation == escalation)
    page = newest_first(
        statement,
        AnswerOpinion.id,
        cursor=cursor,
        fetch=db.session.scalars,
        number_of=lambda opinion: opinion.id,
        size=size,
    )
    return replace(page, rows=_lines(page.rows))


def count_disagreed(escalation: Escalation | None = None) -> dict[DisagreedView, int]:
    """How many stand under each view. One statement."""
    columns = (sa.func.sum(sa.case((_in_view(view), 1), else_=0)) for view in DisagreedView)
    statement = _joined(sa.select(*columns)).where(disagrees(AnswerOpinion))
    if escalation is not None:
        statement = statement.where(AnswerOpinion.escalation == escalation)
    row = db.session.execute(statement).one()
    return {view: count or 0 for view, count in zip(DisagreedView, row, strict=True)}


def undecided(*, most: int) -> list[AnswerOpinion]:
    """Disagreements on which nothing was decided, the oldest first: a queue of what waits for someone."""
    statement = _standing().where(_in_view(DisagreedView.OPEN)).order_by(AnswerOpinion.id).limit(most)
    return list(db.session.scalars(statement))


def awaiting_opinion(delegate_ids: Collection[int], *, most: int) -> list[Answer]:
    """Answers to these delegates' questions of which they have said nothing yet, the latest first."""
    if not delegate_ids:
        return []
    mine = list(delegate_ids)
    asked = sa.exists().where(
        QuestionAsker.question_id == Answer.question_id, QuestionAsker.delegate_id.in_(mine)
    )
    said = sa.exists().where(AnswerOpinion.answer_id == Answer.id, AnswerOpinion.delegate_id.in_(mine))
    statement = (
        sa.select(Answer)
        .where(asked, ~said)
        .options(joinedload(Answer.question), joinedload(Answer.person), joinedload(Answer.office))
        .order_by(Answer.answered_on.desc(), Answer.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(statement))


def get_disagreement(opinion_id: int) -> AnswerOpinion:
    """A disagreement, taken back since or not, with its answer and its question."""
    found: AnswerOpinion | None = db.session.scalar(
        _whole(sa.select(AnswerOpinion)).where(AnswerOpinion.id == opinion_id, ~AnswerOpinion.agrees)
    )
    if found is None:
        raise NotFoundError(N_("There is no such disagreement."))
    return found


def decisions_on(opinion_ids: Collection[int]) -> dict[int, OpinionDecision]:
    """By opinion, what was decided on it last. One statement."""
    statement = (
        sa.select(OpinionDecision)
        .where(OpinionDecision.opinion_id.in_(list(opinion_ids)))
        .order_by(OpinionDecision.id)
    )
    return {each.opinion_id: each for each in db.session.scalars(statement)}


def _standing() -> Any:
    return _whole(_joined(sa.select(AnswerOpinion))).where(disagrees(AnswerOpinion))


def _joined(statement: Any) -> Any:
    return statement.select_from(AnswerOpinion).join(Answer, Answer.id == AnswerOpinion.answer_id)


def _whole(statement: Any) -> Any:
    answer = joinedload(AnswerOpinion.answer)
    where = answer.joinedload(Answer.question).joinedload(Question.topic_group).joinedload(TopicGroup.session)
    return statement.options(
        joinedload(AnswerOpinion.delegate).joinedload(Delegate.person),
        answer.joinedload(Answer.person),
        answer.joinedload(Answer.office),
        where.joinedload(QuestioningSession.sitting),
    )


def _in_view(view: DisagreedView) -> sa.ColumnElement[bool]:
    if view is DisagreedView.ALL:
        return sa.true()
    second = aliased(Question)
    asked_again = sa.exists().where(
        second.parent_id == Answer.question_id, second.kind == QuestionKind.WRITTEN
    )
    settled = sa.or_(sa.exists().where(OpinionDecision.opinion_id == AnswerOpinion.id), asked_again)
    return settled if view is DisagreedView.DECIDED else ~settled


def _lines(opinions: Sequence[AnswerOpinion]) -> list[Disagreed]:
    decisions = decisions_on([each.id for each in opinions])
    rounds = db.session.execute(
        sa.select(Question.parent_id, Question.id)
        .where(
            Question.parent_id.in_([each.answer.question_id for each in opinions]),
            Question.kind == QuestionKind.WRITTEN,
        )
        .order_by(Question.id.desc())
    )
    second = {row[0]: row[1] for row in rounds}
    return [Disagreed(each, decisions.get(each.id), second.get(each.answer.question_id)) for each in opinions]
