"""Reading questions and answers."""

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.council.models import Delegate, Office
from app.questions.models import Answer, Question, QuestionAsker
from app.sittings.models import QuestioningSession, Sitting, TopicGroup


def _where_asked() -> _AbstractLoad:
    return (
        joinedload(Question.topic_group)
        .joinedload(TopicGroup.session)
        .joinedload(QuestioningSession.sitting)
        .joinedload(Sitting.term)
    )


def _who_asked() -> _AbstractLoad:
    asker = selectinload(Question.askers).joinedload(QuestionAsker.delegate)
    return asker.options(joinedload(Delegate.person), joinedload(Delegate.group))


def get_question(question_id: int) -> Question:
    owing = joinedload(Question.addressee_office).joinedload(Office.agency)
    statement = sa.select(Question).where(Question.id == question_id)
    statement = statement.options(_where_asked(), _who_asked(), owing)
    found = db.session.scalar(statement)
    if found is None:
        raise NotFoundError(N_("There is no such question."))
    return found


def questions_of_group(group_id: int) -> list[Question]:
    """The questions of a topic group in their order."""
    in_order = (Question.position, Question.id)
    statement = (
        sa.select(Question).where(Question.topic_group_id == group_id).options(selectinload(Question.askers))
    )
    return list(db.session.scalars(statement.order_by(*in_order)))


def questions_of_session(session_id: int) -> list[Question]:
    """The questions of a session in the order in which they stand, each with who asked."""
    statement = (
        sa.select(Question)
        .join(Question.topic_group)
        .where(TopicGroup.session_id == session_id)
        .options(
            _who_asked(),
            contains_eager(Question.topic_group).joinedload(TopicGroup.session),
            joinedload(Question.addressee_office).joinedload(Office.agency),
        )
        .order_by(TopicGroup.position, TopicGroup.id, Question.position, Question.id)
    )
    return list(db.session.scalars(statement))


def _answered() -> sa.Select[Answer]:
    return sa.select(Answer).options(
        joinedload(Answer.person), joinedload(Answer.office).joinedload(Office.agency)
    )


def get_answer(answer_id: int) -> Answer:
    statement = _answered().where(Answer.id == answer_id)
    found = db.session.scalar(
        statement.options(joinedload(Answer.question).options(_where_asked(), _who_asked()))
    )
    if found is None:
        raise NotFoundError(N_("There is no such answer."))
    return found


def questions_after(question_id: int) -> list[Question]:
    """What was asked after a question: follow-ups and the second round, each with its session and who asked."""
    statement = sa.select(Question).where(Question.parent_id == question_id).order_by(Question.id)
    return list(db.session.scalars(statement.options(_where_asked(), _who_asked())))


def answers_of_question(question_id: int) -> list[Answer]:
    """The answers to a question in their order."""
    return list(
        db.session.scalars(
            _answered().where(Answer.question_id == question_id).order_by(Answer.position, Answer.id)
        )
    )


def answers_of_session(session_id: int) -> list[Answer]:
    """The answers of a session in the order in which they were given, each with who answered."""
    statement = (
        _answered()
        .join(Answer.question)
        .join(Question.topic_group)
        .where(TopicGroup.session_id == session_id)
        .order_by(Answer.question_id, Answer.position, Answer.id)
    )
    return list(db.session.scalars(statement))


def last_answer_of_group(group_id: int) -> Answer | None:
    """The answer given last in a topic group: one official usually answers a whole group."""
    statement = (
        _answered()
        .join(Answer.question)
        .where(Question.topic_group_id == group_id)
        .order_by(Answer.id.desc())
    )
    return db.session.scalars(statement.limit(1)).first()
