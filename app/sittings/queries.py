"""Reading sittings, questioning sessions and topic groups."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.sittings.models import QuestioningSession, Sitting, TopicGroup


def find_sitting(*, name: str, term_id: int) -> Sitting | None:
    return db.session.scalar(sa.select(Sitting).where(Sitting.term_id == term_id, Sitting.name == name))


def get_sitting(sitting_id: int) -> Sitting:
    found = db.session.scalar(
        sa.select(Sitting).where(Sitting.id == sitting_id).options(joinedload(Sitting.term))
    )
    if found is None:
        raise NotFoundError(N_("There is no such sitting."))
    return found


def sittings() -> list[Sitting]:
    """Every sitting, the latest first."""
    statement = (
        sa.select(Sitting)
        .options(joinedload(Sitting.term))
        .order_by(Sitting.opens_on.desc(), Sitting.id.desc())
    )
    return list(db.session.scalars(statement))


_WHOLE_SESSION = (
    joinedload(QuestioningSession.sitting).joinedload(Sitting.term),
    joinedload(QuestioningSession.organising_body),
)


def get_session(session_id: int) -> QuestioningSession:
    statement = (
        sa.select(QuestioningSession).where(QuestioningSession.id == session_id).options(*_WHOLE_SESSION)
    )
    found = db.session.scalar(statement)
    if found is None:
        raise NotFoundError(N_("There is no such session."))
    return found


def sessions() -> list[QuestioningSession]:
    """Every questioning session, the latest first."""
    newest_first = (QuestioningSession.held_on.desc(), QuestioningSession.id.desc())
    return list(
        db.session.scalars(sa.select(QuestioningSession).options(*_WHOLE_SESSION).order_by(*newest_first))
    )


def topic_groups(session_id: int) -> list[TopicGroup]:
    """The groups of a session in their order."""
    statement = (
        sa.select(TopicGroup)
        .where(TopicGroup.session_id == session_id)
        .order_by(TopicGroup.position, TopicGroup.id)
    )
    return list(db.session.scalars(statement))


def get_topic_group(group_id: int) -> TopicGroup:
    statement = (
        sa.select(TopicGroup)
        .where(TopicGroup.id == group_id)
        .options(joinedload(TopicGroup.session).options(*_WHOLE_SESSION))
    )
    found = db.session.scalar(statement)
    if found is None:
        raise NotFoundError(N_("There is no such topic group."))
    return found
