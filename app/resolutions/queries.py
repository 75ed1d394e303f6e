"""Reading resolutions and the pledges that go into them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.paging import PAGE_SIZE, Page, by_columns
from app.council.models import Delegate, Office
from app.documents.numbering import sequence_of
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge, PledgeCoordinator, PledgeFollower
from app.questions.models import Answer, Question, QuestionAsker
from app.resolutions.domain import ResolutionStatus
from app.resolutions.models import Resolution
from app.sittings.models import QuestioningSession, Sitting, TopicGroup

_LAST = 1_000_000


def _with_session() -> ORMOption:
    return joinedload(Resolution.session).joinedload(QuestioningSession.sitting).joinedload(Sitting.term)


def get_resolution(resolution_id: int) -> Resolution:
    """A resolution with its session, sitting and term; raises `NotFoundError`."""
    found = db.session.scalar(
        sa.select(Resolution).where(Resolution.id == resolution_id).options(_with_session())
    )
    if found is None:
        raise NotFoundError(N_("This resolution does not exist."))
    return found


def resolutions(
    cursor: str | None = None, *, session_id: int | None = None, size: int = PAGE_SIZE
) -> Page[Resolution]:
    """A page: drafts first, then the latest adopted first; of one session where it is given."""
    statement = sa.select(Resolution).options(_with_session())
    if session_id is not None:
        statement = statement.where(Resolution.session_id == session_id)
    found = by_columns(
        statement,
        (
            sa.case((Resolution.status == ResolutionStatus.DRAFT, 1), else_=0),
            sa.func.coalesce(Resolution.adopted_on, date.min),
            Resolution.id,
        ),
        (int, date.fromisoformat, int),
        cursor=cursor,
        fetch=db.session.execute,
        size=size,
        descending=True,
    )
    return replace(found, rows=[row.Resolution for row in found.rows])


def latest_of_number(number: str) -> Resolution | None:
    """The resolution of that number; the one adopted last where several years gave it."""
    return db.session.scalar(
        sa.select(Resolution)
        .where(Resolution.number == number)
        .options(_with_session())
        .order_by(Resolution.adopted_on.desc().nulls_last(), Resolution.id.desc())
        .limit(1)
    )


def find_draft(session_id: int) -> Resolution | None:
    """The draft resolution of a session; there is one at most."""
    return db.session.scalar(
        sa.select(Resolution)
        .where(Resolution.session_id == session_id, Resolution.status == ResolutionStatus.DRAFT)
        .options(_with_session())
    )


def given_numbers(symbol: str, year: int) -> dict[int, date]:
    """The numbers of resolutions adopted that year, imported ones with them, and their days."""
    rows = db.session.execute(
        sa.select(Resolution.number, Resolution.adopted_on)
        .where(
            Resolution.status == ResolutionStatus.ADOPTED,
            Resolution.number.endswith(f"/{symbol}", autoescape=True),
            Resolution.adopted_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(Resolution.id)
    )
    read = ((sequence_of(number or ""), adopted_on) for number, adopted_on in rows)
    return {sequence: adopted_on for sequence, adopted_on in read if sequence and adopted_on}


def numbers_of(resolution_ids: Collection[int]) -> dict[int, str]:
    """The numbers of resolutions by their ids."""
    rows = db.session.execute(
        sa.select(Resolution.id, Resolution.number)
        .where(Resolution.id.in_(resolution_ids))
        .order_by(Resolution.id)
    )
    return {row[0]: row[1] or "" for row in rows}


def pledges_of(resolution: Resolution) -> list[Pledge]:
    """The pledges of the appendix in its order, with everyone named in them.

    Adopted: by row number. A draft: the draft pledges of its session, topic group by topic group; within a group by the
    place given on the resolution's page, those without one behind, in the order in which they were said.
    """
    adopted = resolution.status is ResolutionStatus.ADOPTED
    statement = (
        sa.select(Pledge)
        .options(*_everything())
        .join(Pledge.topic_group)
        .join(Pledge.answer)
        .join(Answer.question)
    )
    if adopted:
        return list(
            db.session.scalars(
                statement.where(Pledge.resolution_id == resolution.id).order_by(Pledge.row_number)
            )
        )
    draft = statement.where(Pledge.session_id == resolution.session_id, Pledge.lifecycle == Lifecycle.DRAFT)
    return list(
        db.session.scalars(
            draft.order_by(
                TopicGroup.position, TopicGroup.id, sa.func.coalesce(Pledge.row_number, _LAST),
                Question.position, Answer.position, Pledge.position, Pledge.id,
            )
        )
    )  # fmt: skip


def _everything() -> tuple[ORMOption, ...]:
    question = joinedload(Pledge.answer).joinedload(Answer.question)
    return (
        joinedload(Pledge.topic_group),
        joinedload(Pledge.person),
        joinedload(Pledge.office).joinedload(Office.agency),
        joinedload(Pledge.lead_agency),
        selectinload(Pledge.coordinators).joinedload(PledgeCoordinator.agency),
        selectinload(Pledge.followers).joinedload(PledgeFollower.body),
        question.selectinload(Question.askers).joinedload(QuestionAsker.delegate).joinedload(Delegate.person),
    )
