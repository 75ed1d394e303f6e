"""Reading sittings, questioning sessions and topic groups."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.paging import Page, by_columns
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


def sitting_page(cursor: str | None) -> Page[Sitting]:
    """A page of the sittings, the latest first; those without a day come last."""
    opened = sa.func.coalesce(Sitting.opens_on, date.min)
    return _latest_first(sa.select(Sitting).options(joinedload(Sitting.term)), opened, Sitting, cursor)


def _latest_first(statement: Any, day: Any, model: Any, cursor: str | None) -> Page[Any]:
    found = by_columns(
        statement,
        (day, model.id),
        (date.fromisoformat, int),
        cursor=cursor,
        fetch=db.session.execute,
        descending=True,
    )
    return replace(found, rows=[row[0] for row in found.rows])


def count_of(model: type[Sitting | QuestioningSession]) -> int:
    """How many there are."""
    return db.session.scalar(sa.select(sa.func.count(model.id))) or 0


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


def sessions_page(cursor: str | None = None) -> Page[QuestioningSession]:
    """A page of the questioning sessions, the latest first."""
    statement = sa.select(QuestioningSession).options(*_WHOLE_SESSION)
    return _latest_first(statement, QuestioningSession.held_on, QuestioningSession, cursor)


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
